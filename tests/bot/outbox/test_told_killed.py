"""kill -9 while a notice is on its way: its record says what is known, and in the end what happened."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.clock import ShiftedClock
from bot.counting import NoCounters
from bot.outbox.delivery import ChannelWorker
from handlers.messages import Channel
from handlers.notices.delivery import tell_firm
from handlers.notices.records import notices_to
from store.database import Database
from store.states import NoticeState
from store.work import Work
from tests.bot.sending import FakeSender
from tests.bot.turns.test_dispatch_killed import killed
from tests.handlers.notices.test_notices import found_firm


async def _state(database: Database, clock: ShiftedClock) -> NoticeState:
    (event,) = await database.read(lambda work: notices_to(work, 1), clock())
    (delivery,) = event.deliveries
    return delivery.state


@pytest.mark.rotated("kills", 4)
async def test_a_notice_whose_sender_was_killed_waits_and_is_handed_over_by_another(
    database: Database, database_url: str
) -> None:
    clock, sender = ShiftedClock(), FakeSender()

    def act(work: Work) -> None:
        firm = found_firm(work, (Channel.WECHAT, "anna"))
        tell_firm(work, firm, key="a", text="有事。")

    await database.write(act, clock())
    await killed(database_url, "sending")
    assert await _state(database, clock) is NoticeState.WAITING
    worker = ChannelWorker(database, sender, clock, counters=NoCounters(), idle=60, jitter=lambda: 1.0)
    clock.advance(timedelta(seconds=61))
    await worker.send_due()
    assert len(sender.tried) == 1
    assert await _state(database, clock) is NoticeState.HANDED_OVER
