"""Files that once took gigabytes: refused by a process that its limits hold, while the server goes on."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.inspection.inspector import COMMAND
from bot.inspection.limits import MEMORY
from bot.inspection.process import Cause, Ended, LimitedProcess
from bot.inspection.report import MOST_BYTES, read_report
from bot.inspection.running import ENVIRONMENT, outcome_of
from handlers.filekinds import FileKind, Findings, Problem
from handlers.texts.materials import PROBLEMS
from tests.bot.inspection.peaks import is_within, our_peak
from tests.handlers.materials import bombs

_MINUTE = 60.0
_MB = 1 << 20


async def inspected(folder: Path, content: bytes) -> Ended:
    """Looked into as the server does."""
    process = _started(folder / "file", content)
    return await process.close(await process.read(most=MOST_BYTES, seconds=_MINUTE))


def _started(place: Path, content: bytes) -> LimitedProcess:
    place.write_bytes(content)
    with place.open("rb") as source:
        return LimitedProcess(COMMAND, source, environment=ENVIRONMENT)


HOSTILE: dict[str, tuple[Callable[[], bytes], Problem, int]] = {
    "a page of 2.7 GB": (bombs.pdf_that_swells, Problem.BOMB, 150 * _MB),
    "a page packed twice": (bombs.pdf_packed_twice, Problem.BOMB, 100 * _MB),
    "streams of objects": (bombs.pdf_of_packed_objects, Problem.BOMB, 200 * _MB),  # pypdf joins one list of 60 MB
    "a table of objects": (bombs.pdf_of_a_swelling_table, Problem.DAMAGED, 500 * _MB),
    "a document of line ends": (bombs.docx_of_lines, Problem.BOMB, 60 * _MB),
    "a tag of 12 MB": (bombs.docx_of_one_tag, Problem.BOMB, 150 * _MB),
}
"""What is made, what is said of it, and the memory that it may take."""


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_file_that_swells_takes_no_memory_no_thread_and_is_refused_in_words(
    tmp_path: Path, name: str
) -> None:
    make, problem, most = HOSTILE[name]
    content = make()
    threads, ours = set(threading.enumerate()), our_peak()
    ended = await inspected(tmp_path, content)
    assert (ended.cause, ended.code) == (Cause.END, 0)
    assert outcome_of(ended, read_report) is problem
    assert "没有保存" in PROBLEMS[problem]
    assert "请" in PROBLEMS[problem]
    assert is_within(ended, most)
    assert our_peak() - ours < 64 * _MB
    assert set(threading.enumerate()) <= threads


async def test_a_long_document_streams_by(tmp_path: Path) -> None:
    ended = await inspected(tmp_path, bombs.docx_of_lines_with_a_picture())
    assert outcome_of(ended, read_report) == Findings(FileKind.DOCX)
    assert is_within(ended, 60 * _MB)


@pytest.mark.rotated("large files", 2)
async def test_the_largest_picture_finds_room(tmp_path: Path) -> None:
    ended = await inspected(tmp_path, bombs.png_of_108_million_pixels())
    found = outcome_of(ended, read_report)
    assert isinstance(found, Findings)
    assert found.copy is not None
    assert is_within(ended, MEMORY * 3 // 4)
