"""Bring a database to the newest schema; safe when several processes start at once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from store.creating import VERSION_TABLE, create, is_new
from store.database import Database
from store.engines import async_url, is_sqlite, writer_engine
from store.errors import UpgradeFailed
from store.journal_history import post_history
from store.key_of_database import take_up_key
from store.keyfile import KeyFile
from store.schema import HEAD
from store.tables.ledger import JournalEntry

_LOCK = 0x657A_6865_6E  # any number of our own


async def upgrade(url: str, keys: KeyFile | Path) -> KeyFile:
    """In one transaction make a new database's tables, or run the migrations that it lacks, and take up its key.

    `keys` is the key, or its file: made where it is missing and the database holds no signed entry.

    Raises:
        StoreError: the URL is of no use, the database cannot be reached or migrated, or the key is not its own.
    """
    parsed = async_url(url)
    engine = writer_engine(parsed)
    try:
        return await _upgrade(engine, keys, lock=not is_sqlite(parsed))
    except (SQLAlchemyError, OSError) as error:
        raise UpgradeFailed(f"{type(error).__name__}: {_reason(error)}") from error
    finally:
        await engine.dispose()


async def is_current(database: Database) -> bool:
    """Whether the database has every migration; False also where it cannot be asked."""
    try:
        async with database.reading() as connection:
            return await connection.run_sync(_is_at_head)
    except (SQLAlchemyError, OSError):
        return False


def _is_at_head(connection: Connection) -> bool:
    """Asked before alembic is there: it takes a sixth of the start, and nearly every start finds nothing to do."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return False
    return list(connection.scalars(text(f"SELECT version_num FROM {VERSION_TABLE}"))) == [HEAD]  # noqa: S608 -- our own name


async def _upgrade(engine: AsyncEngine, keys: KeyFile | Path, *, lock: bool) -> KeyFile:
    """SQLite's BEGIN IMMEDIATE is its lock; PostgreSQL takes one that goes with the transaction."""
    async with engine.begin() as connection:
        if lock:
            await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        is_older = await connection.run_sync(_run)
        key = await connection.run_sync(take_up_key, keys)
        if is_older:
            await connection.run_sync(post_history, key, datetime.now(UTC))
    key.note_signed()
    return key


def _reason(error: Exception) -> str:
    """What the driver said, without the statement that SQLAlchemy puts behind it."""
    return str(getattr(error, "orig", None) or error).splitlines()[0]


def _run(connection: Connection) -> bool:
    """Whether the database held its contracts before there was a journal."""
    if _is_at_head(connection):
        return False
    if is_new(connection):
        create(connection)
        return False
    from store.migrating import migrate  # noqa: PLC0415 -- brings alembic, see `_is_at_head`

    has_journal = inspect(connection).has_table(JournalEntry.__tablename__)
    migrate(connection)
    return not has_journal
