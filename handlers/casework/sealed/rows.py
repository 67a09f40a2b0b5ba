"""The one act on a report. Its entry tells that an officer dealt with one, and nothing of which or how."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.casework.attempt import MONEY_DOORS, Attempt, Recorded, guard, system
from handlers.casework.register_rows import register_row
from handlers.casework.sealed.authority import handling_denial
from handlers.casework.sealed.entries import DIGEST, entry_digest
from handlers.casework.sealed.guards import Handling, reasons_against_step
from handlers.casework.sealed.procedure import Handled, SealedRecord, procedure_of, record_of
from handlers.casework.sealed.steps import (
    Delete,
    Given,
    HandlingFields,
    Link,
    Opened,
    ProposeDeletion,
    Register,
    Unlink,
)
from handlers.casework.sealed.window import recipients
from handlers.casework.transitions import ActName, Subject
from handlers.dates import local_day
from handlers.identity.actors import StaffMember
from handlers.results import Reason
from handlers.texts import sealed_handling as texts
from store.queries.sealed_boxes import count_additions
from store.queries.sealed_complaints import (
    ListedComplaint,
    change_record,
    complaint_called,
    delete_complaint,
)
from store.sealed_records import TooLongError, seal_record
from store.states import RecipientUnit, Role
from store.work import Work


@guard("given")
def _may(attempt: Attempt) -> Iterator[Reason]:
    about, given = _about(attempt), attempt.given(HandlingFields).given
    if reason := handling_denial(attempt.work, about.member, about.complaint):
        yield reason
        return
    yield from map(system, reasons_against_step(about, given))
    for complaint, record in _changes(about, given):
        if not _fits(attempt.work, complaint.id, record):
            yield system(texts.FULL)


def _handled(attempt: Attempt) -> Recorded:
    about, given, work = _about(attempt), attempt.given(HandlingFields).given, attempt.work
    for complaint, record in _changes(about, given):
        change_record(work, complaint.id, record.written)
    if isinstance(given, Delete):
        delete_complaint(work, about.complaint.id)
    digest = entry_digest(work.keys, about.complaint.id, given.step, about.today)
    return Recorded(facts={DIGEST: digest}, digests_words=False)


def _about(attempt: Attempt) -> Handling:
    found = complaint_called(attempt.work, attempt.number)
    assert found is not None
    assert isinstance(attempt.actor, StaffMember)
    record = record_of(found)
    return Handling(attempt.work, attempt.actor, found, record, procedure_of(record))


def _changes(about: Handling, given: Given) -> Iterator[tuple[ListedComplaint, SealedRecord]]:
    """Every report whose record is another one after the step; of what is deleted nothing stays with others."""
    if isinstance(given, Delete):
        for other in _others(about, about.procedure.links):
            yield other, _without(record_of(other), about.complaint.id)
        return
    yield about.complaint, _with(about.record, about, _kept(given))
    if isinstance(given, Link | Unlink):
        for other in _others(about, {given.other}):
            yield other, _with(record_of(other), about, given.model_copy(update={"other": about.complaint.id}))


def _others(about: Handling, keys: frozenset[str] | set[str]) -> Iterator[ListedComplaint]:
    yield from filter(None, (complaint_called(about.work, key) for key in sorted(keys)))


def _kept(given: Given) -> Given:
    return given.model_copy(update={"proof": ""}) if isinstance(given, Register | Opened) else given


def _with(record: SealedRecord, about: Handling, given: Given) -> SealedRecord:
    aside = _members_of(about.work, given.concerns) if isinstance(given, Register) else ()
    is_proposal = isinstance(given, ProposeDeletion)
    seen = count_additions(about.work, about.complaint.id) if is_proposal else 0
    today = local_day(about.work.now)
    step = Handled(given=given, by=about.member.id, on=today, aside=aside, additions=seen)
    return record.model_copy(update={"steps": (*record.steps, step)})


def _members_of(work: Work, units: tuple[RecipientUnit, ...]) -> tuple[int, ...]:
    """They stay aside, whatever keys are entered for them later."""
    return tuple(sorted({one.staff_id for one in recipients(work) if one.unit in units}))


def _without(record: SealedRecord, other: str) -> SealedRecord:
    kept = tuple(one for one in record.steps if getattr(one.given, "other", "") != other)
    return record.model_copy(update={"steps": kept})


def _fits(work: Work, complaint: str, record: SealedRecord) -> bool:
    try:
        seal_record(work.keys, complaint, record.written)
    except TooLongError:
        return False
    return True


SEALED_ROWS = (
    register_row(
        ActName.HANDLE_SEALED,
        Subject.SEALED_COMPLAINT,
        _may,
        roles=frozenset({Role.REPORT_OFFICER}),
        fields=HandlingFields,
        record=_handled,
        own_page=True,
        doors=MONEY_DOORS,
        not_theirs=texts.OFFICERS_ONLY,
    ),
)
