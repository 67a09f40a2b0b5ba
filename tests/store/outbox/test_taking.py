"""Taking rows beside turns that change some of them."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import delete

from store.database import Database
from store.outbox.pace import Pace
from store.outbox.rows import NewOutboxRow, put_out
from store.outbox.taking import Take, take_rows
from store.tables.messages import OutboxRow
from tests.clocks import FrozenClock
from tests.keys import KEYS

_TAKE = Take("wechat", Pace(timedelta(seconds=1), 32), "owner", timedelta(minutes=1), 32)


@pytest.mark.postgres
async def test_a_row_that_a_turn_holds_is_left_to_it_without_waiting(
    postgres_url: str, clock: FrozenClock
) -> None:
    """A worker that waited for one row while it held another was in the way of a turn that wanted both."""
    database = Database.open(postgres_url, KEYS)
    new = [NewOutboxRow(who, "wechat", who, "[]") for who in ("anna", "ben")]
    await database.run(lambda connection: put_out(connection, new, clock()))
    async with database.writing() as turn:
        await turn.execute(delete(OutboxRow).where(OutboxRow.address == "anna"))
        async with asyncio.timeout(60):
            taken, _ = await take_rows(database, _TAKE, clock())
    assert [one.address for one in taken] == ["ben"]
    await database.close()
