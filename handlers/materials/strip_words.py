"""The words of a document alone, as a plain text: no author, no earlier version, no picture, no layout."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from handlers.filekinds import FileKind, Problem, Stripped, Trace
from handlers.materials.view_copies import Block
from handlers.materials.view_docx import words_of_docx
from handlers.materials.view_xlsx import words_of_xlsx

_SUFFIX = ".txt"
_PROPERTIES = "docProps/"
_MOST = 256 * 1024
"""Bytes of a part with properties: programs write a page."""

_FIELDS: Mapping[Trace, re.Pattern[bytes]] = MappingProxyType(
    {
        Trace.TIME: re.compile(rb"<dcterms:(?:created|modified)[^>]*>[^<]"),
        Trace.AUTHOR: re.compile(rb"<(?:dc:creator|cp:lastModifiedBy|Company|Manager)>[^<]"),
        Trace.PROGRAM: re.compile(rb"<(?:Application|AppVersion|Template)>[^<]"),
        Trace.REMARKS: re.compile(rb"<(?:dc:title|dc:subject|dc:description|cp:keywords)>[^<]"),
    }
)


def words_alone(content: bytes, kind: FileKind) -> Stripped | Problem:
    """The words in their order, cells of a row with tabs between; a document that is too long has no copy."""
    words = words_of_docx(content) if kind is FileKind.DOCX else words_of_xlsx(content)
    if words.is_cut:
        return Problem.TOO_SLOW
    text = "\n".join(line for block in words.blocks for line in _lines(block))
    return Stripped(text.encode(), _SUFFIX, _traces(content))


def _lines(block: Block) -> Iterator[str]:
    if block.text:
        yield block.text
    yield from ("\t".join(row) for row in block.rows)


def _traces(content: bytes) -> tuple[Trace, ...]:
    said = b""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for part in package.infolist():
            if part.filename.startswith(_PROPERTIES) and part.file_size <= _MOST:
                said += package.read(part)
    return tuple(trace for trace in Trace if trace in _FIELDS and _FIELDS[trace].search(said))
