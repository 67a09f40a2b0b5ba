"""A channel that sends nothing until somebody acts: administrators are told once a day, and nothing is lost."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.channels.base import Pause
from bot.counting import NoCounters
from bot.outbox.delivery import ChannelWorker
from handlers.messages import Channel
from handlers.turn import say
from store.database import Database
from store.outbox.rows import NewOutboxRow, put_out
from store.queries.outbox import count_rows
from store.states import OutboxState, Role
from store.tables.notices import StaffNotice
from tests.bot.sending import FakeSender
from tests.clocks import FrozenClock
from tests.keys import KEYS

TEN_MINUTES = timedelta(minutes=10)


@pytest.fixture
async def sqlite(sqlite_url: str, clock: FrozenClock) -> AsyncIterator[Database]:
    opened = Database.open(sqlite_url, KEYS)
    row = NewOutboxRow("one", Channel.WECHAT.value, "anna", say("一").to_json())
    async with opened.writing() as connection:
        await connection.run_sync(put_out, [row], clock())
    yield opened
    await opened.close()


async def sent_after(
    database: Database, clock: FrozenClock, *, needs_somebody: bool, days: int
) -> list[StaffNotice]:
    """What was told by the end: two processes try every ten minutes of the first hour of each day."""
    sender = FakeSender()
    sender.answer = lambda _row: Pause("configuration 40125", clock() + TEN_MINUTES, needs_somebody)
    workers = [
        ChannelWorker(database, sender, clock, counters=NoCounters(), idle=60, jitter=lambda: 0.0)
        for _ in range(2)
    ]
    for _ in range(days):
        for _ in range(3):
            for one in workers:
                await one.send_due()
            clock.advance(minutes=10)
        clock.advance(hours=23, minutes=30)
    return await database.read(lambda work: work.all(select(StaffNotice)), clock())


async def test_administrators_are_told_once_a_day_until_it_is_mended(sqlite: Database, clock: FrozenClock) -> None:
    told = await sent_after(sqlite, clock, needs_somebody=True, days=2)
    assert [(notice.role, notice.urgent) for notice in told] == [(Role.ADMINISTRATOR.value, True)] * 2
    assert "微信" in told[0].text
    assert "密钥、地址或者IP白名单要处理（40125）" in told[0].text
    assert told[0].brief == "微信的消息发不出去，请运维人员检查设置"
    assert (await count_rows(sqlite))[OutboxState.READY] == 1


async def test_a_limit_that_passes_by_itself_is_told_to_nobody(sqlite: Database, clock: FrozenClock) -> None:
    assert await sent_after(sqlite, clock, needs_somebody=False, days=1) == []
