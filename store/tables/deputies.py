"""Who stands in for whom (代理/AB角)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.base import Key, PlainLine, Record
from store.sealing import Sealed, always


class Deputy(Record):
    """A member who has another's roles on these days, both included, by this paper."""

    __tablename__ = "deputies"
    __audit__ = Sealed(always("staff"))
    __table_args__ = (Index(None, "deputy_id"), Index(None, "staff_id"))

    id: Mapped[Key]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))  # who is represented
    deputy_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    paper: Mapped[PlainLine]  # number of the paper that orders it
    entered_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]  # before its last day, by an act
