"""What corrections write: the correction itself for ever, and the value in force once it counts."""

from __future__ import annotations

from msgspec.structs import replace

from handlers.casework.application_records import staff_id
from handlers.casework.attempt import Attempt, Recorded
from handlers.casework.correctable import corrected_by, subject_of, words_of
from handlers.casework.correction_effects import figures_of, follow, overdrawn_quota, warnings_of
from handlers.casework.correction_facts import Correctable
from handlers.casework.correction_fields import (
    CheckCorrectionFields,
    CorrectFields,
    RefuseCorrectionFields,
)
from handlers.casework.correction_guards import barred, chosen, new_value, picked
from handlers.casework.correction_journal import post_correction
from handlers.casework.correction_values import Unread
from handlers.casework.transitions import Standing
from handlers.texts import corrections as texts
from store.audit.seals import record_number
from store.states import CaseState, ContractState, CorrectionState, Role, State
from store.tables.corrections import Correction
from store.tables.people import Staff

_WATCHING = (Role.OFFICE, Role.BUREAU, Role.PAYER)


def corrected(attempt: Attempt) -> Recorded:
    """It counts at once, or waits for a second member where money hangs on the value."""
    found = _found(attempt)
    after = new_value(attempt, found)
    assert not isinstance(after, Unread)
    row = _added(attempt, found, after)
    if found.fact.has_money:
        said = texts.waits(_words(attempt, row))
        return Recorded(_same(attempt), note=said, record=row, tells=_WATCHING)
    return _in_force(attempt, found, row)


def agreed(attempt: Attempt) -> Recorded:
    """A second member found it as the paper says: it is in force."""
    row = _settled(attempt, CorrectionState.AGREED, attempt.given(CheckCorrectionFields).note)
    found = corrected_by(attempt.work, subject_of(attempt), row)
    assert found is not None
    return _in_force(attempt, found, row)


def refused(attempt: Attempt) -> Recorded:
    """The register stays as it is; who recorded the correction reads why."""
    finding = attempt.given(RefuseCorrectionFields).finding
    row = _settled(attempt, CorrectionState.REFUSED, finding)
    what, before, after = words_of(attempt.work, subject_of(attempt), row)
    said = texts.refused(what=what, before=before, after=after, finding=finding)
    return Recorded(_same(attempt), note=said, record=row, tells=_WATCHING)


def preview(attempt: Attempt) -> str:
    """Both values side by side, and when the new one counts."""
    found = chosen(attempt)
    after = new_value(attempt, found) if found else None
    if found is None or after is None or isinstance(after, Unread):
        return ""
    kind, what = found.fact.kind, texts.what(record=found.of.label(found.row), title=found.fact.title)
    said = texts.preview(what=what, before=kind.show(found.before), after=kind.show(after))
    return texts.lines(parts=(said, texts.SECOND_MEMBER if found.fact.has_money else texts.AT_ONCE))


def check_preview(attempt: Attempt) -> str:
    """What the checker compares with the paper."""
    row = picked(attempt)
    by = attempt.work.get(Staff, row.recorded_by) if row else None
    if row is None or by is None:
        return ""
    return texts.to_check(said=texts.waits(_words(attempt, row)), reason=row.reason, by=by.name)


def _found(attempt: Attempt) -> Correctable:
    found = chosen(attempt)
    assert found is not None
    return found


def _added(attempt: Attempt, found: Correctable, after: str) -> Correction:
    given, work = attempt.given(CorrectFields), attempt.work
    waits, hands = found.fact.has_money, found.of.hands(work, found.row) | {staff_id(attempt)}
    return work.add(
        Correction(
            contract_id=attempt.contract.id,
            application_id=attempt.application.id if attempt.application else None,
            case_id=attempt.case.id if attempt.case else None,
            kind=found.of.name,
            record=record_number(found.row),
            field=found.fact.field,
            before=found.before,
            after=after,
            reason=given.reason,
            document=given.document,
            dated_on=given.dated_on,
            state=(CorrectionState.WAITING if waits else CorrectionState.AGREED).value,
            barred=barred(hands | found.of.duty(work, found.row)) if waits else "",
            recorded_by=staff_id(attempt),
            recorded_at=work.now,
            checked_by=None,
            checked_at=None,
            finding="",
        )
    )


def _settled(attempt: Attempt, state: CorrectionState, finding: str) -> Correction:
    row = picked(attempt)
    assert row is not None
    row.state, row.finding = state.value, finding
    row.checked_by, row.checked_at = staff_id(attempt), attempt.work.now
    return row


def _in_force(attempt: Attempt, found: Correctable, row: Correction) -> Recorded:
    """Rows with a version are written last: a query in between would give them another."""
    said, told = texts.corrected(_words(attempt, row)), _told(attempt, found, row)
    if not found.fact.is_late:
        found.fact.set(attempt.work, found.row, row.after)
    post_correction(attempt, found.row, row)
    figures, overdrawn = figures_of(attempt), tuple(overdrawn_quota(attempt, found.row))
    if found.fact.is_late:
        found.fact.set(attempt.work, found.row, row.after)
    to = follow(attempt, figures)
    tells = _WATCHING if found.fact.has_money else ()
    return Recorded(to, told, said, row, (*warnings_of(attempt, figures), *overdrawn), tells=tells)


def _told(attempt: Attempt, found: Correctable, row: Correction) -> str:
    """What the firm reads: nothing of what it never heard of, and an account by its last figures."""
    fact = found.fact
    if not fact.is_told(found.row):
        return ""
    words = _words(attempt, row)
    if fact.masked:
        words = replace(words, before=fact.masked(row.before), after=fact.masked(row.after))
    return texts.lines(parts=(texts.corrected(words), texts.ASK_IF_WRONG))


def _words(attempt: Attempt, row: Correction) -> texts.Said:
    what, before, after = words_of(attempt.work, subject_of(attempt), row)
    return texts.Said(what, before, after, row.document, row.dated_on)


def _same(attempt: Attempt) -> Standing:
    if attempt.application is not None:
        return State(attempt.application.state)
    return CaseState(attempt.case.state) if attempt.case else ContractState(attempt.contract.state)
