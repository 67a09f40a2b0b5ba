"""The configured database for one command, and in Chinese why it cannot be opened."""

from __future__ import annotations

import os
import socket
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from bot import settings
from bot.errors import SettingsError
from handlers.texts import databases as texts
from store.database import Database
from store.engines import async_url, is_sqlite
from store.errors import UnknownDatabase, UnusableKey, UpgradeFailed
from store.key_of_database import key_of
from store.upgrade import is_current

VARIABLE = f"{settings.PREFIX}DATABASE_URL"
KEY_VARIABLE = f"{settings.PREFIX}AUDIT_KEY_FILE"

_SYSTEM: dict[type[OSError], str] = {
    ConnectionRefusedError: texts.REFUSED,
    socket.gaierror: texts.NO_HOST,
    TimeoutError: texts.TIMED_OUT,
    PermissionError: texts.NO_PERMISSION,
    FileExistsError: texts.NOT_A_FOLDER,
    NotADirectoryError: texts.NOT_A_FOLDER,
}


@asynccontextmanager
async def opened_database(*, signs: bool = True) -> AsyncIterator[Database]:
    """Open the configured database for one command; one without our tables is refused.

    Without `signs` the key is not asked for: auditors look at a copy of the database, and have no key.

    Raises:
        SettingsError: the database is not there, or not migrated, or the key is not its own.
    """
    configured = settings.load(os.environ)
    url = configured.database_url
    if is_missing(url):
        raise SettingsError(texts.missing(name=VARIABLE))
    with explained(url):
        database = Database.open(url)
    try:
        if not await is_current(database):
            raise SettingsError(texts.not_current(name=VARIABLE))
        if signs:
            with explained(url):
                database.keys = await key_of(database, configured.audit_key_file)
        yield database
    finally:
        await database.close()


def is_missing(url: str) -> bool:
    """Whether the file of a SQLite database is not there yet: looking at it must not make it."""
    file = _file(url)
    return file is not None and not file.exists()


@contextmanager
def explained(url: str, *, name: str = VARIABLE) -> Iterator[None]:
    """Say what the operator must mend where the database cannot be opened or migrated, or the key not used.

    Raises:
        SettingsError: the reason, under the name of the variable or option.
    """
    try:
        yield
    except UnusableKey as error:
        told = texts.unusable_key(name=KEY_VARIABLE, file=str(error.path or ""), fault=error.fault.value)
        raise SettingsError(told) from error
    except (UnknownDatabase, UpgradeFailed) as error:
        file = _file(url)
        reason = texts.A_FOLDER if file and file.is_dir() else _reason(error)
        raise SettingsError(texts.unusable(name=name, file=str(file or ""), reason=reason)) from error


def _file(url: str) -> Path | None:
    parsed = async_url(url)
    return Path(str(parsed.database)) if is_sqlite(parsed) else None


def _reason(error: BaseException) -> str:
    """The first cause that we know; the drivers' own words are English and may quote the URL."""
    cause: BaseException | None = error
    while cause is not None:
        if known := _known(cause):
            return known
        cause = cause.__cause__ or cause.__context__
    return texts.UNKNOWN


def _known(error: BaseException) -> str:
    if isinstance(error, sqlite3.Error):
        return texts.SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, "")
    state = getattr(error, "sqlstate", None)  # PostgreSQL's, whichever driver brings it
    if isinstance(state, str):
        return texts.POSTGRESQL.get(state, "")
    return next((words for kind, words in _SYSTEM.items() if isinstance(error, kind)), "")
