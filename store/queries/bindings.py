"""Who is bound to which firm."""

from __future__ import annotations

from sqlalchemy import select

from store.tables.people import Binding, BindTry, Firm
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


def erased_people(work: Work) -> frozenset[str]:
    """Everybody who was erased, as acts name them."""
    gone = work.session.scalars(select(Binding.id).where(Binding.address == ""))
    return frozenset(f"binding:{number}" for number in gone)


def binding_rows(work: Work) -> list[tuple[Binding, Firm]]:
    """Every binding in force with its firm, in the order of binding."""
    query = select(Binding, Firm).join(Firm, Firm.id == Binding.firm_id).where(Binding.ended_at.is_(None))
    return [(binding, firm) for binding, firm in work.session.execute(query.order_by(Binding.id))]


def tries_of(work: Work, channel: str, address: str) -> BindTry | None:
    """The wrong codes of a person."""
    return work.get(BindTry, (channel, address))
