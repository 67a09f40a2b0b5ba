"""What must not come in, told by content: what runs, what is fetched, what carries files, and every bound."""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

import pytest

from handlers.filekinds import FileKind, Findings, Problem
from handlers.materials.inspecting import look_into
from handlers.materials.xml_files import FieldWatch, NotXml, scan_xml
from tests.handlers.materials import samples
from tests.handlers.materials.bombs import deflated, pdf_page, stream
from tests.handlers.materials.hidden import HIDDEN
from tests.handlers.materials.ordinary_office import charted, field, relation, word_with

_EMPTY = stream(b"", b"")
_RELS = "<Relationships>{}</Relationships>"


def _pdf(more: bytes) -> bytes:
    return pdf_page(_EMPTY, more)


def _settings(target: str) -> bytes:
    return word_with(
        word___rels__settings_0xml_0rels=_RELS.format(relation("attachedTemplate", target, outside=True))
    )


def _doubled() -> bytes:
    """The same part twice: each program opens another one."""
    content = BytesIO(samples.word())
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(content, "a") as package:
        package.writestr("word/document.xml", "<a/>")
    return content.getvalue()


def _larger_than_it_is() -> bytes:
    """A document beside a photo, whose table of contents says 151 MB."""
    content = bytearray(word_with(word__media__image1_0jpg=os.urandom(1_200_000)))
    with zipfile.ZipFile(BytesIO(content)) as package:
        place = package.start_dir
    assert content[place : place + 4] == b"PK\x01\x02"
    content[place + 24 : place + 28] = (151 << 20).to_bytes(4, "little")
    return bytes(content)


def _packed_by(method: int) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", method) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", "<a/>")
    return content.getvalue()


def _many_elements(count: int) -> str:
    return f"<a>{'<b/>' * count}</a>"


def _table_of_objects(count: int) -> bytes:
    """A table that names so many objects, of which two are there."""
    body = b"%PDF-1.5\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
    places = [9, len(body)]
    body += b"2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n"
    places.append(len(body))
    body += b"3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >> endobj\n"
    rows = [b"\0\0\0\0\0\0\0", *(b"\1%b\0\0" % place.to_bytes(4) for place in places)]
    rows += [b"\1%b\0\0" % places[0].to_bytes(4)] * (count - 3)
    head = b"/Type /XRef /Size %d /W [1 4 2] /Root 1 0 R /Filter /FlateDecode" % len(rows)
    table = b"9 0 obj " + stream(head, zlib.compress(b"".join(rows))) + b" endobj\n"
    return body + table + b"startxref\n%d\n%%%%EOF" % len(body)


