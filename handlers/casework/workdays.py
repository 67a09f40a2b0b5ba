"""The office's days of work: weekends are off, and the days that it entered; some weekend days are not (调休)."""

from __future__ import annotations

import json
from datetime import date

from handlers.dates import Workdays
from store.queries.arrangements import arranged
from store.work import Work

HOLIDAYS = "holidays"
"""The arrangement with the days off that are no weekends, as ISO dates."""

WORKING_WEEKENDS = "working_weekends"
"""The arrangement with the days of weekends that are worked on, as ISO dates."""


def workdays_of(work: Work) -> Workdays:
    """The days of work as the office entered them."""
    return Workdays(_days(work, HOLIDAYS), _days(work, WORKING_WEEKENDS))


def _days(work: Work, name: str) -> frozenset[date]:
    value = arranged(work, name)
    return frozenset(map(date.fromisoformat, json.loads(value))) if value else frozenset()
