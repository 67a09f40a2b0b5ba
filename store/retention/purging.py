"""Throw away what is over: claims after 72 hours, keys with their claims, settled outbox rows, old records.

A notice to a firm is not over before its person had it before them, whatever became of its message.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Exists, delete, select, tuple_

from store.base import Record
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
from store.turns.line import first_number

SENT_STAY = timedelta(hours=72)
DEAD_STAY = timedelta(days=30)  # as long as somebody may still want to replay them
RECORDS_STAY = timedelta(days=180)

_REST = 3
_AHEAD = timedelta(minutes=1)
"""How far the numbers of who wrote much at once may be ahead of the clock; others go an hour later."""

_Key = tuple[Any, ...]


async def purge(
    database: Database,
    now: datetime,
    *,
    talks_stay: timedelta = RECORDS_STAY,
    batch: int = 50,
    most: int = 2_000,
) -> bool:
    """Delete at most so many rows, a batch a transaction; says whether nothing is left that is over.

    `talks_stay`: how long the context of a talk and a question that missed are kept. After each batch everybody
    else writes for three times as long as it took, whatever the disk.
    """
    async with database.writing() as connection:
        await destroy_keys(connection, now)
    left = most
    for record, is_over in _over(now, talks_stay):
        keys = await _keys(database, record, is_over, left)
        for start in range(0, len(keys), batch):
            await _delete(database, record, is_over, keys[start : start + batch])
        left -= len(keys)
        if not left:
            return False
    await database.wipe()
    return True


def _over(now: datetime, talks_stay: timedelta) -> tuple[tuple[type[Record], ColumnElement[bool]], ...]:
    """What goes, table by table."""
    sent = (OutboxRow.state == OutboxState.SENT.value) & (OutboxRow.settled_at <= now - SENT_STAY)
    # What is ready or held waits for its person, and is not thrown away before it was seen.
    dead = (OutboxRow.state == OutboxState.DEAD.value) & (OutboxRow.settled_at <= now - DEAD_STAY) & ~_is_unseen()
    answered = now - CLAIMS_LIVE
    return (
        (Claim, (Claim.seq < first_number(answered + _AHEAD)) & (Claim.created_at <= answered)),
        (PendingTurn, PendingTurn.created_at <= now - CLAIMS_LIVE),
        (OutboxRow, sent | dead),
        (SessionRow, SessionRow.updated_at <= now - talks_stay),
        (ChannelAllowance, ChannelAllowance.acted_at <= now - talks_stay),
        (Incident, Incident.at <= now - RECORDS_STAY),
        (MissRow, MissRow.at <= now - talks_stay),
        (Job, Job.taken_at <= now - RECORDS_STAY),
    )


def _is_unseen() -> Exists:
    """Whether the message is a notice that its person is still to be shown when they come."""
    unseen = (FirmNotice.key == OutboxRow.dedupe_key, FirmNotice.seen_at.is_(None))
    return select(FirmNotice.id).where(*unseen).exists()


async def _keys(database: Database, record: type[Record], is_over: ColumnElement[bool], most: int) -> list[_Key]:
    """The primary keys of rows that are over: they may have to be searched for, and nobody is to wait for that."""
    async with database.reading() as connection:
        found = await connection.execute(select(*_primary(record)).where(is_over).limit(most))
        return [tuple(row) for row in found]


async def _delete(
    database: Database, record: type[Record], is_over: ColumnElement[bool], keys: Sequence[_Key]
) -> None:
    """Of these rows what is over still; then rest."""
    these = delete(record).where(tuple_(*_primary(record)).in_(keys), is_over)
    began = time.perf_counter()
    await database.run(lambda connection: connection.execute(these))
    await asyncio.sleep(_REST * (time.perf_counter() - began))


def _primary(record: type[Record]) -> tuple[ColumnElement[Any], ...]:
    return tuple(record.__table__.primary_key)