HOSTILE: dict[str, tuple[Callable[[], bytes], Problem]] = {
    "a field of DDE": (
        lambda: word_with(field("{", ' DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc" ', "|", "}")),
        Problem.ACTIVE,
    ),
    "DDE in pieces": (lambda: word_with(field("{", " D", "D", "E cmd", "}")), Problem.ACTIVE),
    "DDE that a field writes": (
        lambda: word_with(field("{", "{", " QUOTE 68 68 69 ", "|", "}", " cmd", "}")),
        Problem.ACTIVE,
    ),
    "DDE half written by a field": (
        lambda: word_with(field("{", " DD", "{", " QUOTE 69 ", "}", "}")),
        Problem.ACTIVE,
    ),
    "DDE within a condition": (
        lambda: word_with(field("{", " IF 1=1 ", "{", " dde cmd ", "}", "}")),
        Problem.ACTIVE,
    ),
    "a short field of DDE": (
        lambda: word_with('<w:p><w:fldSimple w:instr=" ddeauto cmd "/></w:p>'),
        Problem.ACTIVE,
    ),
    "DDE behind many cells": (
        lambda: word_with("<w:p/>" * 200_001 + field("{", " DDE cmd ", "}")),
        Problem.ACTIVE,
    ),
    "DDE in a part that calls itself a text": (
        lambda: word_with(
            word__second_0txt=f"<w:document xmlns:w='w'>{field('{', ' DDE cmd ', '}')}</w:document>"
        ),
        Problem.ACTIVE,
    ),
    "a sheet that is linked by DDE": (
        lambda: samples.changed_package(
            samples.sheet(),
            {"xl/externalLinks/externalLink1.xml": "<externalLink><ddeLink ddeService='cmd'/></externalLink>"},
        ),
        Problem.ACTIVE,
    ),
    "a sheet of macros under another name": (
        lambda: samples.changed_package(
            samples.sheet(), {"xl/_rels/a.rels": _RELS.format(relation("xlMacrosheet", "a.xml"))}
        ),
        Problem.ACTIVE,
    ),
    "a template of the web": (lambda: _settings("https://x.example/a.dotm"), Problem.ACTIVE),
    "a template of another machine": (lambda: _settings("\\\\10.0.0.9\\a\\b.dotm"), Problem.ACTIVE),
    "a template of another machine, as a file": (lambda: _settings("file://10.0.0.9/a.dotm"), Problem.ACTIVE),
    "an object from elsewhere": (
        lambda: word_with(relations=relation("oleObject", "https://x.example/a.rtf", outside=True)),
        Problem.ACTIVE,
    ),
    "a document within": (lambda: word_with(relations=relation("aFChunk", "a.rtf")), Problem.CARRIES_FILES),
    "a part that is there twice": (_doubled, Problem.DAMAGED),
    "a chart whose numbers are a program": (
        lambda: charted(samples.changed_package(samples.sheet(), {"xl/a.bin": b"MZ" + b"\0" * 9})),
        Problem.CARRIES_FILES,
    ),
    "a chart whose numbers are a document": (lambda: charted(samples.word()), Problem.CARRIES_FILES),
    "a chart whose numbers are no package": (lambda: charted(b"PK\x03\x04"), Problem.DAMAGED),
    "a chart whose numbers swell": (lambda: charted(samples.bomb()), Problem.BOMB),
    "larger than any document": (_larger_than_it_is, Problem.BOMB),
    "packed in another way": (lambda: _packed_by(zipfile.ZIP_LZMA), Problem.DAMAGED),
    "a docx that is an ofd as well": (
        lambda: samples.changed_package(samples.word(), samples.OFD_PARTS),
        Problem.ARCHIVE,
    ),
    "a docx that is an xlsx as well": (
        lambda: samples.changed_package(samples.word(), {"xl/workbook.xml": "<a/>"}),
        Problem.ARCHIVE,
    ),
    "an ofd of too many elements": (
        lambda: samples.ofd(**{"Doc_0/Pages/Page_0/Content.xml": _many_elements(200_000)}),
        Problem.BOMB,
    ),
    "a list of too many parts": (
        lambda: samples.changed_package(samples.word(), {"word/_rels/document.xml.rels": _many_elements(200_000)}),
        Problem.BOMB,
    ),
    "a list of too many kinds": (
        lambda: samples.changed_package(samples.word(), {"[Content_Types].xml": _many_elements(200_000)}),
        Problem.BOMB,
    ),
    "a document as deep as a well": (lambda: word_with("<w:p>" * 70 + "</w:p>" * 70), Problem.BOMB),
    "a pdf that sends itself": (lambda: _pdf(b"<< /S /SubmitForm /F (http://x) >>"), Problem.ACTIVE),
    "a pdf that opens another within": (lambda: _pdf(b"<< /S /GoToE /T << /R /C >> >>"), Problem.CARRIES_FILES),
    "a pdf that is a folder": (lambda: _pdf(b"<< /Collection << /View /D >> >>"), Problem.CARRIES_FILES),
    "a pdf of too many objects": (lambda: _table_of_objects(100_002), Problem.BOMB),
    "a pdf as deep as a well": (lambda: _pdf(b"[" * 100 + b"]" * 100), Problem.DAMAGED),
}


@pytest.mark.sampled(12)
@pytest.mark.parametrize("name", HOSTILE | HIDDEN)
def test_it_is_refused(name: str) -> None:
    make, problem = (HOSTILE | HIDDEN)[name]
    assert look_into(make(), cards=False) is problem


BOUNDS: dict[str, tuple[Callable[[], bytes], FileKind]] = {
    "so many objects": (lambda: _table_of_objects(1_000), FileKind.PDF),
    "so deep": (lambda: _pdf(b"[" * 60 + b"]" * 60), FileKind.PDF),
    "so many elements of an ofd": (lambda: samples.ofd(**{"a.xml": _many_elements(199_000)}), FileKind.OFD),
    "as deep as documents are": (lambda: word_with("<w:p>" * 60 + "</w:p>" * 60), FileKind.DOCX),
}


@pytest.mark.parametrize("name", BOUNDS)
def test_what_keeps_within_bounds_is_taken(name: str) -> None:
    make, kind = BOUNDS[name]
    found = look_into(make(), cards=False)
    assert isinstance(found, Findings), found
    assert found.kind is kind


def test_words_are_read_of_short_pages_alone() -> None:
    """A page of half a megabyte is a drawing: its words are not looked for, and it is taken."""
    whole = samples.pdf_with_text(f"发票号码：{samples.NUMBER}")
    long = samples.pdf_with_text(f"发票号码：{samples.NUMBER}", padding=600 * 1024)
    assert look_into(whole, cards=False) == Findings(FileKind.PDF, invoice=samples.NUMBER)
    assert look_into(long, cards=False) == Findings(FileKind.PDF)


def test_a_document_type_is_refused_with_and_without_what_it_could_declare() -> None:
    for content in (
        b"<!DOCTYPE a><a/>",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        b"<!DOCTYPE a SYSTEM 'b'><a/>",
    ):
        assert scan_xml([content], FieldWatch()) is NotXml.DOCTYPE


def test_a_bomb_within_a_font_is_none_of_a_picture() -> None:
    within = deflated(b"\0" * (1 << 20), 100)
    assert look_into(_pdf(stream(b"/Filter /FlateDecode", within)), cards=False) is Problem.BOMB
    picture = b"/Subtype /Image /Filter /FlateDecode"
    assert look_into(_pdf(stream(picture, within)), cards=False) == Findings(FileKind.PDF)
    assert look_into(_pdf(stream(picture, deflated(b"\0" * (1 << 20), 500))), cards=False) is Problem.BOMB
