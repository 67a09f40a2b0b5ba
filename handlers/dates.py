"""Days and moments as people in China read them, and workdays."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")

_SATURDAY = 5
_DAY = timedelta(days=1)


def local_day(moment: datetime) -> date:
    """The day in China at an aware moment."""
    return moment.astimezone(ZONE).date()


def start_of(day: date) -> datetime:
    """The moment at which a day begins in China."""
    return datetime.combine(day, time.min, ZONE)


def day(value: date) -> str:
    """2026年11月24日."""
    return f"{value.year}年{value.month}月{value.day}日"


def moment(value: datetime) -> str:
    """2026年11月24日18:05, in China."""
    local = value.astimezone(ZONE)
    return f"{day(local.date())}{local:%H:%M}"


def workdays_between(start: date, end: date, holidays: Container[date] = ()) -> int:
    """How many workdays have begun after `start`, up to and including `end`; holidays are set by the office."""
    count, current = 0, start
    while current < end:
        current += _DAY
        if current.weekday() < _SATURDAY and current not in holidays:
            count += 1
    return count
