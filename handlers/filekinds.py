"""What a file turned out to be, by its content alone: a kind of the allow-list, or why it is refused."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class FileKind(StrEnum):
    """What is taken. The values are the words shown to people."""

    PDF = "PDF"
    JPEG = "JPG"
    PNG = "PNG"
    DOCX = "DOCX"
    XLSX = "XLSX"
    OFD = "OFD"
    XML = "XML"


MEDIA_TYPES: dict[FileKind, str] = {
    FileKind.PDF: "application/pdf",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.OFD: "application/ofd",
    FileKind.XML: "application/xml",
}
"""What rows and downloads say."""


class Problem(StrEnum):
    """Why a file is not taken; each has its sentence in the catalogue."""

    NOT_A_FILE = "not_a_file"  # a voice, a place, a link
    NO_WAY = "no_way"  # this channel brings no files
    GONE = "gone"  # the platform does not have it any more
    NOT_THERE = "not_there"  # no file under this path (terminal)
    UNREACHED = "unreached"  # the platform did not answer
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNKNOWN = "unknown"  # no kind of the allow-list
    HEIC = "heic"
    OLD_OFFICE = "old_office"  # doc, xls, wps
    ARCHIVE = "archive"
    PROGRAM = "program"
    FILM = "film"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    ACTIVE = "active"  # scripts, launch actions, macros
    CARRIES_FILES = "carries_files"  # other files within
    BOMB = "bomb"  # swells when it is opened
    TOO_MANY_PIXELS = "too_many_pixels"
    NOT_AN_INVOICE = "not_an_invoice"  # XML of another kind
    CARD = "card"  # looks like an identity card or a bank card, and none was asked for
    TOO_SLOW = "too_slow"  # nobody waits that long for a check
    BUSY = "busy"  # so many wait for theirs that nobody should wait behind them
    UNCHECKED = "unchecked"  # a fault of ours: nothing is kept that was not looked into
    REPEATED = "repeated"  # the same file stands there already
    TOO_MANY = "too_many"
    DRAFT_FULL = "draft_full"
    DAY_FULL = "day_full"  # so much comes from nobody on a day
    NO_DRAFT = "no_draft"  # sent, cancelled, run out, or not of this firm


class Findings(Struct, frozen=True):
    """A file that may be taken. `copy` is a picture to look at, where one could be made."""

    kind: FileKind
    copy: bytes | None = None
    invoice: str | None = None


class Trace(StrEnum):
    """What a file tells of its making: what a reporter may not want to hand in with it."""

    PLACE = "place"
    TIME = "time"
    DEVICE = "device"
    AUTHOR = "author"
    PROGRAM = "program"
    REMARKS = "remarks"  # text beside the picture, in whatever form


class Stripped(Struct, frozen=True):
    """A file that may be taken, and its copy without traces: None where none can be made of its kind.

    `suffix` is of the copy's name.
    """

    copy: bytes | None
    suffix: str
    traces: tuple[Trace, ...]
