"""Killed while a file comes in: what was acknowledged is there byte for byte, and nothing else stays for long."""

from __future__ import annotations

import asyncio
import hashlib
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.media.sweeping import missing_files, sweep_orphans
from store.database import Database
from store.files import FileStore
from store.tables.applications import Material
from tests.bot.media.doomed import CLOCK, NAMES
from tests.processes import run_module


async def acknowledged(url: str, folder: Path, point: str) -> list[str]:
    """The files of which the process could say that they are there, before it was killed."""
    done = await asyncio.to_thread(run_module, "tests.bot.media.doomed", url, str(folder), point)
    assert done.returncode == -signal.SIGKILL, done.stderr
    return done.stdout.decode().splitlines()


@pytest.mark.rotated("kills", 4)
@pytest.mark.parametrize("point", ["coming", "kept", "writing", "after"])
async def test_what_was_acknowledged_is_there_and_the_rest_is_swept(
    database: Database, database_url: str, tmp_path: Path, point: str
) -> None:
    files = FileStore(tmp_path / "files")
    said = await acknowledged(database_url, files.folder, point)
    assert said == list(NAMES if point == "after" else NAMES[:1])
    rows = await database.read(lambda work: work.all(select(Material).order_by(Material.id)), CLOCK())
    assert [row.name for row in rows] == said
    for row in rows:
        assert hashlib.sha256(files.locate(row.path).read_bytes()).hexdigest() == row.sha256
    later = max(CLOCK(), datetime.now(UTC)) + timedelta(days=2)
    await sweep_orphans(database, files, later)
    assert await missing_files(database, files, later) == []
    assert sum(place.is_file() for place in files.folder.rglob("*")) == 2 * len(said)
