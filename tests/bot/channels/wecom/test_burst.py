"""Fifty events in a burst: the group is told all of them, merged, in fewer messages than the platform takes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.channels.wecom.sender import RobotSender
from bot.counting import NoCounters
from bot.outbox.delivery import ChannelWorker
from handlers.messages import Channel
from handlers.notices.delivery import tell_staff
from handlers.notices.staff_sending import tell_destinations
from store.database import Database
from store.states import NoticeSubject, Role
from store.work import Work
from tests.clocks import FrozenClock
from tests.fakes.wecom import ROBOT, FakeWeCom
from tests.keys import KEYS

ON = frozenset({Channel.WECOM_ROBOT})


@pytest.fixture
async def sqlite(sqlite_url: str) -> AsyncIterator[Database]:
    opened = Database.open(sqlite_url, KEYS)
    yield opened
    await opened.close()


async def test_fifty_events_in_a_burst_are_merged_and_none_is_lost(
    sqlite: Database, robot: RobotSender, fake: FakeWeCom, clock: FrozenClock
) -> None:
    """Ten come each second, all urgent, while two processes tell and send."""
    workers = [
        ChannelWorker(sqlite, robot, clock, counters=NoCounters(), idle=1.0, jitter=lambda: 0.0) for _ in range(2)
    ]
    events = [f"AZ-2026-{number:06}：已提交。" for number in range(50)]
    await tell(sqlite, clock)
    for second in range(12):
        await happen(sqlite, clock, events[10 * second : 10 * second + 10])
        for worker in workers:
            await tell(sqlite, clock)
            await worker.send_due()
        clock.advance(seconds=1)
    told = [line for _, content in fake.said for line in content.split("\n") if line.startswith("AZ-")]
    assert sorted(told) == events
    assert fake.count(ROBOT) == len(fake.said) < 6
    gaps = [later - earlier for (earlier, _), (later, _) in pairwise(fake.said)]
    assert min(gaps) >= timedelta(seconds=3)


async def tell(database: Database, clock: FrozenClock) -> None:
    await database.write(lambda work: tell_destinations(work, ON, lambda *_: "", lambda *_: ()), clock())


async def happen(database: Database, clock: FrozenClock, events: list[str]) -> None:
    def act(work: Work) -> None:
        for text in events:
            tell_staff(work, Role.OFFICE, text=text, brief=text, about=NoticeSubject.NOTHING, urgent=True)

    await database.write(act, clock())
