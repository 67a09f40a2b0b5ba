"""Who of the staff opened, downloaded or exported what."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.base import Code, Key, PlainLine, Record, Reference
from store.sealing import Exempt


class AccessRecord(Record):
    """One look, download or export, written before the first byte leaves."""

    __tablename__ = "access_records"
    __audit__ = Exempt("tells who read what, for a time; decides nothing of money or rights")
    __table_args__ = (Index(None, "subject", "id"), Index(None, "staff_id", "id"), Index(None, "at"))

    id: Mapped[Key]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    how: Mapped[Code]  # an `Access`
    subject: Mapped[Reference]  # the 申请编号, or what else it was about
    detail: Mapped[PlainLine]  # such as material:12/3, the third page
    at: Mapped[datetime]
