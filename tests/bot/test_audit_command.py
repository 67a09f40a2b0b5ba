"""`audit`: the chains of a database, checked and copied by commands, each a process of its own."""

from __future__ import annotations

import asyncio
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store.audit import append
from store.database import Database
from store.upgrade import upgrade
from store.work import Work
from tests.keys import KEYS
from tests.processes import environment, run_bot


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    found = environment(tmp_path)
    asyncio.run(_fill(found["EZHEN_DATABASE_URL"]))
    return found


async def _fill(url: str) -> None:
    await upgrade(url, KEYS)
    database = Database.open(url, KEYS)
    for _ in range(3):
        await database.write(_add, datetime(2026, 11, 24, tzinfo=UTC))
    await database.close()


def _add(work: Work) -> None:
    append(work, "AZ-2026-000001", actor="staff:1", act="accept", facts={"n": 1})


def tamper(env: dict[str, str], statement: str) -> None:
    with sqlite3.connect(env["EZHEN_DATABASE_URL"].removeprefix("sqlite:///")) as connection:
        connection.execute(statement)
    connection.close()


def test_unbroken_chains_are_said_to_hold_and_what_cannot_be_seen_is_said(env: dict[str, str]) -> None:
    done = run_bot("audit", "verify", env=env)
    assert done.returncode == 0, done.stderr
    assert "审计链完整：1 条链、3 条记录" in done.stdout
    assert "没有对照外存副本" in done.stdout


def test_a_break_is_named_by_its_place_with_exit_status_1(env: dict[str, str]) -> None:
    tamper(env, "UPDATE audit_rows SET actor = 'staff:2' WHERE place = 2")
    done = run_bot("audit", "verify", env=env)
    assert done.returncode == 1
    assert "[断] AZ-2026-000001 第 2 条：内容与校验值不符" in done.stdout


def test_a_cut_tail_is_found_with_the_copy_kept_elsewhere(env: dict[str, str], tmp_path: Path) -> None:
    copy = tmp_path / "heads.jsonl"
    assert "已导出" in run_bot("audit", "heads", str(copy), env=env).stdout
    assert run_bot("audit", "heads", env=env).stdout == copy.read_text(encoding="utf-8")
    assert run_bot("audit", "verify", "--anchor", str(copy), env=env).returncode == 0
    tamper(env, "DELETE FROM audit_rows WHERE place = 3")
    assert run_bot("audit", "verify", env=env).returncode == 0
    done = run_bot("audit", "verify", "--anchor", str(copy), env=env)
    assert done.returncode == 1
    assert "第 3 条：外存的副本里有这一条，现在没有" in done.stdout


@pytest.mark.parametrize(
    ("content", "words"), [(None, "打不开"), (b"junk", "第 1 行"), (b"\xff\xfe", "第 1 行"), (b"", "第 1 行")]
)
def test_a_copy_that_is_none_is_refused_with_exit_status_2(
    env: dict[str, str], tmp_path: Path, content: bytes | None, words: str
) -> None:
    copy = tmp_path / "copy.jsonl"
    if content is not None:
        copy.write_bytes(content)
    done = run_bot("audit", "verify", "--anchor", str(copy), env=env)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_copy_that_cannot_be_written_is_said(env: dict[str, str], tmp_path: Path) -> None:
    done = run_bot("audit", "heads", str(tmp_path / "nowhere" / "heads"), env=env)
    assert done.returncode == 2
    assert "写不进去" in done.stderr
