"""Opening databases."""

from __future__ import annotations

import asyncio
import threading
from datetime import UTC, datetime
from pathlib import Path

import aiosqlite
import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError, OperationalError

from store.columns import Instant
from store.database import Database
from store.engines import BUSY_TIMEOUT, async_url
from store.errors import UnknownDatabase
from tests.keys import KEYS


def test_the_driver_need_not_be_named() -> None:
    assert async_url("sqlite:///x.db").drivername == "sqlite+aiosqlite"
    assert async_url("postgresql://host/name").drivername == "postgresql+asyncpg"
    assert async_url("postgresql+asyncpg://host/name").drivername == "postgresql+asyncpg"


@pytest.mark.parametrize("url", ["mysql://host/name", "sqlite://", "sqlite:///:memory:", "no url at all"])
def test_an_engine_that_cannot_keep_claims_is_refused(url: str) -> None:
    with pytest.raises(UnknownDatabase):
        async_url(url)


async def test_sqlite_syncs_every_commit_and_wipes_what_it_deletes(sqlite_url: str) -> None:
    database = Database.open(sqlite_url, KEYS)
    async with database.writing() as connection:
        found = {
            name: await connection.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
        }
    await database.close()
    assert found == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1}


def _settings(connection: Connection) -> tuple[object, ...]:
    names = ("journal_mode", "synchronous", "secure_delete")
    return tuple(connection.scalar(text(f"PRAGMA {name}")) for name in names)


async def test_the_group_commit_writer_syncs_and_wipes_too(sqlite_url: str) -> None:
    database = Database.open(sqlite_url, KEYS)
    assert await database.run(_settings) == ("wal", 2, 1)
    await database.close()


async def test_postgres_compiles_no_statement(postgres_url: str) -> None:
    database = Database.open(postgres_url, KEYS)
    async with database.writing() as writing, database.reading() as reading:
        assert {await one.scalar(text("SHOW jit")) for one in (writing, reading)} == {"off"}
    await database.close()


async def test_work_that_fails_is_rolled_back(database: Database) -> None:
    def fail(connection: Connection) -> None:
        connection.execute(text("INSERT INTO jobs (job, period, taken_at) VALUES ('a', 'b', 1)"))
        raise ValueError("never mind")

    with pytest.raises(ValueError, match="never mind"):
        await database.run(fail)
    async with database.reading() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM jobs")) == 0


async def test_after_a_commit_that_failed_the_next_one_writes(sqlite_url: str) -> None:
    database = Database.open(sqlite_url, KEYS)

    def break_a_promise(connection: Connection) -> None:
        connection.execute(text("PRAGMA defer_foreign_keys=ON"))
        connection.execute(text("INSERT INTO staff_notice_marks (staff_id, notice_id, read_at) VALUES (0, 0, 1)"))

    with pytest.raises(IntegrityError):
        await database.run(break_a_promise)
    async with database.writing() as connection:
        await connection.execute(text("INSERT INTO jobs (job, period, taken_at) VALUES ('a', 'b', 1)"))
    assert await database.run(lambda connection: connection.scalar(text("SELECT count(*) FROM jobs"))) == 1
    await database.close()


async def test_who_comes_after_the_closing_does_not_wait_for_ever(database_url: str) -> None:
    """As an engine that was disposed of it opens a connection again, until it is closed."""
    database = Database.open(database_url, KEYS)
    for _ in range(2):
        async with asyncio.timeout(60):
            assert await database.run(lambda connection: connection.scalar(text("SELECT 1"))) == 1
            assert await database.glance(lambda connection: connection.scalar(text("SELECT 1"))) == 1
            assert await database.poll(lambda connection: connection.scalar(text("SELECT 1"))) == 1
        await database.close()


