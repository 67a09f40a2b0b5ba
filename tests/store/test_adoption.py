"""A database of the version before signatures: upgraded, taken in by one signed entry, and held from then on."""

from __future__ import annotations

import asyncio
import lzma
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, MetaData, create_engine, inspect, select, text

from handlers.audit.verify_chains import Verdict, verify
from handlers.dates import local_day
from handlers.texts import audit as texts
from store.audit.adopted import ACT, CHAIN
from store.audit.seals import sealed_tables
from store.database import Database
from store.errors import KeyFault, UnusableKey
from store.keyfile import KeyFile
from store.migrating import configuration
from store.retention.erasing import erase_person
from store.tables.audit import AuditRow
from store.upgrade import upgrade
from store.work import Work
from tests.clocks import FrozenClock
from tests.keys import KEYS

pytestmark = pytest.mark.xdist_group("adoption")  # one old file is taken in

DUMP = Path(__file__).with_name("before_signatures.sql.xz")
"""The demonstration as the version before signatures wrote it, without messages and notices."""


@pytest.fixture(scope="module")
def first_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("old") / "old.db"
    with sqlite3.connect(file) as connection:
        connection.executescript(lzma.decompress(DUMP.read_bytes()).decode())
    connection.close()
    return file


@pytest.fixture
def old_file(first_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(first_file, tmp_path / "old.db"))


@pytest.fixture(scope="module")
def first_taken_in(first_file: Path) -> Path:
    file = Path(shutil.copy(first_file, first_file.with_name("taken-in.db")))
    asyncio.run(upgrade(f"sqlite:///{file}", KEYS))
    return file


@pytest.fixture
def taken_in(first_taken_in: Path, tmp_path: Path) -> Path:
    """The old file upgraded."""
    return Path(shutil.copy(first_taken_in, tmp_path / "taken-in.db"))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def old_url(request: pytest.FixtureRequest, old_file: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{old_file}"
        return
    server = request.getfixturevalue("postgres_server")
    server.psql("CREATE DATABASE before_signatures")
    url = server.get_uri("before_signatures")
    asyncio.run(_poured(url, old_file))
    yield url
    server.psql("DROP DATABASE before_signatures WITH (FORCE)")


async def _poured(url: str, file: Path) -> None:
    database = Database.open(url)
    async with database.writing() as connection:
        await connection.run_sync(_pour, file)
    await database.close()


def _pour(target: Connection, file: Path) -> None:
    """The same rows into the tables as the same migrations make them there."""
    command.upgrade(configuration(target), "0010")
    target.execute(text("SET session_replication_role = replica"))
    tables, engine = MetaData(), create_engine(f"sqlite:///{file}")
    tables.reflect(target)
    with engine.connect() as source:
        for table in tables.sorted_tables:
            names = ", ".join(f'"{column.name}"' for column in table.columns)
            found = source.execute(text(f'SELECT {names} FROM "{table.name}"')).mappings().all()
            rows = [_typed(dict(row), table) for row in found if table.name != "alembic_version"]
            if rows:
                target.execute(table.insert(), rows)
            if "id" in table.columns:
                count = f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), max(id)) FROM {table.name}"
                target.execute(text(count))
    engine.dispose()
    target.execute(text("SET session_replication_role = DEFAULT"))


def _typed(row: dict[str, Any], table: Any) -> dict[str, Any]:
    """SQLite keeps truth as a number and days as text."""
    for column in table.columns:
        kind, value = column.type.python_type, row[column.name]
        if value is not None and kind.__name__ in {"bool", "date"}:
            row[column.name] = bool(value) if kind is bool else kind.fromisoformat(value)
    return row


async def verified(url: str, *statements: str) -> tuple[Verdict, list[AuditRow]]:
    """Upgraded, changed past every act, and checked."""
    await upgrade(url, KEYS)
    database = Database.open(url, KEYS)

    def look(work: Work) -> tuple[Verdict, list[AuditRow]]:
        for statement in statements:
            work.connection.execute(text(statement))
        return verify(work), work.all(select(AuditRow).where(AuditRow.chain == CHAIN))

    try:
        return await database.write(look, FrozenClock()())
    finally:
        await database.close()


