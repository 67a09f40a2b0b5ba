"""Turns that were answered `later` and whose process died: found by the end of their leases."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from sqlalchemy import delete, or_, select, update

from store.bodies import bodies_key, open_body
from store.database import Database
from store.tables.messages import Claim, PendingTurn
from store.turns.line import LONGEST_LEASE

MOST_ATTEMPTS = 5


class Overdue(Struct, frozen=True):
    """A message whose turn nobody works on."""

    seq: int
    inbound: str


async def take_overdue(database: Database, now: datetime, most: int = 100) -> list[Overdue]:
    """The pending turns without a living lease, oldest first; each is counted, and handed out a few times only."""
    is_over = or_(Claim.lease_until <= now, Claim.lease_until > now + LONGEST_LEASE)  # see `store.turns.line`
    query = (
        select(PendingTurn.seq, PendingTurn.inbound)
        .outerjoin(Claim, Claim.seq == PendingTurn.seq)
        .where(or_(Claim.seq.is_(None), is_over), PendingTurn.attempts < MOST_ATTEMPTS)
        .order_by(PendingTurn.created_at, PendingTurn.seq)
        .limit(most)
    )
    async with database.reading() as connection:
        key = bodies_key(database.keys)
        found = [Overdue(row.seq, open_body(key, row.inbound)) for row in await connection.execute(query)]
    if found:  # mostly there is none, and then nothing is written
        async with database.writing() as connection:
            await connection.execute(
                update(PendingTurn)
                .where(PendingTurn.seq.in_([one.seq for one in found]))
                .values(attempts=PendingTurn.attempts + 1)
            )
    return found


async def drop_pending(database: Database, seq: int) -> None:
    """Give up a pending turn that cannot be read."""
    async with database.writing() as connection:
        await connection.execute(delete(PendingTurn).where(PendingTurn.seq == seq))
