"""The tables. Message bodies stand only in sessions, pending turns, answers of claims and unsent outbox rows."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from store.base import Address, ChannelName, Code, Record, Reference
from store.partial import partial_index
from store.personal import Erased, Whose, personal, plain
from store.sealing import Exempt
from store.states import OutboxRank

_Number = BigInteger().with_variant(Integer, "sqlite")
"""SQLite's rowid itself, so that no second number tells the order of the rows."""


IS_UNFINISHED = text("state <> 'done'")
"""Of a claim; said in the same words by who asks, or SQLite does not use the index."""


IS_READY = text("state = 'ready'")
"""Of a message on its way out, for the same reason."""


class ClaimKey(Record):
    """The secret of one day. Once it is destroyed nobody can tell whose a hash was."""

    __tablename__ = "claim_keys"
    __audit__ = Exempt("secrets that live for days")

    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True, info=plain())
    secret: Mapped[bytes] = mapped_column(info=plain())


class Claim(Record):
    """A message taken on. Nothing here is in the clear, and a complaint's row is like any other.

    `seq` is a number by chance behind its millisecond, and tells no more than `created_at` and the order of one
    person's unfinished messages: a counter would tell how many came between two looks at the table. `owner` is
    new with every taking, so that a turn whose claim was taken over cannot complete it.
    """

    __tablename__ = "claims"
    __audit__ = Exempt("messages of the last 72 hours")
    __table_args__ = (
        UniqueConstraint("person_hash", "key_hash"),
        # Most are answered at once, and never stand here.
        partial_index(None, "person_hash", where=IS_UNFINISHED),
        partial_index(None, "owner", where=IS_UNFINISHED),
    )

    seq: Mapped[int] = mapped_column(_Number, primary_key=True, autoincrement=False)
    key_hash: Mapped[bytes] = mapped_column(info=personal(Whose.ACCOUNT, Erased.WITH_KEY))
    person_hash: Mapped[bytes] = mapped_column(info=personal(Whose.ACCOUNT, Erased.WITH_KEY))
    state: Mapped[str] = mapped_column(String(16), info=plain())
    owner: Mapped[Code]
    lease_until: Mapped[datetime]
    created_at: Mapped[datetime]
    late: Mapped[bool]
    answer: Mapped[str | None] = mapped_column(Text, info=personal(Whose.ACCOUNT, Erased.EMPTIED))


class SessionRow(Record):
    """What is remembered of a talk. `version` grows with every turn.

    `data` is encrypted, see `store.bodies`; `ephemeral` holds a talk about a complaint, or noise of the same
    length, see `store.turns.ephemeral`.
    """

    __tablename__ = "sessions"
    __audit__ = Exempt("the context of talks, which changes with every message")

    channel: Mapped[ChannelName] = mapped_column(primary_key=True)
    address: Mapped[Address] = mapped_column(primary_key=True)
    version: Mapped[int]
    data: Mapped[str] = mapped_column(Text, info=personal(Whose.ACCOUNT, Erased.WITH_ROW))
    updated_at: Mapped[datetime] = mapped_column(index=True)
    ephemeral: Mapped[bytes | None] = mapped_column(info=personal(Whose.ACCOUNT, Erased.WITH_ROW))


class PendingTurn(Record):
    """The message of a turn that will be answered late; goes with the claim's completion."""

    __tablename__ = "pending_turns"
    __audit__ = Exempt("messages that wait for their answer")

    seq: Mapped[int] = mapped_column(_Number, primary_key=True, autoincrement=False)
    channel: Mapped[ChannelName]
    address: Mapped[Address]
    inbound: Mapped[str] = mapped_column(Text, info=personal(Whose.ACCOUNT, Erased.WITH_ROW))
    created_at: Mapped[datetime]
    attempts: Mapped[int]  # how often it was resumed: a message that kills its process must not do so for ever


