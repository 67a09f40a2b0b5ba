"""Throw away what is over: claims after 72 hours, keys with their claims, settled outbox rows, old records.

A notice to a firm is not over before its person had it before them, whatever became of its message.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Exists, delete, select
from sqlalchemy.orm import InstrumentedAttribute

from store.database import Database
from store.keyring import CLAIMS_LIVE, destroy_keys
from store.states import OutboxState
from store.tables.messages import (
    ChannelAllowance,
    Claim,
    Incident,
    Job,
    MissRow,
    OutboxRow,
    PendingTurn,
    SessionRow,
)
from store.tables.notices import FirmNotice

SENT_STAY = timedelta(hours=72)
DEAD_STAY = timedelta(days=30)  # as long as somebody may still want to replay them
RECORDS_STAY = timedelta(days=180)


async def purge(
    database: Database, now: datetime, batch: int = 500, *, talks_stay: timedelta = RECORDS_STAY
) -> int:
    """Delete in small transactions, so that nobody waits behind a large one; says how many rows went.

    `talks_stay`: how long the context of a talk and a question that missed are kept.
    """
    gone = 0
    for column, is_over in _over(now, talks_stay):
        gone += await _delete_in_batches(database, column, is_over, batch)
    async with database.writing() as connection:
        gone += await destroy_keys(connection, now)
    await database.wipe()
    return gone


def _over(
    now: datetime, talks_stay: timedelta
) -> tuple[tuple[InstrumentedAttribute[object], ColumnElement[bool]], ...]:
    """What goes, table by table, by its primary key."""
    sent = (OutboxRow.state == OutboxState.SENT.value) & (OutboxRow.settled_at <= now - SENT_STAY)
    # What is ready or held waits for its person, and is not thrown away before it was seen.
    dead = (OutboxRow.state == OutboxState.DEAD.value) & (OutboxRow.settled_at <= now - DEAD_STAY) & ~_is_unseen()
    return (
        (Claim.seq, Claim.created_at <= now - CLAIMS_LIVE),
        (PendingTurn.seq, PendingTurn.created_at <= now - CLAIMS_LIVE),
        (OutboxRow.id, sent | dead),
        (SessionRow.address, SessionRow.updated_at <= now - talks_stay),
        (ChannelAllowance.address, ChannelAllowance.acted_at <= now - talks_stay),
        (Incident.reference, Incident.at <= now - RECORDS_STAY),
        (MissRow.id, MissRow.at <= now - talks_stay),
        (Job.period, Job.taken_at <= now - RECORDS_STAY),
    )


def _is_unseen() -> Exists:
    """Whether the message is a notice that its person is still to be shown when they come."""
    unseen = (FirmNotice.key == OutboxRow.dedupe_key, FirmNotice.seen_at.is_(None))
    return select(FirmNotice.id).where(*unseen).exists()


async def _delete_in_batches(
    database: Database, column: InstrumentedAttribute[object], is_over: ColumnElement[bool], batch: int
) -> int:
    gone = 0
    while True:
        some = select(column).where(is_over).limit(batch).scalar_subquery()
        async with database.writing() as connection:
            result = await connection.execute(delete(column.class_).where(column.in_(some), is_over))
        gone += result.rowcount
        if result.rowcount < batch:
            return gone
