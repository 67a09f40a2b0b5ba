"""`audit`: the chains of a database, checked and copied by commands, each a process of its own."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store.audit.entries import append
from store.database import Database
from store.keyfile import KeyFile
from store.upgrade import upgrade
from store.work import Work
from tests.demonstration import files_of
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


def test_auditors_check_a_copy_with_the_public_key_alone(env: dict[str, str], tmp_path: Path) -> None:
    public = tmp_path / "public.pem"
    assert "公钥已导出" in run_bot("audit", "public-key", str(public), env=env).stdout
    assert run_bot("audit", "public-key", env=env).stdout == public.read_text(encoding="utf-8") == KEYS.public_pem
    keyless = env | {"EZHEN_AUDIT_KEY_FILE": str(tmp_path.parent / "no-such-folder" / "audit.pem")}
    assert run_bot("audit", "verify", env=keyless).returncode == 2
    assert run_bot("audit", "verify", "--public-key", str(public), env=keyless).returncode == 0
    other = tmp_path / "other.pem"
    other.write_text(KeyFile.of_seed().public_pem, encoding="utf-8")
    refused = run_bot("audit", "verify", "--public-key", str(other), env=keyless)
    assert (refused.returncode, "没有用审计密钥签名" in refused.stdout) == (1, True)
    other.write_text("no key", encoding="utf-8")
    assert run_bot("audit", "verify", "--public-key", str(other), env=keyless).returncode == 2


def test_a_swapped_original_is_found(tmp_path: Path, county_file: Path) -> None:
    there = environment(tmp_path)
    shutil.copy(county_file, tmp_path / "process.db")
    shutil.copytree(files_of(county_file), there["EZHEN_FILES"])
    assert run_bot("audit", "verify", "--files", env=there).returncode == 0
    with sqlite3.connect(there["EZHEN_DATABASE_URL"].removeprefix("sqlite:///")) as connection:
        ((path,), *_) = connection.execute("SELECT path FROM materials ORDER BY id").fetchall()
    connection.close()
    swapped = Path(there["EZHEN_FILES"]) / path
    swapped.chmod(0o600)
    swapped.write_bytes(swapped.read_bytes() + b" ")
    done = run_bot("audit", "verify", "--files", env=there)
    assert (done.returncode, "材料（库内序号 1）：原件与交来时不同" in done.stdout) == (1, True)
