"""Depth and age of what waits, as the metrics tell them."""

from __future__ import annotations

from bot.metrics import Metrics
from bot.outbox.measuring import measure_outbox
from handlers.messages import Channel
from store.database import Database
from tests.bot.outbox.posting import put, run, worker
from tests.bot.sending import FakeSender
from tests.clocks import FrozenClock


async def test_depth_and_age_of_the_oldest_are_told_by_channel(database: Database, clock: FrozenClock) -> None:
    metrics = Metrics()
    await put(database, clock, "一", "二")
    clock.advance(minutes=7)
    await put(database, clock, "三", address="bert")
    await measure_outbox(database, metrics, clock())
    told = metrics.render().decode()
    assert 'ezhen_level{name="outbox_ready_wechat"} 3.0' in told
    assert 'ezhen_level{name="outbox_oldest_seconds_wechat"} 420.0' in told
    assert 'ezhen_level{name="outbox_ready_telegram"} 0.0' in told
    await run(worker(database, FakeSender(Channel.WECHAT), clock), 3)
    await measure_outbox(database, metrics, clock())
    told = metrics.render().decode()
    assert 'ezhen_level{name="outbox_ready_wechat"} 0.0' in told
    assert 'ezhen_level{name="outbox_oldest_seconds_wechat"} 0.0' in told
