"""Taking rows under a lease: what is due and may leave, each person's in order, by any number of processes."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, Row, func, select, update

from store.bodies import bodies_key, open_body
from store.database import Database
from store.outbox.heads import first_due, sendable
from store.outbox.missing import missing_before
from store.outbox.pace import Pace, Standing, hold_pace, keep_pace
from store.queries.pauses import pause_notice
from store.states import OutboxRank, OutboxState
from store.tables.messages import OutboxRow

UNSENT = (OutboxState.READY.value, OutboxState.HELD.value)
_WHILE_PAUSED = timedelta(seconds=1)


class TakenRow(Struct, frozen=True):
    """A message that a worker may send until its lease ends, as long as it is `owner`.

    `attempt` counts from 1, `failing` is how long attempts have failed, pauses of the channel apart. `probes`: the
    platform is thought away, and asked by this one. `behind_missing`: an earlier message to this person is dead,
    and they were not told.
    """

    id: int
    dedupe_key: str
    channel: str
    address: str
    payload: str
    attempt: int
    owner: str
    failing: timedelta
    rank: OutboxRank
    probes: bool = False
    behind_missing: bool = False


class Take(Struct, frozen=True):
    """Who takes what of a channel: at most `most` rows until `lease` is over."""

    channel: str
    pace: Pace
    owner: str
    lease: timedelta
    most: int


async def next_due(database: Database, channel: str) -> datetime | None:
    """When the channel's next row is due; reads only, so that an idle worker never takes the writer's place."""
    return await database.poll(partial(first_due, channel=channel))


async def take_rows(database: Database, take: Take, now: datetime) -> tuple[list[TakenRow], datetime]:
    """Take what the channel's pace allows now; also says when the pace allows the next.

    The pace's row is locked first, so that two workers never spend the same allowance, nor both send the probe.
    """
    key = bodies_key(database.keys)
    async with database.writing() as connection:
        return await connection.run_sync(_take_allowed, take, now, key)


def _take_allowed(
    connection: Connection, take: Take, now: datetime, key: bytes
) -> tuple[list[TakenRow], datetime]:
    found = hold_pace(connection, take.channel, now)
    standing = found.rested(now)
    is_paused = bool(pause_notice(connection))
    count = min(take.most, standing.allowed(take.pace, now))
    rows = _lease(connection, take, count, now, staff_only=is_paused) if count else []
    if is_paused and not rows:  # what waits stays due; nothing is lost, nothing leaves, and nothing ages
        keep_pace(connection, standing.paused_to(now + _WHILE_PAUSED, now))
        return [], now + _WHILE_PAUSED
    if rows:
        standing = standing.spent(take.pace, now, len(rows))
    if rows and standing.is_out:
        standing = standing.probing(now + take.lease)
    if standing != found:
        keep_pace(connection, standing)
    taken = [_taken(row, take.owner, standing, now, key) for row in rows]
    return _with_missing(connection, take.channel, taken), standing.next_moment(take.pace, now)


def _lease(
    connection: Connection, take: Take, count: int, now: datetime, *, staff_only: bool
) -> list[Row[*tuple[Any, ...]]]:
    """`due` moves to the end of the lease: if this worker dies, the row is simply due again."""
    found = sendable(connection, take.channel, count, due_by=now, staff_only=staff_only)
    if not found:
        return []
    # Of the bare column SQLite knows an index, and would look through all that wait instead of at these few.
    state = func.coalesce(OutboxRow.state, "")
    still = (OutboxRow.id.in_(found), state == OutboxState.READY.value, OutboxRow.due <= now)
    # A turn that holds some may wait for others of these: what is locked is left to it.
    free = select(OutboxRow.id).where(*still).with_for_update(skip_locked=True)
    leased = (
        update(OutboxRow)
        .where(OutboxRow.id.in_(free))
        .values(owner=take.owner, due=now + take.lease, attempts=OutboxRow.attempts + 1)
        .returning(
            OutboxRow.id,
            OutboxRow.dedupe_key,
            OutboxRow.address,
            OutboxRow.payload,
            OutboxRow.attempts,
            OutboxRow.failing_since,
            OutboxRow.paused_before,
            OutboxRow.rank,
        )
    )
    return sorted(connection.execute(leased).all(), key=lambda row: row.id)


def _taken(row: Row[*tuple[Any, ...]], owner: str, standing: Standing, now: datetime, key: bytes) -> TakenRow:
    paused = standing.paused(now) - timedelta(milliseconds=row.paused_before)
    failing = now - row.failing_since - paused if row.failing_since else timedelta()
    return TakenRow(
        id=row.id,
        dedupe_key=row.dedupe_key,
        channel=standing.channel,
        address=row.address,
        payload=open_body(key, row.payload or "[]"),
        attempt=row.attempts,
        owner=owner,
        failing=failing,
        rank=OutboxRank(row.rank),
        probes=standing.is_out,
    )


def _with_missing(connection: Connection, channel: str, rows: list[TakenRow]) -> list[TakenRow]:
    missing = missing_before(connection, channel, {row.address: row.id for row in rows})
    return [replace(row, behind_missing=row.address in missing) for row in rows]
