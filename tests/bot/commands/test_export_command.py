"""`export`: a contract's archive as a ZIP, by a member, whole or with what is damaged named."""

from __future__ import annotations

import asyncio
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handlers.casework.transitions import ActName
from handlers.texts import archive_package as texts
from store.database import Database
from store.files import FileStore
from store.tables.access import AccessRecord
from store.upgrade import upgrade
from store.work import Work
from tests.bot.web.staff.test_archive import verified
from tests.handlers.casework import given
from tests.handlers.casework.town import Town
from tests.keys import KEYS
from tests.processes import environment, run_bot

pytestmark = pytest.mark.xdist_group("export")  # of one database

NOW = datetime(2026, 11, 24, tzinfo=UTC)
NUMBER = "AZ-HT-001"


async def _fill(url: str, files: FileStore) -> None:
    await upgrade(url, KEYS)
    database = Database.open(url, KEYS)

    def act(work: Work) -> None:
        town = Town(work)
        town.submitted()
        for name in ("中标通知书.pdf", "评标报告.pdf"):
            incoming = files.begin()
            incoming.write(name.encode())
            kept = {"sha256": incoming.sha256, "size": incoming.size, "path": files.keep(incoming, NOW)}
            town.does(ActName.ADD_MATERIAL, NUMBER, given.archived_file(name, **kept))

    await database.write(act, NOW)
    await database.close()


async def _accesses(url: str) -> list[tuple[str, str]]:
    database = Database.open(url, KEYS)

    def look(work: Work) -> list[tuple[str, str]]:
        return [(one.subject, one.detail) for one in work.session.query(AccessRecord)]

    found = await database.read(look, NOW)
    await database.close()
    return found


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    found = environment(tmp_path_factory.mktemp("exported"))
    asyncio.run(_fill(found["EZHEN_DATABASE_URL"], FileStore(Path(found["EZHEN_FILES"]))))
    return found


def test_the_archive_is_written_recorded_and_verified(env: dict[str, str], tmp_path: Path) -> None:
    out = tmp_path / "archive.zip"
    done = run_bot("export", NUMBER, str(out), "--by", "王工", env=env)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"已导出：{out}，原件 2 份" in done.stdout
    assert out.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(out) as package:
        package.extractall(folder := tmp_path / "package")
    verified(folder)
    assert "导出人：王工" in (folder / texts.REPORT).read_text("utf-8")
    assert (f"contract:{NUMBER}", texts.PACKAGE) in asyncio.run(_accesses(env["EZHEN_DATABASE_URL"]))
    again = run_bot("export", NUMBER, str(out), "--by", "王工", env=env)
    assert (again.returncode, "没有覆盖" in again.stderr) == (2, True)


@pytest.mark.parametrize(
    ("number", "by", "words"),
    [(NUMBER, "没有这个人", "没有"), (NUMBER, "周管", "不能导出"), ("AZ-HT-404", "王工", "AZ-HT-404")],
)
def test_nothing_is_written_for_whoever_may_not_or_of_what_is_not_there(
    env: dict[str, str], tmp_path: Path, number: str, by: str, words: str
) -> None:
    done = run_bot("export", number, str(tmp_path / "out.zip"), "--by", by, env=env)
    assert (done.returncode, words in done.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_original_is_named_with_exit_status_1_and_the_rest_is_written(
    env: dict[str, str], tmp_path: Path
) -> None:
    for one in Path(env["EZHEN_FILES"]).rglob("*"):
        if one.is_file() and one.read_bytes() == "评标报告.pdf".encode():
            one.chmod(0o600)
            one.write_bytes(b"another")
    done = run_bot("export", NUMBER, str(tmp_path / "out.zip"), "--by", "孙审", env=env)
    assert done.returncode == 1
    assert "[缺]" in done.stderr
    assert "评标报告.pdf" in done.stderr
    assert "原件 1 份" in done.stdout
    with zipfile.ZipFile(tmp_path / "out.zip") as package:
        package.extractall(folder := tmp_path / "package")
    verified(folder)
    assert "评标报告.pdf" in (folder / texts.REPORT).read_text("utf-8")
