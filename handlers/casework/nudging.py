"""催办: once in five workdays the unit that holds an application is told; the days off are the office's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from handlers.casework.attempt import Attempt, Recorded, guard, office, system
from handlers.casework.standing import standing_of
from handlers.casework.workdays import workdays_of
from handlers.dates import local_day
from handlers.results import Reason
from handlers.texts import status as texts
from store.queries.status import last_nudge
from store.states import State
from store.tables.applications import Nudge
from store.work import Work

WORKDAYS = 5


@guard(hides=True)
def held_by_a_unit(attempt: Attempt) -> Iterator[Reason]:
    """Only a unit that holds it can be told."""
    found = standing_of(attempt.work, attempt.sent)
    if found.holder is None:
        yield system(texts.not_nudgeable(number=attempt.sent.number, state=found.applicant))


@guard(hides=True)
def not_lately(attempt: Attempt) -> Iterator[Reason]:
    """A unit that was told has five workdays."""
    last = last_nudge(attempt.work, attempt.sent.id)
    if last is not None and (following := next_day(attempt.work, last)) > local_day(attempt.work.now):
        yield office(texts.nudged_lately(number=attempt.sent.number, on=local_day(last), next_on=following))


def nudged(attempt: Attempt) -> Recorded:
    """The unit is told; the application stays as it is."""
    sent, found = attempt.sent, standing_of(attempt.work, attempt.sent)
    assert found.holder is not None
    attempt.work.add(Nudge(application_id=sent.id, at=attempt.work.now, actor=attempt.actor.reference))
    told = texts.nudge_notice(number=sent.number, state=found.staff, since=sent.state_since)
    return Recorded(State(sent.state), staff_notice=told, tells=(found.holder,))


def next_day(work: Work, last: datetime) -> date:
    """The first day on which a nudge is possible again."""
    return workdays_of(work).after(local_day(last), WORKDAYS)
