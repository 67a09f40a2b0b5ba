"""意向登记: a person's own entries, and the office's list."""

from __future__ import annotations

from sqlalchemy import select

from store.tables.applications import Intention
from store.work import Work


def intentions_of(work: Work, channel: str, address: str) -> list[Intention]:
    """A person's entries, oldest first."""
    query = select(Intention).where(Intention.channel == channel, Intention.address == address)
    return work.all(query.order_by(Intention.id))


def unhandled_intentions(work: Work, limit: int = 50) -> list[Intention]:
    """The entries that the office has not seen to, oldest first."""
    return work.all(select(Intention).where(Intention.handled_at.is_(None)).order_by(Intention.id).limit(limit))
