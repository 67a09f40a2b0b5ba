"""提请批次: what the office brings before 县政府常务会议 as one item, and what became of it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.base import Code, Fen, Key, PlainLine, PlainWords, Record, Reference
from store.sealing import Sealed, always, through
from store.tables.applications import Application

CHAIN = "batches"
"""The audit chain of batches and sittings. Stored: never rename it."""


class Sitting(Record):
    """第__次常务会议: its number and day first, the number of its minutes later, once for all of its batches."""

    __tablename__ = "sittings"
    __audit__ = Sealed(always(CHAIN))
    __table_args__ = (Index(None, "held_on"),)

    id: Mapped[Key]
    session: Mapped[PlainLine]
    held_on: Mapped[date]
    minutes: Mapped[Reference]  # empty until it is entered
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]


class Batch(Record):
    """Applications that one 请示 brings before the meeting. `document` is its number, empty until it has one.

    `item` is the batch's place on the sitting's agenda (议题序号). `dropped` is why it was given up.
    """

    __tablename__ = "batches"
    __audit__ = Sealed(always(CHAIN))
    __table_args__ = (Index(None, "state"), Index(None, "sitting_id"))

    id: Mapped[Key]
    title: Mapped[PlainLine]  # 议题名称
    reporter: Mapped[PlainLine]  # 汇报单位
    document: Mapped[PlainLine]  # 请示文号
    state: Mapped[Code]
    tabled_on: Mapped[date | None]
    sitting_id: Mapped[int | None] = mapped_column(ForeignKey("sittings.id"))
    item: Mapped[Reference]
    dropped: Mapped[PlainWords]
    made_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy's hook


class BatchItem(Record):
    """An application of a batch. `outcome` is empty as long as it waits there, and names what took it out.

    Sums are those of the day on which the batch was brought in, so that its table prints the same ever after.
    """

    __tablename__ = "batch_items"
    __audit__ = Sealed(through("application_id", Application))
    __table_args__ = (Index(None, "batch_id"), Index(None, "application_id"))

    id: Mapped[Key]
    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"))
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    place: Mapped[int]  # from 1, as it stands in the table
    applied: Mapped[Fen]
    contract_amount: Mapped[Fen]
    ratio: Mapped[int | None]  # of prepayment, in basis points, as the contract says
    paid_before: Mapped[Fen]  # on the contract
    outcome: Mapped[Code]
    # The result. No foreign key: every act would look for rows below meetings, a level deeper than there are any.
    meeting_id: Mapped[int | None]
