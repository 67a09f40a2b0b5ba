"""Where the time comes from: aware UTC, injected, so that tests and the terminal chat can move it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Read the real clock."""
    return datetime.now(UTC)


class ShiftedClock:
    """The real clock, moved forward by what was asked so far."""

    def __init__(self, base: Clock = utc_now) -> None:
        self._base = base
        self._shift = timedelta()

    def __call__(self) -> datetime:
        """Read the moved clock."""
        return self._base() + self._shift

    def advance(self, step: timedelta) -> None:
        """Move on by `step`."""
        self._shift += step
