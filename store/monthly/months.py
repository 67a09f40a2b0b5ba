"""Months of the county's calendar, as numbers: 202611."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import ColumnElement, Integer, cast, extract
from sqlalchemy.orm import InstrumentedAttribute

from store.county_time import local_day, start_of

_HUNDRED, _DECEMBER = 100, 12


def month_of(day: date) -> int:
    """The month of a day."""
    return day.year * _HUNDRED + day.month


def month_at(moment: datetime) -> int:
    """The month that it is in the county at a moment."""
    return month_of(local_day(moment))


def first_of(month: int) -> date:
    """Its first day."""
    return date(month // _HUNDRED, month % _HUNDRED, 1)


def next_month(month: int) -> int:
    """The month after it."""
    return month + 1 if month % _HUNDRED < _DECEMBER else (month // _HUNDRED + 1) * _HUNDRED + 1


def begins_at(month: int) -> datetime:
    """The moment at which it begins in the county, UTC."""
    return start_of(first_of(month)).astimezone(UTC)


def month_in(day: InstrumentedAttribute[date]) -> ColumnElement[int]:
    """The month of a column's day, on either engine."""
    return cast(extract("year", day), Integer) * _HUNDRED + cast(extract("month", day), Integer)