async def test_it_is_taken_in_by_one_signed_entry_and_holds(old_url: str) -> None:
    verdict, adopted = await verified(old_url)
    assert verdict.breaks == ()
    assert verdict.compared.records > 150
    assert [(row.act, row.place) for row in adopted] == [(ACT, 1)]
    assert verdict.adopted_on == local_day(adopted[0].at)  # told: a second adoption has another day
    again, still = await verified(old_url)
    assert (again, [row.hash for row in still]) == (verdict, [row.hash for row in adopted])


async def test_its_rows_load_and_new_acts_are_held_as_well(old_url: str) -> None:
    await upgrade(old_url, KEYS)
    database, now = Database.open(old_url, KEYS), FrozenClock()()

    def load(work: Work) -> int:
        return sum(len(work.all(select(kind))) for kind in sealed_tables())

    assert await database.read(load, now) > 150
    channel, address = await database.read(_somebody_bound, now)
    await database.write(lambda work: erase_person(work, channel, address), now)
    verdict = await database.read(verify, now)
    assert verdict.breaks == ()
    assert verdict.compared.erased > 0
    await database.close()


def _somebody_bound(work: Work) -> tuple[str, str]:
    row = work.connection.execute(text("SELECT channel, address FROM bindings WHERE id = 1")).one()
    return row.channel, row.address


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (
            "UPDATE payments SET amount = amount + 1 WHERE id = 1",
            texts.record_changed(record="拨付（库内序号 1）"),
        ),
        (
            "UPDATE bindings SET channel = 'web' WHERE id = 1",
            texts.record_changed(record="经办人绑定（库内序号 1）"),
        ),
        ("DELETE FROM nudges; DELETE FROM acceptances", texts.record_gone(record="验收（库内序号 1）")),
        (
            "UPDATE audit_adopted SET value = 'erased' WHERE name = 'personal:applications:1'",
            texts.ADOPTED_CHANGED,
        ),
        ("DELETE FROM audit_rows WHERE chain = 'audit'", texts.ADOPTED_CHANGED),
        ("UPDATE audit_rows SET actor = 'staff:9' WHERE chain = 'staff' AND place = 2", texts.CONTENT),
        ("DELETE FROM audit_heads", texts.on_day(day="2026-11-27", what=texts.OTHER_THAN_ADOPTED)),
    ],
)
async def test_what_was_taken_in_is_held_from_then_on(taken_in: Path, statement: str, words: str) -> None:
    verdict, _ = await verified(f"sqlite:///{taken_in}", *statement.split("; "))
    assert words in [found.what for found in verdict.breaks]


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE payments SET amount = 1 WHERE id = 1", texts.changed_before(record="拨付（库内序号 1）")),
        ("DELETE FROM acceptances", texts.record_gone(record="验收（库内序号 1）")),
        ("DELETE FROM audit_salts WHERE subject <> ''", "已经与当时的审计记录不符"),
    ],
)
async def test_adoption_covers_up_nothing(old_file: Path, statement: str, words: str) -> None:
    with sqlite3.connect(old_file) as connection:
        connection.execute(statement)
    connection.close()
    verdict, _ = await verified(f"sqlite:///{old_file}")
    assert any(words in found.what for found in verdict.breaks)


@pytest.mark.rotated("audit at large", 2)
async def test_a_database_stripped_of_its_signatures_is_not_taken_in_again(old_file: Path, tmp_path: Path) -> None:
    key = tmp_path / "keys" / "audit.pem"
    await upgrade(url := f"sqlite:///{old_file}", key)
    with sqlite3.connect(old_file) as connection:
        connection.executescript(
            "UPDATE audit_rows SET signature = ''; DELETE FROM audit_rows WHERE chain = 'audit';"
            "DELETE FROM audit_adopted; DELETE FROM audit_keys; UPDATE payments SET amount = 1"
        )
    connection.close()
    with pytest.raises(UnusableKey) as refused:
        await upgrade(url, key)
    assert refused.value.fault is KeyFault.USED
    assert (
        await upgrade(url, KeyFile.create(tmp_path / "new" / "audit.pem"))
    ).fingerprint  # the operator's own will


async def test_a_database_that_is_new_needs_no_adoption(database: Database) -> None:
    entries = await database.read(lambda work: work.all(select(AuditRow)), FrozenClock()())
    assert entries == []
    async with database.reading() as connection:
        assert await connection.run_sync(lambda found: inspect(found).has_table("older_seals")) is False
