"""Years of the fund: their last day of payments, and which of them are closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct
from sqlalchemy import exists, select

from store.states import YearRecordKind
from store.tables.people import Staff
from store.tables.years import YearRecord
from store.work import Work


class NamedRecord(Struct, frozen=True):
    """A record, and who made it."""

    record: YearRecord
    by: str


def closing_of(work: Work, year: int) -> YearRecord | None:
    """The record by which the year was closed."""
    query = select(YearRecord).where(YearRecord.year == year, YearRecord.kind == YearRecordKind.CLOSED.value)
    return work.one(query)


def is_closed(work: Work, year: int) -> bool:
    """Whether the year's books are closed."""
    closed = exists().where(YearRecord.year == year, YearRecord.kind == YearRecordKind.CLOSED.value)
    return bool(work.session.scalar(select(closed)))


def year_records(work: Work, *, before: datetime) -> list[NamedRecord]:
    """Everything recorded of years before a moment, the newest first."""
    query = select(YearRecord, Staff.name).join(Staff, Staff.id == YearRecord.recorded_by)
    query = query.where(YearRecord.recorded_at < before).order_by(YearRecord.year.desc(), YearRecord.id.desc())
    return [NamedRecord(record, by) for record, by in work.session.execute(query)]


def year_records_with(work: Work, ids: Sequence[int]) -> list[YearRecord]:
    """The records with these ids."""
    return work.all(select(YearRecord).where(YearRecord.id.in_(ids)))