class OutboxRow(Record):
    """A message on its way out. `due` doubles as the lease of the worker named by `owner`.

    A row lives by the time for which it has been failing, see `store.outbox.pace`: `failing_since` is its first
    attempt that failed, `paused_before` what the channel's ledger of pauses had then, in milliseconds.
    `missed_told_at` is when a later message said that this dead one may not have arrived.
    """

    __tablename__ = "outbox"
    __audit__ = Exempt("messages on their way out")
    __table_args__ = (
        Index(None, "channel", "address", "state", "id"),
        Index(None, "state", "channel", "due", "id"),
        partial_index("ix_outbox_waits_since", "channel", "created_at", where=IS_READY),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    dedupe_key: Mapped[str] = mapped_column(
        String(160), unique=True, info=personal(Whose.ACCOUNT, Erased.WITH_ROW)
    )
    channel: Mapped[ChannelName]
    address: Mapped[Address]
    payload: Mapped[str | None] = mapped_column(Text, info=personal(Whose.ACCOUNT, Erased.WITH_ROW))
    state: Mapped[str] = mapped_column(String(16), info=plain())
    due: Mapped[datetime]
    owner: Mapped[Code | None]
    attempts: Mapped[int]
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(String(200), info=plain())
    rank: Mapped[int] = mapped_column(default=OutboxRank.ANSWER.value)
    failing_since: Mapped[datetime | None]
    paused_before: Mapped[int] = mapped_column(BigInteger, server_default="0")
    missed_told_at: Mapped[datetime | None]


class ChannelAllowance(Record):
    """How many messages a platform still takes for a person: opened by what they do, counted when spent.

    `talk` is what a message of theirs opens, `touch` what a click, a scan or following does. `gone_at`: the
    platform said that nothing reaches them, and they have done nothing since.
    """

    __tablename__ = "channel_allowances"
    __audit__ = Exempt("what a platform still takes")

    channel: Mapped[ChannelName] = mapped_column(primary_key=True)
    address: Mapped[Address] = mapped_column(primary_key=True)
    talk_until: Mapped[datetime]
    talk_left: Mapped[int]
    touch_until: Mapped[datetime]
    touch_left: Mapped[int]
    gone_at: Mapped[datetime | None]
    acted_at: Mapped[datetime] = mapped_column(index=True)


class ChannelPace(Record):
    """One GCRA row a channel: `next_at` is its theoretical arrival time, over all processes.

    `paused_since` is set while a pause lasts, `paused_ms` is what earlier ones took together; `failures` counts
    those in a row that say that the platform is not there.
    """

    __tablename__ = "channel_pace"
    __audit__ = Exempt("pace of sending")

    channel: Mapped[ChannelName] = mapped_column(primary_key=True)
    next_at: Mapped[datetime]
    paused_until: Mapped[datetime]
    paused_since: Mapped[datetime | None]
    paused_ms: Mapped[int] = mapped_column(BigInteger, server_default="0")
    failures: Mapped[int] = mapped_column(server_default="0")


class Job(Record):
    """That the job of a period was taken by somebody; the first row wins."""

    __tablename__ = "jobs"
    __audit__ = Exempt("which process took the job of a period")

    job: Mapped[Reference] = mapped_column(primary_key=True)
    period: Mapped[Code] = mapped_column(primary_key=True)
    taken_at: Mapped[datetime]


class Lease(Record):
    """Of all processes one does a thing, until then; see `store.leases`."""

    __tablename__ = "leases"
    __audit__ = Exempt("which process does a thing")

    name: Mapped[Reference] = mapped_column(primary_key=True)
    owner: Mapped[Code]
    until: Mapped[datetime]


class Incident(Record):
    """The kept record of an exception: what and where, never the text of the message or of the exception."""

    __tablename__ = "incidents"
    __audit__ = Exempt("what went wrong, for operators")

    reference: Mapped[str] = mapped_column(String(16), primary_key=True, info=plain())
    at: Mapped[datetime] = mapped_column(index=True)
    place: Mapped[str] = mapped_column(String(200), info=plain())
    error: Mapped[str] = mapped_column(String(200), info=plain())


class MissRow(Record):
    """A question for staff to look at: masked, without person and channel address."""

    __tablename__ = "misses"
    __audit__ = Exempt("questions without an answer, masked and without a person")

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    channel: Mapped[ChannelName]
    question: Mapped[str] = mapped_column(Text, info=personal(Whose.ANYBODY, Erased.EXPIRES))
    kind: Mapped[str] = mapped_column(String(16), info=plain())
    unit: Mapped[Code]
    reason: Mapped[str] = mapped_column(String(16), info=plain())
