"""The migrations."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from store.database import Database
from store.errors import StoreError, UpgradeFailed
from store.keyfile import KeyFile
from store.migrating import configuration
from store.schema import HEAD, METADATA
from store.upgrade import is_current, upgrade
from tests.clocks import FrozenClock
from tests.keys import KEYS, key_file
from tests.preloaded.process import PATIENCE

UPGRADE = """\
import asyncio, sys, pathlib
from store.upgrade import upgrade
asyncio.run(upgrade(sys.argv[1], pathlib.Path(sys.argv[2])))
"""
ROOT = Path(__file__).parents[2]


def differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, METADATA))


async def test_the_migrated_schema_is_what_the_records_say(database: Database) -> None:
    async with database.reading() as connection:
        assert await connection.run_sync(differences) == []


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
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'new.db'}"
    server = request.getfixturevalue("postgres_server")
    server.psql("CREATE DATABASE upgraded_twice")
    url: str = server.get_uri("upgraded_twice")
    return url


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
