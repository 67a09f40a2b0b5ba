"""Packages of parts in a ZIP: docx, xlsx and ofd, told by their parts and looked through part by part."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import deque
from collections.abc import Iterable
from itertools import chain

from handlers.filekinds import FileKind, Findings, Problem
from handlers.materials.chart_books import books_of_charts
from handlers.materials.invoice_numbers import Field, number_in_fields
from handlers.materials.office_watch import OfficeWatch
from handlers.materials.package_tables import has_one_table
from handlers.materials.xml_files import MOST_ELEMENTS, FieldWatch, NotXml, scan_xml, starts_like_xml

_MOST_PARTS = 3000
_MOST_TOGETHER = 150 * 1024 * 1024
_LARGE = 32 * 1024 * 1024
_MOST_TIMES = 150
_CHUNK = 256 * 1024

_MAIN_PARTS = {
    "word/document.xml": FileKind.DOCX,
    "xl/workbook.xml": FileKind.XLSX,
    "OFD.xml": FileKind.OFD,
}
_TYPES = "[Content_Types].xml"
_SLIDES = "ppt/presentation.xml"
_XML_NAMES = (".xml", ".rels")
_ENCRYPTED_FLAG = 0x1

_CARRIED = (b"PK\x03\x04", b"PK\x05\x06", b"%PDF-", b"MZ", b"\x7fELF", b"Rar!", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0")
_RUNNABLE = (
    ".bat",
    ".chm",
    ".cmd",
    ".com",
    ".exe",
    ".hta",
    ".htm",
    ".html",
    ".jar",
    ".js",
    ".jse",
    ".lnk",
    ".mht",
    ".msi",
    ".ps1",
    ".reg",
    ".scr",
    ".url",
    ".vbe",
    ".vbs",
    ".wsf",
)
"""Nothing at their beginning tells these files: in an OFD each can lie as an attachment, a click from running."""
_ACTIVE_PARTS = ("vbaproject.bin", "vbadata.xml", "activex/", "macrosheets/", "customui/")
_PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""How office programs pack; others take as much memory as the file asks for."""

_PROBLEMS = {
    NotXml.TOO_MUCH: Problem.BOMB,
    NotXml.DOCTYPE: Problem.ACTIVE,
    NotXml.BROKEN: Problem.DAMAGED,
}

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


def inspect_package(content: bytes, *, is_within: bool = False) -> Findings | Problem:
    """Tell which package a ZIP is, and read every part as it streams by; one that `is_within` another has none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if not has_one_table(content, package):
                return Problem.DAMAGED
            return _inspect(package, is_within=is_within)
    except _BROKEN:
        return Problem.DAMAGED


def _inspect(package: zipfile.ZipFile, *, is_within: bool) -> Findings | Problem:
    parts = [part for part in package.infolist() if not part.is_dir()]
    names = [part.filename for part in parts]
    kind = _kind_of(names)
    if kind is None:
        return Problem.UNKNOWN if _SLIDES in names else Problem.ARCHIVE
    problem = _outer_problem(parts)
    if problem is not None:
        return problem
    fields: list[Field] = []
    books = frozenset() if is_within else books_of_charts(package, parts)
    for part in parts:
        is_book = part.filename in books
        found = _look_at_book(package, part) if is_book else _look(package, part, kind)
        if isinstance(found, Problem):
            return found
        fields += found
    return Findings(kind, invoice=number_in_fields(fields))


def _kind_of(names: list[str]) -> FileKind | None:
    kinds = {kind for name, kind in _MAIN_PARTS.items() if name in names}
    if len(kinds) != 1:
        return None
    (kind,) = kinds
    return kind if kind is FileKind.OFD or _TYPES in names else None


def _outer_problem(parts: list[zipfile.ZipInfo]) -> Problem | None:
    """What the table of contents says already; of no part comes more than it says there."""
    names = [part.filename.lower() for part in parts]
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        return Problem.ENCRYPTED
    if len(parts) > _MOST_PARTS or _swells(parts):
        return Problem.BOMB
    if len(set(names)) != len(names) or any(map(_leaves_folder, names)):
        return Problem.DAMAGED
    if any(part.compress_type not in _PACKED for part in parts):
        return Problem.DAMAGED
    if any(mark in name for name in names for mark in _ACTIVE_PARTS):
        return Problem.ACTIVE
    return Problem.CARRIES_FILES if any(name.endswith(_RUNNABLE) for name in names) else None


def _swells(parts: list[zipfile.ZipInfo]) -> bool:
    """Whether it becomes too large, or swells as no document does: ten or twenty times is usual."""
    size, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    return size > _MOST_TOGETHER or (size > _LARGE and size > _MOST_TIMES * packed)


def _leaves_folder(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _look(package: zipfile.ZipFile, part: zipfile.ZipInfo, kind: FileKind) -> Iterable[Field] | Problem:
    """One part, read to its end so that its checksum holds: its fields where it is an OFD's XML."""
    with package.open(part) as file:
        first = file.read(_CHUNK)
        if first.startswith(_CARRIED):
            return Problem.CARRIES_FILES
        rest = chain((first,), iter(lambda: file.read(_CHUNK), b""))
        if not _looks_like_xml(part.filename, first):
            deque(rest, maxlen=0)
            return ()
        return _fields_of(rest) if kind is FileKind.OFD else _acts_in(rest, part.filename) or ()


def _look_at_book(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterable[Field] | Problem:
    """A chart's numbers are a sheet like any other, and nothing else."""
    found = inspect_package(package.read(part), is_within=True)
    if isinstance(found, Problem):
        return found
    return () if found.kind is FileKind.XLSX else Problem.CARRIES_FILES


def _looks_like_xml(name: str, first: bytes) -> bool:
    """A part's name binds no reader: what starts like XML may be the document itself."""
    return name.lower().endswith(_XML_NAMES) or starts_like_xml(first)


def _fields_of(chunks: Iterable[bytes]) -> Iterable[Field] | Problem:
    watch = FieldWatch()
    why = scan_xml(chunks, watch)
    return watch.fields if why is None else _PROBLEMS[why]


def _acts_in(chunks: Iterable[bytes], name: str) -> Problem | None:
    """What a part of an office document would do. Sheets are long; the lists of parts are not."""
    watch = OfficeWatch(MOST_ELEMENTS if _lists_parts(name) else None)
    why = scan_xml(chunks, watch)
    deque(chunks, maxlen=0)
    if watch.is_active:
        return Problem.ACTIVE
    if watch.carries_file:
        return Problem.CARRIES_FILES
    # Pictures (svg) and drawings (vml) are often no good XML, and no reader takes them for the document.
    return _PROBLEMS[why] if why is not None and name.lower().endswith(_XML_NAMES) else None


def _lists_parts(name: str) -> bool:
    return name == _TYPES or name.lower().endswith(".rels")
