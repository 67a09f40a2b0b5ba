"""Reports: who can open them, and the sealed boxes, which tell nothing of what came when, or in which order."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from store.base import Code, Key, Record
from store.personal import plain
from store.sealing import Exempt, Sealed, always

CHAIN = "report recipients"
"""The audit chain of the keys to which reports are sealed. Stored: never rename it."""

_TELLS_WHEN = "an entry would tell when a report came"
_BY_KEY = {"sqlite_with_rowid": False}
"""Rows lie in the order of their random ids: SQLite's rowid would count them as they come."""


class ComplaintRecipient(Record):
    """A public key (`age1…`) of a member who receives reports; the server never has the private half.

    `unit` is a `RecipientUnit`. A member may have several keys, as for one that is kept on paper.
    """

    __tablename__ = "complaint_recipients"
    __audit__ = Sealed(always(CHAIN))

    id: Mapped[Key]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    unit: Mapped[Code]
    public_key: Mapped[str] = mapped_column(String(64), unique=True, info=plain())
    added_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


class SealedComplaint(Record):
    """That there is a report, and the day it came: `code_hash` finds it by its 查询码.

    `reply_key` is the public key to which officers seal what they write to whoever has the code. `record` is what
    officers did about it (`store.sealed_records`), encrypted under the installation's key, always of one size.
    """

    __tablename__ = "sealed_complaints"
    __audit__ = Exempt(_TELLS_WHEN)
    __table_args__ = (Index(None, "day"), _BY_KEY)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, autoincrement=False, info=plain())
    day: Mapped[date]
    code_hash: Mapped[bytes] = mapped_column(unique=True, info=plain())
    reply_key: Mapped[str] = mapped_column(String(64), info=plain())
    record: Mapped[bytes | None] = mapped_column(info=plain())  # None of one that is older than records


class ComplaintBox(Record):
    """What was sent or written, sealed: nothing here opens it, so that it tells of no person here.

    `copy_of` is the box that a copy was made of. `side` is of chance, and another whenever the box is written
    anew, as those of a day are with every box that comes. Nothing else reads it.
    """

    __tablename__ = "complaint_boxes"
    __audit__ = Exempt(_TELLS_WHEN)
    __table_args__ = (Index(None, "complaint_id"), Index(None, "day"), _BY_KEY)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, autoincrement=False, info=plain())
    side: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    complaint_id: Mapped[str] = mapped_column(String(32), info=plain())
    kind: Mapped[Code]
    day: Mapped[date]
    box: Mapped[bytes] = mapped_column(info=plain())
    copy_of: Mapped[str | None] = mapped_column(String(32), info=plain())
