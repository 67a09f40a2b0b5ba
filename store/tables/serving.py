"""呈批 before an act of the office, and 送达 of what has a term: both with the paper that shows it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from store.base import Code, KeptLine, Key, PlainWords, Record
from store.personal import Erased, Kept, Whose, personal
from store.sealing import Sealed, through
from store.tables.applications import Application
from store.tables.notes import chain_of_case


class SignOff(Record):
    """呈批件: what the head of the office signed before an application was reported upward or declined.

    `purpose` is the act it was signed for. It counts for the state in which the application was then.
    """

    __tablename__ = "sign_offs"
    __audit__ = Sealed(through("application_id", Application))
    __table_args__ = (Index(None, "application_id"),)

    id: Mapped[Key]
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    purpose: Mapped[Code]
    signer: Mapped[str] = mapped_column(String(255), info=personal(Whose.STAFF, Erased.KEPT, Kept.ARTICLE_8))
    signed_on: Mapped[date]
    agreed: Mapped[bool]
    opinion: Mapped[PlainWords]
    paper_id: Mapped[int] = mapped_column(ForeignKey("incoming_papers.id"))
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]


class Service(Record):
    """送达: how and when something with a term reached the firm. A notice that was pushed is 告知, no service.

    What was served is named by one of three: a declined application, a case's notice of payment, an inspection's
    notice of rectification. `due_on` is the day that came of a term in days.
    """

    __tablename__ = "services"
    __audit__ = Sealed(chain_of_case)
    __table_args__ = (
        Index(None, "contract_id"),
        Index(None, "application_id"),
        Index(None, "case_id"),
        Index(None, "oversight_id"),
    )

    id: Mapped[Key]
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    application_id: Mapped[int | None] = mapped_column(ForeignKey("applications.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("return_cases.id"))
    oversight_id: Mapped[int | None] = mapped_column(ForeignKey("oversights.id"))
    way: Mapped[Code]
    served_on: Mapped[date]
    signer: Mapped[KeptLine]  # who took it, or the witness; empty where the way has none
    due_on: Mapped[date | None]
    paper_id: Mapped[int] = mapped_column(ForeignKey("incoming_papers.id"))
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]
