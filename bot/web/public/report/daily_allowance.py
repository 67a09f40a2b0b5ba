"""How much one household may send in a day, counted in memory, per process: no list of who sent what is kept.

Each large box makes all that is done with reports slower, each suggestion is read by people: one who pours them
in must not stop everybody else. Words of a report are never refused for it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import date, datetime

from handlers.dates import local_day

MOST_BYTES = 64 * 1024 * 1024
MOST_SUGGESTIONS = 20
"""Many people of a village share an address of their network."""

_HOUSEHOLDS = 10_000
"""Remembered at once; whoever sent least lately is forgotten first, and all of them with the day."""


class DailyAllowance:
    """Bytes, or things, `most` of them a day. What is refused is not counted."""

    def __init__(self, clock: Callable[[], datetime], *, most: int) -> None:
        self._clock = clock
        self._most = most
        self._day = date.min
        self._sent: OrderedDict[str, int] = OrderedDict()

    def allows(self, household: str | None, size: int) -> bool:
        """Count them, unless they are too many; everything is let pass of who cannot be told apart."""
        if household is None or not size:
            return True
        self._begin_day()
        sent = self._sent.get(household, 0) + size
        if sent > self._most:
            return False
        self._sent[household] = sent
        self._sent.move_to_end(household)
        if len(self._sent) > _HOUSEHOLDS:
            self._sent.popitem(last=False)
        return True

    def _begin_day(self) -> None:
        today = local_day(self._clock())
        if today != self._day:
            self._day = today
            self._sent.clear()
