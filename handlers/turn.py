"""One turn of the talk: what a handler is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pydantic import AliasChoices, AwareDatetime, Field

from handlers.form_state import FormTalk
from handlers.messages import Inbound, Reply
from policy_kb.dialogue.memory import Memory
from policy_kb.models import AnswerKind, Model, Offer, Part, Sentence
from store.work import Work


class AtDesk(Model):
    """A member of staff is at the desk: the case whose card was shown last, and its version on that card."""

    number: str = ""
    seen: int = 0


class Question(Model):
    """What was asked before something is done that cannot be undone; it stands until the next message only."""

    command: str  # what is done where the next message confirms it
    until: AwareDatetime
    by: str  # the key of the message that led to it


class StaffStage(StrEnum):
    """How far a talk with a member of staff has come, in the person's session. Stored: never rename one."""

    QUESTION = "question"  # the next message is what is asked
    WITH_STAFF = "with_staff"  # the member talks, and the assistant is silent


class StaffTalk(Model):
    """A talk with a member of staff; it is over at `until`, unless somebody speaks before."""

    stage: StaffStage
    until: AwareDatetime
    thread: int = 0  # none before the question


class Session(Model):
    """What is remembered of a talk between two messages; stored with the turn that changed it."""

    menu: tuple[Offer, ...] = ()  # the offers last shown: a number picks one
    rest: tuple[Part, ...] = ()  # what did not fit into the last message: 更多 shows it
    memory: Memory = Field(default=Memory(), validation_alias=AliasChoices("memory", "context"))
    """`context` is what sessions of an earlier version called it."""
    reporting: bool = False  # in a talk about a complaint: such a session lives in memory only
    form: FormTalk | None = None  # what is being filled in
    held_code: str = ""  # the hash of a bind code whose firm was shown, until 确认绑定
    desk: AtDesk | None = None  # staff at work; None for everybody else
    asked: Question | None = None  # waits to be confirmed
    greeted: bool = False  # has been told that this is no person, and of 隐私说明
    staff_talk: StaffTalk | None = None
    misses: int = 0  # questions in a row that were not answered


@dataclass(frozen=True, slots=True)
class Turn:
    """A message about to be answered. `now` is aware UTC from the injected clock."""

    inbound: Inbound
    session: Session
    now: datetime


class MissReason(StrEnum):
    """Why staff should look at a question. Stored: never rename one."""

    UNANSWERED = "unanswered"
    UNHELPFUL = "unhelpful"


@dataclass(frozen=True, slots=True)
class Miss:
    """A question that was not answered, masked and without its person."""

    question: str
    kind: AnswerKind | None
    unit: str
    reason: MissReason


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a handler decided. Of a sensitive turn neither text nor answer is ever stored."""

    replies: tuple[Reply, ...]
    session: Session
    sensitive: bool = False
    miss: Miss | None = None  # kept for `kb misses`; never of a sensitive turn
    renews: bool = False  # the person acts for a firm from now on: a page gives them another id
    forget: bool = False  # erase what is kept of this person in the channel: session, unsent messages


@dataclass(frozen=True, slots=True)
class Transaction:
    """A turn that changes business data. It is decided within the transaction that commits it, with its answer.

    `perform` may run more than once (a transaction that is tried again): it touches nothing but its `Work`.
    What it raises undoes the whole of it. Its outcome is never sensitive: complaints are sealed elsewhere.
    """

    perform: Callable[[Work], Outcome]

    def then(self, change: Callable[[Outcome], Outcome]) -> Transaction:
        """The same act, with its outcome changed."""
        return Transaction(lambda work: change(self.perform(work)))


Decision = Outcome | Transaction


Override = Callable[[Work], Outcome | None]
"""Replaces a decision for some people, such as members of staff outside their desk; None for everybody else."""


def overridden(override: Override, decision: Decision) -> Decision:
    """The decision with its override, which is asked in the transaction that ends the turn.

    What may not be stored stays as it is: an act is stored.
    """
    if isinstance(decision, Outcome) and decision.sensitive:
        return decision

    def perform(work: Work) -> Outcome:
        told = override(work)
        if told is not None:
            return told
        return performed(decision, work)

    return Transaction(perform)


def performed(decision: Decision, work: Work) -> Outcome:
    """What a decision comes to within a transaction that is open already."""
    return decision.perform(work) if isinstance(decision, Transaction) else decision


def changed(decision: Decision, change: Callable[[Outcome], Outcome]) -> Decision:
    """The decision with its outcome changed, be it there already or still to come."""
    return decision.then(change) if isinstance(decision, Transaction) else change(decision)


def say(*texts: str, kind: AnswerKind | None = None, offers: tuple[Offer, ...] = ()) -> Reply:
    """Make a reply of fixed sentences."""
    return Reply(parts=tuple(Sentence(text=text) for text in texts), offers=offers, kind=kind)


Router = Callable[[Turn], Awaitable[Decision | None]]
"""Answers a turn, or returns None to let the next router try. Routers decide; only dispatch and outbox act."""

Respond = Callable[[Turn], Awaitable[Decision]]
"""Answers every turn: what all routers together make."""
