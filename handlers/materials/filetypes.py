"""What a file is by its content: one of the allow-list, looked through for what must not come in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from handlers.filekinds import FileKind, Findings, Problem
from handlers.materials.invoice_numbers import number_in_fields
from handlers.materials.xml_files import FieldWatch, is_invoice, scan_xml, starts_like_xml

_HEAD = 8192
_CHUNK = 256 * 1024

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


def inspect_file(content: bytes) -> Findings | Problem:
    """Tell what the file is and look through it; names and what a platform says of it count for nothing."""
    head = content[:_HEAD]
    for mark, inspect in _MARKS:
        if head.startswith(mark):
            return inspect(content)
    return _inspect_xml(content) if starts_like_xml(head) else _refusal(head)


# Each reader is loaded for its own files: a process of its own looks into every file, and waits for no other.
def _inspect_pdf(content: bytes) -> Findings | Problem:
    from handlers.materials.pdf_files import inspect_pdf  # noqa: PLC0415 -- see above

    return inspect_pdf(content)


def _inspect_jpeg(content: bytes) -> Findings | Problem:
    from handlers.materials.pictures import inspect_picture  # noqa: PLC0415 -- see above

    return inspect_picture(content, FileKind.JPEG)


def _inspect_png(content: bytes) -> Findings | Problem:
    from handlers.materials.pictures import inspect_picture  # noqa: PLC0415 -- see above

    return inspect_picture(content, FileKind.PNG)


def _inspect_package(content: bytes) -> Findings | Problem:
    from handlers.materials.packages import inspect_package  # noqa: PLC0415 -- see above

    return inspect_package(content)


_MARKS: tuple[tuple[bytes, Callable[[bytes], Findings | Problem]], ...] = (
    (b"%PDF-", _inspect_pdf),
    (b"\xff\xd8\xff", _inspect_jpeg),
    (b"\x89PNG\r\n\x1a\n", _inspect_png),
    (b"PK\x03\x04", _inspect_package),
)


def _inspect_xml(content: bytes) -> Findings | Problem:
    watch = FieldWatch()
    if scan_xml(_pieces(content), watch) is not None or not is_invoice(watch):
        return Problem.NOT_AN_INVOICE
    return Findings(FileKind.XML, invoice=number_in_fields(watch.fields))


def _pieces(content: bytes) -> Iterator[bytes]:
    yield from (content[start : start + _CHUNK] for start in range(0, len(content), _CHUNK))


def _refusal(head: bytes) -> Problem:
    """Say as exactly as we can what cannot be taken, so that people know what to do."""
    if head.startswith(_OLE):
        return Problem.OLD_OFFICE
    if head.startswith(b"PK"):
        return Problem.ARCHIVE
    import filetype  # noqa: PLC0415 -- see above

    guessed = filetype.guess(head)
    if guessed is None:
        return Problem.UNKNOWN
    if guessed.mime.startswith(("video/", "audio/")):
        return Problem.FILM
    return _REFUSED.get(guessed.extension, Problem.UNKNOWN)
