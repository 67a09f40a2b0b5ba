"""Workdays of years are counted as those of days are: one by one."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from handlers.dates import Workdays

_DAYS = st.dates(date(2026, 9, 1), date(2026, 12, 31))


@given(start=_DAYS, length=st.integers(-3, 90), off=st.frozensets(_DAYS), on=st.frozensets(_DAYS))
def test_they_are_those_that_are_worked_on(
    start: date, length: int, off: frozenset[date], on: frozenset[date]
) -> None:
    workdays = Workdays(off, on)
    days = [start + timedelta(days=place) for place in range(1, length + 1)]
    assert workdays.between(start, start + timedelta(days=length)) == sum(day in workdays for day in days)
