"""Bring a database to the newest schema; safe when several processes start at once."""

from __future__ import annotations

import asyncio
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from store.creating import VERSION_TABLE, create, is_new
from store.database import Database
from store.engines import async_url, batch_engine, writer_engine
from store.errors import UpgradeFailed
from store.journal_history import post_history
from store.key_of_database import take_up_key
from store.keyfile import KeyFile
from store.monthly.kept import derive_missing_months
from store.schema import HEAD
from store.standings.deriving import derive_emptied, derive_missing
from store.tables.ledger import JournalEntry

_LOCK = 0x657A_6865_6E  # any number of our own


async def upgrade(url: str, keys: KeyFile | Path) -> KeyFile:
    """In one transaction make a new database's tables, or run the migrations that it lacks, and take up its key.

    `keys` is the key, or its file: made where it is missing and the database holds no signed entry.

    Raises:
        StoreError: the URL is of no use, the database cannot be reached or migrated, or the key is not its own.
    """
    parsed = async_url(url)
    file = batch_engine(parsed)
    try:
        if file is not None:
            return await asyncio.to_thread(_upgrade_file, file, keys)
        return await _upgrade_server(writer_engine(parsed), keys)
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise UpgradeFailed(f"{type(error).__name__}: {_reason(error)}") from error


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


def _upgrade_file(engine: Engine, keys: KeyFile | Path) -> KeyFile:
    """SQLite's BEGIN IMMEDIATE is its lock. One thread runs all of 250 statements."""
    try:
        with engine.begin() as connection:
            key = _bring_up(connection, keys)
    finally:
        engine.dispose()
    key.note_signed()
    return key


async def _upgrade_server(engine: AsyncEngine, keys: KeyFile | Path) -> KeyFile:
    """PostgreSQL takes a lock that goes with the transaction."""
    try:
        async with engine.begin() as connection:
            await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            key = await connection.run_sync(_bring_up, keys)
    finally:
        await engine.dispose()
    key.note_signed()
    return key


def _bring_up(connection: Connection, keys: KeyFile | Path) -> KeyFile:
    is_older = _run(connection)
    key = take_up_key(connection, keys)
    if is_older:
        post_history(connection, key, datetime.now(UTC))
    return key


def _reason(error: Exception) -> str:
    """What the driver said, without the statement that SQLAlchemy puts behind it."""
    return str(getattr(error, "orig", None) or error).splitlines()[0]


def _run(connection: Connection) -> bool:
    """Whether the database held its contracts before there was a journal."""
    if _is_at_head(connection):
        derive_emptied(connection)  # by hand, where `audit verify` found them altered; likewise the months
        derive_missing_months(connection)
        return False
    if is_new(connection):
        create(connection)
        return False
    from store.migrating import migrate  # noqa: PLC0415 -- brings alembic, see `_is_at_head`

    has_journal = inspect(connection).has_table(JournalEntry.__tablename__)
    migrate(connection)
    derive_missing(connection)
    derive_missing_months(connection)
    return not has_journal
