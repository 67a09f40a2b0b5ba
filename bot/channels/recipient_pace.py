"""How soon somebody may get their next message, where a platform limits what each person or group is sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

_MOST = 10_000  # recipients remembered; those whose moment has passed are let go of
_NOW = timedelta()


class RecipientPace:
    """`interval` tells the pause after a message to an address.

    Kept in memory, a process each: the platform's own answer is what counts, and this keeps away from it.
    """

    def __init__(self, interval: Callable[[str], timedelta]) -> None:
        self._interval = interval
        self._next: dict[str, datetime] = {}

    def take(self, address: str, now: datetime) -> timedelta:
        """Take the recipient's place for a message now, or return how long to wait for it."""
        wait = self._next.get(address, now) - now
        if wait > _NOW:
            return wait
        self._next[address] = now + self._interval(address)
        if len(self._next) > _MOST:
            self._next = {each: moment for each, moment in self._next.items() if moment > now}
        return _NOW

    def put_off(self, address: str, until: datetime) -> None:
        """Let the recipient wait: the platform said so."""
        self._next[address] = max(until, self._next.get(address, until))
