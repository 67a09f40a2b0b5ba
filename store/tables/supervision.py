"""Supervision (Article 13): reviewed quarters of the fund, and what inspections of projects found."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from store.base import Key, PlainLine, PlainWords, Record, Words
from store.personal import Erased, Kept, Whose, personal, plain
from store.sealing import Sealed, always, through
from store.tables.contracts import Oversight


class FundReview(Record):
    """监督审核 of the fund's use in a quarter: one record a quarter. `quarter` is written 2026Q4."""

    __tablename__ = "fund_reviews"
    __audit__ = Sealed(always("supervision"))

    id: Mapped[Key]
    quarter: Mapped[str] = mapped_column(String(8), unique=True, info=plain())
    organ: Mapped[PlainLine]  # which of the 相关部门 did it, as the paper says
    participants: Mapped[Words] = mapped_column(info=personal(Whose.STAFF, Erased.KEPT, Kept.ARTICLE_8))
    reviewed_on: Mapped[date]
    findings: Mapped[PlainWords]
    document: Mapped[PlainLine]  # its report, or empty
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]


class Inspection(Record):
    """What a 监督检查 says beside its day and findings: who inspected, where, and which inspection it follows."""

    __tablename__ = "inspections"
    __audit__ = Sealed(through("oversight_id", Oversight))
    __table_args__ = (Index(None, "follows"),)

    id: Mapped[Key]
    oversight_id: Mapped[int] = mapped_column(ForeignKey("oversights.id"), unique=True)
    inspectors: Mapped[Words] = mapped_column(info=personal(Whose.STAFF, Erased.KEPT, Kept.ARTICLE_8))
    place: Mapped[PlainLine]
    follows: Mapped[int | None] = mapped_column(ForeignKey("oversights.id"))


class InspectionFinding(Record):
    """A problem that an inspection found. `settled_by` is the inspection that found it put right."""

    __tablename__ = "inspection_findings"
    __audit__ = Sealed(through("oversight_id", Oversight))
    __table_args__ = (Index(None, "oversight_id"), Index(None, "settled_by"))

    id: Mapped[Key]
    oversight_id: Mapped[int] = mapped_column(ForeignKey("oversights.id"))
    place: Mapped[int]  # among those of its inspection, from 1
    problem: Mapped[PlainWords]
    demand: Mapped[PlainWords]  # what is to be put right
    rectify_by: Mapped[date | None]
    rectify_days: Mapped[int | None]  # counted from 送达, where no day is named
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("oversights.id"))
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]
