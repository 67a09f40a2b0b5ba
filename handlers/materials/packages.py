"""Packages of parts in a ZIP: docx, xlsx and ofd, told by their parts and looked through part by part."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from handlers.materials.files import FileKind, Findings, Problem
from handlers.materials.invoices import Field, number_in_fields
from handlers.materials.xml_files import NotXml, Xml, read_xml

_MOST_PARTS = 3000
_MOST_TOGETHER = 150 * 1024 * 1024
_CHUNK = 256 * 1024

_MAIN_PARTS = {
    "word/document.xml": FileKind.DOCX,
    "xl/workbook.xml": FileKind.XLSX,
    "OFD.xml": FileKind.OFD,
}
_TYPES = "[Content_Types].xml"
_ENCRYPTED_FLAG = 0x1

_CARRIED = (b"PK\x03\x04", b"PK\x05\x06", b"%PDF-", b"MZ", b"\x7fELF", b"Rar!", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0")
_ACTIVE_PARTS = ("vbaproject.bin", "vbadata.xml", "activex/", "macrosheets/", "customui/")
_ACTIVE_TYPES = ("macroenabled", "vbaproject", "activex")
_FETCHED = ("/attachedtemplate", "/oleobject", "/frame", "/subdocument")

_PROBLEMS = {
    NotXml.TOO_MUCH: Problem.BOMB,
    NotXml.DOCTYPE: Problem.ACTIVE,
    NotXml.BROKEN: Problem.DAMAGED,
}

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


def inspect_package(path: Path) -> Findings | Problem:
    """Tell which package a ZIP is, and read every part of it within bounds."""
    try:
        with zipfile.ZipFile(path) as package:
            return _inspect(package)
    except _BROKEN:
        return Problem.DAMAGED


def _inspect(package: zipfile.ZipFile) -> Findings | Problem:
    parts = [part for part in package.infolist() if not part.is_dir()]
    kind = _kind_of([part.filename for part in parts])
    if kind is None:
        return Problem.ARCHIVE
    problem = _outer_problem(parts)
    if problem is not None:
        return problem
    fields: list[Field] = []
    left = _MOST_TOGETHER
    for part in parts:
        read = _read(package, part, left)
        if isinstance(read, Problem):
            return read
        left -= len(read)
        found = _inner(part.filename, read, kind)
        if isinstance(found, Problem):
            return found
        fields += found
    return Findings(kind, invoice=number_in_fields(fields) if kind is FileKind.OFD else None)


def _kind_of(names: list[str]) -> FileKind | None:
    kinds = {kind for name, kind in _MAIN_PARTS.items() if name in names}
    if len(kinds) != 1:
        return None
    (kind,) = kinds
    return kind if kind is FileKind.OFD or _TYPES in names else None


def _outer_problem(parts: list[zipfile.ZipInfo]) -> Problem | None:
    """What the table of contents says already."""
    names = [part.filename.lower() for part in parts]
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        return Problem.ENCRYPTED
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_TOGETHER:
        return Problem.BOMB
    if len(set(names)) != len(names) or any(map(_leaves_folder, names)):
        return Problem.DAMAGED
    if any(mark in name for name in names for mark in _ACTIVE_PARTS):
        return Problem.ACTIVE
    return None


def _leaves_folder(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _read(package: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> bytes | Problem:
    """A part's bytes, never more than the table of contents promised and the package has left."""
    content = bytearray()
    with package.open(part) as file:
        for chunk in iter(lambda: file.read(_CHUNK), b""):
            content += chunk
            if len(content) > left:
                return Problem.BOMB
    return bytes(content)


def _inner(name: str, content: bytes, kind: FileKind) -> tuple[Field, ...] | Problem:
    """What one part is: its fields where it is an OFD's XML."""
    if content.startswith(_CARRIED):
        return Problem.CARRIES_FILES
    if not name.lower().endswith((".xml", ".rels")):
        return ()
    read = read_xml(content)
    if isinstance(read, Xml):
        if any(map(_is_active, read.entries)):
            return Problem.ACTIVE
        return read.fields if kind is FileKind.OFD else ()
    if read is NotXml.TOO_MUCH and kind is not FileKind.OFD and not _lists_parts(name):
        return ()  # sheets are long; what is forbidden stands in front of them or in lists of parts
    return _PROBLEMS[read]


def _lists_parts(name: str) -> bool:
    return name == _TYPES or name.lower().endswith(".rels")


def _is_active(entry: frozenset[str]) -> bool:
    """Whether a part runs, or is fetched from elsewhere by opening the document: a link to click on is neither."""
    return any(
        any(mark in value for mark in _ACTIVE_TYPES) or ("external" in entry and value.endswith(_FETCHED))
        for value in entry
    )
