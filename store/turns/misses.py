"""Questions that were not answered: noted with the turn's end, listed for staff, gone after 180 days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from store.database import Database
from store.tables.messages import MissRow
from store.turns.claims import Completion


@dataclass(frozen=True, slots=True)
class ListedMiss:
    """The same question of several people is one line."""

    question: str
    kind: str
    unit: str
    reason: str
    times: int
    last_at: datetime


def note_misses(connection: Connection, items: Sequence[Completion], now: datetime) -> None:
    """Write the misses of a batch of turns."""
    rows = [
        {
            "at": now,
            "channel": item.channel,
            "question": item.miss.question,
            "kind": item.miss.kind,
            "unit": item.miss.unit,
            "reason": item.miss.reason,
        }
        for item in items
        if item.miss is not None
    ]
    if rows:
        connection.execute(insert(MissRow), rows)


async def list_misses(database: Database, most: int = 100) -> list[ListedMiss]:
    """List the questions asked most often first, the latest first among equals."""
    what = (MissRow.question, MissRow.kind, MissRow.unit, MissRow.reason)
    times, last_at = func.count().label("times"), func.max(MissRow.at).label("last_at")
    query = select(*what, times, last_at).group_by(*what).order_by(times.desc(), last_at.desc()).limit(most)
    async with database.reading() as connection:
        rows = await connection.execute(query)
        return [ListedMiss(row.question, row.kind, row.unit, row.reason, row.times, row.last_at) for row in rows]
