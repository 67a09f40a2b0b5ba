"""All errands: found by key and by words, and those that a member may do to a target now."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from handlers.casework.perform import allowed_acts
from handlers.identity.actors import StaffMember
from handlers.staff.checklist_errands import CHECKLIST_ERRANDS
from handlers.staff.contract_errands import CONTRACT_ERRANDS, ENTER_CONTRACT
from handlers.staff.errands import Errand
from handlers.staff.submission_errands import MENDING_ERRAND, SUBMISSION_ERRANDS
from handlers.staff.table_errands import TABLE_ERRANDS, key_of
from handlers.staff.targets import Target
from store.work import Work

ERRANDS: tuple[Errand, ...] = (
    *TABLE_ERRANDS,
    ENTER_CONTRACT,
    *CONTRACT_ERRANDS,
    *SUBMISSION_ERRANDS,
    MENDING_ERRAND,
    *CHECKLIST_ERRANDS,
)

BY_KEY: Mapping[str, Errand] = MappingProxyType({errand.key: errand for errand in ERRANDS})


def _plain(word: str) -> str:
    """Half-width signs, as orders are read: labels have full-width colons."""
    return unicodedata.normalize("NFKC", word)


WORDS: tuple[str, ...] = tuple(
    sorted({_plain(word) for errand in ERRANDS for word in errand.words}, key=lambda word: (-len(word), word))
)
"""Everything that begins an errand, the longest first: 同意部分金额 before 同意."""


def errands_called(word: str) -> tuple[Errand, ...]:
    """The errands that a word begins, in the order of the table."""
    exact = tuple(errand for errand in ERRANDS if word == _plain(errand.label))
    return exact or tuple(errand for errand in ERRANDS if word in map(_plain, errand.words))


def offered(work: Work, member: StaffMember, target: Target) -> list[Errand]:
    """What the member may do to the target as it stands: nobody is shown acts that are not theirs."""
    row = target.row
    if row is None:
        ours = (
            errand for errand in CHECKLIST_ERRANDS if errand.subject is target.subject and errand.is_for(member)
        )
        return [errand for errand in ours if not errand.against(work, member, target)]
    keys = {key_of(act.act) for act in allowed_acts(work, member, row)}
    acts = [errand for errand in (*TABLE_ERRANDS, MENDING_ERRAND) if errand.key in keys]
    if target.application is not None or target.case is not None:
        return acts
    changes = (errand for errand in (*SUBMISSION_ERRANDS, *CONTRACT_ERRANDS) if errand.is_for(member))
    return [*acts, *(errand for errand in changes if not errand.against(work, member, target))]
