"""What a file is, by its bytes and not by its name."""

from __future__ import annotations

import zipfile
from enum import StrEnum
from io import BytesIO


class FileKind(StrEnum):
    """The kinds of file that offices keep regulations in."""

    TEXT = "text"
    DOCX = "docx"
    PDF = "pdf"
    OLD_WORD = "doc"
    ENCRYPTED = "encrypted"
    OFD = "ofd"
    IMAGE = "image"
    SPREADSHEET = "spreadsheet"
    RICH_TEXT = "rtf"
    WEB_PAGE = "html"
    ARCHIVE = "archive"


_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")
_PDF_HEADER_WITHIN = 1024


def kind_of(data: bytes) -> FileKind:
    """The kind; whatever shows no sign of another is taken for text."""
    if data.startswith(_COMPOUND):
        return FileKind.ENCRYPTED if _ENCRYPTED_STREAM in data else FileKind.OLD_WORD
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data)
    if data.startswith(_IMAGES) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        return FileKind.IMAGE
    if data.startswith(_ARCHIVES):
        return FileKind.ARCHIVE
    if b"%PDF-" in data[:_PDF_HEADER_WITHIN]:
        return FileKind.PDF
    return _kind_of_markup(data[:_PDF_HEADER_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n").lower())


def _kind_of_markup(head: bytes) -> FileKind:
    if head.startswith(b"{\\rtf"):
        return FileKind.RICH_TEXT
    if head.startswith((b"<!doctype html", b"<html")) or (head.startswith(b"<?xml") and b"<html" in head):
        return FileKind.WEB_PAGE
    return FileKind.TEXT


def _kind_of_zip(data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return FileKind.DOCX if b"word/" in data else FileKind.ARCHIVE
    if any(name.lower().endswith("ofd.xml") for name in names):
        return FileKind.OFD
    if any(name.startswith("word/") for name in names):
        return FileKind.DOCX
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        return FileKind.SPREADSHEET
    return FileKind.ARCHIVE
