"""Engines for either database: URLs without a driver, SQLite's settings, writers apart from readers."""

from __future__ import annotations

import asyncio
import importlib.util
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import aiosqlite
from sqlalchemy import URL, Connection, Dialect, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from store.errors import UnknownDatabase
from store.folding import FOLDED_AT_LEAST

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}

BUSY_TIMEOUT = 15_000
"""Milliseconds that SQLite waits for another writer."""

# FULL, because NORMAL loses commits on power loss under WAL; secure_delete, so that a wiped text or a destroyed
# key is not left on a free page.
_PRAGMAS = (
    f"PRAGMA busy_timeout={BUSY_TIMEOUT}",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    f"PRAGMA wal_autocheckpoint={FOLDED_AT_LEAST}",
)
_READING = (*_PRAGMAS, "PRAGMA query_only=ON")

WRITE_AT_ONCE, LOOK = "BEGIN IMMEDIATE", "BEGIN"
"""How SQLite begins a transaction that is going to write, and a snapshot."""


def async_url(url: str) -> URL:
    """The URL with the async driver named: `sqlite:///…` and `postgresql://…` are enough."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:  # its own words repeat the URL, which may hold a password
        raise UnknownDatabase("the database's URL cannot be read") from error
    backend = parsed.get_backend_name()
    if backend not in _DRIVERS:
        raise UnknownDatabase(f"the database must be sqlite:///FILE or postgresql://…, not {parsed.drivername}")
    parsed = parsed.set(drivername=_DRIVERS[backend])
    if is_sqlite(parsed) and parsed.database in {None, "", ":memory:"}:
        raise UnknownDatabase("the database must be a file: claims have to survive the process")
    return parsed


def is_sqlite(url: URL) -> bool:
    """Whether the URL is a SQLite file."""
    return url.get_backend_name() == "sqlite"


# hide_parameters below: an error's text must not carry what people wrote.


def writer_engine(url: URL) -> AsyncEngine:
    """For transactions that write."""
    if not is_sqlite(url):
        return _postgres_engine(url, pool_size=4)
    return _sqlite_engine(url, begin=WRITE_AT_ONCE, pragmas=_PRAGMAS, pool_size=1)


def batch_engine(url: URL) -> Engine | None:
    """For the group-commit writer on SQLite: a plain engine, to be used in a thread.

    The async driver goes to its thread and back for every statement; a batch goes once.
    """
    if not is_sqlite(url):
        return None
    return _plain_engine(url, begin=WRITE_AT_ONCE, pragmas=_PRAGMAS)


def glance_engine(url: URL) -> Engine | None:
    """The same for short looks, which every message begins with: unable to write by mistake."""
    if not is_sqlite(url):
        return None
    return _plain_engine(url, begin=LOOK, pragmas=_READING)


def reader_engine(url: URL) -> AsyncEngine:
    """For reading only, in one snapshot: on SQLite never behind a writer, and unable to write by mistake."""
    if not is_sqlite(url):
        return _postgres_engine(url, pool_size=4).execution_options(isolation_level="REPEATABLE READ")
    return _sqlite_engine(url, begin=LOOK, pragmas=_READING, pool_size=4)


def glance_pool(url: URL) -> AsyncEngine:
    """The same on PostgreSQL: a connection of their own, so that they wait behind no long reading."""
    return _postgres_engine(url, pool_size=1)


def _plain_engine(url: URL, *, begin: str, pragmas: tuple[str, ...]) -> Engine:
    """Opened wherever its thread is, and closed when that has ended."""
    _make_file(Path(str(url.database)))
    engine = create_engine(
        url.set(drivername="sqlite+pysqlite"),
        pool_size=1,
        max_overflow=0,
        hide_parameters=True,
        connect_args={"timeout": 15},
    )
    _prepare(engine, pragmas)
    _tell_driver_of_savepoints(engine.dialect)

    @event.listens_for(engine, "begin")
    def begin_transaction(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        if not driver.in_transaction:  # whose thread has begun already, see `store.transaction_thread`
            driver.execute(begin)

    return engine


def _tell_driver_of_savepoints(dialect: Dialect) -> None:
    """SQLAlchemy writes a statement anew for each: that takes longer than many an act behind one."""

    def saying(words: str) -> Callable[[Connection, str], None]:
        def say(connection: Connection, name: str) -> None:
            driver: Any = connection.connection.driver_connection
            driver.execute(f"{words} {name}")

        return say

    vars(dialect).update(
        do_savepoint=saying("SAVEPOINT"),
        do_release_savepoint=saying("RELEASE SAVEPOINT"),
        do_rollback_to_savepoint=saying("ROLLBACK TO SAVEPOINT"),
    )


def _postgres_engine(url: URL, *, pool_size: int) -> AsyncEngine:
    if importlib.util.find_spec("asyncpg") is None:
        raise UnknownDatabase("PostgreSQL needs the package asyncpg (the extra `postgres`)")
    # A process that stops in the middle of a transaction must not hold its people's locks for ever. A statement
    # that the server thinks dear is compiled first by default, which takes ten times as long as any of ours.
    server = {"idle_in_transaction_session_timeout": "10000", "application_name": "ezhen", "jit": "off"}
    return create_async_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"server_settings": server},
    )


def _sqlite_engine(url: URL, *, begin: str, pragmas: tuple[str, ...], pool_size: int) -> AsyncEngine:
    _make_file(Path(str(url.database)))
    engine = create_async_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        hide_parameters=True,
        connect_args={"timeout": 15, "async_creator_fn": _connect},
    )
    _prepare(engine.sync_engine, pragmas)

    @event.listens_for(engine.sync_engine, "begin")
    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


class _RolledBack(sqlite3.Connection):
    """Rolled back before it is closed.

    SQLite keeps a closed connection for as long as one of its statements is there, with its transaction and so
    with the one place for writing. Of whoever is broken off, the error holds on to the statement.
    """

    def close(self) -> None:
        with suppress(sqlite3.Error):
            self.rollback()
        super().close()


async def _connect(*place: Any, **options: Any) -> aiosqlite.Connection:
    """An open connection.

    Where there is none, its thread has ended before that is said: it still tells the loop of its end, and a loop
    that is closed by then makes it print a traceback.
    """
    connection = aiosqlite.connect(*place, factory=_RolledBack, **options)
    thread = connection._thread  # noqa: SLF001 -- the driver offers no other way to it; the dialect does the same
    thread.daemon = True
    try:
        return await connection
    except BaseException:
        await asyncio.to_thread(thread.join)
        raise


def _prepare(engine: Engine, pragmas: tuple[str, ...]) -> None:
    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver's own BEGIN would be a deferred one
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()


def _make_file(path: Path) -> None:
    """The file holds the keys of claims: nobody but the product's user reads it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=True)
    except OSError as error:
        raise UnknownDatabase(f"the database's file cannot be made: {path}: {error.strerror}") from error