async def test_whoever_is_broken_off_while_writing_holds_up_nobody(sqlite_url: str) -> None:
    database, begun, may_end = Database.open(sqlite_url, KEYS), asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def wait() -> int:
        loop.call_soon_threadsafe(begun.set)
        return int(may_end.wait(60))

    async with database.writing() as connection:
        await connection.execute(text("CREATE TABLE kept (value INTEGER)"))

    async def write() -> None:
        async with database.writing() as connection:
            driver = (await connection.get_raw_connection()).driver_connection
            assert driver is not None
            await driver.create_function("wait", 0, wait)
            await connection.execute(text("INSERT INTO kept VALUES (1)"))
            await connection.execute(text("SELECT wait() UNION ALL SELECT 1"))

    broken_off = asyncio.create_task(write())
    await begun.wait()
    broken_off.cancel()
    may_end.set()
    with pytest.raises(asyncio.CancelledError):
        await broken_off  # the error, which we hold on to, holds on to what the driver was at
    async with database.writing() as connection:
        await connection.execute(text("INSERT INTO kept VALUES (2)"))
    async with database.reading() as connection:
        assert list(await connection.scalars(text("SELECT value FROM kept"))) == [2]
    await database.close()


async def test_a_reader_is_not_held_up_by_a_writer_and_cannot_write(sqlite_url: str) -> None:
    database = Database.open(sqlite_url, KEYS)
    async with database.writing() as writing, database.reading() as reading:
        await writing.execute(text("INSERT INTO jobs (job, period, taken_at) VALUES ('a', 'b', 1)"))
        assert await reading.scalar(text("SELECT count(*) FROM jobs")) == 0
        with pytest.raises(OperationalError, match="readonly"):
            await reading.execute(text("DELETE FROM jobs"))
    await database.close()


async def test_a_poll_that_takes_long_keeps_no_message_waiting_and_cannot_write(sqlite_url: str) -> None:
    database, over = Database.open(sqlite_url, KEYS), threading.Event()

    def count(connection: Connection) -> object:
        return connection.scalar(text("SELECT count(*) FROM jobs"))

    polling = asyncio.create_task(database.poll(lambda connection: (over.wait(60), count(connection))))
    async with asyncio.timeout(60):
        assert await database.glance(count) == await database.run(count) == 0
    over.set()
    assert await polling == (True, 0)
    with pytest.raises(OperationalError, match="readonly"):
        await database.poll(lambda connection: connection.execute(text("DELETE FROM jobs")))
    await database.close()


async def test_a_checkpoint_that_is_broken_off_leaves_writers_their_patience(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else one who writes on the same connection is told at once that the database is locked."""
    database = Database.open(sqlite_url, KEYS)
    execute = aiosqlite.Connection.execute

    async def broken_off(connection: aiosqlite.Connection, statement: str, *more: object) -> object:
        done = await execute(connection, statement, *more)
        if statement.startswith("PRAGMA busy_timeout") and not statement.endswith(str(BUSY_TIMEOUT)):
            raise asyncio.CancelledError
        return done

    monkeypatch.setattr(aiosqlite.Connection, "execute", broken_off)
    with pytest.raises(asyncio.CancelledError):
        await database.checkpoint()
    async with database.writing() as connection:
        assert await connection.scalar(text("PRAGMA busy_timeout")) == BUSY_TIMEOUT
    await database.close()


async def test_health_is_told_without_raising(database: Database, tmp_path: Path) -> None:
    assert await database.is_healthy()
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no database at all " * 100)
    other = Database.open(f"sqlite:///{broken}", KEYS)
    assert not await other.is_healthy()
    await other.close()


async def test_the_file_is_readable_by_its_user_only(tmp_path: Path) -> None:
    database = Database.open(f"sqlite:///{tmp_path / 'deep' / 'new.db'}", KEYS)
    assert await database.is_healthy()
    await database.close()
    assert (tmp_path / "deep" / "new.db").stat().st_mode & 0o077 == 0


def test_the_time_zone_of_an_instant_is_never_guessed() -> None:
    with pytest.raises(TypeError):
        Instant().process_bind_param(datetime(2026, 1, 1), None)  # type: ignore[arg-type]  # noqa: DTZ001
    now = datetime.now(UTC)
    assert Instant().process_result_value(Instant().process_bind_param(now, None), None) == now  # type: ignore[arg-type]
