"""Talks that were handed over to a member of staff: apart from the assistant's, encrypted, not for long."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from store.base import Address, ChannelName, Code, Key, Record
from store.personal import Erased, Whose, personal
from store.sealing import Exempt

THREADS = "threads"
"""The audit chain of what staff did in them. Its entries name nobody, and hold no word of a talk."""

_KEPT_SHORTLY = Exempt("talks that are erased with their person; what staff did in them is told by their acts")


class Thread(Record):
    """A talk with staff (`ThreadState`). `waits_since`: the oldest thing said that nobody has answered.

    `silent_since` is when the assistant fell silent for a member who takes over, `last_at` of the last words.
    """

    __tablename__ = "threads"
    __audit__ = _KEPT_SHORTLY
    __table_args__ = (
        Index(None, "channel", "address"),
        Index(None, "state", "waits_since"),
        Index(None, "last_at"),
    )

    id: Mapped[Key]
    channel: Mapped[ChannelName]
    address: Mapped[Address]
    state: Mapped[Code]
    opened_at: Mapped[datetime]
    last_at: Mapped[datetime]
    waits_since: Mapped[datetime | None]
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    unit: Mapped[Code]  # the role in which it was taken over; empty before
    silent_since: Mapped[datetime | None]
    taken_at: Mapped[datetime | None]


class ThreadMessage(Record):
    """What somebody said in it (`ThreadVoice`), encrypted; a note is for colleagues alone."""

    __tablename__ = "thread_messages"
    __audit__ = _KEPT_SHORTLY
    __table_args__ = (Index(None, "thread_id", "id"), Index(None, "channel", "address"))

    id: Mapped[Key]
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"))
    channel: Mapped[ChannelName]
    address: Mapped[Address]
    voice: Mapped[Code]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    words: Mapped[str] = mapped_column(Text, info=personal(Whose.ACCOUNT, Erased.WITH_ROW))
    at: Mapped[datetime]
    sent_at: Mapped[datetime | None]  # of an answer: when it was put on its way to the person


class ThreadOrder(Record):
    """What a member wants done in the person's own line (`ThreadStep`); waits there until it is `done_at`."""

    __tablename__ = "thread_orders"
    __audit__ = _KEPT_SHORTLY
    __table_args__ = (
        Index(None, "done_at", "id"),
        Index(None, "thread_id"),
        Index(None, "channel", "address"),
    )

    id: Mapped[Key]
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"))
    channel: Mapped[ChannelName]
    address: Mapped[Address]
    step: Mapped[Code]
    message_id: Mapped[int | None] = mapped_column(ForeignKey("thread_messages.id"))
    ordered_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
