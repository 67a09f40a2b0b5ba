"""SQLite's log is folded into the file beside those who write, and begins anew however many write."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from store.database import Database
from tests.keys import KEYS

_NUMBERS = count()


@pytest.fixture
def file(sqlite_url: str) -> Path:
    return Path(sqlite_url.removeprefix("sqlite:///"))


@pytest.fixture(autouse=True)
def _limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.folding._CHANGES", 20)
    monkeypatch.setattr("store.folding._LONG", 60)


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    opened = Database.open(sqlite_url, KEYS)
    yield opened
    await opened.close()


def _add(connection: Connection, *, rows: int) -> None:
    statement = text("INSERT INTO jobs (job, period, taken_at) VALUES (:name, :filling, 1)")
    for number in (next(_NUMBERS) for _ in range(rows)):
        connection.execute(statement, {"name": f"{number}", "filling": "x" * 3000})


async def _folded(database: Database) -> None:
    assert database._folding is not None
    await database._folding.close()


def _pages_of_log(file: Path) -> int:
    return Path(f"{file}-wal").stat().st_size // (4096 + 24)


async def test_what_is_committed_stands_in_the_file_soon_without_a_commit_that_folds(
    database: Database, file: Path, tmp_path: Path
) -> None:
    for _ in range(3):
        await database.run(partial(_add, rows=10))
    await _folded(database)
    with closing(sqlite3.connect(shutil.copy(file, tmp_path / "without its log.db"))) as alone:
        ((rows,),) = alone.execute("SELECT count(*) FROM jobs").fetchall()
    assert rows >= 20


async def test_the_log_begins_anew_however_many_write(database: Database, file: Path) -> None:
    for _ in range(30):
        await asyncio.gather(*(database.run(partial(_add, rows=2)) for _ in range(4)))
        await _folded(database)
    assert _pages_of_log(file) < 30 * 4 * 2


async def test_whoever_empties_the_log_waits_for_a_folding_that_is_under_way(database: Database) -> None:
    """SQLite lets nobody wait for one: who comes second is refused, and what was wiped would stay in the log."""
    for _ in range(100):
        await database.run(partial(_add, rows=30))
        assert await database.checkpoint()


async def test_a_long_look_holds_up_nobody_who_writes(database: Database) -> None:
    async with database.reading() as looking:
        before = await looking.scalar(text("SELECT count(*) FROM jobs"))
        for _ in range(6):
            await database.run(partial(_add, rows=10))
        await _folded(database)
        assert await looking.scalar(text("SELECT count(*) FROM jobs")) == before
    assert await database.run(lambda connection: connection.scalar(text("SELECT count(*) FROM jobs"))) == 60


async def test_a_file_that_was_deleted_is_not_made_anew(database: Database, file: Path) -> None:
    await database.run(partial(_add, rows=1))
    await asyncio.to_thread(file.unlink)
    await database.run(partial(_add, rows=30))
    await _folded(database)
    assert not await asyncio.to_thread(file.exists)
    assert not await database.is_healthy()
