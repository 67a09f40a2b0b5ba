"""PDFs: every object is looked at for what runs or carries something, and an invoice's number is read."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, PdfObject, StreamObject

from handlers.filekinds import FileKind, Findings, Problem
from handlers.materials.invoice_numbers import number_in_text
from handlers.materials.pdf_actions import fetches
from handlers.materials.pdf_packed import unlisted_lists
from handlers.materials.pdf_streams import Unpacking

_MOST_OBJECTS = 100_000
_DEEPEST = 64
_READ_PAGES = 2
_LONGEST_PAGE = 512 * 1024
"""Bytes of a page's content that we read words from; an invoice's is a tenth of it."""

_SCRIPTS = frozenset(
    {"/JavaScript", "/JS", "/Launch", "/Rendition", "/RichMedia", "/XFA", "/ImportData", "/Movie", "/SubmitForm"}
)
_FILES = frozenset({"/EmbeddedFile", "/EmbeddedFiles", "/FileAttachment", "/EF", "/GoToE", "/Collection"})

_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_WRITTEN = re.compile(rb"/(JavaScript|Launch|RichMedia|EmbeddedFile|EmbeddedFiles|FileAttachment)\b")
"""Looked for in the bytes as well: readers mend broken tables of objects each in their own way."""


def inspect_pdf(content: bytes) -> Findings | Problem:
    """Walk through all objects; whatever the reader cannot make sense of is damaged."""
    try:
        problem = _written(content) or _inspect(PdfReader(io.BytesIO(content), strict=False), content)
        if problem is not None:
            return problem
        return Findings(FileKind.PDF, invoice=_invoice(PdfReader(io.BytesIO(content), strict=False)))
    except MemoryError:
        return Problem.BOMB
    except Exception:  # noqa: BLE001 -- pypdf raises all there is for bytes that somebody bent
        return Problem.DAMAGED


def _written(content: bytes) -> Problem | None:
    found = _WRITTEN.search(_ESCAPE.sub(lambda escape: bytes([int(escape[1], 16)]), content))
    if found is None:
        return None
    return _problem_of(f"/{found[1].decode()}")


def _problem_of(name: str) -> Problem | None:
    if name in _SCRIPTS:
        return Problem.ACTIVE
    return Problem.CARRIES_FILES if name in _FILES else None


def _inspect(reader: PdfReader, content: bytes) -> Problem | None:
    # Many are locked against changes only, and open without a password: those can be looked through.
    if reader.is_encrypted and not reader.decrypt(""):
        return Problem.ENCRYPTED
    if not reader.pages:
        return Problem.DAMAGED
    numbers = _numbers(reader)
    if len(numbers) > _MOST_OBJECTS:
        return Problem.BOMB
    unpacking, lists = Unpacking(), 0
    for number in numbers:
        found = reader.get_object(number)
        if isinstance(found, StreamObject) and unpacking.is_bomb(found):
            return Problem.BOMB
        problem = _problem_in(found)
        if isinstance(found, StreamObject) and found.get("/Type") == "/ObjStm":
            lists += 1
            problem = problem or _written(found.get_data())
            found.decoded_self = None  # the reader would keep every list unpacked
        if problem is not None:
            return problem
    return _unlisted(content, lists, is_encrypted=reader.is_encrypted)


def _unlisted(content: bytes, listed: int, *, is_encrypted: bool) -> Problem | None:
    for packed in unlisted_lists(content, listed, is_encrypted=is_encrypted):
        problem = Problem.DAMAGED if packed is None else _written(packed)
        if problem is not None:
            return problem
    return None


def _numbers(reader: PdfReader) -> list[IndirectObject]:
    """All objects, those that lie packed in others last: their streams are measured by then."""
    plain = sorted((number, generation) for generation, table in reader.xref.items() for number in table)
    packed = sorted((number, 0) for number in reader.xref_objStm)
    return [IndirectObject(number, generation, reader) for number, generation in (*plain, *packed)]


def _problem_in(found: PdfObject | None) -> Problem | None:
    for value in _within(found, 0):
        problem = next((told for name in _names(value) if (told := _problem_of(name)) is not None), None)
        if problem is None and isinstance(value, DictionaryObject) and fetches(value):
            problem = Problem.ACTIVE
        if problem is not None:
            return problem
    return None


def _within(value: object, depth: int) -> Iterator[object]:
    """The object and all that it holds itself; what it refers to has a number of its own."""
    if depth > _DEEPEST:
        raise ValueError("nested too deeply")
    yield value
    if isinstance(value, DictionaryObject):
        for inner in value.values():
            yield from _within(inner, depth + 1)
    elif isinstance(value, ArrayObject):
        for inner in value:
            yield from _within(inner, depth + 1)


def _names(value: object) -> Iterator[str]:
    if isinstance(value, NameObject):
        yield value
    elif isinstance(value, DictionaryObject):
        yield from value.keys()


def _invoice(reader: PdfReader) -> str | None:
    """The number, where the words of the first pages tell it; a page that cannot be read has none."""
    if reader.is_encrypted:
        reader.decrypt("")
    return number_in_text("\n".join(map(_words, reader.pages[:_READ_PAGES])))


def _words(page: PageObject) -> str:
    try:
        return page.extract_text() if _is_short(page) else ""
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- odd fonts are no reason to refuse a file: the page is for people to read
        return ""


def _is_short(page: DictionaryObject) -> bool:
    contents = page.get("/Contents")
    contents = contents.get_object() if contents is not None else None
    streams = contents if isinstance(contents, ArrayObject) else [contents]
    opened = [one.get_object() for one in streams if one is not None]
    return sum(len(one.get_data()) for one in opened if isinstance(one, StreamObject)) <= _LONGEST_PAGE
