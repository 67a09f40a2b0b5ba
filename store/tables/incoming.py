"""What comes in on paper (收文), and what staff enter from it for a firm or for the payer (代录)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.base import Code, KeptJson, KeptLine, KeptWords, Key, PlainLine, Record
from store.sealing import Sealed, by_column, through
from store.tables.applications import Application


class IncomingPaper(Record):
    """收文: a line of the year's 收文登记簿. `year` and `place` are its 收文号: places have no gaps.

    `application_id` is what it says it belongs to, where that was there already; what was made of it is told by
    its entries. Scans are materials of the paper. `voided` is why it counts no more: lines are never deleted.
    """

    __tablename__ = "incoming_papers"
    __audit__ = Sealed(by_column("firm_id", "firm:"))
    __table_args__ = (UniqueConstraint("year", "place"), Index(None, "contract_id"), Index(None, "application_id"))

    id: Mapped[Key]
    year: Mapped[int]
    place: Mapped[int]
    kind: Mapped[Code]
    firm_id: Mapped[int] = mapped_column(ForeignKey("firms.id"))
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    application_id: Mapped[int | None] = mapped_column(ForeignKey("applications.id"))
    sender: Mapped[KeptLine]
    title: Mapped[KeptLine]
    document: Mapped[PlainLine]  # the number that the paper itself has, or empty
    dated_on: Mapped[date]
    received_on: Mapped[date]
    voided: Mapped[KeptWords]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]


class PaperEntry(Record):
    """代录: an act on an application that a member entered from a paper, and its check by a second member.

    `fields` is what the act records once it is agreed to, where it waits for that.
    """

    __tablename__ = "paper_entries"
    __audit__ = Sealed(through("application_id", Application))
    __table_args__ = (Index(None, "application_id"), Index(None, "paper_id"))

    id: Mapped[Key]
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    paper_id: Mapped[int] = mapped_column(ForeignKey("incoming_papers.id"))
    kind: Mapped[Code]
    state: Mapped[Code]
    fields: Mapped[KeptJson]
    entered_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    entered_at: Mapped[datetime]
    checked_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    checked_at: Mapped[datetime | None]
    reason: Mapped[KeptWords]  # why it was sent back to be corrected
