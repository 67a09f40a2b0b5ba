"""Viewing copies of originals: made when somebody looks, of the very bytes that were registered, and kept a while.

They are kept in memory alone, by the digest of their original: none outlives a restart, none lies on the disk.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import BinaryIO

from msgspec import Struct

from bot.clock import Clock
from bot.turns.cache import ExpiringCache
from handlers.filekinds import FileKind, Problem
from handlers.materials.view_copies import ViewCopy
from store.files import FileStore

Make = Callable[[BinaryIO, FileKind, int], Awaitable[ViewCopy | Problem]]

LIVES = timedelta(minutes=30)
MOST = 60
"""Copies: a page has a few hundred kilobytes, and never more than `bot.inspection.view_report.MOST_BYTES`."""

_PASSING = frozenset({Problem.BUSY, Problem.UNCHECKED})
"""What may be otherwise the next time. A page that cannot be drawn is not tried again with every click."""


class Original(Struct, frozen=True):
    """A kept file, as its row registers it."""

    path: str
    sha256: str
    size: int
    kind: FileKind


_Key = tuple[str, FileKind, int]


class ViewingCopies:
    """Everybody who asks for a page that is being made waits for the same one. Its owner closes it."""

    def __init__(self, files: FileStore, make: Make, clock: Clock) -> None:
        self._files = files
        self._make = make
        self._kept: ExpiringCache[_Key, ViewCopy | Problem] = ExpiringCache(clock, LIVES, MOST)
        self._making: dict[_Key, asyncio.Task[ViewCopy | Problem]] = {}

    async def of(self, original: Original, page: int) -> ViewCopy | Problem:
        """The copy of a page, or of the whole where the kind has no pages.

        Raises:
            ChangedFileError: the original is not what was registered.
            OSError: it is gone.
        """
        key = (original.sha256, original.kind, page)
        found = self._kept.get(key)
        if found is not None:
            return found
        making = self._making.get(key)
        if making is None:
            making = self._making[key] = asyncio.create_task(self._made(key, original))
            making.add_done_callback(lambda _task: self._making.pop(key, None))
        # Whoever asked may go away; the others, and whoever asks next, have the copy all the same.
        return await asyncio.shield(making)

    def sweep(self) -> None:
        """Forget what is over even when nobody asks."""
        self._kept.expire()

    async def close(self) -> None:
        """Wait for what is being made: its processes were ended by their owner."""
        await asyncio.gather(*self._making.values(), return_exceptions=True)

    async def _made(self, key: _Key, original: Original) -> ViewCopy | Problem:
        _, kind, page = key
        source = await asyncio.to_thread(
            self._files.open_checked, original.path, sha256=original.sha256, size=original.size
        )
        try:
            made = await self._make(source, kind, page)
        finally:
            source.close()
        if made not in _PASSING:
            self._kept.put(key, made)
        return made
