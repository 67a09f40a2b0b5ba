"""Copies without traces are made by processes with limits, over files that lie in memory only."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

import pytest

from bot.inspection.strip_report import read_stripped
from bot.inspection.stripper import Stripper
from handlers.filekinds import Problem, Stripped, Trace
from handlers.materials.stripping import strip
from tests.bot.inspection.test_process import python
from tests.handlers.materials import bombs, samples

OPENED = """
import os, sys
assert sys.stdin.buffer.read() == b"the file"
own = os.readlink("/proc/self/fd/0")
assert own.startswith("/memfd:"), own
print('{"traces": ["place"], "suffix": ".txt", "size": 4}\\ncopy', end="")
"""


async def test_the_file_comes_from_memory_and_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    made = await Stripper(python(OPENED))(b"the file")
    assert made == Stripped(b"copy", ".txt", (Trace.PLACE,))
    assert os.listdir(tmp_path) == []  # noqa: PTH208 -- nobody else waits


async def test_the_process_makes_what_is_made_here() -> None:
    stripper = Stripper()
    assert await stripper(samples.jpeg()) == strip(samples.jpeg())
    assert await stripper(bombs.pdf_packed_twice()) is Problem.BOMB
    await stripper.close()


@pytest.mark.parametrize(
    ("told", "copy"),
    [
        ({"traces": [], "suffix": ".jpg", "size": 4}, b"copy"),
        ({"traces": [], "suffix": ".exe", "size": 4}, b"copy"),
        ({"traces": [], "suffix": ".txt", "size": 5}, b"copy"),
        ({"traces": [], "size": None}, b"copy"),
        ({"traces": ["name"], "suffix": ".txt", "size": 0}, b""),
        ({"suffix": ".txt", "size": 0}, b""),
    ],
)
def test_what_it_reports_is_believed_only_where_it_makes_sense(told: dict[str, object], copy: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_stripped(json.dumps(told).encode() + b"\n" + copy)
