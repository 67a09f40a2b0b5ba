"""Turns that were answered `later` and whose process died: found by the end of their leases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, or_, select

from store.database import Database
from store.records import Claim, PendingTurn


@dataclass(frozen=True, slots=True)
class Overdue:
    """A message whose turn nobody works on."""

    seq: int
    inbound: str


async def overdue_turns(database: Database, now: datetime, most: int = 100) -> list[Overdue]:
    """The pending turns without a living lease, oldest first."""
    query = (
        select(PendingTurn.seq, PendingTurn.inbound)
        .outerjoin(Claim, Claim.seq == PendingTurn.seq)
        .where(or_(Claim.seq.is_(None), Claim.lease_until <= now))
        .order_by(PendingTurn.seq)
        .limit(most)
    )
    async with database.reading() as connection:
        return [Overdue(row.seq, row.inbound) for row in await connection.execute(query)]


async def drop_pending(database: Database, seq: int) -> None:
    """Give up a pending turn that cannot be read."""
    async with database.writing() as connection:
        await connection.execute(delete(PendingTurn).where(PendingTurn.seq == seq))
