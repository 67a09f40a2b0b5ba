"""The calendar's memory: of which terms staff were told, so that each is told once."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from store.base import Code, Record
from store.sealing import Exempt


class TermNotice(Record):
    """That a term was told at a stage: before its end, or after it.

    `subject_id` is the id of what has the term, and its kind says of which table; a term that is moved has another
    `moment`, and is told again.
    """

    __tablename__ = "term_notices"
    __audit__ = Exempt("which reminders were given; decides nothing of money or rights")

    kind: Mapped[Code] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    moment: Mapped[datetime] = mapped_column(primary_key=True)
    stage: Mapped[Code] = mapped_column(primary_key=True)
    told_at: Mapped[datetime]
