"""Looks for what may leave cost the same, however much waits: every row that they read is found by index."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Connection, func, select, update

from store.database import Database
from store.outbox.pace import Pace
from store.outbox.rows import NewOutboxRow, put_out
from store.outbox.taking import Take, next_due, take_rows
from store.states import OutboxRank
from store.tables.messages import OutboxRow
from tests.clocks import FrozenClock
from tests.statements import planned

_TAKE = Take("wechat", Pace(timedelta(seconds=1), 32), "owner", timedelta(minutes=1), 32)
_PEOPLE = 5


async def _waiting(database: Database, clock: FrozenClock, *, rows: int) -> None:
    """So many for a few people in turn."""
    new = [NewOutboxRow(f"n{n}", "wechat", f"p{n % _PEOPLE}", "[]", OutboxRank.NOTICE) for n in range(rows)]
    await database.run(lambda connection: put_out(connection, new, clock()))


@pytest.mark.parametrize(
    ("put_off", "seconds", "who"),
    [(0, 0, ["p0", "p1", "p2", "p3"]), (_PEOPLE - 1, 1, ["p4"]), (_PEOPLE, 1800, [])],
)
async def test_only_an_index_is_asked_what_may_leave(
    database: Database, clock: FrozenClock, put_off: int, seconds: int, who: list[str]
) -> None:
    """Also where what is due first waits behind messages that failed, and where that is so of everybody."""
    await _waiting(database, clock, rows=400)
    begun, soon, later = (clock() + timedelta(seconds=n) for n in (0, 1, 1800))

    def fail(connection: Connection) -> None:
        first = select(func.min(OutboxRow.id)).group_by(OutboxRow.address).order_by(func.min(OutboxRow.id))
        connection.execute(update(OutboxRow).where(OutboxRow.id.in_(first.limit(put_off))).values(due=later))
        last = (OutboxRow.address == f"p{_PEOPLE - 1}", OutboxRow.due == begun)
        connection.execute(update(OutboxRow).where(*last).values(due=soon))

    await database.run(fail)
    clock.advance(seconds=2)
    with planned(database, "outbox") as plans:
        due = await next_due(database, "wechat")
        taken, _ = await take_rows(database, _TAKE, clock())
    assert due == begun + timedelta(seconds=seconds)
    assert [one.address for one in taken] == who
    assert plans
    whole = "SCAN outbox" if database.is_sqlite else "Seq Scan on outbox"
    assert whole not in "\n".join(plans)
    if taken and database.is_sqlite:  # the leased rows by their ids, not all that wait by their state
        by_id = "SEARCH outbox USING INTEGER PRIMARY KEY (rowid=?)"
        assert f"{by_id}\nLIST SUBQUERY 1\n{by_id}" in plans
