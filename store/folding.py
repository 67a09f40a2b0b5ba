"""Folds SQLite's write-ahead log into its file beside those who write, not in the commit of one of them.

SQLite does so in a commit every thousand pages: with everybody else's answers waiting behind it. Those who write
still do at `FOLDED_AT_LEAST`, should nobody else have.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import structlog

from store.errors import kind_of

_LOG = structlog.get_logger(__name__)

FOLDED_AT_LEAST = 8000
"""Pages of the log beyond which a commit folds it: 32 MB, such as one large import leaves."""

_CHANGES = 900
"""Rows: a turn changes three, and leaves four to twelve pages. Oftener, and more pages would be folded twice."""

_LONG = 3000
"""Pages beyond which the log has to begin anew, which it does where all of it is folded while nobody writes."""


class Folding:
    """One at a time. `gate` is what everybody passes who writes.

    Whoever folds by other means holds `alone`, behind the gate: SQLite refuses one of two at once.
    """

    def __init__(self, file: Path, gate: asyncio.Semaphore) -> None:
        self._file = file
        self._gate = gate
        self.alone = asyncio.Lock()
        self._last = 0
        self._task: asyncio.Task[None] | None = None

    def note(self, changes: int) -> None:
        """So many rows were changed since the connection that writes was opened."""
        if not 0 <= changes - self._last < _CHANGES and (self._task is None or self._task.done()):
            self._last = changes
            self._task = asyncio.create_task(self._fold(), name="folds the log")

    async def close(self) -> None:
        """Let what is under way end."""
        if self._task is not None and not self._task.done():
            await asyncio.wait({self._task})

    async def _fold(self) -> None:
        """Most of it while others write, and the rest of a long log while nobody does: that is short by then."""
        try:
            if await self._fold_alone() > _LONG:
                async with self._gate:
                    await self._fold_alone()
        except sqlite3.Error as error:
            _LOG.warning("log not folded", kind=kind_of(error))

    async def _fold_alone(self) -> int:
        async with self.alone:
            return await asyncio.to_thread(self._fold_what_is_there)

    def _fold_what_is_there(self) -> int:
        """How many pages the log has. Neither readers nor writers are waited for, or wait.

        A file that was deleted is not made anew: its absence is how one learns of it.
        """
        place = f"{self._file.absolute().as_uri()}?mode=rw"
        with closing(sqlite3.connect(place, uri=True, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous=FULL")
            ((_, pages, _),) = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            return int(pages)
