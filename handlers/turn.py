"""One turn of the talk: what a handler is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from handlers.form_state import FormTalk
from handlers.messages import Content, Inbound, Reply
from policy_kb.dialogue.memory import Memory
from policy_kb.matching.concerns import Concern
from policy_kb.models import AnswerKind, Offer, Part, Sentence
from policy_kb.values import AwareDatetime, Value
from store.work import Work


class AtDesk(Value, frozen=True):
    """A member of staff is at the desk: the case whose card was shown last, and its version on that card."""

    number: str = ""
    seen: int = 0


class Question(Value, frozen=True):
    """What was asked before something is done, or said; it stands until the next message only."""

    command: str  # what is done where the next message confirms it
    until: AwareDatetime
    by: str  # the key of the message that led to it


class StaffStage(StrEnum):
    """How far a talk with a member of staff has come, in the person's session. Stored: never rename one."""

    QUESTION = "question"  # the next message is what is asked
    WITH_STAFF = "with_staff"  # the member talks, and the assistant is silent


class StaffTalk(Value, frozen=True):
    """A talk with a member of staff; it is over at `until`, unless somebody speaks before."""

    stage: StaffStage
    until: AwareDatetime
    thread: int = 0  # none before the question


class ToldStage(StrEnum):
    """How far somebody has come in leaving words with the office. In sessions that are kept nowhere else."""

    ASKED = "asked"  # they said that they complain: what is told next is of what, and may be a report
    HELD = "held"  # what was said may be left, if they wish
    WRITING = "writing"  # the next message is what is left
    REVIEW = "review"  # it was shown, and waits to be handed in


class Told(Value, frozen=True):
    """What somebody complains of, and the words that they may leave; never those of a report."""

    concern: Concern
    stage: ToldStage = ToldStage.HELD
    words: str = ""


class Session(Value, frozen=True):
    """What is remembered of a talk between two messages; stored with the turn that changed it."""

    menu: tuple[Offer, ...] = ()  # the offers last shown: a number picks one
    rest: tuple[Part, ...] = ()  # what did not fit into the last message: 更多 shows it
    memory: Memory = Memory()
    reporting: bool = False  # in a talk about a complaint: such a session stands in the ephemeral box only
    told: Told | None = None  # only while `reporting`
    form: FormTalk | None = None  # what is being filled in
    held_code: str = ""  # the hash of a bind code whose firm was shown, until 确认绑定
    desk: AtDesk | None = None  # staff at work; None for everybody else
    asked: Question | None = None  # waits to be confirmed
    greeted: bool = False  # has been told that this is no person, and of 隐私说明
    staff_talk: StaffTalk | None = None
    misses: int = 0  # questions in a row that were not answered

    @property
    def tells_report(self) -> bool:
        """Whether what is told may be a report: a suggestion that is not handed in yet is none."""
        return self.reporting and (self.told is None or self.told.concern is Concern.REPORT)

    @property
    def wishes_to_complain(self) -> bool:
        """Whether somebody said that they complain, and not yet of what."""
        return self.reporting and self.told is not None and self.told.stage is ToldStage.ASKED

    def out_of_complaint(self) -> Session:
        """The same session once the talk is about another matter than what was complained of."""
        return replace(self, reporting=False, told=None)


class Turn(Struct, frozen=True):
    """A message about to be answered. `now` is aware UTC from the injected clock."""

    inbound: Inbound
    session: Session
    now: datetime

    def meaning(self, content: Content) -> Turn:
        """The same turn, had this been sent: a button's words for its press, say."""
        inbound = self.inbound
        meant = Inbound(inbound.person, inbound.key, content, inbound.received_at, inbound.greeted)
        return Turn(meant, self.session, self.now)


class MissReason(StrEnum):
    """Why staff should look at a question. Stored: never rename one."""

    UNANSWERED = "unanswered"
    UNHELPFUL = "unhelpful"


class Miss(Struct, frozen=True):
    """A question that was not answered, masked and without its person."""

    question: str
    kind: AnswerKind | None
    unit: str
    reason: MissReason


class Outcome(Struct, frozen=True):
    """What a handler decided. Of a sensitive turn neither text nor answer is ever stored."""

    replies: tuple[Reply, ...]
    session: Session
    sensitive: bool = False
    miss: Miss | None = None  # kept for `kb misses`; never of a sensitive turn
    renews: bool = False  # the person acts for a firm from now on: a page gives them another id
    forget: bool = False  # erase what is kept of this person in the channel: session, unsent messages
    recent: str | None = (
        None  # the question, for 没用: in memory only, once committed; empty forgets the one before
    )


class Transaction(Struct, frozen=True):
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
            return replace(told, recent=decision.recent) if isinstance(decision, Outcome) else told
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
