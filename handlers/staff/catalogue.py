"""All actions: found by key and by words, and those that a member may do to a target now."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from handlers.casework.perform import allowed_acts
from handlers.identity.actors import StaffMember
from handlers.staff.actions import Action
from handlers.staff.checklist_actions import CHECKLIST_ACTIONS
from handlers.staff.contract_actions import CONTRACT_ACTIONS, ENTER_CONTRACT
from handlers.staff.submission_actions import RESUBMISSION_ACTION, SUBMISSION_ACTIONS
from handlers.staff.table_actions import TABLE_ACTIONS, key_of
from handlers.staff.targets import Target
from store.work import Work

ACTIONS: tuple[Action, ...] = (
    *TABLE_ACTIONS,
    ENTER_CONTRACT,
    *CONTRACT_ACTIONS,
    *SUBMISSION_ACTIONS,
    RESUBMISSION_ACTION,
    *CHECKLIST_ACTIONS,
)

BY_KEY: Mapping[str, Action] = MappingProxyType({action.key: action for action in ACTIONS})


def _plain(word: str) -> str:
    """Half-width signs, as orders are read: labels have full-width colons."""
    return unicodedata.normalize("NFKC", word)


WORDS: tuple[str, ...] = tuple(
    sorted({_plain(word) for action in ACTIONS for word in action.words}, key=lambda word: (-len(word), word))
)
"""Everything that begins an action, the longest first: 同意部分金额 before 同意."""


def actions_called(word: str) -> tuple[Action, ...]:
    """The actions that a word begins, in the order of the table."""
    exact = tuple(action for action in ACTIONS if word == _plain(action.label))
    return exact or tuple(action for action in ACTIONS if word in map(_plain, action.words))


def offered(work: Work, member: StaffMember, target: Target) -> list[Action]:
    """What the member may do to the target as it stands: nobody is shown acts that are not theirs."""
    row = target.row
    if row is None:
        ours = (
            action for action in CHECKLIST_ACTIONS if action.subject is target.subject and action.is_for(member)
        )
        return [action for action in ours if not action.against(work, member, target)]
    keys = {key_of(act.act) for act in allowed_acts(work, member, row)}
    acts = [action for action in (*TABLE_ACTIONS, RESUBMISSION_ACTION) if action.key in keys]
    if target.application is not None or target.case is not None:
        return acts
    changes = (action for action in (*SUBMISSION_ACTIONS, *CONTRACT_ACTIONS) if action.is_for(member))
    return [*acts, *(action for action in changes if not action.against(work, member, target))]
