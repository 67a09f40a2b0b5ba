"""The rows of the office's own answers and interpretations: drafted, approved by a second member, retracted."""

from __future__ import annotations

from handlers.casework import answer_guards as guards
from handlers.casework.amendment_fields import NothingFields
from handlers.casework.answer_fields import DraftAnswerFields, InterpretFields, RetractAnswerFields
from handlers.casework.application_guards import no_day_to_come
from handlers.casework.application_records import staff_id
from handlers.casework.attempt import Attempt, Recorded
from handlers.casework.incoming_papers import number_of, paper_named
from handlers.casework.register_rows import PROVED_DOORS, register_row
from handlers.casework.transitions import ActName, Subject, on
from handlers.texts import office_answers as texts
from policy_kb.roles import PassageRole
from store.states import NoticeSubject, OfficeAnswerKind, OfficeAnswerState, Role
from store.tables.office_answers import OfficeAnswer

_WRITERS = frozenset({Role.OFFICE, Role.BUREAU})
_OFFICE = frozenset({Role.OFFICE})
_WORDS = (guards.no_quotation_marks, guards.nobody_named, guards.wordings_say_something)


def _lines(words: str) -> str:
    """Each wording once, without blanks around it."""
    return "\n".join(dict.fromkeys(line.strip() for line in words.splitlines() if line.strip()))


def _drafted(attempt: Attempt) -> Recorded:
    row = _draft(OfficeAnswerKind.ANSWER)
    _write(attempt, row)
    return _made(attempt, row)


def _interpreted(attempt: Attempt) -> Recorded:
    """Somebody else still compares it with the paper before it is shown."""
    row = _draft(OfficeAnswerKind.INTERPRETATION)
    _write(attempt, row)
    _write_paper(attempt, row)
    return _made(attempt, row)


def _draft(kind: OfficeAnswerKind) -> OfficeAnswer:
    return OfficeAnswer(
        kind=kind.value,
        state=OfficeAnswerState.DRAFT.value,
        document="",
        signer="",
        signed_on=None,
        paper="",
        approved_by=None,
        approved_at=None,
        retracted_by=None,
        retracted_at=None,
        retracted="",
    )


def _write(attempt: Attempt, row: OfficeAnswer) -> None:
    given = attempt.fields
    assert isinstance(given, DraftAnswerFields)
    row.question, row.text, row.wordings = given.question, given.text, _lines(given.wordings)
    row.passages, row.written_by, row.written_at = given.passages, staff_id(attempt), attempt.work.now


def _write_paper(attempt: Attempt, row: OfficeAnswer) -> None:
    given = attempt.given(InterpretFields)
    paper = paper_named(attempt.work, given.paper) if given.paper else None
    row.document, row.signer, row.signed_on = given.document, given.signer, given.signed_on
    row.paper = number_of(paper) if paper is not None else ""


def _made(attempt: Attempt, row: OfficeAnswer) -> Recorded:
    added = attempt.work.add(row)
    return _waiting(added, made=str(added.id))


def _waiting(row: OfficeAnswer, made: str = "") -> Recorded:
    return Recorded(
        facts={"answer": row.id},
        made=made,
        staff_notice=texts.waiting(number=row.id),
        brief=texts.waiting(number=row.id),
        leads_to=(NoticeSubject.ANSWER, str(row.id)),
    )


def _changed(attempt: Attempt) -> Recorded:
    row = attempt.about(OfficeAnswer)
    _write(attempt, row)
    return _waiting(row)


def _changed_interpretation(attempt: Attempt) -> Recorded:
    row = attempt.about(OfficeAnswer)
    _write(attempt, row)
    _write_paper(attempt, row)
    return _waiting(row)


def _approved(attempt: Attempt) -> Recorded:
    """From now on it is shown to whoever asks."""
    row = attempt.about(OfficeAnswer)
    row.state = OfficeAnswerState.APPROVED.value
    row.approved_by, row.approved_at = staff_id(attempt), attempt.work.now
    return Recorded(facts={"answer": row.id})


def _retracted(attempt: Attempt) -> Recorded:
    """It stays on record, and is shown no more."""
    row = attempt.about(OfficeAnswer)
    row.state, row.retracted = OfficeAnswerState.RETRACTED.value, attempt.given(RetractAnswerFields).reason
    row.retracted_by, row.retracted_at = staff_id(attempt), attempt.work.now
    return Recorded(facts={"answer": row.id})


ANSWER_ROWS = (
    register_row(
        ActName.DRAFT_ANSWER,
        Subject.ANSWERS,
        guards.reads_the_talk,
        *_WORDS,
        roles=_WRITERS,
        fields=DraftAnswerFields,
        record=_drafted,
        tells=(Role.OFFICE,),
        not_theirs=texts.WRITERS_ONLY,
    ),
    register_row(
        ActName.INTERPRET,
        Subject.ANSWERS,
        *_WORDS,
        no_day_to_come,
        guards.scan_is_there,
        roles=_OFFICE,
        fields=InterpretFields,
        record=_interpreted,
        tells=(Role.OFFICE,),
        basis=on(PassageRole.INTERPRETATION),
        not_theirs=texts.INTERPRETERS_ONLY,
    ),
    register_row(
        ActName.CHANGE_ANSWER,
        Subject.ANSWER,
        guards.is_draft,
        guards.is_answer,
        *_WORDS,
        roles=_WRITERS,
        fields=DraftAnswerFields,
        record=_changed,
        tells=(Role.OFFICE,),
        not_theirs=texts.WRITERS_ONLY,
    ),
    register_row(
        ActName.CHANGE_INTERPRETATION,
        Subject.ANSWER,
        guards.is_draft,
        guards.is_interpretation,
        *_WORDS,
        no_day_to_come,
        guards.scan_is_there,
        roles=_OFFICE,
        fields=InterpretFields,
        record=_changed_interpretation,
        tells=(Role.OFFICE,),
        basis=on(PassageRole.INTERPRETATION),
        not_theirs=texts.INTERPRETERS_ONLY,
    ),
    register_row(
        ActName.APPROVE_ANSWER,
        Subject.ANSWER,
        guards.is_draft,
        guards.second_member,
        roles=_OFFICE,
        fields=NothingFields,
        record=_approved,
        doors=PROVED_DOORS,
        not_theirs=texts.OFFICE_ONLY,
    ),
    register_row(
        ActName.RETRACT_ANSWER,
        Subject.ANSWER,
        guards.not_retracted,
        roles=_OFFICE,
        fields=RetractAnswerFields,
        record=_retracted,
        not_theirs=texts.OFFICE_ONLY,
    ),
)
"""What is approved is never changed: it is retracted, and another one drafted."""
