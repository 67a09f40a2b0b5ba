"""Viewing copies are made by processes with limits: what is drawn, and what a poisoned file comes to."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest
from PIL import Image

from bot.inspection.limits import MEMORY
from bot.inspection.process import LimitedProcess
from bot.inspection.running import ENVIRONMENT, outcome_of
from bot.inspection.view_report import MOST_BYTES, read_view
from bot.inspection.viewer import COMMAND, Viewer
from handlers.filekinds import FileKind, Problem
from handlers.materials.view_copies import MOST_CHARACTERS, BlockKind, DocumentWords, PagePicture, ViewCopy
from handlers.materials.view_pdf import LONGEST_SIDE
from handlers.texts.material_views import PROBLEMS
from tests.bot.inspection.peaks import is_within
from tests.bot.inspection.test_process import python
from tests.handlers.materials import bombs, drawn_pdf, samples
from tests.handlers.materials.ordinary_office import SHEETS, WORD
from tests.handlers.materials.ordinary_pdf import PDFS

_MINUTE = 60.0
_PICTURE = b"\xff\xd8\xff"


async def viewed(folder: Path, content: bytes, kind: FileKind, page: int = 1) -> ViewCopy | Problem:
    """Made as the server does."""
    place = folder / "file"
    place.write_bytes(content)
    viewer = Viewer()
    with place.open("rb") as source:
        made = await viewer(source, kind, page)
    assert not viewer._runner.running
    return made


def drawn(made: ViewCopy | Problem) -> Image.Image:
    assert isinstance(made, PagePicture)
    return Image.open(io.BytesIO(made.picture))


def _nothing() -> BinaryIO:
    return Path(os.devnull).open("rb")


def is_red(point: object) -> bool:
    assert isinstance(point, tuple)
    red, green, blue = point
    return bool(red > 200 and green < 60 and blue < 60)


async def test_a_page_is_drawn_as_large_as_its_small_print_needs(tmp_path: Path) -> None:
    picture = drawn(await viewed(tmp_path, drawn_pdf.coloured(), FileKind.PDF))
    assert picture.size == (1500, 2000)
    assert is_red(picture.getpixel((700, 1000)))


async def test_a_seal_is_seen(tmp_path: Path) -> None:
    picture = drawn(await viewed(tmp_path, drawn_pdf.sealed(), FileKind.PDF))
    assert is_red(picture.getpixel((750, 1000)))
    assert picture.getpixel((100, 100)) == (255, 255, 255)


@pytest.mark.parametrize(
    "box", [b"0 0 1e9 1e9", b"0 0 1e9 1", b"0 0 0 0", b"10 10 -5 -7", b"0 0 nan 1e999", b"0 0 1 1"]
)
async def test_no_size_that_a_page_has_makes_a_large_picture(tmp_path: Path, box: bytes) -> None:
    made = await viewed(tmp_path, drawn_pdf.coloured(box), FileKind.PDF)
    if isinstance(made, PagePicture):
        assert max(drawn(made).size) <= LONGEST_SIDE
    else:
        assert made is Problem.DAMAGED


async def test_any_of_ten_thousand_pages_is_drawn_alone(tmp_path: Path) -> None:
    content = drawn_pdf.of_pages(10_000)
    made = await viewed(tmp_path, content, FileKind.PDF, 9_999)
    assert isinstance(made, PagePicture)
    assert (made.total, made.picture[:3]) == (10_000, _PICTURE)
    for page in (0, -1, 10_001, 10**12):
        assert await viewed(tmp_path, content, FileKind.PDF, page) == PagePicture(10_000, b"")


POISONED: dict[str, Callable[[], bytes]] = {
    "swells": bombs.pdf_that_swells,
    "packed twice": bombs.pdf_packed_twice,
    "table": bombs.pdf_of_a_swelling_table,
    "draws without end": drawn_pdf.drawn_without_end,
    "huge picture": drawn_pdf.of_a_huge_picture,
    "its own pages": drawn_pdf.whose_pages_are_themselves,
    "cut off": lambda: drawn_pdf.coloured()[:300],
    "no pdf": lambda: b"%PDF-1.7 <script>alert(1)</script>",
    "nothing": lambda: b"",
}


@pytest.mark.sampled(3)
@pytest.mark.parametrize("name", POISONED)
async def test_a_poisoned_file_ends_within_its_bounds_and_is_told_in_words(tmp_path: Path, name: str) -> None:
    place = tmp_path / "file"
    place.write_bytes(POISONED[name]())
    with place.open("rb") as source:
        process = LimitedProcess((*COMMAND, "PDF", "1"), source, environment=ENVIRONMENT)
    ended = await process.close(await process.read(most=MOST_BYTES, seconds=_MINUTE))
    assert is_within(ended, MEMORY)
    made = outcome_of(ended, read_view)
    assert isinstance(made, PagePicture) or made in {Problem.DAMAGED, Problem.BOMB, Problem.TOO_SLOW}
    if isinstance(made, Problem):
        assert "请" in PROBLEMS[made]
        assert "原件" in PROBLEMS[made]


async def test_a_password_is_said_to_be_there(tmp_path: Path) -> None:
    assert await viewed(tmp_path, drawn_pdf.with_password(), FileKind.PDF) is Problem.ENCRYPTED


@pytest.mark.sampled(6)
@pytest.mark.parametrize("name", PDFS)
async def test_ordinary_pdfs_are_drawn(tmp_path: Path, name: str) -> None:
    assert drawn(await viewed(tmp_path, PDFS[name](), FileKind.PDF)).width > 1


@pytest.mark.sampled(6)
@pytest.mark.parametrize(
    ("kind", "name"), [(FileKind.DOCX, one) for one in WORD] + [(FileKind.XLSX, one) for one in SHEETS]
)
async def test_ordinary_documents_are_read(tmp_path: Path, kind: FileKind, name: str) -> None:
    content = (WORD if kind is FileKind.DOCX else SHEETS)[name]()
    assert isinstance(await viewed(tmp_path, content, kind), DocumentWords)


@pytest.mark.rotated("large files", 2)
async def test_documents_that_swell_are_cut_or_refused(tmp_path: Path) -> None:
    for content in (bombs.docx_of_lines(), samples.bomb()):
        made = await viewed(tmp_path, content, FileKind.DOCX)
        if isinstance(made, DocumentWords):
            assert sum(len(block.text) for block in made.blocks) <= MOST_CHARACTERS
        else:
            assert made in {Problem.BOMB, Problem.DAMAGED, Problem.TOO_SLOW}


async def test_a_file_of_another_kind_than_it_says_hurts_nobody(tmp_path: Path) -> None:
    page = b"<html><script>alert(1)</script><img src=x onerror=alert(1)></html>"
    for kind in FileKind:
        made = await viewed(tmp_path, page, kind)
        assert made in {Problem.DAMAGED, Problem.UNKNOWN} or isinstance(made, DocumentWords)


async def test_what_cannot_be_shown_says_so(tmp_path: Path) -> None:
    assert await viewed(tmp_path, samples.ofd(), FileKind.OFD) is Problem.UNKNOWN
    assert "不能在页内查看" in PROBLEMS[Problem.UNKNOWN]


async def test_an_invoice_in_xml_is_a_table(tmp_path: Path) -> None:
    made = await viewed(tmp_path, samples.XML, FileKind.XML)
    assert isinstance(made, DocumentWords)
    (table,) = made.blocks
    assert table.kind is BlockKind.TABLE
    assert ("InvoiceNumber", samples.NUMBER) in table.rows


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"{}\n",
        b'{"total": 0, "size": 0}\n',
        b'{"total": 1, "size": 5}\n<svg>',
        b'{"total": 1, "size": 9}\n\xff\xd8\xff',
        b'{"total": 1, "problem": "damaged"}\n',
        b'{"problem": "card"}\n',
        b'{"problem": "damaged"}\n\xff\xd8\xff',
        b'{"words": {"blocks": [{"kind": "script", "text": "x", "rows": []}], "is_cut": false}}\n',
        b'{"words": {"blocks": [], "is_cut": false, "more": 1}}\n\xff\xd8\xff',
    ],
)
def test_what_a_deceived_process_says_is_not_believed(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_view(raw)


async def test_a_process_that_hangs_or_breaks_is_ended() -> None:
    async def outcome(code: str, seconds: float = _MINUTE) -> ViewCopy | Problem:
        viewer = Viewer(python(code), seconds=seconds)
        with _nothing() as source:
            return await viewer(source, FileKind.PDF, 1)

    assert await outcome("import time; time.sleep(1000)", seconds=0.01) is Problem.TOO_SLOW
    assert await outcome("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)") is Problem.DAMAGED
    assert await outcome("while True: print('x' * 9999)") is Problem.BOMB
    assert await outcome("print('<svg onload=alert(1)>')") is Problem.UNCHECKED
