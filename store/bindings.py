"""Who is bound to which firm."""

from __future__ import annotations

from sqlalchemy import select

from store.tables.people import Binding
from store.work import Work


def bound_people(work: Work, firm_id: int) -> list[Binding]:
    """Everybody who acts for the firm now."""
    return work.all(
        select(Binding).where(Binding.firm_id == firm_id, Binding.ended_at.is_(None)).order_by(Binding.id)
    )


def binding_of(work: Work, channel: str, address: str) -> Binding | None:
    """The firm that a person is bound to now."""
    query = select(Binding).where(
        Binding.channel == channel, Binding.address == address, Binding.ended_at.is_(None)
    )
    return work.one(query)
