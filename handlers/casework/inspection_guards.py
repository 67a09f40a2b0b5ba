"""The conditions of inspections and of what follows them."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.casework.attempt import Attempt, guard, system
from handlers.casework.inspection_fields import FindingFields, FollowUpFields, InspectFields
from handlers.dates import local_day
from handlers.results import Reason
from handlers.texts import inspections as texts
from handlers.texts import refusals
from policy_kb.expressions import lazy_compile
from store.queries.supervision import open_findings
from store.tables.contracts import Oversight

_BETWEEN = lazy_compile(r"[、，,；;\s]+")
_PLACES = lazy_compile(r"[第项号、，,；;和及\s]+")
_TWO = 2


def people_in(words: str) -> tuple[str, ...]:
    """The names of a list of people, each once."""
    return tuple(dict.fromkeys(name for name in _BETWEEN.split(words) if name))


def places_in(words: str) -> tuple[int, ...] | None:
    """The places that are named by their figures: 1、3. None for other words."""
    said = [part for part in _PLACES.split(words) if part]
    return tuple(dict.fromkeys(map(int, said))) if all(one.isascii() and one.isdigit() for one in said) else None


@guard("inspectors")
def two_inspectors(attempt: Attempt) -> Iterator[Reason]:
    """An inspection is signed by two."""
    fields = attempt.fields
    assert isinstance(fields, InspectFields | FollowUpFields)
    if len(people_in(fields.inspectors)) < _TWO:
        yield system(texts.TWO_INSPECTORS)


@guard("done_on")
def inspected_already(attempt: Attempt) -> Iterator[Reason]:
    """What is recorded has happened; the term of what is to be put right may lie ahead."""
    if attempt.given(InspectFields).done_on > local_day(attempt.work.now):
        yield system(refusals.day_to_come(field=InspectFields.model_fields["done_on"].title or ""))


@guard("rectify_by", "rectify_days")
def one_term(attempt: Attempt) -> Iterator[Reason]:
    """A term is a day, or days that run from the service of the notice."""
    fields = attempt.fields
    assert isinstance(fields, InspectFields | FindingFields)
    if fields.rectify_by is not None and fields.rectify_days is not None:
        yield system(texts.ONE_TERM)


@guard("problems", "demand", "rectify_by", "done_on")
def of_a_problem(attempt: Attempt) -> Iterator[Reason]:
    """A demand and a term belong to a problem; no term ends before the inspection."""
    fields = attempt.given(InspectFields)
    if not fields.problems and (fields.demand or fields.rectify_by or fields.rectify_days):
        yield system(texts.DEMAND_OF_NOTHING)
    if fields.rectify_by is not None and fields.rectify_by < fields.done_on:
        yield system(texts.TERM_BEFORE_INSPECTION)


@guard("rectify_by")
def term_after_inspection(attempt: Attempt) -> Iterator[Reason]:
    """The same for a problem that is added."""
    term = attempt.given(FindingFields).rectify_by
    if term is not None and term < attempt.about(Oversight).done_on:
        yield system(texts.TERM_BEFORE_INSPECTION)


@guard(hides=True)
def something_open(attempt: Attempt) -> Iterator[Reason]:
    """Only what is to be put right is inspected again."""
    if not open_findings(attempt.work, attempt.about(Oversight).id):
        yield system(texts.NOTHING_OPEN)


@guard("done_on")
def followed_up_after(attempt: Attempt) -> Iterator[Reason]:
    """No follow-up before the inspection that it follows."""
    if attempt.given(FollowUpFields).done_on < attempt.about(Oversight).done_on:
        yield system(texts.FOLLOWED_UP_EARLIER)


@guard("settled")
def settles_what_is_open(attempt: Attempt) -> Iterator[Reason]:
    """What is put right is named by the places of problems that are open."""
    named = places_in(attempt.given(FollowUpFields).settled)
    known = {one.place for one in open_findings(attempt.work, attempt.about(Oversight).id)}
    if named is None or not known.issuperset(named):
        yield system(texts.settled_unknown(places=tuple(sorted(known))))
