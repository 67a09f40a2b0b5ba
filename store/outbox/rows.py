"""The outbox's rows: put out in the commit that causes them, listed and sent again by those who look after it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection, Row, select, update

from store.database import Database
from store.dialects import insert
from store.outbox.outcomes import note_waiting_again
from store.states import OutboxRank, OutboxState
from store.tables.messages import OutboxRow

REPLAYABLE = (OutboxState.DEAD.value, OutboxState.HELD.value)
"""What stays where it is until somebody does something."""


class NewOutboxRow(Struct, frozen=True):
    """A message to be sent. Two rows with the same key are one message. One without `payload` was sent already."""

    dedupe_key: str
    channel: str
    address: str
    payload: str | None
    rank: OutboxRank = OutboxRank.ANSWER


class ListedRow(Struct, frozen=True):
    """A row as the operator sees it: never its text."""

    id: int
    channel: str
    address: str
    state: OutboxState
    attempts: int
    due: datetime
    created_at: datetime
    reason: str


def put_out(connection: Connection, rows: Sequence[NewOutboxRow], now: datetime) -> None:
    """Write rows in the caller's transaction: they are sent if it commits, and never if it does not."""
    values = [
        {
            "dedupe_key": row.dedupe_key,
            "channel": row.channel,
            "address": row.address,
            "payload": row.payload,
            "state": (OutboxState.SENT if row.payload is None else OutboxState.READY).value,
            "due": now,
            "attempts": 0 if row.payload is not None else 1,
            "created_at": now,
            "settled_at": None if row.payload is not None else now,
            "rank": row.rank.value,
        }
        for row in rows
    ]
    if values:
        connection.execute(insert(connection, OutboxRow).on_conflict_do_nothing(), values)


async def list_rows(database: Database, state: OutboxState, most: int = 100) -> list[ListedRow]:
    """The oldest rows in a state, for `outbox list`."""
    query = select(OutboxRow).where(OutboxRow.state == state.value).order_by(OutboxRow.id).limit(most)
    async with database.reading() as connection:
        return [_listed(row) for row in await connection.execute(query)]


async def replay(database: Database, ids: Sequence[int], now: datetime) -> int:
    """Send dead or held rows again from the start; says how many there were."""
    async with database.writing() as connection:
        return await connection.run_sync(send_again, ids, now)


def send_again(connection: Connection, ids: Sequence[int], now: datetime) -> int:
    """The same in the caller's transaction. A row's time begins anew."""
    again = (OutboxRow.id.in_(ids), OutboxRow.state.in_(REPLAYABLE))
    values = {
        "state": OutboxState.READY.value,
        "due": now,
        "attempts": 0,
        "reason": None,
        "settled_at": None,
        "failing_since": None,
        "missed_told_at": None,
    }
    found = connection.scalars(update(OutboxRow).where(*again).values(**values).returning(OutboxRow.id)).all()
    connection.execute(note_waiting_again(found, now))
    return len(found)


def _listed(row: Row[*tuple[object, ...]]) -> ListedRow:
    return ListedRow(
        id=row.id,
        channel=row.channel,
        address=row.address,
        state=OutboxState(row.state),
        attempts=row.attempts,
        due=row.due,
        created_at=row.created_at,
        reason=row.reason or "",
    )
