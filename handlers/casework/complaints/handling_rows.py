"""The rows by which units handle a complaint: accepted, referred, answered, its person told each time."""

from __future__ import annotations

from collections.abc import Callable

from handlers.casework.amendment_fields import NothingFields
from handlers.casework.application_records import staff_id
from handlers.casework.attempt import Attempt, Guard, Recorded, ToPerson, Transition
from handlers.casework.complaints import guards
from handlers.casework.complaints.fields import (
    AnswerComplaintFields,
    AssignFields,
    ComplaintNoteFields,
    ExtendFields,
    ReferFields,
)
from handlers.casework.complaints.recusals import units_for, units_of
from handlers.casework.register_rows import register_row
from handlers.casework.transitions import ActName, Subject
from handlers.identity.actors import HANDLING, StaffMember
from handlers.texts import complaints as texts
from policy_kb.models import Model
from store.queries.complaints import Account, account_of, say_in_complaint
from store.states import ComplaintState, ComplaintVoice, Role
from store.tables.complaints import Complaint


def _accepted(attempt: Attempt) -> Recorded:
    row = _taken(attempt)
    row.state = ComplaintState.ACCEPTED.value
    return _tell_person(attempt, row, texts.accepted(answer_due=row.answer_due))


def _assigned(attempt: Attempt) -> Recorded:
    """The person is told by the unit that takes it; `why` is for that."""
    row, given = attempt.about(Complaint), attempt.given(AssignFields)
    row.unit = Role(given.unit).value
    if given.why:
        _say(attempt, row, ComplaintVoice.NOTE, given.why)
    notice = texts.assigned_notice(number=row.number)
    return Recorded(
        facts={"complaint": row.id, "unit": row.unit},
        staff_notice=notice,
        brief=notice,
        tells=units_for(attempt.work, row),
        digests_words=False,
    )


def _referred(attempt: Attempt) -> Recorded:
    row, given = _taken(attempt), attempt.given(ReferFields)
    row.state, row.organ = ComplaintState.REFERRED.value, given.organ
    return _tell_person(attempt, row, texts.referred(organ=given.organ, told=given.told))


def _answered(attempt: Attempt) -> Recorded:
    row = _taken(attempt)
    row.state, row.answered_at = ComplaintState.ANSWERED.value, attempt.work.now
    return _tell_person(attempt, row, attempt.given(AnswerComplaintFields).words)


def _extended(attempt: Attempt) -> Recorded:
    row, given = _taken(attempt), attempt.given(ExtendFields)
    row.answer_due = given.answer_by
    return _tell_person(attempt, row, texts.extended(until=given.answer_by, reason=given.reason))


def _closed(attempt: Attempt) -> Recorded:
    row = _taken(attempt)
    row.state, row.closed_at = ComplaintState.CLOSED.value, attempt.work.now
    return _tell_person(attempt, row, texts.CLOSED)


def _noted(attempt: Attempt) -> Recorded:
    row = attempt.about(Complaint)
    _say(attempt, row, ComplaintVoice.NOTE, attempt.given(ComplaintNoteFields).words)
    return _kept(row)


def _taken(attempt: Attempt) -> Complaint:
    """The complaint, in the hands of the member's unit from now on."""
    row, actor = attempt.about(Complaint), attempt.actor
    assert isinstance(actor, StaffMember)
    units = units_of(attempt.work, row) & actor.roles
    row.unit = next(role.value for role in HANDLING if role in units)
    row.accepted_at = row.accepted_at or attempt.work.now
    return row


def _tell_person(attempt: Attempt, row: Complaint, words: str) -> Recorded:
    """What is said goes to the person's own account; whoever wrote on the page reads it there."""
    _say(attempt, row, ComplaintVoice.STAFF, words)
    account = account_of(attempt.work, row)
    text = texts.to_person(number=row.number, unit=Role(row.unit), words=words)
    to = ToPerson(account.channel, account.address, text) if account is not None else None
    return _kept(row, to)


def _say(attempt: Attempt, row: Complaint, voice: ComplaintVoice, words: str) -> None:
    """What staff say stands with the person's words, and goes with them."""
    account = account_of(attempt.work, row) or Account("", "")
    act = attempt.row.act.value
    say_in_complaint(attempt.work, row, account, voice, words, act=act, staff_id=staff_id(attempt))


def _kept(row: Complaint, to: ToPerson | None = None) -> Recorded:
    """No digest of what was said stays in the entry."""
    return Recorded(facts={"complaint": row.id}, to_person=to, digests_words=False)


def handling_row(
    act: ActName,
    *conditions: Guard,
    fields: type[Model] = NothingFields,
    record: Callable[[Attempt], Recorded],
    kept_out: Guard = guards.not_recused,
) -> Transition:
    """A row of the units that answer. `kept_out` stands against whoever keeps out of the complaint."""
    return register_row(
        act,
        Subject.COMPLAINT,
        kept_out,
        *conditions,
        roles=frozenset(HANDLING),
        fields=fields,
        record=record,
        not_theirs=texts.UNITS_ONLY,
    )


_OURS = (guards.of_its_unit, guards.words_are_there)

COMPLAINT_HANDLING_ROWS = (
    handling_row(ActName.ACCEPT_COMPLAINT, *_OURS, guards.is_new, record=_accepted),
    handling_row(ActName.CLOSE_COMPLAINT, *_OURS, guards.has_outcome, record=_closed),
    handling_row(
        ActName.ANSWER_COMPLAINT, *_OURS, guards.is_under_way, fields=AnswerComplaintFields, record=_answered
    ),
    handling_row(ActName.REFER_COMPLAINT, *_OURS, guards.is_open, fields=ReferFields, record=_referred),
    handling_row(
        ActName.EXTEND_COMPLAINT,
        *_OURS,
        guards.is_open,
        guards.later_by_a_month_at_most,
        fields=ExtendFields,
        record=_extended,
    ),
    handling_row(
        ActName.ASSIGN_COMPLAINT,
        guards.words_are_there,
        guards.is_open,
        guards.another_unit,
        fields=AssignFields,
        record=_assigned,
    ),
    handling_row(ActName.NOTE_COMPLAINT, guards.words_are_there, fields=ComplaintNoteFields, record=_noted),
)
"""Assigning is any unit's: so another one takes what nobody is left for in the first."""
