"""When a job is due: each moment belongs to one period, and each period has a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from handlers.dates import ZONE

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Every:
    """Periods of one length since the epoch; changing the length starts anew."""

    length: timedelta

    def period(self, now: datetime) -> str:
        """The number of the period, with its length."""
        seconds = int(self.length.total_seconds())
        return f"{seconds}s-{int(now.timestamp()) // seconds}"


@dataclass(frozen=True, slots=True)
class DailyAt:
    """Once a day, at an hour of the clock in China that may be arranged anew while everything runs.

    A day is a period by itself, from its hour to that of the next: where nobody was there at the hour, the job
    comes late, and a day whose job is done has no second one though the hour is moved.
    """

    at: Callable[[], time]

    def period(self, now: datetime) -> str:
        """The newest day whose hour has come."""
        local = now.astimezone(ZONE)
        day = local.date() if local.time() >= self.at() else local.date() - _DAY
        return f"day-{day.isoformat()}"


Schedule = Every | DailyAt
