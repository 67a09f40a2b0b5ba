"""What stands against an act on a complaint: whose turn it is, who keeps out of it, where it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import timedelta

from handlers.casework.application_records import staff_id
from handlers.casework.attempt import Attempt, Guard, guard, office, system
from handlers.casework.complaints.fields import ExcerptFields, ExtendFields
from handlers.casework.complaints.recusals import units_of
from handlers.identity.actors import HANDLING, StaffMember
from handlers.results import Reason
from handlers.texts import complaints as texts
from handlers.values.personal_numbers import has_mobile_number, has_personal_number
from store.queries.complaints import OVER, excerpt_of, has_words, is_recused
from store.states import ComplaintState
from store.tables.complaints import Complaint, ComplaintExcerpt

LONGEST_EXTENSION = timedelta(days=30)
"""By which one act puts off the answer."""

_ALL_STAND = frozenset(ComplaintState) - OVER


def _standing(name: str, states: Collection[ComplaintState], otherwise: str) -> Guard:
    """A guard that hides the act where the complaint stands elsewhere."""

    def check(attempt: Attempt) -> Iterator[Reason]:
        if ComplaintState(attempt.about(Complaint).state) not in states:
            yield system(otherwise)

    check.__name__ = name
    return guard(hides=True)(check)


is_new = _standing("is_new", {ComplaintState.RECEIVED}, texts.ACCEPTED_ALREADY)
is_open = _standing("is_open", {ComplaintState.RECEIVED, ComplaintState.ACCEPTED}, texts.NOT_AWAITED)
is_under_way = _standing("is_under_way", _ALL_STAND, texts.OVER_ALREADY)
has_outcome = _standing("has_outcome", {ComplaintState.ANSWERED, ComplaintState.REFERRED}, texts.NOT_ANSWERED)
has_outcome_or_is_closed = _standing(
    "has_outcome_or_is_closed",
    {ComplaintState.ANSWERED, ComplaintState.REFERRED, ComplaintState.CLOSED},
    texts.NOT_ANSWERED,
)


@guard(hides=True)
def not_recused(attempt: Attempt) -> Iterator[Reason]:
    """Nobody handles what is about them."""
    if is_recused(attempt.work, attempt.about(Complaint).id, staff_id(attempt)):
        yield office(texts.KEEPS_OUT)


@guard(hides=True)
def of_its_unit(attempt: Attempt) -> Iterator[Reason]:
    """The unit that it is with answers it."""
    actor = attempt.actor
    assert isinstance(actor, StaffMember)
    if not actor.has(*units_of(attempt.work, attempt.about(Complaint))):
        yield office(texts.ANOTHER_UNIT)


@guard(hides=True)
def words_are_there(attempt: Attempt) -> Iterator[Reason]:
    """Whoever was erased is answered nothing."""
    if not has_words(attempt.work, attempt.about(Complaint)):
        yield system(texts.ERASED)


@guard("unit")
def another_unit(attempt: Attempt) -> Iterator[Reason]:
    """Only the house's own units answer."""
    unit = getattr(attempt.fields, "unit", "")
    if unit not in {role.value for role in HANDLING} or unit == attempt.about(Complaint).unit:
        yield system(texts.NO_SUCH_UNIT)


@guard("answer_by")
def later_by_a_month_at_most(attempt: Attempt) -> Iterator[Reason]:
    """A term is put off step by step, and each time the person is told why."""
    due, until = attempt.about(Complaint).answer_due, attempt.given(ExtendFields).answer_by
    if not due < until <= due + LONGEST_EXTENSION:
        yield office(texts.extension(due=due, most=due + LONGEST_EXTENSION))


@guard("words", "answer")
def nobody_known(attempt: Attempt) -> Iterator[Reason]:
    """What is published is for everybody: nothing in it tells whose it is."""
    given = attempt.given(ExcerptFields)
    said = f"{given.words}\n{given.answer}"
    if has_personal_number(said) or has_mobile_number(said):
        yield system(texts.PERSONAL)


@guard(hides=True)
def has_draft(attempt: Attempt) -> Iterator[Reason]:
    """What waits for a second member."""
    row = _excerpt(attempt)
    if row is None or row.approved_at is not None:
        yield system(texts.NO_DRAFT)


@guard(hides=True)
def has_excerpt(attempt: Attempt) -> Iterator[Reason]:
    """A draft, or what was approved."""
    if _excerpt(attempt) is None:
        yield system(texts.NO_DRAFT)


@guard()
def second_member(attempt: Attempt) -> Iterator[Reason]:
    """Every word that is published was read by two."""
    row = _excerpt(attempt)
    if row is not None and row.written_by == staff_id(attempt):
        yield office(texts.OWN_WORDS)


def _excerpt(attempt: Attempt) -> ComplaintExcerpt | None:
    return excerpt_of(attempt.work, attempt.about(Complaint).id)
