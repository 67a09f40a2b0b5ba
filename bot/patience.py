"""Try again while the store is in trouble, for as long as somebody was promised the outcome."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog

from store.errors import StoreError, WriterClosed

_T = TypeVar("_T")

_FIRST, _LONGEST = 0.2, 10.0
_HOUR = 3600.0
"""Seconds after which an answer is of no use any more, and the memory that it takes is."""

_LOG = structlog.get_logger(__name__)


async def persist(work: Callable[[], Awaitable[_T]], *, while_: Callable[[], bool]) -> _T:
    """Do the work; when the store fails and `while_` holds, do it again after a pause.

    Raises:
        StoreError: the store failed and nobody was promised anything, or it did not recover within the hour.
    """
    loop = asyncio.get_running_loop()
    end, pause = loop.time() + _HOUR, _FIRST
    while True:
        try:
            return await work()
        except WriterClosed:
            raise
        except StoreError as error:
            if not while_() or loop.time() > end:
                raise
            _LOG.warning("store failed, trying again", error=type(error).__name__, after=pause)
        await asyncio.sleep(pause)
        pause = min(pause * 2, _LONGEST)
