"""What a file is, by its content: taken, or refused with the reason that tells people what to do."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf.generic import DictionaryObject, NameObject

from handlers.filekinds import FileKind, Findings, Problem
from handlers.materials.filetypes import inspect_file
from handlers.texts.materials import PROBLEMS
from tests.handlers.materials import samples

REL = """<Relationships xmlns="r">
<Relationship Id="rId1" Type="http://x/{kind}" Target="http://x/a" {mode}/></Relationships>"""


def looked_at(content: bytes) -> Findings | Problem:
    return inspect_file(content)


TAKEN: dict[str, tuple[Callable[[], bytes], FileKind]] = {
    "jpg": (samples.jpeg, FileKind.JPEG),
    "png": (samples.png, FileKind.PNG),
    "grey png": (lambda: samples.png(mode="LA"), FileKind.PNG),
    "palette png": (lambda: samples.png(mode="P"), FileKind.PNG),
    "16 bit png": (lambda: samples.png(mode="I;16"), FileKind.PNG),
    "pdf": (samples.pdf, FileKind.PDF),
    "pdf locked against changes": (lambda: _locked(""), FileKind.PDF),
    "docx": (samples.word, FileKind.DOCX),
    "docx with a link": (
        lambda: _with_rels(REL.format(kind="hyperlink", mode='TargetMode="External"')),
        FileKind.DOCX,
    ),
    "xlsx": (samples.sheet, FileKind.XLSX),
    "ofd": (samples.ofd, FileKind.OFD),
    "xml": (lambda: samples.XML, FileKind.XML),
    "xml in utf-16": (lambda: samples.XML.decode().replace("UTF-8", "UTF-16").encode("utf-16"), FileKind.XML),
}


def _locked(password: str) -> bytes:
    made = samples.writer()
    made.encrypt(password, "owner", algorithm="AES-256")
    return samples.pdf(made)


def _with_rels(rels: str) -> bytes:
    return samples.changed_package(samples.word(), {"word/_rels/document.xml.rels": rels})


def _carrying() -> bytes:
    made = samples.writer()
    made.add_attachment("账.txt", b"hidden")
    return samples.pdf(made)


def _written_in_escapes() -> bytes:
    """A name spelt with escapes, in an object that the table of objects does not know."""
    return samples.pdf() + b"\n9 0 obj << /S /Java#53cript /JS (x) >> endobj\n"


REFUSED: dict[str, tuple[Callable[[], bytes], Problem]] = {
    "words": ("你好".encode, Problem.UNKNOWN),
    "a web page": (lambda: b"<!doctype html><html><script>alert(1)</script></html>", Problem.NOT_AN_INVOICE),
    "svg": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', Problem.NOT_AN_INVOICE),
    "xml entities": (
        lambda: b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><EInvoice>&b;</EInvoice>',
        Problem.NOT_AN_INVOICE,
    ),
    "xml from elsewhere": (
        lambda: b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><EInvoice/>',
        Problem.NOT_AN_INVOICE,
    ),
    "deep xml": (lambda: b"<EInvoice>" + b"<a>" * 5000, Problem.NOT_AN_INVOICE),
    "cut xml": (lambda: samples.XML[:-5], Problem.NOT_AN_INVOICE),
    "heic": (lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 64, Problem.HEIC),
    "doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, Problem.OLD_OFFICE),
    "zip": (lambda: samples.package({"a.txt": "x"}), Problem.ARCHIVE),
    "empty zip": (lambda: samples.package({}), Problem.ARCHIVE),
    "rar": (lambda: b"Rar!\x1a\x07\x01\x00" + b"\0" * 64, Problem.ARCHIVE),
    "gz": (lambda: gzip.compress(b"x"), Problem.ARCHIVE),
    "exe": (lambda: b"MZ" + b"\0" * 100, Problem.PROGRAM),
    "elf": (lambda: b"\x7fELF" + b"\0" * 100, Problem.PROGRAM),
    "mp4": (lambda: b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + b"\0" * 64, Problem.FILM),
    "mp3": (lambda: b"ID3\x03" + b"\0" * 64, Problem.FILM),
    "cut jpg": (lambda: samples.jpeg()[:-200], Problem.DAMAGED),
    "jpg in name only": (lambda: b"\xff\xd8\xff" + b"\0" * 100, Problem.DAMAGED),
    "large picture": (lambda: samples.png_of_size(12001, 10000), Problem.TOO_MANY_PIXELS),
    "bomb of a picture": (lambda: samples.png_of_size(60000, 60000), Problem.TOO_MANY_PIXELS),
    "damaged pdf": (lambda: b"%PDF-1.7\n" + b"x" * 500, Problem.DAMAGED),
    "pdf without pages": (lambda: b"%PDF-1.7\ntrailer << /Root 1 0 R >>\n%%EOF", Problem.DAMAGED),
    "pdf with password": (lambda: _locked("geheim"), Problem.ENCRYPTED),
    "pdf with script": (
        lambda: samples.pdf_with_root(OpenAction=samples.action("JavaScript", JS="app.alert(1)")),
        Problem.ACTIVE,
    ),
    "pdf with script of a page": (lambda: samples.pdf_with_page_action("JavaScript"), Problem.ACTIVE),
    "pdf with packed script": (samples.pdf_with_packed_script, Problem.ACTIVE),
    "pdf with escaped script": (_written_in_escapes, Problem.ACTIVE),
    "pdf that starts programs": (
        lambda: samples.pdf_with_root(OpenAction=samples.action("Launch", F="cmd.exe")),
        Problem.ACTIVE,
    ),
    "pdf with xfa": (
        lambda: samples.pdf_with_root(AcroForm=DictionaryObject({NameObject("/XFA"): NameObject("/x")})),
        Problem.ACTIVE,
    ),
    "pdf with files": (_carrying, Problem.CARRIES_FILES),
    "docx with macros": (
        lambda: samples.changed_package(samples.word(), {"word/vbaProject.bin": b"x"}),
        Problem.ACTIVE,
    ),
    "docx that says it has macros": (
        lambda: samples.changed_package(
            samples.word(),
            {
                "[Content_Types].xml": '<Types xmlns="t"><Override PartName="/word/document.xml" ContentType='
                '"application/vnd.ms-word.document.macro&#69;nabled.main+xml"/></Types>'
            },
        ),
        Problem.ACTIVE,
    ),
    "docx with a template from elsewhere": (
        lambda: _with_rels(REL.format(kind="attachedTemplate", mode="TargetMode='External'")),
        Problem.ACTIVE,
    ),
    "docx with a package": (
        lambda: samples.changed_package(samples.word(), {"word/embeddings/a.xlsx": samples.sheet()}),
        Problem.CARRIES_FILES,
    ),
    "docx with a program": (
        lambda: samples.changed_package(samples.word(), {"word/media/image1.png": b"MZ" + b"\0" * 99}),
        Problem.CARRIES_FILES,
    ),
    "docx with entities": (
        lambda: samples.changed_package(samples.word(), {"word/document.xml": "<!DOCTYPE a><a/>"}),
        Problem.ACTIVE,
    ),
    "docx with broken xml": (
        lambda: samples.changed_package(samples.word(), {"word/document.xml": "<a>"}),
        Problem.DAMAGED,
    ),
    "docx that swells": (samples.bomb, Problem.BOMB),
    "docx with password": (lambda: samples.locked_zip_entry(samples.word()), Problem.ENCRYPTED),
    "cut docx": (lambda: samples.word()[:-100], Problem.DAMAGED),
    "ofd that leaves its folder": (lambda: samples.ofd(**{"../../etc/cron.d/x": "x"}), Problem.DAMAGED),
    "ofd with a program": (lambda: samples.ofd(**{"Doc_0/a.bin": b"\x7fELF" + b"\0" * 9}), Problem.CARRIES_FILES),
    "many parts": (lambda: samples.ofd(**{f"a{n}": b"" for n in range(3000)}), Problem.BOMB),
    "two packages in one": (lambda: samples.ofd(**{"word/document.xml": "<a/>"}), Problem.ARCHIVE),
}


@pytest.mark.parametrize("name", TAKEN)
def test_allowed_files_are_taken_by_their_content(name: str, tmp_path: Path) -> None:
    make, kind = TAKEN[name]
    found = looked_at(make())
    assert isinstance(found, Findings), found
    assert found.kind is kind
    assert (found.copy is not None) == (kind in {FileKind.JPEG, FileKind.PNG})


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_and_foreign_files_are_refused_with_their_reason(name: str, tmp_path: Path) -> None:
    make, problem = REFUSED[name]
    assert looked_at(make()) is problem


@pytest.mark.parametrize("problem", list(Problem))
def test_every_problem_says_what_to_do(problem: Problem) -> None:
    assert "请" in PROBLEMS[problem] or problem is Problem.REPEATED


def test_the_copy_stands_upright_and_carries_nothing_along(tmp_path: Path) -> None:
    found = looked_at(samples.jpeg((640, 480), orientation=6))
    assert isinstance(found, Findings)
    assert found.copy is not None
    (tmp_path / "copy").write_bytes(found.copy)
    with Image.open(tmp_path / "copy") as copy:
        assert copy.size == (480, 640)
        assert not copy.getexif()
    assert b"CameraMaker" not in found.copy


def test_a_large_photo_is_made_smaller_to_look_at(tmp_path: Path) -> None:
    found = looked_at(samples.jpeg((8000, 6000)))
    assert isinstance(found, Findings)
    assert found.copy is not None
    (tmp_path / "copy").write_bytes(found.copy)
    with Image.open(tmp_path / "copy") as copy:
        assert copy.size == (2400, 1800)


def test_a_scan_in_16_bits_of_grey_stays_grey(tmp_path: Path) -> None:
    found = looked_at(samples.png(mode="I;16", colour=0x8000))
    assert isinstance(found, Findings)
    assert found.copy is not None
    (tmp_path / "copy").write_bytes(found.copy)
    with Image.open(tmp_path / "copy") as copy:
        assert copy.getpixel((0, 0)) == pytest.approx((128, 128, 128), abs=2)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_large_scan_gets_a_copy(tmp_path: Path, mode: str) -> None:
    found = looked_at(samples.png((5000, 100), mode))
    assert isinstance(found, Findings)
    assert found.copy is not None
    (tmp_path / "copy").write_bytes(found.copy)
    with Image.open(tmp_path / "copy") as copy:
        assert copy.size == (2400, 48)


def test_a_large_photo_is_turned_after_it_was_made_smaller(tmp_path: Path) -> None:
    found = looked_at(samples.jpeg((4800, 2400), orientation=6))
    assert isinstance(found, Findings)
    assert found.copy is not None
    (tmp_path / "copy").write_bytes(found.copy)
    with Image.open(tmp_path / "copy") as copy:
        assert copy.size == (1200, 2400)


_SEEDS = st.sampled_from(
    [samples.jpeg(), samples.png(), samples.pdf(), samples.word(), samples.ofd(), samples.XML]
)


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    deadline=None,
    max_examples=150,
)
@given(content=_SEEDS, place=st.integers(0, 40000), junk=st.binary(max_size=40), cut=st.integers(0, 40000))
def test_bent_bytes_are_taken_or_refused_and_never_raise(
    tmp_path: Path, content: bytes, place: int, junk: bytes, cut: int
) -> None:
    at = place % len(content)
    bent = (content[:at] + junk + content[at + len(junk) :])[: len(content) - cut % len(content) // 8]
    assert isinstance(looked_at(bent), Findings | Problem)


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    deadline=None,
    max_examples=150,
)
@given(
    head=st.sampled_from([b"", b"%PDF-1.4\n", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"<"]),
    tail=st.binary(),
)
def test_any_bytes_at_all_are_refused_without_raising(tmp_path: Path, head: bytes, tail: bytes) -> None:
    assert isinstance(looked_at(head + tail), Problem)
