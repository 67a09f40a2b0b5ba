"""All staff actions: found by key and by words, those that a member may do now, and why the others not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from handlers.casework.allowed import acts_on
from handlers.casework.authority import denial
from handlers.casework.table import Table
from handlers.identity.actors import StaffMember
from handlers.results import Reason, Source
from handlers.staff.actions.action import Action
from handlers.staff.actions.checklist_actions import CHECKLIST_ACTIONS
from handlers.staff.actions.contract_actions import ENTER_CONTRACT, UNBIND
from handlers.staff.actions.staff_actions import ADD_MEMBER
from handlers.staff.actions.submission_actions import (
    CORRECTION_ACTION,
    RESUBMISSION_ACTION,
    SUBMISSION_ACTIONS,
)
from handlers.staff.actions.table_actions import key_of, table_actions
from handlers.staff.actions.targets import Target
from handlers.staff.actions.typed_words import longest_first, plain
from handlers.texts import desk
from store.work import Work

_BESIDE = (
    RESUBMISSION_ACTION,
    CORRECTION_ACTION,
    ENTER_CONTRACT,
    *SUBMISSION_ACTIONS,
    UNBIND,
    *CHECKLIST_ACTIONS,
    ADD_MEMBER,
)
"""Actions that ask for more than the row of the table records, or in other words."""


class NotOffered(Struct, frozen=True):
    """An action that the member cannot do to a target now, and every reason why."""

    action: Action
    reasons: tuple[Reason, ...]


class Catalogue:
    """`words` is everything that begins an action at the chat desk, the longest first: 同意部分金额 before 同意.

    `naming` calls the bodies in labels and words as people type them: `PolicyKB.written_out`.
    """

    def __init__(self, table: Table, naming: Callable[[str], str]) -> None:
        self.table = table
        of_table = table_actions(table, besides={action.row.act for action in _BESIDE})
        self.actions = tuple(_named(one, naming) for one in (*of_table, *_BESIDE))
        self.by_key: Mapping[str, Action] = MappingProxyType({action.key: action for action in self.actions})
        self._own_pages = {key_of(row.act): naming(row.staff_words) for row in table if row.own_page}
        self._at_desk = tuple(action for action in self.actions if action.at_desk)
        words = {plain(word) for action in self._at_desk for word in action.words}
        self.words = longest_first(words)

    def called(self, word: str) -> tuple[Action, ...]:
        """The actions that a word begins at the chat desk, in the order of the table."""
        exact = tuple(action for action in self._at_desk if word == plain(action.label))
        return exact or tuple(action for action in self._at_desk if word in map(plain, action.words))

    def at_desk(self, work: Work, member: StaffMember, target: Target) -> list[Action]:
        """What the member may do to the target at the chat desk."""
        return [action for action in self.offered(work, member, target) if action.at_desk]

    def offered(self, work: Work, member: StaffMember, target: Target) -> list[Action]:
        """What the member may do to the target as it stands: nobody is shown acts that are not theirs."""
        return [action for action, reasons in self._judged(work, member, target) if not reasons]

    def sorted_out(
        self, work: Work, member: StaffMember, target: Target
    ) -> tuple[tuple[Action, ...], tuple[NotOffered, ...]]:
        """What is offered, and what can be done to such a target, but not by this member, or not as it stands."""
        judged = tuple(self._judged(work, member, target))
        offered = tuple(action for action, reasons in judged if not reasons)
        return offered, tuple(NotOffered(action, reasons) for action, reasons in judged if reasons)

    def against(self, work: Work, member: StaffMember, action: Action, target: Target) -> tuple[Reason, ...]:
        """What stands against an action before anything is typed: whose it is comes first."""
        return _not_theirs(work, member, action) or action.against(work, member, target)

    def may(self, work: Work, member: StaffMember, act: str) -> bool:
        """Whether the act is the member's, and can be done from where they are."""
        return denial(work, member, self.table[act]) is None

    def label_of_key(self, key: str) -> str:
        """What staff read of an action, or of an act that has a page of its own; empty for what there is not."""
        action = self.by_key.get(key)
        return action.label if action else self._own_pages.get(key, "")

    def label_of(self, act: str) -> str:
        """What staff read of an act in a history."""
        return self.table[act].staff_words

    def _judged(
        self, work: Work, member: StaffMember, target: Target
    ) -> Iterator[tuple[Action, tuple[Reason, ...]]]:
        """Every action on such a target, with what stands against it."""
        row = target.row
        on_row = dict[str, tuple[Reason, ...]]()
        if row is not None:
            of_rows = acts_on(work, member, row, table=self.table)
            on_row = {key_of(found.act): reasons for found, reasons in of_rows}
        for action in self.actions:
            if action.subject is not target.subject:
                continue
            not_theirs = _not_theirs(work, member, action)
            if not_theirs or action.key in on_row:
                yield action, not_theirs or on_row[action.key]
            else:
                yield action, action.against(work, member, target)


def _not_theirs(work: Work, member: StaffMember, action: Action) -> tuple[Reason, ...]:
    """Whose it is, or from where it is done: told without a look at the target."""
    if not action.is_for(member):
        said = desk.not_for_roles(label=action.label, roles=action.roles, theirs=member.roles)
        return (Reason(said, Source.OFFICE),)
    reason = denial(work, member, action.row)
    return (reason,) if reason else ()


def _named(action: Action, naming: Callable[[str], str]) -> Action:
    return replace(action, label=naming(action.label), words=tuple(map(naming, action.words)))
