"""What the office answers by itself, apart from the measure: drafted, approved by a second member, retracted."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.base import Code, Key, PlainLine, PlainWords, Record
from store.sealing import Sealed, always

CHAIN = "office answers"
"""The audit chain of all of them. Stored: never rename it."""


class OfficeAnswer(Record):
    """咨询答复, or a signed 书面解释. It carries nothing of whoever asked: what it was drafted from is masked.

    `wordings` are other ways to ask it, a line each; `passages` the ids of what it belongs to in the measure, with
    commas between. `document`, `signer`, `signed_on` and `paper` (收文号 of the scan, or empty) are of an
    interpretation. `retracted` is why it is shown no more.
    """

    __tablename__ = "office_answers"
    __audit__ = Sealed(always(CHAIN))
    __table_args__ = (Index(None, "state"),)

    id: Mapped[Key]
    kind: Mapped[Code]
    state: Mapped[Code]
    question: Mapped[PlainLine]
    wordings: Mapped[PlainWords]
    passages: Mapped[PlainLine]
    text: Mapped[PlainWords]
    document: Mapped[PlainLine]
    signer: Mapped[PlainLine]
    signed_on: Mapped[date | None]
    paper: Mapped[PlainLine]
    written_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))  # whoever drafted or changed it last
    written_at: Mapped[datetime]
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    approved_at: Mapped[datetime | None]
    retracted_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    retracted_at: Mapped[datetime | None]
    retracted: Mapped[PlainWords]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy's hook
