"""What a member of staff can set out to do to a case: its words, its fields, who may, and what does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from handlers.actors import StaffMember
from handlers.casework.results import Reason, Result
from handlers.casework.transitions import Basis, Subject
from handlers.staff.targets import Target
from policy_kb.models import Model
from store.states import Role
from store.work import Work

Run = Callable[[Work, StaffMember, Target, Model | None, int | None], Result]
"""Does it, with the version that was shown."""

Against = Callable[[Work, StaffMember, Target], tuple[Reason, ...]]
"""What stands against it before anything is asked: authority first, then where the target stands."""


def _no_note(_work: Work, _target: Target) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """`key` is kept in sessions: never rename one. `words` are typed before a number; several may share them.

    `note` is said with the summary and the questions, such as what there is to choose from; `reminder` with the
    summary alone: what the member has to know before they confirm.
    """

    key: str
    label: str
    words: tuple[str, ...]
    subject: Subject
    roles: frozenset[Role]
    basis: Basis
    fields: type[Model]
    run: Run
    against: Against
    note: Callable[[Work, Target], str] = _no_note
    reminder: Callable[[Work, Target], str] = _no_note

    @property
    def records_content(self) -> bool:
        """Whether sums, names or reasons must be typed for it: not in a channel that shows none."""
        return any(field.is_required() for field in self.fields.model_fields.values())

    def is_for(self, member: StaffMember) -> bool:
        """Whether the member has a role for it."""
        return member.has(*self.roles)
