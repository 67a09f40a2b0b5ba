"""Items of the group-commit writer: claims, completions and their results."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from msgspec import Struct

from store.outbox.allowances import Opening
from store.work import Work


class ClaimRequest(Struct, frozen=True):
    """Take this message on. `owner` is fresh for every attempt; `opens` is what the platform takes after it."""

    channel: str
    address: str
    key: str
    owner: str
    opens: Opening | None = None


class StartRequest(Struct, frozen=True):
    """Begin with a claimed message that had to wait for an earlier one of the same person."""

    channel: str
    address: str
    seq: int
    owner: str


Mark = tuple[int, datetime]
"""Version and instant of a session's row: with both, one that was erased and begun anew is another."""


class NewIncident(Struct, frozen=True):
    """The record of an exception, without any text."""

    reference: str
    at: datetime
    place: str
    error: str


class NewMiss(Struct, frozen=True):
    """A question for staff to look at, masked already."""

    question: str
    kind: str
    unit: str
    reason: str


class Completion(Struct, frozen=True):
    """The end of a turn: answer, session and outbox rows go in together, or not at all.

    `answer` is a JSON list of messages; if the turn is late, by this word or by a `Postponement`, each becomes an
    outbox row. `session` None leaves the session as it is. `ephemeral` are sessions that nobody may read in the
    database: the first that fits is kept, for half an hour. `forget` erases the person's session, pending turns,
    messages and stored answers first.

    Where it is no contact nobody wrote: staff ordered something for the person's talk, and what waits for the
    person goes on waiting.

    Every turn writes the same, a complaint's too: `answer` is encrypted under the message's own key. What leaves
    `from_memory` if it is late, as the notice of a pause does, only leaves a trace in the outbox.
    """

    channel: str
    address: str
    key: str
    owner: str
    answer: str
    session: str | None = None
    ephemeral: tuple[str, ...] = ()
    from_memory: bool = False
    late: bool = False
    incident: NewIncident | None = None
    miss: NewMiss | None = None
    forget: bool = False
    is_contact: bool = True


class TransactionCompletion(Struct, frozen=True):
    """The end of a turn that changes business data: `perform` is run in the transaction, and says how it ends.

    It may run more than once, when a batch is tried again. What it raises undoes what it did, and `fail` says how
    the turn ends then.
    """

    channel: str
    address: str
    owner: str
    perform: Callable[[Work], Completion]
    fail: Callable[[Exception], Completion]
    is_contact: bool = True


class Basis(Struct, frozen=True):
    """What a turn is decided on before its message is claimed. `mark` tells one state of the session from another.

    See `Granted` for what the rest is.
    """

    session: str | None
    mark: Mark | None
    pause: str = ""
    ephemeral: str | None = None


class WholeTurn(Struct, frozen=True):
    """Take this message on and end its turn in the same commit, if it may begin now and the basis still holds.

    Otherwise it is claimed like any other, and nothing of the ending is written.
    """

    request: ClaimRequest
    basis: Basis
    ending: Completion | TransactionCompletion

    @property
    def channel(self) -> str:
        """The person's channel."""
        return self.request.channel

    @property
    def address(self) -> str:
        """The person's address in it."""
        return self.request.address


class Postponement(Struct, frozen=True):
    """Whoever waits for this claim is told that the answer will leave by the outbox.

    `inbound` is kept so that the turn can be resumed; None keeps nothing, nor is anything kept while the person's
    session is an ephemeral one. `Lost` means that the turn has ended: its answer is there already.
    """

    channel: str
    address: str
    seq: int
    inbound: str | None = None


class Handover(Struct, frozen=True):
    """The turn ended in time, but nobody waited any more: its answer is to leave by the outbox.

    What leaves `from_memory` is sent by who brings this.
    """

    channel: str
    address: str
    seq: int
    answer: str
    from_memory: bool = False


class Renewal(Struct, frozen=True):
    """These turns are still being worked on."""

    owners: tuple[str, ...]


class Probe(Struct, frozen=True):
    """A write for its own sake, to learn whether the database takes writes again."""


Item = (
    ClaimRequest
    | StartRequest
    | WholeTurn
    | Completion
    | TransactionCompletion
    | Postponement
    | Handover
    | Renewal
    | Probe
)


class Granted(Struct, frozen=True):
    """The message is this caller's to answer, now. `session` is as the last turn of the person left it.

    `ephemeral` is the session of a talk that nobody may read in the database, as long as it lives. `pause` is what
    to say instead of an answer while the assistant is paused, else empty.
    """

    seq: int
    session: str | None
    pause: str = ""
    ephemeral: str | None = None


class Queued(Struct, frozen=True):
    """The message is this caller's, but an earlier one of the same person goes first."""

    seq: int


@dataclass(frozen=True, slots=True)
class Answered:
    """The message was answered before; a `late` answer went, or goes, through the outbox.

    `answer` is None when it was erased at the person's wish, or cannot be read any more.
    """

    answer: str | None
    late: bool
    from_memory: bool = False
    seq: int = field(default=0, compare=False)


class Elsewhere(Struct, frozen=True):
    """Somebody else is working on the message until `lease_until`, unless renewed."""

    seq: int
    lease_until: datetime


@dataclass(frozen=True, slots=True)
class Committed:
    """What was asked for stands in the database. `late`: the answer leaves by the outbox, or from memory.

    `kept` says of a `Postponement` whether the message stands there too, so that a kill does not lose it.
    `forgot` says that something was erased. `notices` are messages, as JSON, that waited for the person and now
    stand before the answer. `seq` is that of the claim whose turn has ended.
    """

    late: bool = False
    kept: bool = False
    forgot: bool = False
    notices: tuple[str, ...] = ()
    seq: int = field(default=0, compare=False)


class Lost(Struct, frozen=True):
    """The claim was taken over by somebody else, or is over: nothing was written."""


Result = Granted | Queued | Answered | Elsewhere | Committed | Lost
