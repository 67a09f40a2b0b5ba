"""What acts ask of the journal of money."""

from __future__ import annotations

from sqlalchemy import func, select

from store.base import Record
from store.posting import origin_of
from store.states import EntryType
from store.tables.applications import Application
from store.tables.ledger import JournalEntry
from store.work import Work


def approved_in_force(work: Work, application: Application) -> int:
    """What is approved of an application and has not lapsed, in fen."""
    total = select(func.coalesce(func.sum(JournalEntry.amount), 0)).where(
        JournalEntry.application_id == application.id, JournalEntry.kind == EntryType.APPROVED.value
    )
    return int(work.session.scalar(total) or 0)


def entries_on(work: Work, contract_id: int) -> list[JournalEntry]:
    """Everything posted under a contract, its applications' entries among it."""
    return work.all(select(JournalEntry).where(JournalEntry.contract_id == contract_id).order_by(JournalEntry.id))


def standing_entry(work: Work, row: Record) -> JournalEntry | None:
    """The newest entry of a row that none has reversed; None where it has none, or its last one is taken back."""
    query = select(JournalEntry).where(JournalEntry.origin == origin_of(row)).order_by(JournalEntry.id.desc())
    found = work.all(query)
    reversed_ = {one.adjusts for one in found}
    return next((one for one in found if one.adjusts is None and one.id not in reversed_), None)
