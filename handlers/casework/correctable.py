"""Everything that can be corrected (登记更正), found by the key that a form names it by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from handlers.casework.attempt import Attempt
from handlers.casework.correctable_contracts import AMENDMENT, CONTRACT
from handlers.casework.correctable_decisions import MEETING, STEP
from handlers.casework.correctable_money import OPENING, PAYMENT, RETURNED, REVERSAL
from handlers.casework.correctable_oversight import (
    ACCEPTANCE,
    CASE,
    DISPOSAL,
    EVALUATION,
    INSPECTION,
    RECHECK,
    REVIEW,
)
from handlers.casework.correctable_settlements import SETTLEMENT
from handlers.casework.correction_facts import Correctable, Fact, RecordKind
from handlers.casework.transitions import Subject
from handlers.identity.actors import StaffMember
from handlers.texts import corrections as texts
from store.audit.seals import record_number
from store.base import Record
from store.queries.corrections import corrections_on
from store.states import CorrectionState
from store.tables.applications import Application
from store.tables.contracts import Contract, ReturnCase
from store.tables.corrections import Correction
from store.work import Work

KINDS: Mapping[str, RecordKind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            *(MEETING, PAYMENT, REVERSAL, SETTLEMENT, STEP),
            *(CONTRACT, AMENDMENT, OPENING, EVALUATION, RECHECK, DISPOSAL, ACCEPTANCE, INSPECTION, REVIEW),
            *(CASE, RETURNED),
        )
    }
)
"""By the name that is kept with corrections."""

_SUBJECTS: Mapping[type[Record], Subject] = MappingProxyType(
    {Application: Subject.APPLICATION, Contract: Subject.CONTRACT, ReturnCase: Subject.CASE}
)


def subject_of(attempt: Attempt) -> Record:
    """What the act is on."""
    return attempt.application or attempt.case or attempt.contract


def correctable_on(work: Work, subject: Record) -> Iterator[Correctable]:
    """Everything on an application, a contract or a case that can be corrected now."""
    for kind in KINDS.values():
        if kind.on is _SUBJECTS[type(subject)]:
            for row in kind.rows(work, subject):
                yield from (Correctable(kind, fact, row) for fact in kind.facts if fact.is_there(work, row))


def has_correctable(work: Work, subject: Record, member: StaffMember) -> bool:
    """Whether there is anything that units of the member's record: asked no further than to the first."""
    on = _SUBJECTS[type(subject)]
    theirs = (kind for kind in KINDS.values() if kind.on is on and member.has(*kind.roles))
    return any(kind.rows(work, subject) for kind in theirs)


def correctable_called(work: Work, subject: Record, key: str) -> Correctable | None:
    """What the key names, if it is on this subject."""
    return next((one for one in correctable_on(work, subject) if one.key == key), None)


def corrected_by(work: Work, subject: Record, correction: Correction) -> Correctable | None:
    """What a recorded correction is of, as it stands now."""
    return correctable_called(work, subject, key_of(correction))


def key_of(correction: Correction) -> str:
    """The key of what a correction is of."""
    return f"{correction.kind}:{correction.record}:{correction.field}"


def fact_of(correction: Correction) -> Fact:
    """What kind of value a correction is of, also where the record is not there any more."""
    return next(one for one in KINDS[correction.kind].facts if one.field == correction.field)


def listed(work: Work, subject: Record) -> Iterator[tuple[str, str]]:
    """What there is to correct, by keys, each with what is recorded now."""
    for one in correctable_on(work, subject):
        now = one.fact.kind.show(one.before)
        yield one.key, texts.fact(record=one.of.label(one.row), title=one.fact.title, now=now)


def listed_waiting(work: Work, subject: Record) -> Iterator[tuple[str, str]]:
    """The corrections that wait for their check, by their ids."""
    found = corrections_on(work, subject, CorrectionState.WAITING)
    words = described(work, subject, found)
    for row in found:
        what, before, after = words[row.id]
        yield str(row.id), texts.choice(what=what, before=before, after=after)


def words_of(work: Work, subject: Record, row: Correction) -> tuple[str, str, str]:
    """What is corrected, as it was, and as it is after; in words."""
    return described(work, subject, (row,))[row.id]


def described(work: Work, subject: Record, corrections: Sequence[Correction]) -> dict[int, tuple[str, str, str]]:
    """The same of several by their ids: every kind of record is read once, however many there are."""
    kinds = [KINDS[name] for name in dict.fromkeys(one.kind for one in corrections)]
    labels = {
        (kind.name, record_number(row)): kind.label(row) for kind in kinds for row in kind.rows(work, subject)
    }
    return {one.id: _words(one, labels.get((one.kind, one.record), "")) for one in corrections}


def recorded_words(row: Correction) -> str:
    """What a correction says by itself, without a look at its record."""
    what, before, after = _words(row, "")
    return texts.choice(what=what, before=before, after=after)


def _words(row: Correction, record: str) -> tuple[str, str, str]:
    fact = fact_of(row)
    what = texts.what(record=record or texts.RECORDS[row.kind], title=fact.title)
    return what, fact.kind.show(row.before), fact.kind.show(row.after)
