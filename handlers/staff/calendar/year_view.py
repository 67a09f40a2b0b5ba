"""A year as the office works it: days off, days of weekends that are worked on, and what sets them."""

from __future__ import annotations

from calendar import Calendar
from datetime import date
from enum import StrEnum

from msgspec import Struct

from handlers.casework.transitions import ActName
from handlers.casework.workdays import HOLIDAYS, WORKING_WEEKENDS, workdays_of
from handlers.dates import Workdays, local_day
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.table_actions import key_of
from handlers.texts import arrangements as texts
from handlers.values.day_lists import spans_of

_MONTHS = range(1, 13)
_WEEKS = Calendar()


class DayKind(StrEnum):
    """How a day is worked, as the page marks it."""

    WORKED = ""
    WEEKEND = "weekend"
    OFF = "off"  # a holiday that the office entered
    MADE_UP = "made-up"  # 调休: a day of a weekend that is worked on


class ShownDay(Struct, frozen=True):
    """A day of a month's page; those of other months that fill its weeks have no kind and number 0."""

    number: int
    kind: DayKind = DayKind.WORKED


class ShownMonth(Struct, frozen=True):
    """A month by weeks from Monday, and how many of its days are worked on."""

    month: int
    weeks: tuple[tuple[ShownDay, ...], ...]
    workdays: int


class Days(Struct, frozen=True):
    """One of the two lists: its name, its title, what it says of the year, and of all years how it is set."""

    name: str
    title: str
    said: str


class YearView(Struct, frozen=True):
    """`arrange` sets either list, where the member has it."""

    year: int
    years: tuple[int, ...]
    months: tuple[ShownMonth, ...]
    lists: tuple[Days, ...]
    workdays: int
    arrange: Action | None


def year_view(acting: Acting, catalogue: Catalogue, year: int | None) -> YearView:
    """The year that is asked for, of this one, the next, and those of which something is entered."""
    workdays, today = workdays_of(acting.work), local_day(acting.work.now)
    entered = {one.year for one in workdays.off | workdays.on}
    years = tuple(sorted({today.year, today.year + 1} | entered))
    shown = year if year in years else today.year
    months = tuple(_month(shown, month, workdays) for month in _MONTHS)
    arrange = catalogue.by_key[key_of(ActName.ARRANGE)]
    return YearView(
        year=shown,
        years=years,
        months=months,
        lists=(
            Days(HOLIDAYS, texts.HOLIDAYS, _said(workdays.off, shown)),
            Days(WORKING_WEEKENDS, texts.WORKING_WEEKENDS, _said(workdays.on, shown)),
        ),
        workdays=sum(one.workdays for one in months),
        arrange=arrange if arrange.is_for(acting.member) else None,
    )


def _said(days: frozenset[date], year: int) -> str:
    return texts.day_spans(spans=list(spans_of(sorted(day for day in days if day.year == year))))


def _month(year: int, month: int, workdays: Workdays) -> ShownMonth:
    weeks = _WEEKS.monthdatescalendar(year, month)
    return ShownMonth(
        month,
        tuple(tuple(_day(day, month, workdays) for day in week) for week in weeks),
        sum(day in workdays for week in weeks for day in week if day.month == month),
    )


def _day(day: date, month: int, workdays: Workdays) -> ShownDay:
    if day.month != month:
        return ShownDay(0)
    if day in workdays.on:
        return ShownDay(day.day, DayKind.MADE_UP)
    if day in workdays.off:
        return ShownDay(day.day, DayKind.OFF)
    return ShownDay(day.day, DayKind.WORKED if day in workdays else DayKind.WEEKEND)
