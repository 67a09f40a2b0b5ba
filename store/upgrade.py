"""Bring a database to the newest schema; safe when several processes start at once."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from store.database import Database
from store.engines import async_url, is_sqlite, writer_engine
from store.errors import UpgradeFailed

_LOCK = 0x657A_6865_6E  # any number of our own


async def upgrade(url: str) -> None:
    """Run every migration that the database lacks, in one transaction.

    Raises:
        StoreError: the URL is of no use, or the database cannot be reached or migrated.
    """
    parsed = async_url(url)
    engine = writer_engine(parsed)
    try:
        await _upgrade(engine, lock=not is_sqlite(parsed))
    except (SQLAlchemyError, CommandError, OSError) as error:
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
    heads = ScriptDirectory.from_config(configuration(connection)).get_heads()
    return set(MigrationContext.configure(connection).get_current_heads()) == set(heads)


async def _upgrade(engine: AsyncEngine, *, lock: bool) -> None:
    """SQLite's BEGIN IMMEDIATE is its lock; PostgreSQL takes one that goes with the transaction."""
    async with engine.begin() as connection:
        if lock:
            await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        await connection.run_sync(_run)


def _reason(error: Exception) -> str:
    """What the driver said, without the statement that SQLAlchemy puts behind it."""
    return str(getattr(error, "orig", None) or error).splitlines()[0]


def _run(connection: Connection) -> None:
    command.upgrade(configuration(connection), "head")


def configuration(connection: Connection) -> Config:
    """Alembic's settings, without a file of its own; the migrations lie beside this module, also in a wheel."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
