"""Bytes of memory that are shared out: who finds none left waits, and is told when it takes too long.

A household has one share at a time: else one that sends slowly could hold all of it for ever.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class MemoryBudget:
    """`most` bytes at a time, for each of which one waits `seconds`."""

    def __init__(self, most: int, *, seconds: float) -> None:
        self._left = most
        self._seconds = seconds
        self._changed = asyncio.Condition()
        self._holding: set[str] = set()

    @asynccontextmanager
    async def held(self, size: int, household: str | None = None) -> AsyncIterator[bool]:
        """Set bytes aside while the block runs; False where none came free in time, and nothing is set aside.

        `household` is whose they are, where that can be told.
        """
        whose = {household} if household is not None and size else set()
        try:
            async with asyncio.timeout(self._seconds), self._changed:
                await self._changed.wait_for(lambda: self._left >= size and self._holding.isdisjoint(whose))
                self._take(size, whose)
        except TimeoutError:
            yield False
            return
        try:
            yield True
        finally:
            self._left += size
            self._holding -= whose
            async with self._changed:
                self._changed.notify_all()

    def _take(self, size: int, whose: set[str]) -> None:
        self._left -= size
        self._holding |= whose
