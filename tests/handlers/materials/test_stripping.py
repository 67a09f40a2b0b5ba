"""A copy without traces: what the original told is named, none of it is in the copy, and what is seen stays."""

from __future__ import annotations

import io

import docx
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader, PdfWriter

from handlers.filekinds import Problem, Stripped, Trace
from handlers.materials.strip_pdf import MOST_PAGES
from handlers.materials.stripping import strip
from tests.handlers.materials import drawn_pdf, samples

MARK = "MARKEDPERSON"


def stripped(content: bytes) -> Stripped:
    made = strip(content)
    assert isinstance(made, Stripped), made
    return made


def photo() -> bytes:
    exif, made = Image.Exif(), io.BytesIO()
    exif[0x010F], exif[0x0131], exif[0x013B], exif[0x0132] = MARK, MARK, MARK, "2026:11:29 13:05:00"
    exif.get_ifd(0x8825)[2] = (36.0, 9.0, 0.0)
    exif.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0" + MARK.encode()
    Image.new("RGB", (64, 48), "navy").save(made, "JPEG", exif=exif, comment=MARK.encode(), xmp=MARK.encode())
    return made.getvalue()


def screenshot() -> bytes:
    said, made = PngInfo(), io.BytesIO()
    said.add_text("Author", MARK)
    Image.new("RGB", (64, 48), "navy").save(made, "PNG", pnginfo=said)
    return made.getvalue()


def paper() -> bytes:
    made = PdfWriter(io.BytesIO(drawn_pdf.coloured()))
    made.add_metadata({"/Author": MARK, "/Creator": MARK, "/CreationDate": "D:20261129130500"})
    return samples.pdf(made)


def letter() -> bytes:
    document, made = docx.Document(), io.BytesIO()
    document.add_paragraph("工程进度说明")
    document.core_properties.author = document.core_properties.last_modified_by = MARK
    document.save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "suffix", "traces"),
    [
        (
            photo(),
            ".jpg",
            {Trace.PLACE, Trace.TIME, Trace.DEVICE, Trace.AUTHOR, Trace.PROGRAM, Trace.REMARKS},
        ),
        (screenshot(), ".jpg", {Trace.REMARKS}),
        (paper(), ".pdf", {Trace.TIME, Trace.AUTHOR, Trace.PROGRAM}),
        (letter(), ".txt", {Trace.TIME, Trace.AUTHOR, Trace.PROGRAM, Trace.REMARKS}),
    ],
    ids=["photo", "screenshot", "pdf", "word"],
)
def test_traces_are_named_and_the_copy_has_none(content: bytes, suffix: str, traces: set[Trace]) -> None:
    made = stripped(content)
    assert (made.suffix, set(made.traces)) == (suffix, traces)
    assert made.copy
    assert MARK.encode() not in made.copy
    assert strip(content) == made, "the same file twice is another report otherwise"


def test_pages_are_pictures_of_what_was_seen_and_say_no_hour() -> None:
    made = stripped(paper())
    read = PdfReader(io.BytesIO(made.copy or b""))
    (page,) = read.pages
    ((picture,), said) = page.images, read.metadata
    assert picture.image is not None
    red = picture.image.convert("RGB").getpixel((10, 10))
    assert isinstance(red, tuple)
    assert red[0] > 200
    assert {"/CreationDate", "/ModDate", "/Author"} & set(said or {}) == set()
    assert not page.extract_text()


def test_words_stay_in_their_order() -> None:
    assert (stripped(letter()).copy or b"").decode() == "工程进度说明"
    assert "\t" in (stripped(samples.sheet()).copy or b"").decode()


@pytest.mark.parametrize(
    "content",
    [samples.ofd(), samples.XML, b"ID3\x03\x00\x00\x00\x00\x00\x21" + bytes(99)],
    ids=["ofd", "xml", "mp3"],
)
def test_vouchers_and_recordings_have_no_copy(content: bytes) -> None:
    assert stripped(content) == Stripped(None, "", ())


def test_what_cannot_be_copied_says_why() -> None:
    assert strip(drawn_pdf.of_pages(MOST_PAGES + 1)) is Problem.TOO_SLOW
    assert strip(samples.pdf()[:200]) in {Problem.DAMAGED, Problem.ACTIVE}
    assert strip(b"MZ" + bytes(99)) is Problem.PROGRAM
