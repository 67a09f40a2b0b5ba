"""Files that contractors have: documents, sheets, scans, invoices and photos of every day are all taken."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image

from handlers.filekinds import FileKind, Findings, Problem
from handlers.materials.inspecting import look_into
from handlers.texts.materials import KINDS, PROBLEMS
from tests.handlers.materials import samples
from tests.handlers.materials.ordinary_office import SHEETS, WORD
from tests.handlers.materials.ordinary_pdf import PDFS


def _photo(mode: str = "RGB", **how: object) -> bytes:
    content = io.BytesIO()
    Image.new(mode, (1200, 900)).save(content, "JPEG", **how)
    return content.getvalue()


def _located() -> bytes:
    """A phone's photo: where, when, how it was held, and a second picture behind the first."""
    exif = Image.Exif()
    exif[0x0112], exif[0x0110] = 6, "HUAWEI"
    exif.get_ifd(0x8825)[1] = "N"
    content = io.BytesIO()
    first, second = Image.new("RGB", (1200, 900)), Image.new("RGB", (120, 90))
    first.save(content, "MPO", exif=exif, save_all=True, append_images=[second])
    return content.getvalue()


_ATTACHED = f"<x:EInvoice xmlns:x='x'><InvoiceNumber>{samples.NUMBER}</InvoiceNumber></x:EInvoice>"
OFDS: dict[str, Callable[[], bytes]] = {
    "plain": samples.ofd,
    "an invoice with its xml": lambda: samples.ofd(**{"Doc_0/Attachs/original_invoice.xml": _ATTACHED}),
    "a seal": lambda: samples.ofd(
        **{"Doc_0/Signs/Sign_0/SignedValue.dat": b"0\x82\x10", "Doc_0/Res/image.jb2": b"\x97JB2"}
    ),
}
XMLS: dict[str, Callable[[], bytes]] = {
    "plain": lambda: samples.XML,
    "with a mark in front": lambda: b"\xef\xbb\xbf" + samples.XML,
    "older": f"<fp:eInvoice xmlns:fp='f'><fp:InvoiceNo>{samples.NUMBER}</fp:InvoiceNo></fp:eInvoice>".encode,
}
PHOTOS: dict[str, Callable[[], bytes]] = {
    "of a phone": _located,
    "printed colours": lambda: _photo("CMYK"),
    "grey and progressive": lambda: _photo("L", progressive=True),
    "an unusual look": lambda: _photo(quality=100, subsampling=0),
}
SHOTS: dict[str, Callable[[], bytes]] = {
    "of a screen": lambda: samples.png((1080, 2400), "RGB"),
    "of few colours": lambda: samples.png((1080, 2400), "P"),
    "black and white": lambda: samples.png((2480, 3508), "1"),
}

ORDINARY = [
    pytest.param(kind, make, id=f"{kind.value} {name}")
    for kind, table in (
        (FileKind.DOCX, WORD),
        (FileKind.XLSX, SHEETS),
        (FileKind.PDF, PDFS),
        (FileKind.OFD, OFDS),
        (FileKind.XML, XMLS),
        (FileKind.JPEG, PHOTOS),
        (FileKind.PNG, SHOTS),
    )
    for name, make in table.items()
]


def test_there_are_more_than_forty() -> None:
    assert len(ORDINARY) > 40


@pytest.mark.parametrize(("kind", "make"), ORDINARY)
def test_an_ordinary_file_is_taken(kind: FileKind, make: Callable[[], bytes]) -> None:
    found = look_into(make(), cards=False)
    assert isinstance(found, Findings), found
    assert found.kind is kind


OTHERS: dict[str, Callable[[], bytes]] = {
    "tiff": lambda: b"II*\0\x08\0\0\0" + b"\0" * 64,
    "webp": lambda: b"RIFF\x24\0\0\0WEBPVP8 " + b"\0" * 64,
    "heic": lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 64,
    "pptx": lambda: samples.package({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}),
    "doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "zip": lambda: samples.package({"合同.pdf": samples.pdf()}),
    "mp4": lambda: b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + b"\0" * 64,
    "words": "材料清单".encode,
}


@pytest.mark.parametrize("name", OTHERS)
def test_another_kind_is_refused_by_saying_which_are_taken(name: str) -> None:
    found = look_into(OTHERS[name](), cards=False)
    assert isinstance(found, Problem)
    assert KINDS in PROBLEMS[found]
    assert "压缩包" not in PROBLEMS[found] or name == "zip"
