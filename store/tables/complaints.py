"""意见, 投诉 and what else is kept openly: numbered, answered by a unit; the person's words go with the person."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.base import Address, ChannelName, Code, Key, PlainLine, Record, Reference
from store.personal import Erased, Whose, personal, plain
from store.sealing import Sealed, by_column, through

CHAIN = "complaint:"
"""Begins the audit chain of a complaint; its number follows. Stored: never rename it."""


class Complaint(Record):
    """A complaint (`ComplaintKind`), by the number that people are told. It names nobody and holds no words.

    `way` is the channel that it came by, or `PAGE`; `unit` is the role that took it, or was given it; `organ` is
    whom it was referred to. `first_due` is when the person is to be told what becomes of it, `answer_due` when it
    is to be answered. `code_hash` finds one that was left on the page without an account.
    """

    __tablename__ = "complaints"
    __audit__ = Sealed(by_column("number", CHAIN))
    __table_args__ = (
        Index(None, "state", "first_due"),
        Index(None, "state", "answer_due"),
        Index(None, "closed_at"),
    )

    id: Mapped[Key]
    number: Mapped[Reference] = mapped_column(unique=True)
    kind: Mapped[Code]
    way: Mapped[Code]
    state: Mapped[Code]
    unit: Mapped[Code]
    received_at: Mapped[datetime]
    first_due: Mapped[date]
    answer_due: Mapped[date]
    organ: Mapped[PlainLine]
    accepted_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    code_hash: Mapped[bytes | None] = mapped_column(unique=True, info=plain())
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy's hook


PAGE = "page"
"""The `way` of a complaint that was left on the public page: its words have no account."""


class ComplaintMessage(Record):
    """Something said in a complaint (`ComplaintVoice`), encrypted, as is how the person can be reached.

    `act` is the act that said it. Without an account `address` is empty.
    """

    __tablename__ = "complaint_messages"
    __audit__ = Sealed(through("complaint_id", Complaint))
    __table_args__ = (Index(None, "complaint_id", "id"), Index(None, "channel", "address"))

    id: Mapped[Key]
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaints.id"))
    channel: Mapped[ChannelName]
    address: Mapped[Address]
    voice: Mapped[Code]
    act: Mapped[Code]
    words: Mapped[str] = mapped_column(Text, info=personal(Whose.ACCOUNT, Erased.WITH_ROW))
    contact: Mapped[str] = mapped_column(Text, info=personal(Whose.ACCOUNT, Erased.WITH_ROW))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]


class ComplaintRecusal(Record):
    """回避: a member who keeps out of a complaint (`RecusalReason`); nobody `set_by` where its words name them."""

    __tablename__ = "complaint_recusals"
    __audit__ = Sealed(through("complaint_id", Complaint))
    __table_args__ = (UniqueConstraint("complaint_id", "staff_id"), Index(None, "staff_id"))

    id: Mapped[Key]
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaints.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    reason: Mapped[Code]
    set_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
    lifted_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    lifted_at: Mapped[datetime | None]


class ComplaintExcerpt(Record):
    """What may be published of a complaint (留言选登): masked by one member, approved by a second."""

    __tablename__ = "complaint_excerpts"
    __audit__ = Sealed(through("complaint_id", Complaint))
    __table_args__ = (Index(None, "channel", "address"), Index(None, "approved_at"))

    id: Mapped[Key]
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaints.id"), unique=True)
    channel: Mapped[ChannelName]
    address: Mapped[Address]
    words: Mapped[str] = mapped_column(Text, info=personal(Whose.ACCOUNT, Erased.WITH_ROW))
    answer: Mapped[str] = mapped_column(Text, info=personal(Whose.ACCOUNT, Erased.WITH_ROW))
    written_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    written_at: Mapped[datetime]
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    approved_at: Mapped[datetime | None]
