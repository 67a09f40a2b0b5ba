"""办理时限 are the office's own: read as people write them, and counted in workdays."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from handlers.casework.arrangements import set_arrangement
from handlers.casework.service_standards import STANDARDS, limits_of, read_standards, shown_standards, standards_of
from handlers.casework.table import TABLE
from handlers.casework.waiting import waiting_rules
from handlers.casework.workdays import workdays_of
from handlers.dates import local_day, start_of
from handlers.results import Done, Refused
from store.queries.lists.applications import ApplicationFilter, Office, list_applications
from store.queries.lists.paging import Paging
from tests.handlers.casework.town import TODAY, Town


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("受理5、上报10", {"submitted": 5, "accepted": 10}),
        ("受理 5个工作日，再次提请审议：20", {"submitted": 5, "postponed": 20}),
        ("拨付10；归档20；", {"approved": 10, "paid": 20}),
        ("无", {}),
    ],
)
def test_they_are_read_as_people_write_them(words: str, meant: dict[str, int]) -> None:
    stored = read_standards(words, TODAY)
    assert stored is not None
    assert json.loads(stored) == meant
    if meant:
        assert read_standards(shown_standards(stored), TODAY) == stored


@pytest.mark.parametrize(
    "words", ["", "五天", "受理0", "受理251", "受理5、受理6", "审批5", "受理", "受理5上报10x"]
)
def test_what_cannot_be_meant_is_refused(words: str) -> None:
    assert read_standards(words, TODAY) is None


def test_a_day_is_beyond_the_standard_exactly_when_more_workdays_have_passed(town: Town) -> None:
    assert isinstance(set_arrangement(town.work, town.office, "holidays", "2026年11月20日"), Done)
    assert isinstance(set_arrangement(town.work, town.office, "working_weekends", "2026年11月14日"), Done)
    assert isinstance(set_arrangement(town.work, town.office, STANDARDS, "受理5、拨付1"), Done)
    today, workdays = local_day(town.work.now), workdays_of(town.work)
    limits = limits_of(standards_of(town.work), workdays, today)
    for state, days in (("submitted", 5), ("approved", 1), ("paying", 1)):
        for number in range(1, 25):
            entered = datetime(2026, 11, number, 4, tzinfo=UTC)
            is_late = workdays.between(local_day(entered), today) > days
            assert (entered < limits[state]) is is_late, (state, number)
    assert limits["submitted"] == start_of(local_day(limits["submitted"]))


def test_without_the_arrangement_nothing_is_overdue(town: Town) -> None:
    assert standards_of(town.work) == {}
    assert isinstance(set_arrangement(town.work, town.office, STANDARDS, "受理五天"), Refused)


@pytest.mark.parametrize("narrow", [{}, {"firm": 1}, {"words": "AZ"}])
def test_without_the_arrangement_no_list_calls_anything_overdue(town: Town, narrow: dict[str, Any]) -> None:
    town.submitted()
    office = Office(rules=waiting_rules(TABLE))
    everything, late = (
        list_applications(town.work, ApplicationFilter(**narrow, is_overdue=is_late), office, Paging())
        for is_late in (False, True)
    )
    assert (everything.total, late.total, late.ids) == (1, 0, ())
