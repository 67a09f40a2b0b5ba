"""The migrations."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from store.creating import create
from store.database import Database
from store.engines import async_url, writer_engine
from store.errors import StoreError, UpgradeFailed
from store.keyfile import KeyFile
from store.migrating import configuration, migrate
from store.schema import AREAS, HEAD, whole_metadata
from store.upgrade import is_current, upgrade
from tests.clocks import FrozenClock
from tests.keys import KEYS, key_file
from tests.postgres import EMPTY, copied
from tests.preloaded.process import PATIENCE

UPGRADE = """\
import asyncio, sys, pathlib
from store.upgrade import upgrade
asyncio.run(upgrade(sys.argv[1], pathlib.Path(sys.argv[2])))
"""
ROOT = Path(__file__).parents[2]


def differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, whole_metadata()))


async def test_the_migrated_schema_is_what_the_records_say(database: Database) -> None:
    async with database.reading() as connection:
        assert await connection.run_sync(differences) == []


def test_every_file_of_tables_is_an_area() -> None:
    """What is imported by chance only is missing in a new database as soon as nobody else imports it."""
    files = {file.stem for file in (ROOT / "store" / "tables").glob("*.py")} - {"__init__"}
    assert {area.__name__.rpartition(".")[2] for area in AREAS} == files


async def test_the_head_that_is_told_is_the_newest_migration(database: Database) -> None:
    def heads(connection: Connection) -> list[str]:
        return ScriptDirectory.from_config(configuration(connection)).get_heads()

    async with database.reading() as connection:
        assert await connection.run_sync(heads) == [HEAD]


async def test_a_database_of_another_version_is_not_current_and_a_newer_ones_is_refused(
    database: Database, database_url: str
) -> None:
    await database.write(
        lambda work: work.connection.execute(text("UPDATE alembic_version SET version_num = '9999'")),
        FrozenClock()(),
    )
    assert not await is_current(database)
    with pytest.raises(UpgradeFailed, match="9999"):
        await upgrade(database_url, KEYS)


@pytest.mark.sampled(1)
def test_a_start_over_a_current_database_does_without_alembic(database_url: str, database: Database) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"{UPGRADE}assert 'alembic' not in sys.modules", database_url, key_file()],
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    assert (done.returncode, done.stderr) == (0, b"")


async def test_a_second_upgrade_changes_nothing(database: Database, database_url: str) -> None:
    await upgrade(database_url, KEYS)
    async with database.reading() as connection:
        assert await connection.run_sync(differences) == []


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without any table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'new.db'}"
        return
    with copied(request.getfixturevalue("postgres_server"), EMPTY) as url:
        yield url


def shape(connection: Connection) -> dict[str, dict[str, Any]]:
    """What the database itself tells of every table; the order of columns says nothing."""
    told = inspect(connection)
    return {
        table: {
            "columns": sorted(str(sorted(column.items(), key=str)) for column in told.get_columns(table)),
            "key": told.get_pk_constraint(table),
            "references": sorted(map(str, told.get_foreign_keys(table))),
            "unique": sorted(map(str, told.get_unique_constraints(table))),
            "checks": sorted(map(str, told.get_check_constraints(table))),
            "indexes": sorted(_told_of(index) for index in told.get_indexes(table)),
        }
        for table in told.get_table_names()
    }


def _told_of(index: Any) -> str:
    return str({**index, "dialect_options": {name: str(said) for name, said in index["dialect_options"].items()}})


def counted(connection: Connection) -> list[str]:
    """The tables whose numbers are never given twice, and every sequence."""
    if connection.dialect.name == "sqlite":
        return list(connection.scalars(text("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'")))
    return sorted(inspect(connection).get_sequence_names())


async def test_a_new_database_is_made_as_the_migrations_would_leave_it(new_url: str) -> None:
    engine, found = writer_engine(async_url(new_url)), []
    for make in (create, migrate):
        async with engine.connect() as connection:
            await connection.run_sync(make)
            told = (await connection.run_sync(shape), await connection.run_sync(counted))
            found.append((*told, await connection.scalar(text("SELECT version_num FROM alembic_version"))))
            await connection.rollback()
    await engine.dispose()
    created, migrated = found
    assert len(created[0]) == len(whole_metadata().tables) + 1
    assert created == migrated, "make tables writes down what makes a new database"


_NUMBERS = {"k": (77 << 22) + 5, "l": (76 << 22) + 5}  # by chance, as they were until 0049
_CLAIM = (
    "INSERT INTO claims (seq, key_hash, person_hash, state, owner, lease_until, created_at, late, answer) "
    "SELECT {number}, key, key, 'working', 'o', 0, 1790000000123456, 1 = 1, 'a' FROM "
    "(SELECT CAST('{key}' AS {blob}) AS key) AS keys"
)
_PENDING = (
    "INSERT INTO pending_turns (seq, channel, address, inbound, created_at, attempts) "
    f"VALUES ({_NUMBERS['k']}, 'wechat', 'anna', '{{}}', 1790000000999999, 0)"
)


def _migrate_to(revision: str, connection: Connection) -> None:
    command.upgrade(configuration(connection), revision)


async def test_a_database_of_the_first_version_is_migrated(new_url: str) -> None:
    engine = writer_engine(async_url(new_url))
    async with engine.begin() as connection:
        for revision in ("0001", "0047"):
            await connection.run_sync(partial(_migrate_to, revision))
        blob = "blob" if connection.dialect.name == "sqlite" else "bytea"
        for key, number in _NUMBERS.items():
            await connection.execute(text(_CLAIM.format(key=key, number=number, blob=blob)))
        await connection.execute(text(_PENDING))
    await upgrade(new_url, KEYS)
    async with engine.connect() as connection:
        of_both = text("SELECT c.seq, key_hash, answer FROM claims c JOIN pending_turns p ON p.seq = c.seq")
        assert (await connection.execute(of_both)).one() == ((1790000000123 << 20) + 261, b"k", "a")
        in_order = await connection.execute(text("SELECT key_hash FROM claims ORDER BY seq"))
        assert [key for (key,) in in_order] == [b"l", b"k"]
        assert await connection.run_sync(differences) == []
        assert await connection.scalar(text("SELECT version_num FROM alembic_version")) == HEAD
    await engine.dispose()


@pytest.mark.sampled(1)
async def test_two_processes_may_upgrade_at_once(new_url: str, tmp_path: Path) -> None:
    url = new_url
    file = tmp_path / "keys" / "audit.pem"
    processes = [
        await asyncio.create_subprocess_exec(sys.executable, "-c", UPGRADE, url, file, cwd=ROOT) for _ in range(2)
    ]
    assert await asyncio.gather(*(process.wait() for process in processes)) == [0, 0]
    database = Database.open(url, KEYS)
    async with database.reading() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM alembic_version")) == 1
        kept = await connection.scalars(text("SELECT fingerprint FROM audit_keys"))
        assert list(kept) == [KeyFile.open(file).fingerprint]
    assert await is_current(database)
    await database.close()


@pytest.mark.parametrize("url", ["postgresql://nobody:pass@127.0.0.1:1/none", "sqlite:////dev/null/no.db"])
async def test_a_database_that_cannot_be_reached_is_told_by_one_error_without_the_password(url: str) -> None:
    with pytest.raises(StoreError) as raised:
        await upgrade(url, KEYS)
    assert "pass" not in str(raised.value)
