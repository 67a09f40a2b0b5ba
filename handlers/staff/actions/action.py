"""What a member of staff can do to a case: its words, its fields, who may, and what does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from handlers.casework.attempt import Transition
from handlers.casework.transitions import Basis, Subject
from handlers.forms.spec import Answers, Named
from handlers.identity.actors import StaffMember
from handlers.results import Done, Reason, Result
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.targets import Target, target_of
from policy_kb.models import Model
from store.states import Role
from store.work import Work

Run = Callable[[Acting, Target, Model | None, int | None], Result]
"""Does it, with the version that was shown."""

Against = Callable[[Work, StaffMember, Target], tuple[Reason, ...]]
"""What stands against it before anything is asked: authority first, then where the target stands."""


Check = Callable[[Work, StaffMember, Target, Answers, str], tuple[Reason, ...]]
"""What stands against the answer to the named field, as soon as it is given; the others may be missing yet."""

Judge = Callable[[Work, StaffMember, Target, Model], tuple[Reason, ...]]
"""Everything against the act with all its fields, where that can be told before it is done."""

Choices = Callable[[Work, Target], Mapping[str, tuple[tuple[str, str], ...]]]
"""By field: what there is to choose from on the target, what is kept of each with its label."""

Preview = Callable[[Work, StaffMember, Target, Model], str]
"""What the act comes to with all its fields, said below its summary."""

After = Callable[[Work, Target, Done], Target]
"""What is shown when it is done: what it was done to, or what it made."""


def _no_note(_work: Work, _target: Target) -> str:
    return ""


def nothing_suggested(_work: Work, _target: Target) -> Mapping[str, str]:
    """Most forms begin empty."""
    return {}


def _no_names(_work: Work, _target: Target) -> tuple[Named, ...]:
    return ()


def _no_choices(_work: Work, _target: Target) -> Mapping[str, tuple[tuple[str, str], ...]]:
    return {}


def _no_preview(_work: Work, _member: StaffMember, _target: Target, _fields: Model) -> str:
    return ""


def no_fault(
    _work: Work, _member: StaffMember, _target: Target, _answers: Answers, _field: str
) -> tuple[Reason, ...]:
    """Most fields are checked with the whole act."""
    return ()


def _no_judgement(_work: Work, _member: StaffMember, _target: Target, _fields: Model) -> tuple[Reason, ...]:
    return ()


def same(work: Work, target: Target, _done: Done) -> Target:
    """The target as it stands after the act; what the act ended is shown as it was."""
    return target_of(work, target.subject, target.number) or target


class Action(Struct, frozen=True, kw_only=True):
    """`key` is kept in sessions: never rename one. `words` are typed before a number; several may share them.

    `names` is what the field of papers can name one by one.
    `note` is said with the summary and the questions, or the one for the field that is `noted`, such as what there
    is to choose from; `reminder` with the summary alone: what the member has to know before they confirm.
    `suggested` are words that stand in fields of a page to begin with, such as the payee of the contract.
    `row` is the row of the table that it does; `at_desk`: whether the chat desk has it as well.
    """

    key: str
    label: str
    words: tuple[str, ...]
    subject: Subject
    row: Transition
    fields: type[Model]
    run: Run
    against: Against
    names: Callable[[Work, Target], tuple[Named, ...]] = _no_names
    choices: Choices = _no_choices
    preview: Preview = _no_preview
    note: Callable[[Work, Target], str] = _no_note
    noted: str = ""
    reminder: Callable[[Work, Target], str] = _no_note
    suggested: Callable[[Work, Target], Mapping[str, str]] = nothing_suggested
    check: Check = no_fault
    judge: Judge = _no_judgement
    waits: bool = True  # whether a case waits for it
    opens_case: bool = False
    after: After = same
    at_desk: bool = True

    @property
    def roles(self) -> frozenset[Role]:
        """Who may do it."""
        return self.row.roles

    @property
    def basis(self) -> Basis:
        """What it stands on."""
        return self.row.basis

    @property
    def records_content(self) -> bool:
        """Whether sums, names or reasons must be typed for it: not in a channel that shows none."""
        return any(field.is_required() for field in self.fields.model_fields.values())

    def is_for(self, member: StaffMember) -> bool:
        """Whether the member has a role for it."""
        return member.has(*self.roles)
