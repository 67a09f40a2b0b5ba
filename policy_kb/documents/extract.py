"""The text of a document file: txt, docx, or pdf with text; anything else is refused with what to do next."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from policy_kb.documents import texts
from policy_kb.documents.docx_text import docx_text
from policy_kb.documents.encodings import decode
from policy_kb.documents.file_kinds import FileKind, kind_of
from policy_kb.documents.pdf_text import pdf_text
from policy_kb.errors import UnreadableDocument

_LARGEST = 100 * 1024 * 1024

_REFUSED = {
    FileKind.OLD_WORD: texts.OLD_WORD,
    FileKind.ENCRYPTED: texts.ENCRYPTED,
    FileKind.OFD: texts.OFD,
    FileKind.IMAGE: texts.IMAGE,
    FileKind.SPREADSHEET: texts.SPREADSHEET,
    FileKind.RICH_TEXT: texts.RICH_TEXT,
    FileKind.WEB_PAGE: texts.WEB_PAGE,
    FileKind.ARCHIVE: texts.ARCHIVE,
}


class Extract(Struct, frozen=True):
    """A document's text, and what the operator should check in it."""

    text: str
    warnings: tuple[str, ...] = ()


def extract_text(path: Path) -> str:
    """The text of a file; raises UnreadableDocument where none can be taken out."""
    return extract(path).text


def extract(path: Path) -> Extract:
    """The text of a file with warnings; raises UnreadableDocument where none can be taken out."""
    data = _read(path)
    kind = kind_of(data)
    if kind in _REFUSED:
        raise UnreadableDocument(_REFUSED[kind])
    found = _extract_as(kind, data)
    if not found.text.strip():
        raise UnreadableDocument(texts.EMPTY_FILE)
    return found


def _extract_as(kind: FileKind, data: bytes) -> Extract:
    if kind is FileKind.DOCX:
        return Extract(docx_text(data))
    if kind is FileKind.PDF:
        text, blank = pdf_text(data)
        return Extract(text, (texts.pages_without_text(pages=blank),) if blank else ())
    decoded = decode(data)
    if decoded is None:
        raise UnreadableDocument(texts.UNKNOWN)
    warnings = (texts.unreadable_characters(count=decoded.replaced),) if decoded.replaced else ()
    return Extract(decoded.text, warnings)


def _read(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise UnreadableDocument(texts.NOT_A_FILE if path.exists() else texts.MISSING_FILE)
        if path.stat().st_size > _LARGEST:
            raise UnreadableDocument(texts.TOO_LARGE)
        data = path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
        raise UnreadableDocument(texts.CANNOT_OPEN) from error
    if not data:
        raise UnreadableDocument(texts.EMPTY_FILE)
    return data
