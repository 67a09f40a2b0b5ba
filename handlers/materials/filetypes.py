"""What a file is by its content: one of the allow-list, looked through for what must not come in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import filetype

from handlers.materials.files import FileKind, Findings, Problem
from handlers.materials.invoices import number_in_fields
from handlers.materials.packages import inspect_package
from handlers.materials.pdf_files import inspect_pdf
from handlers.materials.pictures import inspect_picture
from handlers.materials.xml_files import NotXml, is_invoice, read_xml

_HEAD = 8192

_REFUSED: dict[str, Problem] = {
    "heic": Problem.HEIC,
    "avif": Problem.HEIC,
    "doc": Problem.OLD_OFFICE,
    "xls": Problem.OLD_OFFICE,
    "ppt": Problem.OLD_OFFICE,
    "rar": Problem.ARCHIVE,
    "7z": Problem.ARCHIVE,
    "gz": Problem.ARCHIVE,
    "tar": Problem.ARCHIVE,
    "bz2": Problem.ARCHIVE,
    "xz": Problem.ARCHIVE,
    "exe": Problem.PROGRAM,
    "elf": Problem.PROGRAM,
}

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKS: tuple[tuple[bytes, Callable[[Path], Findings | Problem]], ...] = (
    (b"%PDF-", inspect_pdf),
    (b"\xff\xd8\xff", lambda path: inspect_picture(path, FileKind.JPEG)),
    (b"\x89PNG\r\n\x1a\n", lambda path: inspect_picture(path, FileKind.PNG)),
    (b"PK\x03\x04", inspect_package),
)


def inspect_file(path: Path) -> Findings | Problem:
    """Tell what the file is and look through it; names and what a platform says of it count for nothing."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    for mark, inspect in _MARKS:
        if head.startswith(mark):
            return inspect(path)
    if _starts_like_xml(head):
        return _inspect_xml(path)
    return _refusal(head)


def _starts_like_xml(head: bytes) -> bool:
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"").lstrip()[:1] == b"<"


def _inspect_xml(path: Path) -> Findings | Problem:
    read = read_xml(path.read_bytes())
    if isinstance(read, NotXml):
        return Problem.NOT_AN_INVOICE
    if not is_invoice(read):
        return Problem.NOT_AN_INVOICE
    return Findings(FileKind.XML, invoice=number_in_fields(read.fields))


def _refusal(head: bytes) -> Problem:
    """Say as exactly as we can what cannot be taken, so that people know what to do."""
    if head.startswith(_OLE):
        return Problem.OLD_OFFICE
    if head.startswith(b"PK"):
        return Problem.ARCHIVE
    guessed = filetype.guess(head)
    if guessed is None:
        return Problem.UNKNOWN
    if guessed.mime.startswith(("video/", "audio/")):
        return Problem.FILM
    return _REFUSED.get(guessed.extension, Problem.UNKNOWN)
