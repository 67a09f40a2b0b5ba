"""催办: once in five workdays, the unit that holds an application is told."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta

from handlers.actors import Contractor
from handlers.casework.results import Done, Reason, Refused, Result, Source
from handlers.casework.state_words import STATE_WORDS
from handlers.dates import local_day, workdays_between
from handlers.following.status_reply import read_standing
from handlers.notices import tell_staff
from handlers.texts import refusals
from handlers.texts import status as texts
from store.arrangements import arranged
from store.audit import append
from store.states import State
from store.status import application_of_firm, last_nudge
from store.tables.applications import Application, Nudge
from store.work import Work

HOLIDAYS = "holidays"
"""The arrangement with the days off that are no weekends, as ISO dates."""

WORKDAYS = 5
_ACT = "nudge"
_DAY = timedelta(days=1)


def can_nudge(application: Application) -> bool:
    """Whether a unit holds it that could be told."""
    return STATE_WORDS[State(application.state)].holder is not None


def nudge(work: Work, actor: Contractor, number: str) -> Result:
    """Tell the unit that holds the application, unless it was told within five workdays."""
    owned = application_of_firm(work, actor.firm_id, number)
    if owned is None:
        return _refused(refusals.NOT_FOUND)
    work.lock(Application, owned[0].id)
    standing = read_standing(work, owned)
    found, application = standing.words, standing.application
    if found.holder is None:
        return _refused(texts.not_nudgeable(number=number, state=found.applicant))
    if (last := last_nudge(work, application.id)) is not None and next_day(work, last) > local_day(work.now):
        told = texts.nudged_lately(number=number, on=local_day(last), next_on=next_day(work, last))
        return Refused((Reason(told, Source.OFFICE),))
    work.add(Nudge(application_id=application.id, at=work.now, actor=actor.reference))
    append(work, number, actor=actor.reference, act=_ACT, facts={"holder": found.holder.value})
    told = texts.nudge_notice(number=number, state=found.staff, since=application.state_since)
    tell_staff(work, found.holder, subject=number, text=told)
    return Done(number, application.version)


def next_day(work: Work, last: datetime) -> date:
    """The first day on which a nudge is possible again."""
    day, holidays = local_day(last), holidays_of(work)
    current = day
    while workdays_between(day, current, holidays) < WORKDAYS:
        current += _DAY
    return current


def holidays_of(work: Work) -> frozenset[date]:
    """The days off that the office entered."""
    value = arranged(work, HOLIDAYS)
    return frozenset(map(date.fromisoformat, json.loads(value))) if value else frozenset()


def _refused(text: str) -> Refused:
    return Refused((Reason(text, Source.SYSTEM),))
