"""Of reports nothing is left but sealed boxes, and of accusations in the chat nothing."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests.scenarios.canary.accusing import EMPTY_FOLDER, accusations, send_code, tell
from tests.scenarios.canary.marks import SENDER, STEMS, Marks, codes_in, found_in
from tests.scenarios.canary.play import playing
from tests.scenarios.canary.reporting import ADDED_TO, add, heard_by_officers, open_window, report
from tests.scenarios.canary.watching import is_probe, marked_files, watched, written_files

_MANY = 50
"""Of each in a soak, on each engine, by one process and by two: 200 of each in all."""


@pytest.mark.rotated("canary", 2)
@pytest.mark.sampled(1)
@pytest.mark.soak
@pytest.mark.parametrize("processes", [1, 2])
async def test_no_word_code_or_trace_is_in_any_file_log_metric_or_output(
    database_url: str, data: tuple[Path, ...], tmp_path: Path, processes: int, soak_factor: int
) -> None:
    began = time.time() - 1
    await open_window(database_url)
    told = list(accusations(_MANY if soak_factor > 1 else 4))
    reporters = [Marks(number) for number in range(_MANY if soak_factor > 1 else 2)]
    async with playing(tmp_path, database_url, processes=processes) as product:
        with watched(product.temporary) as watch:
            await tell(product, told)
            codes = [await report(product, marks) for marks in reporters]
            for marks in reporters[::ADDED_TO]:
                await add(product, marks, codes[marks.number])
                await send_code(product, marks, codes[marks.number])
            told_by_us = await product.metrics()
            told_by_us += await product.command("complaints", "export", str(out := tmp_path / "out"))
            made = [path.name for path in watch.look() if not is_probe(path)]
            assert [name for name in made if not name.startswith(EMPTY_FOLDER)] == []
            assert marked_files(tmp_path) == {}
    assert marked_files(*data, since=began) == {}
    heard = [1 + (marks.number % ADDED_TO == 0) for marks in reporters]
    assert await heard_by_officers(database_url, reporters) == heard
    kept = [file for folder in data for file in written_files(folder, began)]
    assert [file for file in kept if codes_in(file.read_bytes(), set(codes))] == []
    shown = told_by_us.encode() + product.said
    assert (codes_in(shown, set(codes)), found_in(shown, (*STEMS, SENDER))) == (set(), [])
    written = {Path(path) for path in product.opened() if not is_probe(path)} - {Path(os.devnull)}
    assert {path for path in written if path.suffix not in {".age", ".used"}} == {out / "recipients.json"}
