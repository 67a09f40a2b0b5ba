"""办理时限: the workdays within which the office means a step to be done (办公室设置), and what is beyond them.

The measure names no such term; nothing follows from one that has passed but that lists say so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from handlers.dates import Workdays, start_of
from handlers.texts import arrangements as texts
from handlers.values.value_words import NONE_WORDS
from policy_kb.expressions import lazy_compile
from store.queries.arrangements import arranged
from store.states import State
from store.work import Work

STANDARDS = "service_standards"
"""The name of the arrangement: workdays by the state that a step begins in. Stored: never rename it."""

_SHARED = {State.PAYING.value: State.APPROVED.value}
"""What is paid in part is on its way through the same step."""

_STEP = lazy_compile(
    r"\s*(?P<step>[^\d\s：:、，,；;]+)\s*[：:]?\s*(?P<days>\d{1,3})\s*(?:个?工作日|天)?\s*(?:[、，,；;。]\s*|$)"
)
_DAY = timedelta(days=1)
_MOST = 250


def read_standards(words: str, _today: date) -> str | None:
    """What 受理5、上报10 means, as it is stored; None of what cannot be meant."""
    said, place, found = words.strip(), 0, dict[str, int]()
    if said in NONE_WORDS:
        return "{}"
    states = {word: state for state, word in texts.STANDARD_STEPS.items()}
    while place < len(said):
        step = _STEP.match(said, place)
        state = states.get(step["step"]) if step else None
        if step is None or state is None or state in found or not 0 < int(step["days"]) <= _MOST:
            return None
        found[state], place = int(step["days"]), step.end()
    return json.dumps(found) if found else None


def shown_standards(stored: str) -> str:
    """What is stored, as people read it."""
    return texts.standards(days=json.loads(stored))


def standards_of(work: Work) -> Mapping[str, int]:
    """The workdays of each state that has a standard."""
    stored = arranged(work, STANDARDS)
    found: dict[str, int] = json.loads(stored) if stored else {}
    return found | {state: found[like] for state, like in _SHARED.items() if like in found}


def limits_of(standards: Mapping[str, int], workdays: Workdays, today: date) -> dict[str, datetime]:
    """Of each state: what has been in it since before that moment is beyond the standard."""
    return {state: start_of(_first_day(today, days, workdays)) for state, days in standards.items()}


def steps_due(
    standards: Mapping[str, int], workdays: Workdays, today: date, until: date
) -> Iterator[tuple[str, date, date, date]]:
    """Of what is within its standard: the state, the first and last day of coming into it, and the day it is due.

    Days up to and with `until`; what came on days off is due with what came on the workday before. What was due on
    the last workday is due today as long as no other one has begun: until then it is not beyond the standard.
    """
    for state, days in standards.items():
        current = _first_day(today, days, workdays)
        while current <= today and (due := workdays.after(current, days)) <= until:
            last = current
            while last < today and last + _DAY not in workdays:
                last += _DAY
            yield state, current, last, max(due, today)
            current = last + _DAY


def _first_day(today: date, days: int, workdays: Workdays) -> date:
    """The earliest day from which no more workdays have passed."""
    first = today
    while workdays.between(first - _DAY, today) <= days:
        first -= _DAY
    return first
