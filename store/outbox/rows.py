"""The outbox's rows: put out in the commit that causes them, taken under a lease, settled by their owner only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Exists, Row, and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import aliased

from store.bodies import bodies_key, open_body
from store.database import Database
from store.dialects import insert
from store.outbox.outcomes import note_waiting_again, outcome
from store.outbox.pace import Pace, lock_pace, pause_channel, spend
from store.queries.pauses import pause_notice
from store.states import NoticeWay, OutboxRank, OutboxState
from store.tables.messages import OutboxRow

_WHILE_PAUSED = timedelta(seconds=1)
_UNSENT = (OutboxState.READY.value, OutboxState.HELD.value)


@dataclass(frozen=True, slots=True)
class NewOutboxRow:
    """A message to be sent. Two rows with the same key are one message. One without `payload` was sent already."""

    dedupe_key: str
    channel: str
    address: str
    payload: str | None
    rank: OutboxRank = OutboxRank.ANSWER


@dataclass(frozen=True, slots=True)
class TakenRow:
    """A message that a worker may send until its lease ends. `attempt` counts from 1."""

    id: int
    dedupe_key: str
    channel: str
    address: str
    payload: str
    attempt: int
    created_at: datetime
    rank: OutboxRank


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of one attempt. `due` is when a row that stays ready is tried again."""

    state: OutboxState
    due: datetime
    reason: str = ""
    counts: bool = True  # False: the attempt does not count towards the last one
    way: NoticeWay | None = None  # in which it was taken
    receipt: str = ""  # by which the platform may still tell of it
    reaches_nobody: bool = False  # held, and its person has left the platform


@dataclass(frozen=True, slots=True)
class ListedRow:
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


async def next_due(database: Database, channel: str) -> datetime | None:
    """When the channel's next row is due; reads only, so that an idle worker never takes the writer's place."""
    query = select(func.min(OutboxRow.due)).where(
        OutboxRow.state == OutboxState.READY.value, OutboxRow.channel == channel, ~_waits_for_an_earlier_one()
    )
    async with database.reading() as connection:
        due: datetime | None = await connection.scalar(query)
        return due


async def take_rows(
    database: Database, channel: str, *, pace: Pace, owner: str, now: datetime, lease: timedelta, most: int
) -> tuple[list[TakenRow], datetime]:
    """Take what the channel's pace allows now; also says when the pace allows the next.

    The pace's row is locked first, so that two workers never spend the same allowance.
    """
    async with database.writing() as connection:
        standing = await lock_pace(connection, channel, now)
        count = min(most, standing.allowed(pace, now))
        if await connection.run_sync(pause_notice):  # the row stays due; nothing is lost, and nothing leaves
            return [], now + _WHILE_PAUSED
        if count == 0:
            return [], standing.next_moment(pace, now)
        key = bodies_key(database.keys)
        rows = await _take(connection, channel, owner=owner, now=now, lease=lease, most=count, key=key)
        if rows:
            standing = await spend(connection, standing, pace, now, len(rows))
        return rows, standing.next_moment(pace, now)


async def settle(database: Database, row: TakenRow, owner: str, settlement: Settlement, now: datetime) -> bool:
    """Write down what became of a row; False when another worker has taken it over. A sent text is wiped."""
    values = {
        "state": settlement.state.value,
        "due": settlement.due,
        "reason": settlement.reason[:200] or None,
        "owner": None,
        "attempts": row.attempt if settlement.counts else row.attempt - 1,
        "settled_at": None if settlement.state.value in _UNSENT else now,
    }
    if settlement.state is OutboxState.SENT:
        values["payload"] = None
    async with database.writing() as connection:
        result = await connection.execute(
            update(OutboxRow).where(OutboxRow.id == row.id, OutboxRow.owner == owner).values(**values)
        )
        if result.rowcount != 1:
            return False
        await connection.execute(
            outcome(
                row.dedupe_key,
                settlement.state,
                settlement.reason,
                now,
                way=settlement.way,
                receipt=settlement.receipt,
                reaches_nobody=settlement.reaches_nobody,
            )
        )
        return True


