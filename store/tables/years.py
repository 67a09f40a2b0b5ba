"""What is recorded about a year of the fund: its last day of payments, and that its books are closed."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.base import Code, Key, PlainLine, PlainWords, Record
from store.sealing import Sealed, always

YEARS = "years"
"""The chain of everything about years."""


class YearRecord(Record):
    """One act on a year with its paper; never changed. The newest last payment day holds, a year closes once."""

    __tablename__ = "year_records"
    __audit__ = Sealed(always(YEARS))
    __table_args__ = (Index(None, "year", "kind"),)

    id: Mapped[Key]
    year: Mapped[int]
    kind: Mapped[Code]
    day: Mapped[date]  # the last day of payments; of a closing, the day of its paper
    document: Mapped[PlainLine]
    note: Mapped[PlainWords]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]
