"""Retry with back-off: how long to wait before the next attempt, and work repeated while the store fails."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

import structlog
from msgspec import Struct

from store.errors import StoreError, WriterClosed

_T = TypeVar("_T")

_DOUBLINGS = 20  # more would only make large numbers
_HOUR = timedelta(hours=1)
"""After which an answer is of no use any more, and the memory that it takes is."""

_LOG = structlog.get_logger(__name__)


class Backoff(Struct, frozen=True):
    """Pauses that double from `first` up to `longest`, each between a half and the whole of it."""

    first: timedelta
    longest: timedelta

    def pause(self, attempt: int, chance: float) -> timedelta:
        """The pause after an attempt, counted from 1; `chance` in [0, 1) spreads those who failed together."""
        whole: timedelta = min(self.first * 2 ** min(attempt - 1, _DOUBLINGS), self.longest)
        return whole * (0.5 + chance / 2)


_STORE = Backoff(timedelta(seconds=0.2), timedelta(seconds=10))


async def retry_store(
    work: Callable[[], Awaitable[_T]], *, while_: Callable[[], bool], lasts: timedelta = _HOUR
) -> _T:
    """Do the work; when the store fails and `while_` holds, do it again after a pause.

    Raises:
        StoreError: the store failed and nobody was promised anything, or it did not recover within `lasts`.
    """
    loop, attempt = asyncio.get_running_loop(), 0
    began = loop.time()
    while True:
        attempt += 1
        try:
            return await work()
        except WriterClosed:
            raise
        except StoreError as error:
            if not while_() or loop.time() - began >= lasts.total_seconds():
                raise
            pause = _STORE.pause(attempt, random.random()).total_seconds()  # noqa: S311 -- spreads load
            _LOG.warning("store failed, trying again", error=type(error).__name__, after=pause)
        await asyncio.sleep(pause)
