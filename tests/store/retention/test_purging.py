"""What is thrown away, when, and what never is before it was seen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, insert, select
from sqlalchemy.engine.interfaces import DBAPICursor

from store.database import Database
from store.retention.purging import purge
from store.states import OutboxState
from store.tables.messages import Claim, Incident, Job, MissRow, OutboxRow, PendingTurn, SessionRow
from tests.clocks import FrozenClock
from tests.statements import planned

MINUTE = timedelta(minutes=1)
HOURS, DAYS = timedelta(hours=72), timedelta(days=180)


def _outbox(name: str, state: OutboxState, created: datetime, settled: datetime | None) -> dict[str, object]:
    words = {"dedupe_key": name, "channel": "wechat", "address": name, "payload": "{}"}
    return words | {
        "state": state.value,
        "due": created,
        "attempts": 1,
        "created_at": created,
        "settled_at": settled,
    }


async def _filled(database: Database, now: datetime) -> None:
    """A row older than its period by a minute and one younger, in every table that is purged."""
    async with database.writing() as connection:
        for number, (hours, days) in enumerate(((HOURS + MINUTE, DAYS + MINUTE), (HOURS - MINUTE, DAYS - MINUTE))):
            name, at, then = f"{number}", now - days, now - hours
            hashes = {"key_hash": name.encode(), "person_hash": b"p", "owner": name, "lease_until": then}
            claim = {"seq": number + 1, "state": "done", "late": False, "answer": None, "created_at": then}
            await connection.execute(insert(Claim).values(hashes | claim))
            person = {"channel": "wechat", "address": name}
            pending = {"seq": number + 1, "inbound": "{}", "attempts": 0, "created_at": then}
            await connection.execute(insert(PendingTurn).values(person | pending))
            session = {"version": 1, "data": "{}", "updated_at": at}
            await connection.execute(insert(SessionRow).values(person | session))
            incident = {"reference": name, "at": at, "place": "", "error": ""}
            await connection.execute(insert(Incident).values(incident))
            miss = {
                "at": at,
                "channel": "wechat",
                "question": name,
                "kind": "",
                "unit": "",
                "reason": "unanswered",
            }
            await connection.execute(insert(MissRow).values(miss))
            await connection.execute(insert(Job).values({"job": "job", "period": name, "taken_at": at}))


@pytest.mark.parametrize(
    "column",
    [
        Claim.owner,
        PendingTurn.address,
        SessionRow.address,
        Incident.reference,
        MissRow.question,
        Job.period,
    ],
    ids=str,
)
async def test_what_is_older_than_its_period_goes_and_what_is_younger_stays(
    database: Database, clock: FrozenClock, column: object
) -> None:
    await _filled(database, clock())
    await purge(database, clock(), batch=1)
    async with database.reading() as connection:
        assert list(await connection.scalars(select(column))) == ["1"]  # type: ignore[call-overload] # a column


async def test_nobody_waits_behind_much_of_it_nor_behind_a_search_for_it(
    database: Database, clock: FrozenClock
) -> None:
    """A few rows in a transaction, by their keys; beyond so many the rest is for the next time."""
    then = clock() - DAYS - MINUTE
    sessions = [
        {"channel": "wechat", "address": f"{number}", "version": 1, "data": "{}", "updated_at": then}
        for number in range(12)
    ]
    async with database.writing() as connection:
        await connection.execute(insert(SessionRow), sessions)
    sizes: list[int] = []
    with planned(database, "sessions") as plans, _deleted(database, "sessions", sizes):
        assert not await purge(database, clock(), batch=3, most=10)
        assert sizes == [3, 3, 3, 1]
        assert await purge(database, clock(), batch=3, most=10)
        assert sizes == [3, 3, 3, 1, 2]
    assert len([plan for plan in plans if "address" in plan]) == len(sizes)


@contextmanager
def _deleted(database: Database, table: str, sizes: list[int]) -> Iterator[None]:
    """How many rows of a table each transaction deletes."""

    def note(_connection: object, cursor: DBAPICursor, statement: str, *_: object) -> None:
        if statement.startswith(f"DELETE FROM {table}"):
            sizes.append(cursor.rowcount)

    engine = database._batches or database._writer.sync_engine
    event.listen(engine, "after_cursor_execute", note)
    yield
    event.remove(engine, "after_cursor_execute", note)


async def test_messages_go_when_they_were_sent_or_given_up_for_long_and_never_unseen(
    database: Database, clock: FrozenClock
) -> None:
    now = clock()
    ages = {"young": timedelta(hours=71), "sent": timedelta(hours=73), "month": timedelta(days=31)}
    rows = [
        _outbox(f"{state.value} {name}", state, now - timedelta(days=400), now - age)
        for state in (OutboxState.SENT, OutboxState.DEAD)
        for name, age in ages.items()
    ]
    rows += [
        _outbox(f"{state.value}", state, now - timedelta(days=400), None)
        for state in (OutboxState.HELD, OutboxState.READY)
    ]
    async with database.writing() as connection:
        await connection.execute(insert(OutboxRow), rows)
    await purge(database, now)
    async with database.reading() as connection:
        left = set(await connection.scalars(select(OutboxRow.dedupe_key)))
    assert left == {"sent young", "dead young", "dead sent", "held", "ready"}
