"""One open database: a transaction for writing, a snapshot for reading, a probe of its health."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

import structlog
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from store.conflicts import is_broken, try_again
from store.engines import (
    BUSY_TIMEOUT,
    LOOK,
    WRITE_AT_ONCE,
    async_url,
    batch_engine,
    glance_engine,
    glance_pool,
    is_sqlite,
    reader_engine,
    writer_engine,
)
from store.errors import kind_of
from store.folding import Folding
from store.keyfile import KeyFile
from store.transaction_thread import TransactionThread
from store.work import Work, working

_T = TypeVar("_T")

_PROBE = 2.0
"""Seconds within which a healthy database answers."""

_MOMENT, _AGAIN = 200, 0.5
"""Milliseconds that a checkpoint waits for readers, and seconds until it is tried again."""

MOST_LAID_OUT = 256 * 1024 * 1024
"""Bytes of a SQLite file beyond which it is not laid out anew: that takes seconds, in which nobody writes."""

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
        self._glances = glance_engine(parsed)
        self._polls = glance_engine(parsed)
        self._batching = _thread(self._batches, "batches", WRITE_AT_ONCE)
        self._glancing = _thread(self._glances, "glances", LOOK)
        self._polling = _thread(self._polls, "polls", LOOK)
        self._glancer = self._reader if self.is_sqlite else glance_pool(parsed)
        self._wiping: asyncio.Task[None] | None = None
        # SQLite takes one writer at a time and lets others sleep and try again: here they queue instead.
        self._gate = asyncio.Semaphore(1 if self.is_sqlite else 1000)
        self._folding = None if self._file is None else Folding(self._file, self._gate)

    @classmethod
    def open(cls, url: str, keys: KeyFile | None = None) -> Database:
        """Prepare the engines for the URL."""
        return cls(url, keys)

    async def close(self) -> None:
        """Close every connection."""
        if self._wiping is not None:
            self._wiping.cancel()
            await asyncio.gather(self._wiping, return_exceptions=True)
        if self._folding is not None:
            await self._folding.close()
        await self._reader.dispose()
        await self._glancer.dispose()
        await self._writer.dispose()
        for thread in (self._batching, self._glancing, self._polling):
            if thread is not None:
                thread.close()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that writes: committed at the end of the block, rolled back by an exception."""
        async with self._gate, self._writer.begin() as connection:
            yield connection

    async def run(self, work: Callable[[Connection], _T]) -> _T:
        """The work in one transaction of its own: on SQLite in a thread, at one go."""
        async with self._gate:
            if self._batching is not None:
                result = await self._batching.run(work)
                if self._folding is not None:
                    self._folding.note(self._batching.changes)
                return result
            async with self._writer.begin() as connection:
                return await connection.run_sync(work)

    async def glance(self, look: Callable[[Connection], _T]) -> _T:
        """A short look at a snapshot: on SQLite in a thread, at one go, and never behind a writer."""
        if self._glancing is not None:
            return await self._glancing.run(look)
        async with self._glancer.begin() as connection:
            return await connection.run_sync(look)

    async def poll(self, look: Callable[[Connection], _T]) -> _T:
        """A look that is taken again and again: at one go as well, but no message waits where it takes long."""
        if self._polling is not None:
            return await self._polling.run(look)
        async with self._reader.begin() as connection:
            return await connection.run_sync(look)

    async def write(self, act: Callable[[Work], _T], now: datetime) -> _T:
        """One act as a unit of work of its own: committed when it returns, rolled back when it raises.

        Where another transaction was in its way it is rolled back and run again: an act changes nothing but rows.
        """
        return await try_again(partial(self.run, partial(working, act=act, now=now, keys=self.keys)), is_broken)

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
        if self._folding is None:
            return True
        async with self._gate, self._folding.alone, self._writer.connect() as connection:
            raw = await connection.get_raw_connection()
            sqlite = raw.driver_connection
            assert sqlite is not None
            try:
                await sqlite.execute(f"PRAGMA busy_timeout={_MOMENT}")
                ((is_busy, *_),) = await sqlite.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:  # whoever broke it off, the next one who writes here waits as long as all others
                await sqlite.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT}")
        return not is_busy

    async def compact(self, *tables: str) -> None:
        """Leave no trace of where rows of these tables lay before, and of when they were written.

        SQLite lays out its whole file anew, unless that would hold up everybody who writes; PostgreSQL takes dead
        rows out of these tables.
        """
        if not self.is_sqlite:
            async with self._writer.connect() as connection:
                alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
                await alone.execute(text(f"VACUUM {', '.join(tables)}"))
            return
        assert self._file is not None
        if self._file.stat().st_size <= MOST_LAID_OUT:
            await self._lay_out()
        await self.wipe()

    async def erase_deleted(self, *tables: str) -> None:
        """Let what was deleted from these tables be gone from the files as well, not from the tables alone.

        SQLite has written over it and empties its log; PostgreSQL makes the tables' files anew. Its own log and
        backups are not reached from here.
        """
        if self.is_sqlite:
            await self.wipe()
            return
        async with self._writer.connect() as connection:
            alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
            for table in tables:
                await alone.execute(text(f"VACUUM FULL {table}"))

    async def _lay_out(self) -> None:
        """In memory: a copy of everything is not to lie in a folder for temporary files."""
        async with self._gate, self._writer.connect() as connection:
            raw = await connection.get_raw_connection()
            sqlite = raw.driver_connection
            assert sqlite is not None
            await sqlite.execute("PRAGMA temp_store=MEMORY")
            await sqlite.execute("VACUUM")
            await sqlite.execute("PRAGMA temp_store=DEFAULT")

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


def _thread(engine: Engine | None, name: str, begin: str) -> TransactionThread | None:
    return None if engine is None else TransactionThread(engine, name, begin=begin)
