"""Erase what is kept of a person in a channel: session, pending turns, messages, stored answers."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from store.claims import Completion
from store.keyring import Ring, seal
from store.records import Claim, OutboxRow, PendingTurn, SessionRow


async def forget_people(connection: AsyncConnection, items: Sequence[Completion], ring: Ring) -> None:
    """Runs before the turn's own end is written: its confirmation may still be sent."""
    if not items:
        return
    people = sorted({(item.channel, item.address) for item in items})
    for record in (SessionRow, PendingTurn, OutboxRow):
        await connection.execute(delete(record).where(tuple_(record.channel, record.address).in_(people)))
    hashes = [seal(key, *person) for person in people for key in ring.plain]
    # The claims stay, so that a repeat has no second effect; what they answered goes.
    await connection.execute(update(Claim).where(Claim.person_hash.in_(hashes)).values(answer=None))
