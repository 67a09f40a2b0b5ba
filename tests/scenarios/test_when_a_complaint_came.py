"""Who reads the database and `/metrics`, once or again and again, cannot tell which turns were complaints."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect, select, text

from bot.wiring import Parts
from store.database import Database
from store.schema import whole_metadata
from store.tables.messages import Claim, SessionRow
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running
from tests.stored import everything_stored

Shape = dict[str, list[tuple[object, ...]]]

COMPLAINT = ("第九条", "我要举报", "就是李四他收了承办企业五万块钱秘密词丁")
ORDINARY = ("第九条", "第九条", "第九条")
AT_ONCE = ("村主任王五把e镇的钱装自己腰包了秘密词丁",)
GREETING = ("谢谢",)
_OF_THE_CALENDAR = frozenset({"jobs", "audit_heads"})
_CHANCE = re.compile(r"_seconds|_created|_batch_|_level")


async def shape(database: Database) -> Shape:
    """Every row of every table: instants and short words as they are, of all else the kind and the length."""
    found: Shape = {}
    async with database.reading() as connection:
        for table in whole_metadata().sorted_tables:
            if table.name in _OF_THE_CALENDAR:
                continue
            rows = await connection.execute(select(table))
            found[table.name] = sorted((tuple(map(_shape, row)) for row in rows), key=repr)
    return found


def _shape(value: object) -> object:
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    if isinstance(value, str) and len(value) > 30 and not value.startswith("{"):
        return f"{len(value)} characters"
    return "number" if isinstance(value, int) and value > 2**20 else value


def counted(parts: Parts) -> list[str]:
    lines = parts.metrics.render().decode().splitlines()
    return [line for line in lines if not line.startswith("#") and not _CHANCE.search(line)]


async def played(parts: Parts, clock: FrozenClock, lines: tuple[str, ...]) -> list[tuple[Shape, list[str]]]:
    """What an attacker sees after every message."""
    person, seen = Dialogue(parts, "甲"), []
    for line in lines:
        clock.advance(minutes=1)
        await person.says(line)
        seen.append((await shape(parts.database), counted(parts)))
    return seen


@pytest.mark.parametrize(("complaint", "ordinary"), [(COMPLAINT, ORDINARY), (AT_ONCE, GREETING)])
async def test_a_complaint_changes_what_any_other_message_changes_and_nothing_else(
    migrated_file: Path, tmp_path: Path, complaint: tuple[str, ...], ordinary: tuple[str, ...]
) -> None:
    seen = []
    for name, lines in (("one", complaint), ("two", ordinary)):
        clock, file = FrozenClock(), tmp_path / name / "test.db"
        file.parent.mkdir()
        shutil.copy(migrated_file, file)
        async with running(f"sqlite:///{file}", clock) as parts:
            seen.append(await played(parts, clock, lines))
            assert "秘密词丁".encode() not in await everything_stored(parts.database, file.parent)
    assert seen[0] == seen[1]


def _counters(connection: Connection) -> list[str]:
    """What counts rows for ever; SQLite makes its table of counters with the first of them."""
    found = inspect(connection)
    if connection.dialect.name != "sqlite":
        return found.get_sequence_names()
    known = found.has_table("sqlite_sequence")
    return list(connection.scalars(text("SELECT name FROM sqlite_sequence"))) if known else []


async def test_no_number_tells_how_many_messages_came_between_two(database: Database, database_url: str) -> None:
    clock = FrozenClock()
    async with running(database_url, clock) as parts:
        for number in range(6):
            await Dialogue(parts, f"{number}").says("我要举报" if number % 2 else "你好")
    async with database.reading() as connection:
        seqs = list(await connection.scalars(select(Claim.seq)))
        boxes = list(await connection.scalars(select(SessionRow.ephemeral)))
        counters = await connection.run_sync(_counters)
    assert len(set(seqs)) == 6
    assert max(seqs) - min(seqs) > 2**12  # by chance: they are of one millisecond
    assert not [name for name in counters if name.startswith("claims")]
    assert len(set(boxes)) == 6
    assert len({len(box or b"") for box in boxes}) == 1
