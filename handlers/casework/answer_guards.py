"""What stands against an answer of the office: whose turn it is, and words that must not be published."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.casework.answer_fields import DraftAnswerFields, InterpretFields
from handlers.casework.application_records import staff_id
from handlers.casework.attempt import Attempt, guard, office, system
from handlers.casework.duty import duty_of
from handlers.casework.incoming_papers import paper_named
from handlers.identity.actors import StaffMember
from handlers.results import Reason
from handlers.texts import office_answers as texts
from handlers.texts import threads as thread_texts
from handlers.values.personal_numbers import has_mobile_number, has_personal_number
from store.queries.incoming import scans_of
from store.states import OfficeAnswerKind, OfficeAnswerState
from store.tables.office_answers import OfficeAnswer

FROM_TALK = "thread-"
"""How the number of what is drafted from a talk with staff begins; its id follows."""

_MASK = "＊＊"
_MARKS = frozenset("“”")
_SHORTEST = 4
"""Characters of a wording: shorter ones are in everybody's questions."""


@guard()
def reads_the_talk(attempt: Attempt) -> Iterator[Reason]:
    """What is drafted from a talk begins with its words, which are for the units on duty."""
    actor = attempt.actor
    assert isinstance(actor, StaffMember)
    if attempt.number.startswith(FROM_TALK) and duty_of(attempt.work).units.isdisjoint(actor.roles):
        yield system(thread_texts.NOT_DUTY_UNIT)


@guard("question", "text")
def no_quotation_marks(attempt: Attempt) -> Iterator[Reason]:
    """What stands in “ ” anywhere in the product is the measure, word for word."""
    given = _given(attempt)
    if _MARKS & {*given.question, *given.text}:
        yield system(texts.QUOTATION_MARKS)


@guard("question", "text", weighs=frozenset({"wordings"}))
def nobody_named(attempt: Attempt) -> Iterator[Reason]:
    """An answer is for everybody: nothing of whoever asked goes with it."""
    given = _given(attempt)
    words = f"{given.question}\n{given.text}\n{given.wordings}"
    if has_personal_number(words) or has_mobile_number(words):
        yield system(texts.PERSONAL)
    if _MASK in words:
        yield system(texts.MASKED)


@guard("wordings")
def wordings_say_something(attempt: Attempt) -> Iterator[Reason]:
    """A wording of a word or two would be found by questions about anything."""
    lines = (line.strip() for line in _given(attempt).wordings.splitlines())
    if any(line and len(line) < _SHORTEST for line in lines):
        yield system(texts.SAME_MEANING)


@guard("paper")
def scan_is_there(attempt: Attempt) -> Iterator[Reason]:
    """Where a scan is named, it can be looked at."""
    words = attempt.given(InterpretFields).paper
    if not words:
        return
    paper = paper_named(attempt.work, words)
    if paper is None or paper.voided:
        yield system(texts.NO_SUCH_PAPER)
    elif not scans_of(attempt.work, paper.id):
        yield system(texts.NO_SCAN)


@guard(hides=True)
def is_draft(attempt: Attempt) -> Iterator[Reason]:
    """What is published is not changed below those who read it."""
    if attempt.about(OfficeAnswer).state != OfficeAnswerState.DRAFT.value:
        yield system(texts.NOT_A_DRAFT)


@guard(hides=True)
def is_answer(attempt: Attempt) -> Iterator[Reason]:
    """An interpretation has a paper besides."""
    if attempt.about(OfficeAnswer).kind != OfficeAnswerKind.ANSWER.value:
        yield system(texts.NOT_AN_ANSWER)


@guard(hides=True)
def is_interpretation(attempt: Attempt) -> Iterator[Reason]:
    """Only an interpretation has a paper."""
    if attempt.about(OfficeAnswer).kind != OfficeAnswerKind.INTERPRETATION.value:
        yield system(texts.NOT_AN_INTERPRETATION)


@guard()
def second_member(attempt: Attempt) -> Iterator[Reason]:
    """Every word that is published was read by two."""
    if attempt.about(OfficeAnswer).written_by == staff_id(attempt):
        yield office(texts.OWN_WORDS)


@guard(hides=True)
def not_retracted(attempt: Attempt) -> Iterator[Reason]:
    """It is retracted once."""
    if attempt.about(OfficeAnswer).state == OfficeAnswerState.RETRACTED.value:
        yield system(texts.RETRACTED_ALREADY)


def _given(attempt: Attempt) -> DraftAnswerFields:
    assert isinstance(attempt.fields, DraftAnswerFields)
    return attempt.fields
