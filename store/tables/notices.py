"""Notices: what firms were told and what became of it, what staff are to know, and who has read that."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from store.base import (
    Address,
    ChannelName,
    Code,
    KeptLine,
    KeptWords,
    Key,
    PlainLine,
    PlainWords,
    Record,
    Reference,
)
from store.personal import Erased, Whose, personal, plain
from store.sealing import Exempt, Sealed, by_column


class FirmNotice(Record):
    """A notice to one person of a firm. It outlives its message on the way out, and stays with the case.

    Whom it was for is a binding's number, never an address: once the person is erased it tells no more whose it
    was. None where nobody was bound. `event` is what was told, once, to everybody of the firm.
    """

    __tablename__ = "notices"
    __audit__ = Exempt("says again what sealed steps say; what became of it is the platform's word")
    __table_args__ = (
        Index(None, "application_id", "id"),
        Index(None, "contract_id", "id"),
        Index(None, "firm_id", "id"),
        Index(None, "binding_id", "state"),
        Index(None, "firm_id", "event"),
        Index(None, "state", "made_at"),
    )

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(160), unique=True, info=plain())  # of its message on the way out
    event: Mapped[str] = mapped_column(String(160), info=plain())
    firm_id: Mapped[int] = mapped_column(ForeignKey("firms.id"))
    contract_id: Mapped[int | None] = mapped_column(ForeignKey("contracts.id"))
    application_id: Mapped[int | None] = mapped_column(ForeignKey("applications.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("return_cases.id"))
    binding_id: Mapped[int | None] = mapped_column(ForeignKey("bindings.id"))
    channel: Mapped[ChannelName]
    text: Mapped[KeptWords]
    made_at: Mapped[datetime]
    state: Mapped[Code]
    state_at: Mapped[datetime]
    handed_over_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(String(200), info=plain())  # what the platform said against it
    way: Mapped[Code | None]  # a `NoticeWay`, once it was handed over or seen
    receipt: Mapped[str | None] = mapped_column(
        String(64), index=True, info=plain()
    )  # by which the platform names it
    phoned_at: Mapped[datetime | None]  # the firm was told of the event by telephone, see `PhoneTelling`


class PhoneTelling(Record):
    """电话告知: what a notice says was told to somebody of the firm on the telephone. One row closes the event.

    Whom the member spoke with and under which number is part of the record of the firm's case (Article 8).
    """

    __tablename__ = "phone_tellings"
    __audit__ = Sealed(by_column("firm_id", "firm:"))
    __table_args__ = (Index(None, "notice_id"),)

    id: Mapped[Key]
    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id"))
    firm_id: Mapped[int] = mapped_column(ForeignKey("firms.id"))
    told_on: Mapped[date]
    spoke_with: Mapped[KeptLine]
    phone: Mapped[KeptLine]
    told_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]


class ContactPhone(Record):
    """A telephone that a person of a firm left for 电话告知: theirs to take back, and erased with them."""

    __tablename__ = "contact_phones"
    __audit__ = Exempt("a number that its person left and takes back; decides nothing of money or rights")

    channel: Mapped[ChannelName] = mapped_column(primary_key=True)
    address: Mapped[Address] = mapped_column(primary_key=True)
    phone: Mapped[str] = mapped_column(String(32), info=personal(Whose.ACCOUNT, Erased.WITH_ROW))
    left_at: Mapped[datetime]


class StaffNotice(Record):
    """A notice to staff: shown in the console, and sent on to the destinations that it concerns.

    Addressed to a role or to one member; never about a complaint (officers see those at their own sign-in).
    `brief` is all of it that a group or a channel abroad may read: number and step.
    """

    __tablename__ = "staff_notices"
    __audit__ = Exempt("a copy of what records say already, made to be read")
    __table_args__ = (
        Index(None, "role", "id"),
        Index(None, "staff_id", "id"),
        Index(None, "at"),
        Index(None, "about", "subject", "id"),
    )

    id: Mapped[Key]
    role: Mapped[Code]  # empty where it is for one member
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    about: Mapped[Code]  # what `subject` is a number of: an act's `Subject`, or empty
    subject: Mapped[Reference]
    text: Mapped[PlainWords]
    at: Mapped[datetime]
    urgent: Mapped[bool] = mapped_column(
        default=False
    )  # leaves at once, and with it what waits to be told together
    brief: Mapped[PlainLine] = mapped_column(default="")


class StaffNoticeMark(Record):
    """That a member has read a notice to staff."""

    __tablename__ = "staff_notice_marks"
    __audit__ = Exempt("who has read what; decides nothing of money or rights")
    __table_args__ = (Index(None, "notice_id"),)

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("staff_notices.id"), primary_key=True)
    read_at: Mapped[datetime]


class StaffInbox(Record):
    """How far a member has read everything: what is unread is looked for beyond `read_to`, a notice's id."""

    __tablename__ = "staff_inboxes"
    __audit__ = Exempt("follows from the marks; makes counting cheap")

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    read_to: Mapped[int]