async def pause(database: Database, channel: str, until: datetime, now: datetime) -> None:
    """Let the whole channel wait, in every process."""
    async with database.writing() as connection:
        standing = await lock_pace(connection, channel, now)
        await pause_channel(connection, standing, until)


async def list_rows(database: Database, state: OutboxState, most: int = 100) -> list[ListedRow]:
    """The oldest rows in a state, for `outbox list`."""
    query = select(OutboxRow).where(OutboxRow.state == state.value).order_by(OutboxRow.id).limit(most)
    async with database.reading() as connection:
        return [_listed(row) for row in await connection.execute(query)]


async def count_rows(database: Database) -> dict[OutboxState, int]:
    """How many rows are in each state, for the metrics."""
    query = select(OutboxRow.state, func.count()).group_by(OutboxRow.state)
    async with database.reading() as connection:
        found = {OutboxState(state): count for state, count in await connection.execute(query)}
    return {state: found.get(state, 0) for state in OutboxState}


async def replay(database: Database, ids: Sequence[int], now: datetime) -> int:
    """Send dead or held rows again from the start; says how many there were."""
    again = (OutboxRow.id.in_(ids), OutboxRow.state.in_((OutboxState.DEAD.value, OutboxState.HELD.value)))
    values = {
        "state": OutboxState.READY.value,
        "due": now,
        "attempts": 0,
        "created_at": now,  # its time begins anew
        "reason": None,
        "settled_at": None,
    }
    async with database.writing() as connection:
        found = (
            await connection.scalars(update(OutboxRow).where(*again).values(**values).returning(OutboxRow.id))
        ).all()
        await connection.execute(note_waiting_again(found, now))
        return len(found)


async def _take(
    connection: AsyncConnection,
    channel: str,
    *,
    owner: str,
    now: datetime,
    lease: timedelta,
    most: int,
    key: bytes,
) -> list[TakenRow]:
    """`due` moves to the end of the lease: if this worker dies, the row is simply due again."""
    due = (
        select(OutboxRow.id)
        .where(
            OutboxRow.state == OutboxState.READY.value,
            OutboxRow.channel == channel,
            OutboxRow.due <= now,
            ~_waits_for_an_earlier_one(),
        )
        .order_by(OutboxRow.due, OutboxRow.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    taken = (
        update(OutboxRow)
        .where(OutboxRow.id.in_(due.scalar_subquery()))
        .values(owner=owner, due=now + lease, attempts=OutboxRow.attempts + 1)
        .returning(
            OutboxRow.id,
            OutboxRow.dedupe_key,
            OutboxRow.channel,
            OutboxRow.address,
            OutboxRow.payload,
            OutboxRow.attempts,
            OutboxRow.created_at,
            OutboxRow.rank,
        )
    )
    rows = [
        TakenRow(
            id=row.id,
            dedupe_key=row.dedupe_key,
            channel=row.channel,
            address=row.address,
            payload=open_body(key, row.payload or "[]"),
            attempt=row.attempts,
            created_at=row.created_at,
            rank=OutboxRank(row.rank),
        )
        for row in await connection.execute(taken)
    ]
    return sorted(rows, key=lambda row: row.id)


def _waits_for_an_earlier_one() -> Exists:
    """Whether the same person has a message before this one that is to leave now, or the first part of an answer.

    A notice that is held waits for the person, however long, and keeps nothing back that could reach them today.
    """
    earlier = aliased(OutboxRow)
    same = (earlier.channel == OutboxRow.channel, earlier.address == OutboxRow.address)
    answers = and_(*(row.rank == OutboxRank.ANSWER.value for row in (earlier, OutboxRow)))
    leaving = or_(earlier.state == OutboxState.READY.value, and_(earlier.state == OutboxState.HELD.value, answers))
    return select(earlier.id).where(*same, earlier.id < OutboxRow.id, leaving).exists()


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
