"""Erase what is kept of a person in a channel: session, pending turns, messages, stored answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, tuple_, update

from store.keyring import Ring, seal
from store.outbox.outcomes import note_left
from store.tables.messages import Claim, OutboxRow, PendingTurn, SessionRow
from store.turns.claims import Completion


def forget_people(connection: Connection, items: Sequence[Completion], ring: Ring, now: datetime) -> None:
    """Runs before the turn's own end is written: its confirmation may still be sent."""
    if not items:
        return
    people = sorted({(item.channel, item.address) for item in items})
    note_left(connection, people, now)
    for record in (SessionRow, PendingTurn, OutboxRow):
        connection.execute(delete(record).where(tuple_(record.channel, record.address).in_(people)))
    hashes = [seal(key, *person) for person in people for key in ring.plain]
    # The claims stay, so that a repeat has no second effect; what they answered goes.
    connection.execute(update(Claim).where(Claim.person_hash.in_(hashes)).values(answer=None))
