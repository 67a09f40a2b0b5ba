"""One open database: a transaction for writing, a snapshot for reading, a probe of its health."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from store.engines import async_url, is_sqlite, reader_engine, writer_engine


@dataclass(frozen=True, slots=True)
class Database:
    """Opened by `Database.open(url)`; its owner closes it."""

    writer: AsyncEngine
    reader: AsyncEngine
    is_sqlite: bool

    @classmethod
    def open(cls, url: str) -> Database:
        """Engines for the URL; no connection is made before the first use."""
        parsed = async_url(url)
        return cls(writer=writer_engine(parsed), reader=reader_engine(parsed), is_sqlite=is_sqlite(parsed))

    async def close(self) -> None:
        """Close every connection."""
        await self.reader.dispose()
        await self.writer.dispose()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that writes: committed at the end of the block, rolled back by an exception."""
        async with self.writer.begin() as connection:
            yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A snapshot to read from."""
        async with self.reader.begin() as connection:
            yield connection

    async def is_healthy(self) -> bool:
        """Whether the database answers; the reason why not is in its own log, not in ours."""
        try:
            async with self.reading() as connection:
                await connection.execute(text("SELECT 1"))
        except (SQLAlchemyError, OSError):
            return False
        return True

    async def checkpoint(self) -> None:
        """Fold SQLite's write-ahead log into the file, so that what was wiped is gone from the log as well."""
        if not self.is_sqlite:
            return
        async with self.writer.connect() as connection:
            raw = await connection.get_raw_connection()
            await raw.driver_connection.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr] # aiosqlite's
