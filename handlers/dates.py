"""Days and moments as people in China read them, and workdays."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from msgspec import Struct

from store import county_time

ZONE = county_time.ZONE
local_day = county_time.local_day
start_of = county_time.start_of

_SATURDAY = 5
_DAY = timedelta(days=1)


def day(value: date) -> str:
    """2026年11月24日."""
    return f"{value.year}年{value.month}月{value.day}日"


def moment(value: datetime) -> str:
    """2026年11月24日18:05, in China."""
    local = value.astimezone(ZONE)
    return f"{day(local.date())}{local:%H:%M}"


class Workdays(Struct, frozen=True):
    """Which days are worked on; `off` are weekdays that are not, `on` days of weekends that are (调休)."""

    off: frozenset[date] = frozenset()
    on: frozenset[date] = frozenset()

    def __contains__(self, day: date) -> bool:
        return day in self.on or (day.weekday() < _SATURDAY and day not in self.off)

    def between(self, start: date, end: date) -> int:
        """How many have begun after `start`, up to and including `end`; of years, no slower than of days."""
        if end <= start:
            return 0
        weeks, rest = divmod((end - start).days, 7)
        count = weeks * _SATURDAY + sum(
            (start + place * _DAY).weekday() < _SATURDAY for place in range(1, rest + 1)
        )
        count -= sum(start < day <= end and day.weekday() < _SATURDAY for day in self.off - self.on)
        return count + sum(start < day <= end and day.weekday() >= _SATURDAY for day in self.on)

    def after(self, start: date, count: int) -> date:
        """The day on which so many have begun after `start`; `start` itself for none."""
        current, left = start, count
        while left > 0:
            current += _DAY
            left -= current in self
        return current
