"""`doctor` says when materials have lost their file, and when none can be taken."""

from __future__ import annotations

import asyncio
import hashlib
from datetime import UTC, datetime
from pathlib import Path

from handlers.materials.handing_in import attach
from store.database import Database
from store.files import FileStore
from store.tables.applications import Material
from store.work import Work
from tests.handlers.materials import giving
from tests.keys import KEYS
from tests.processes import environment, run_bot


def _hand_in(env: dict[str, str]) -> str:
    """A material whose file is there; returns its path."""
    now = datetime.now(UTC)
    path = FileStore(Path(env["EZHEN_FILES"])).keep_bytes(b"x", now)

    def act(work: Work) -> None:
        by = giving.contractor(work)
        kept = attach(
            work,
            giving.received(work, sha256=hashlib.sha256(b"x").hexdigest()),
            draft=giving.draft(work, by),
            item="",
            by=by,
        )
        assert isinstance(kept, Material)
        kept.path = path

    async def run() -> None:
        database = Database.open(env["EZHEN_DATABASE_URL"], KEYS)
        try:
            await database.write(act, now)
        finally:
            await database.close()

    asyncio.run(run())
    return path


def _materials_line(env: dict[str, str]) -> str:
    done = run_bot("doctor", env=env)
    lines = [line for line in done.stdout.splitlines() if "材料" in line]
    return "\n".join(lines)


def test_doctor_reports_a_file_that_is_gone(tmp_path: Path) -> None:
    env = environment(tmp_path)
    assert run_bot("db", "upgrade", env=env).returncode == 0
    path = _hand_in(env)
    well = _materials_line(env)
    assert "不在" not in well
    FileStore(Path(env["EZHEN_FILES"])).remove(path)
    assert "1 份材料的原文件不在" in _materials_line(env)


def test_a_file_where_the_folder_should_be_is_named_before_anything_starts(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("")
    refused = run_bot("doctor", env=environment(tmp_path))
    assert refused.returncode == 2
    assert "EZHEN_FILES" in refused.stderr
