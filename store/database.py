"""One open database: a transaction for writing, a snapshot for reading, a probe of its health."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

import structlog
from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from store.engines import BUSY_TIMEOUT, async_url, batch_engine, is_sqlite, reader_engine, writer_engine
from store.errors import kind_of
from store.keyfile import KeyFile
from store.work import Work, working

_T = TypeVar("_T")

_PROBE = 2.0
"""Seconds within which a healthy database answers."""

_MOMENT, _AGAIN = 200, 0.5
"""Milliseconds that a checkpoint waits for readers, and seconds until it is tried again."""

_LOG = structlog.get_logger(__name__)


class Database:
    """Opened by `Database.open(url, keys)`; its owner closes it. No connection is made before the first use.

    `keys` sign what is written into the audit chains; without them the database is there to be looked at only.
    """

    def __init__(self, url: str, keys: KeyFile | None = None) -> None:
        self.keys = keys
        parsed = async_url(url)
        self.is_sqlite = is_sqlite(parsed)
        self._file = Path(str(parsed.database)) if self.is_sqlite else None
        self._writer = writer_engine(parsed)
        self._reader = reader_engine(parsed)
        self._batches = batch_engine(parsed)
        self._wiping: asyncio.Task[None] | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="batches")
        # SQLite takes one writer at a time and lets others sleep and try again: here they queue instead.
        self._gate = asyncio.Semaphore(1 if self.is_sqlite else 1000)

    @classmethod
    def open(cls, url: str, keys: KeyFile | None = None) -> Database:
        """Prepare the engines for the URL."""
        return cls(url, keys)

    async def close(self) -> None:
        """Close every connection."""
        if self._wiping is not None:
            self._wiping.cancel()
            await asyncio.gather(self._wiping, return_exceptions=True)
        await self._reader.dispose()
        await self._writer.dispose()
        self._thread.shutdown()
        if self._batches is not None:
            self._batches.dispose()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that writes: committed at the end of the block, rolled back by an exception."""
        async with self._gate, self._writer.begin() as connection:
            yield connection

    async def run(self, work: Callable[[Connection], _T]) -> _T:
        """The work in one transaction of its own: on SQLite in a thread, at one go."""
        async with self._gate:
            if self._batches is not None:
                return await asyncio.get_running_loop().run_in_executor(self._thread, self._run_here, work)
            async with self._writer.begin() as connection:
                return await connection.run_sync(work)

    async def write(self, act: Callable[[Work], _T], now: datetime) -> _T:
        """One act as a unit of work of its own: committed when it returns, rolled back when it raises."""
        return await self.run(partial(working, act=act, now=now, keys=self.keys))

    async def read(self, look: Callable[[Work], _T], now: datetime) -> _T:
        """Look at a snapshot; what is changed in it is refused by the database, or lost."""
        async with self.reading() as connection:
            looking = partial(working, act=look, now=now, keys=self.keys, is_snapshot=True)
            return await connection.run_sync(looking)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A snapshot to read from."""
        async with self._reader.begin() as connection:
            yield connection

    async def is_healthy(self) -> bool:
        """Whether the database answers in time, and SQLite's file is still there; the log says what is wrong.

        A file that was deleted goes on answering those who have it open, and is gone at the next start.
        """
        if self._file is not None and not self._file.exists():
            _LOG.warning("database unhealthy", kind="the file is gone")
            return False
        try:
            async with asyncio.timeout(_PROBE), self.reading() as connection:
                await connection.execute(text("SELECT 1"))
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            _LOG.warning("database unhealthy", kind=kind_of(error))
            return False
        return True

    async def checkpoint(self) -> bool:
        """Fold SQLite's write-ahead log into the file and empty it, so that what was wiped is gone from both.

        False where a reader or another process holds on to the log; nobody waits for them longer than a moment.
        PostgreSQL keeps dead rows until its vacuum and its log until it is recycled: the guide says so.
        """
        if not self.is_sqlite:
            return True
        async with self._gate, self._writer.connect() as connection:
            raw = await connection.get_raw_connection()
            sqlite = raw.driver_connection
            assert sqlite is not None
            await sqlite.execute(f"PRAGMA busy_timeout={_MOMENT}")
            ((is_busy, *_),) = await sqlite.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
            await sqlite.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT}")
        return not is_busy

    async def wipe(self) -> None:
        """Let what was deleted be gone from SQLite's files: now, or as soon as those who still read have ended."""
        if not await self.checkpoint() and self._wiping is None:
            self._wiping = asyncio.create_task(self._wipe_later(), name="wiping")

    async def _wipe_later(self) -> None:
        try:
            while True:
                await asyncio.sleep(_AGAIN)
                if await self.checkpoint():
                    return
        finally:
            self._wiping = None

    def _run_here(self, work: Callable[[Connection], _T]) -> _T:
        assert self._batches is not None
        with self._batches.begin() as connection:
            return work(connection)
