"""The search of the canary tests finds what it looks for: else their silence would say nothing."""

from __future__ import annotations

import base64
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

import tests
from tests.scenarios.canary.marks import SENDER, STEMS, Marks, codes_in, found_in
from tests.scenarios.canary.watching import is_probe, marked_files, watched

MARKS = Marks(47)
_WRITTEN: dict[str, Callable[[str], bytes]] = {
    "plain": str.encode,
    "utf-16": lambda told: told.encode("utf-16"),
    "gb18030": lambda told: told.encode("gb18030"),
    "json": lambda told: json.dumps(told).encode(),
    "json in json": lambda told: json.dumps(json.dumps(told)).encode(),
    "url": lambda told: quote(told).encode(),
    "hex": lambda told: told.encode().hex().encode(),
    "repr": lambda told: repr(told.encode()).encode(),
    "base64 of one place": lambda told: base64.b64encode(told.encode()),
    "base64 of another": lambda told: base64.b64encode(b"x" + told.encode()),
    "base64 of the third": lambda told: base64.b64encode(b"xx" + told.encode()),
}


@pytest.mark.parametrize("way", _WRITTEN)
def test_every_mark_is_found_however_it_was_written(way: str) -> None:
    told = f"{MARKS.told}，{MARKS.camera}，{MARKS.ip}"
    assert found_in(b"before" + _WRITTEN[way](told) + b"after") == list(STEMS)
    assert found_in(_WRITTEN[way]("某某收受某企业的礼金，电话13800000000")) == []


def test_a_code_is_found_grouped_or_not() -> None:
    codes = {"12345678901234567890", "11112222333344445555"}
    assert codes_in(b"x 1234 5678 9012 3456 7890 y", codes) == {"12345678901234567890"}
    assert codes_in(b"11112222333344445555", codes) == {"11112222333344445555"}
    assert codes_in(b"9999 5678 9012 3456 7890", codes) == set()


def test_a_row_that_was_not_committed_yet_is_found_in_the_log_of_the_database(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "a.db") as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE kept (words)")
        database.execute("INSERT INTO kept VALUES (?)", (MARKS.words,))
    assert [file.name for file in marked_files(tmp_path)] == ["a.db-wal"]
    database.close()


def test_a_file_that_was_there_for_a_moment_is_told(tmp_path: Path) -> None:
    with watched(tmp_path) as watch:
        (file := tmp_path / "tmpabcdefgh").write_text(MARKS.words, "utf-8")
        file.unlink()
        assert watch.look() == {file}
    assert not is_probe(file)
    assert is_probe(tmp_path / "abc_efg8")


def test_no_other_test_writes_a_mark() -> None:
    """The log of the PostgreSQL that a worker's tests share keeps what any of them wrote."""
    rooms = ("benchmarks", "bot", "fakes", "handlers", "policy_kb", "scenarios", "store")
    files = [file for room in rooms for file in (Path(tests.__file__).parent / room).rglob("*.py")]
    marks = [stem.encode() for stem in (*STEMS, SENDER)]
    assert [file.name for file in files if any(one in file.read_bytes() for one in marks)] == ["marks.py"]
