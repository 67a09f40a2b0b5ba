"""A bounded cache in this process's memory whose entries expire."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from bot.clock import Clock

_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V")


class ExpiringCache(Generic[_K, _V]):
    """Entries live for a while; the oldest goes first when it is full."""

    def __init__(self, clock: Clock, lives: timedelta, most: int) -> None:
        self._clock = clock
        self._lives = lives
        self._most = most
        self._kept: OrderedDict[_K, tuple[datetime, _V]] = OrderedDict()

    def __len__(self) -> int:
        """How many entries have not expired."""
        self.expire()
        return len(self._kept)

    def get(self, key: _K) -> _V | None:
        """The entry, if it has not expired."""
        self.expire()
        found = self._kept.get(key)
        return None if found is None else found[1]

    def put(self, key: _K, value: _V) -> None:
        """Keep an entry, as the newest."""
        self.expire()
        self._kept[key] = (self._clock() + self._lives, value)
        self._kept.move_to_end(key)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def drop(self, key: _K) -> None:
        """Forget an entry."""
        self._kept.pop(key, None)

    def expire(self) -> None:
        """Delete of what is over, also when nobody asks for it."""
        now = self._clock()
        while self._kept and next(iter(self._kept.values()))[0] <= now:
            self._kept.popitem(last=False)
