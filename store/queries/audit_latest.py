"""The latest audit entries of a case: who acted last, and what its page shows."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import select

from store.tables.audit import AuditHead, AuditRow
from store.work import Work


def last_actors(
    work: Work, chain: str, count: int, *, acts: Collection[str] = (), besides: Collection[str] = ()
) -> set[str]:
    """The references of whoever made the last entries: of `acts` where any are named, and of none `besides`."""
    query = select(AuditRow.actor).where(AuditRow.chain == chain, AuditRow.act.not_in(besides))
    if acts:
        query = query.where(AuditRow.act.in_(acts))
    return set(work.session.scalars(query.order_by(AuditRow.place.desc()).limit(count)))


def newest_entries(work: Work, chain: str, most: int) -> list[AuditRow]:
    """The newest entries of a chain, the newest first."""
    query = select(AuditRow).where(AuditRow.chain == chain)
    return work.all(query.order_by(AuditRow.place.desc()).limit(most))


def last_head(work: Work, day: date) -> AuditHead | None:
    """The head of the day, or of the last day before it that has one."""
    query = select(AuditHead).where(AuditHead.day <= day).order_by(AuditHead.day.desc()).limit(1)
    return work.one(query)
