"""All actions of a table and beside it: found by key and by words, and those that a member may do now."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from handlers.casework.perform import allowed_acts
from handlers.casework.table import Table
from handlers.identity.actors import StaffMember
from handlers.staff.actions.action import Action
from handlers.staff.actions.checklist_actions import CHECKLIST_ACTIONS
from handlers.staff.actions.contract_actions import CONTRACT_ACTIONS, ENTER_CONTRACT
from handlers.staff.actions.submission_actions import RESUBMISSION_ACTION, SUBMISSION_ACTIONS
from handlers.staff.actions.table_actions import key_of, table_actions
from handlers.staff.actions.targets import Target
from store.work import Work


class Catalogue:
    """`words` is everything that begins an action, the longest first: 同意部分金额 before 同意.

    `naming` calls the bodies in labels and words as people type them: `PolicyKB.written_out`.
    """

    def __init__(self, table: Table, naming: Callable[[str], str]) -> None:
        self.table = table
        self._of_table = tuple(_named(one, naming) for one in (*table_actions(table), RESUBMISSION_ACTION))
        beside = (ENTER_CONTRACT, *CONTRACT_ACTIONS, *SUBMISSION_ACTIONS, *CHECKLIST_ACTIONS)
        self.actions = (*self._of_table, *(_named(one, naming) for one in beside))
        self.by_key: Mapping[str, Action] = MappingProxyType({action.key: action for action in self.actions})
        words = {_plain(word) for action in self.actions for word in action.words}
        self.words: tuple[str, ...] = tuple(sorted(words, key=lambda word: (-len(word), word)))

    def called(self, word: str) -> tuple[Action, ...]:
        """The actions that a word begins, in the order of the table."""
        exact = tuple(action for action in self.actions if word == _plain(action.label))
        return exact or tuple(action for action in self.actions if word in map(_plain, action.words))

    def offered(self, work: Work, member: StaffMember, target: Target) -> list[Action]:
        """What the member may do to the target as it stands: nobody is shown acts that are not theirs."""
        row = target.row
        if row is None:
            lists = (action for action in CHECKLIST_ACTIONS if action.subject is target.subject)
            return _possible(lists, work, member, target)
        keys = {key_of(act.act) for act in allowed_acts(work, member, row, table=self.table)}
        acts = [action for action in self._of_table if action.key in keys]
        if target.application is not None or target.case is not None:
            return acts
        return [*acts, *_possible((*SUBMISSION_ACTIONS, *CONTRACT_ACTIONS), work, member, target)]

    def label_of(self, act: str) -> str:
        """What staff read of an act in a history."""
        return self.table[act].staff_words


def _possible(actions: Iterable[Action], work: Work, member: StaffMember, target: Target) -> list[Action]:
    theirs = (action for action in actions if action.is_for(member))
    return [action for action in theirs if not action.against(work, member, target)]


def _named(action: Action, naming: Callable[[str], str]) -> Action:
    return replace(action, label=naming(action.label), words=tuple(map(naming, action.words)))


def _plain(word: str) -> str:
    """Half-width signs, as orders are read: labels have full-width colons."""
    return unicodedata.normalize("NFKC", word)
