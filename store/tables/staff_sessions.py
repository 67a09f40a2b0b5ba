"""Browsers in which a member of staff is signed in."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.base import Code, Line, Record
from store.personal import Erased, Whose, personal, plain
from store.sealing import Exempt
from store.tables.people import new_reference


class StaffSession(Record):
    """A browser in which a member is signed in. Only the hash of its token is stored."""

    __tablename__ = "staff_sessions"
    __audit__ = Exempt("changes with every page; that somebody signed in or out is told in the chain of sign-ins")
    __table_args__ = (Index(None, "staff_id"), Index(None, "ends_at"))

    token_hash: Mapped[bytes] = mapped_column(primary_key=True, info=plain())
    reference: Mapped[Code] = mapped_column(unique=True, default=new_reference)  # by which pages name it
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    way: Mapped[Code]  # how they signed in: a `SignInWay`
    browser: Mapped[Line] = mapped_column(info=personal(Whose.STAFF, Erased.EXPIRES))
    opened_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    voucher: Mapped[bytes] = mapped_column(
        info=plain()
    )  # MAC of token, member, way, moments: a row alone opens nothing
