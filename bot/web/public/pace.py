"""How fast one stranger may write: so many messages a minute, counted in memory, per process."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from datetime import datetime, timedelta

PER_MINUTE = 30
_MINUTE = timedelta(minutes=1)
_MOST = 10_000
"""Strangers remembered at once; whoever has been quiet longest is forgotten first."""


class Pace:
    """A sliding minute for each stranger. What is refused is not counted: waiting helps."""

    def __init__(self, clock: Callable[[], datetime], *, per_minute: int = PER_MINUTE, most: int = _MOST) -> None:
        self._clock = clock
        self._per_minute = per_minute
        self._most = most
        self._times: OrderedDict[str, deque[datetime]] = OrderedDict()

    def __len__(self) -> int:
        """How many strangers are remembered."""
        return len(self._times)

    def allows(self, who: str) -> bool:
        """Count one message, unless it is too much."""
        now = self._clock()
        times = self._times.setdefault(who, deque())
        self._times.move_to_end(who)
        while times and not now - _MINUTE < times[0] <= now:  # the second: a clock that was set back
            times.popleft()
        if len(self._times) > self._most:
            self._times.popitem(last=False)
        if len(times) >= self._per_minute:
            return False
        times.append(now)
        return True
