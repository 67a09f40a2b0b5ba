"""The text of a docx in its own order: paragraphs with their automatic numbers, and tables, a row a line."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from policy_kb.documents import texts
from policy_kb.documents.docx_numbering import Numbering
from policy_kb.errors import UnreadableDocument

_LARGEST = 300 * 1024 * 1024
_CONTAINERS = frozenset(
    map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:hyperlink"))
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HIDDEN = frozenset((*map(qn, ("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:pPr", "w:rPr")), _FALLBACK))
_WRITTEN = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:ptab"): "\t",
}
_TEXT, _PARAGRAPH, _TABLE, _BOX = qn("w:t"), qn("w:p"), qn("w:tbl"), qn("w:txbxContent")

Element = Any
"""An element of lxml, which ships no types."""


def docx_text(data: bytes) -> str:
    """The text of the document's body, a paragraph a line; raises UnreadableDocument where the file is broken."""
    try:
        _check_size(data)
        document = Document(BytesIO(data))
        numbering = Numbering.of(document)
        return "\n".join(_blocks(document.element.body, numbering))
    except UnreadableDocument:
        raise
    except Exception as error:  # zipfile, lxml and python-docx each have errors of their own for a broken file
        raise UnreadableDocument(texts.BROKEN_DOCX) from error


def _check_size(data: bytes) -> None:
    with zipfile.ZipFile(BytesIO(data)) as package:
        if sum(entry.file_size for entry in package.infolist()) > _LARGEST:
            raise UnreadableDocument(texts.TOO_LARGE)


def _blocks(parent: Element, numbering: Numbering) -> Iterator[str]:
    for child in parent:
        if child.tag == _PARAGRAPH:
            yield from _boxes(child, numbering)
            yield numbering.label(child) + "".join(_inline(child))
        elif child.tag == _TABLE:
            yield from _rows(child, numbering)
        elif child.tag in _CONTAINERS:
            yield from _blocks(child, numbering)


def _boxes(paragraph: Element, numbering: Numbering) -> Iterator[str]:
    """The text boxes that hang on a paragraph, before it; Word writes each twice, once as a fallback."""
    for box in paragraph.iter(_BOX):
        if not any(parent.tag in _HIDDEN for parent in box.iterancestors()):
            yield from _blocks(box, numbering)


def _rows(table: Element, numbering: Numbering) -> Iterator[str]:
    for row in table.iter(qn("w:tr")):
        if next(row.iterancestors(_TABLE)) is table:
            cells = [cell for cell in row.iter(qn("w:tc")) if next(cell.iterancestors(_TABLE)) is table]
            yield "\t".join(_cell(cell, numbering) for cell in cells)


def _cell(cell: Element, numbering: Numbering) -> str:
    return " ".join(" ".join(text.split()) for text in _blocks(cell, numbering)).strip()


def _inline(parent: Element) -> Iterator[str]:
    for child in parent:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _WRITTEN:
            yield _WRITTEN[child.tag]
        elif child.tag not in _HIDDEN and child.tag != _BOX and isinstance(child.tag, str):
            yield from _inline(child)
