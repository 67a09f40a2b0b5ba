"""What a row of the workflow table is made of, and an act of it about to be done: guards look at nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import Enum, auto
from types import MappingProxyType
from typing import TypeVar

from msgspec import Struct, field

from handlers.casework.transitions import ActName, Basis, Standing, Subject
from handlers.identity.actors import Actor, Door, Visitor
from handlers.messages import NoticeKind, Person
from handlers.results import Reason, Source
from handlers.texts.refusals import NOT_YOURS
from policy_kb.models import Model
from policy_kb.roles import PassageRole
from store.audit.entries import Facts
from store.base import Record
from store.states import NoticeSubject, Role
from store.tables.applications import Application
from store.tables.contracts import Contract, ReturnCase
from store.work import Work

_F = TypeVar("_F", bound=Model)
_R = TypeVar("_R", bound=Record)

NOTHING: frozenset[str] = frozenset()
"""What a guard needs that can be asked before anybody has typed a field."""

EVERYTHING: frozenset[str] = frozenset({"*"})
"""What a guard needs that looks at all fields together, whatever they are."""


class Guard(Struct, frozen=True, kw_only=True):
    """A condition of acts.

    `needs` are the fields without which it cannot be asked; `weighs` those that it looks at where they are given.
    Where one that `hides` stands against an act, the act is not even offered; the others are worth being told of.
    Where one with an `alarm` stands against what somebody tried, staff are told of it at once, in these words.
    """

    name: str
    check: Callable[[Attempt], Iterator[Reason]]
    needs: frozenset[str]
    weighs: frozenset[str] = NOTHING
    hides: bool = False
    alarm: str = ""

    @property
    def is_early(self) -> bool:
        """Whether it can be asked before a field is typed."""
        return not self.needs

    def is_of(self, name: str) -> bool:
        """Whether this field alone is enough for it to say something of the field."""
        return name in self.needs | self.weighs and self.needs <= {name}


def guard(
    *needs: str, weighs: frozenset[str] = NOTHING, hides: bool = False, alarm: str = ""
) -> Callable[[Callable[[Attempt], Iterator[Reason]]], Guard]:
    """Make a guard of a function that gives every reason against an attempt, none where it may go on."""

    def made(check: Callable[[Attempt], Iterator[Reason]]) -> Guard:
        name = check.__name__.lstrip("_")
        return Guard(name=name, check=check, needs=frozenset(needs), weighs=weighs, hides=hides, alarm=alarm)

    return made


class Duty(Enum):
    """What an act counts as where one person must not do two things."""

    SENDING = auto()
    APPROVING = auto()


Duties = Mapping[Duty, frozenset[str]]
"""The acts of a table that count as each."""

NO_DUTIES: Duties = MappingProxyType({})


NO_FACTS: Facts = MappingProxyType({})


class ToPerson(Struct, frozen=True):
    """What a person reads who acts for nobody but themselves; one who has no account reads it on the page."""

    channel: str
    address: str
    text: str


class Recorded(Struct, frozen=True):
    """What the rows of an act came to. `told` is for the contractor, `note` never leaves the house."""

    to: Standing | None = None  # None where the act is about nothing that has a state
    told: str = ""
    note: str = ""
    record: Record | None = None  # the row that was added, or that holds what was recorded
    warnings: tuple[Reason, ...] = ()
    notice: str = ""  # all that the contractor reads, where the usual frame does not fit
    staff_notice: str = ""  # the same for staff
    brief: str = ""  # what a group and a channel abroad show of it, where the usual words do not fit
    urgent: bool = False  # staff are told at once
    leads_to: tuple[NoticeSubject, str] | None = (
        None  # where staff's notice leads, where it is not the act's subject
    )
    tells: tuple[Role, ...] = ()  # units beside those that the row names
    told_on: Contract | None = None  # whose firm is told, of an act that stands on no contract
    to_person: ToPerson | None = None  # whom it is about, where that is no firm
    article: PassageRole | None = None  # what is told ends with the passage that says more of it
    facts: Facts = field(default_factory=lambda: NO_FACTS)  # what the entry says beside the fields
    digests_words: bool = True  # False: the words go with their person, and no digest of them stays behind
    by: Actor | None = None  # whose act it is from now on, where it made them
    shown: str = ""  # for whoever did it, this once: kept nowhere
    made: str = ""  # the number of what an act on a register made, where that is not what it was named by


MONEY_DOORS = frozenset({Door.CONSOLE})
"""Where results, payments, payees and money taken back are entered; `authority` opens the machine's own doors to
them in a database that is thrown away.
"""

Reminder = Callable[[Work, Contract, Application | None], str]
"""What a member has to know before the act is confirmed: said below its summary."""


def nothing(_work: Work, _contract: Contract, _application: Application | None) -> str:
    """Most acts say all in their fields."""
    return ""


def no_preview(_attempt: Attempt) -> str:
    """What most acts come to is plain from their fields."""
    return ""


class Transition(Struct, frozen=True, kw_only=True):
    """One act: from where, to where, by whom, on what basis, under which conditions, and who is told.

    `to` is empty where the state stays, and has several where the sums decide. `contractor`: the firm's own act.
    `record` writes what the act records; submissions, which make their application first, have their own way.
    `typed` are the words that begin it beside its label. `waits`: whether a case waits for this act.
    `moves`: whether the case is another one afterwards: it has a step more, and a new version.
    `operator`: whether the machine's own operator may do it as well; `anybody`: a person in their own name.
    `preview` says what the act comes to, below its summary. `tells_if_said`: the firm is told only where there are
    words for it.
    `own_page`: whether it is done on a page made for it (about oneself, by a file): no action of the catalogue.
    """

    act: ActName
    on: Subject
    from_states: frozenset[Standing]
    to: tuple[Standing, ...]
    roles: frozenset[Role]
    contractor: bool = False
    operator: bool = False
    anybody: bool = False
    own_page: bool = False
    basis: Basis
    guards: tuple[Guard, ...]
    fields: type[Model] | None
    record: Callable[[Attempt], Recorded] | None
    staff_words: str
    applicant_words: str
    typed: tuple[str, ...] = ()
    tells_firm: bool
    tells: tuple[Role, ...]
    card: NoticeKind = NoticeKind.PROGRESS
    duty: Duty | None = None
    waits: bool = True
    opens_case: bool = False
    moves: bool = True
    doors: frozenset[Door] = frozenset(Door)
    in_talk: bool = True  # whether the chat desk has it; what came with the console is the console's alone
    not_theirs: str = NOT_YOURS  # what others read
    reminder: Reminder = nothing
    preview: Callable[[Attempt], str] = no_preview
    tells_if_said: bool = False


class Attempt(Struct, frozen=True):
    """The rows are held until the transaction ends; the row of the act's subject is there.

    `held` is the contract of an act on one, or on what hangs on it; `number` is how the subject was named, and
    `subject` its row, of an act that stands on no contract.
    `duties` are those of the table that the act's row stands in.
    """

    work: Work
    actor: Actor
    row: Transition
    held: Contract | None
    application: Application | None = None
    case: ReturnCase | None = None
    fields: Model | None = None
    duties: Duties = field(default_factory=lambda: NO_DUTIES)
    number: str = ""
    subject: Record | None = None

    @property
    def contract(self) -> Contract:
        """The contract of an act on one, or on what hangs on it."""
        assert self.held is not None
        return self.held

    def about(self, kind: type[_R]) -> _R:
        """The row of an act that stands on no contract."""
        assert isinstance(self.subject, kind)
        return self.subject

    @property
    def sent(self) -> Application:
        """The application of an act on one."""
        assert self.application is not None
        return self.application

    @property
    def opened(self) -> ReturnCase:
        """The case of an act on one."""
        assert self.case is not None
        return self.case

    @property
    def person(self) -> Person:
        """Whoever acts in their own name, of an act of theirs."""
        assert isinstance(self.actor, Visitor)
        return self.actor.person

    def given(self, kind: type[_F]) -> _F:
        """The act's fields, which the table says are of this kind."""
        assert isinstance(self.fields, kind)
        return self.fields


def system(text: str, beside: PassageRole | None = None) -> Reason:
    """A check of the system; `beside` is the role whose clause is quoted with it."""
    return Reason(text, Source.SYSTEM, beside)


def office(text: str) -> Reason:
    """An arrangement of the office that the measure does not regulate."""
    return Reason(text, Source.OFFICE)


def measure(text: str, role: PassageRole) -> Reason:
    """A rule of the measure; the passage with this role is quoted beside it."""
    return Reason(text, Source.MEASURE, role)
