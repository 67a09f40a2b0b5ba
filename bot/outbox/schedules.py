"""When a job is due: each moment belongs to one period, and each period has a name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from cronsim import CronSim
from msgspec import Struct

from handlers.dates import ZONE

_SECOND = timedelta(seconds=1)


class Every(Struct, frozen=True):
    """Periods of one length since the epoch; changing the length starts anew."""

    length: timedelta

    def period(self, now: datetime) -> str:
        """The number of the period, with its length."""
        seconds = int(self.length.total_seconds())
        return f"{seconds}s-{int(now.timestamp()) // seconds}"


class Cron(Struct, frozen=True):
    """By an expression of cron in China's time, such as `30 8 * * *`, which may change while everything runs.

    A period is named by its day: nothing here comes more often. Where nobody was there at the hour, the job comes
    late; a day whose job is done has no second one though the hour is moved.
    """

    expression: Callable[[], str]

    def period(self, now: datetime) -> str:
        """The newest day whose hour has come."""
        local = now.astimezone(ZONE).replace(microsecond=0)
        newest = next(CronSim(self.expression(), local + _SECOND, reverse=True))  # the hour itself counts
        return f"day-{newest.date().isoformat()}"


def daily_at(clock: Callable[[], str]) -> Cron:
    """Every day at a time such as 08:30."""

    def expression() -> str:
        hour, minute = clock().split(":")
        return f"{int(minute)} {int(hour)} * * *"

    return Cron(expression)


Schedule = Every | Cron
