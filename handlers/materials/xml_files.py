"""XML read as it streams by, without what it may do: no document type, bounded depth, elements and tokens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import NoReturn
from xml.parsers import expat

from handlers.materials.invoice_numbers import Field, is_of_invoice

_DEEPEST = 64
MOST_ELEMENTS = 200_000
_LONGEST_VALUE = 200
_LONGEST_TOKEN = 8 * 1024 * 1024
"""Bytes of one tag or attribute: Word writes pictures of half a megabyte into attributes."""

_INVOICES = frozenset({"einvoice", "invoice", "xbrl"})
"""Roots of 数电票, of the older 增值税电子发票, and of 电子凭证会计数据标准."""


class NotXml(Enum):
    """Why bytes are no XML that we read."""

    BROKEN = "broken"
    DOCTYPE = "doctype"
    TOO_MUCH = "too_much"


class _RefusedError(Exception):
    def __init__(self, why: NotXml) -> None:
        super().__init__(why.value)
        self.why = why


class Watch:
    """Sees every element go by. `most_elements` is None where their number is no sign of anything."""

    def __init__(self, most_elements: int | None = MOST_ELEMENTS) -> None:
        self._most = most_elements
        self._depth = 0
        self._count = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Count an element, and look at it by its name without namespace."""
        self._depth += 1
        self._count += 1
        if self._depth > _DEEPEST or (self._most is not None and self._count > self._most):
            raise _RefusedError(NotXml.TOO_MUCH)
        self.begin(name.rpartition(":")[2], attributes)

    def end(self, name: str) -> None:
        """Leave an element."""
        self._depth -= 1
        self.finish(name.rpartition(":")[2])

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Look at an element's start."""

    def finish(self, name: str) -> None:
        """Look at an element's end."""

    def say(self, text: str) -> None:
        """Look at words, or at a piece of them."""


class FieldWatch(Watch):
    """Keeps the short values that an invoice is told by, and the root's name. Nothing else is remembered."""

    def __init__(self) -> None:
        super().__init__()
        self.root = ""
        self.fields: list[Field] = []
        self._open: list[str] = []
        self._text: list[str] = []
        self._room = _LONGEST_VALUE

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Open a value."""
        self.root = self.root or name
        # An OFD names its values: <CustomData Name="发票号码">…</CustomData>.
        self._open.append(attributes.get("Name", name) if name == "CustomData" else name)
        self._clear()

    def finish(self, name: str) -> None:  # noqa: ARG002 -- an OFD's values go by another name
        """Keep a value, where it is one of those."""
        field = Field(self._open.pop(), "".join(self._text).strip())
        if field.value and self._room >= 0 and is_of_invoice(field):
            self.fields.append(field)
        self._clear()

    def say(self, text: str) -> None:
        """Collect a value as long as it is short."""
        self._room -= len(text)
        if self._room >= 0:
            self._text.append(text)

    def _clear(self) -> None:
        self._text.clear()
        self._room = _LONGEST_VALUE


def scan_xml(chunks: Iterable[bytes], watch: Watch) -> NotXml | None:
    """Read from the first to the last byte, or say why not; of all that goes by a token is held at most.

    A document type is refused where it begins, and only in one could entities be declared.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True  # a line end is a piece of its own otherwise
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = watch.start
    parser.EndElementHandler = watch.end
    parser.CharacterDataHandler = watch.say
    read = 0
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)  # noqa: FBT003 -- expat takes no keywords
            read += len(chunk)
            if read - parser.CurrentByteIndex > _LONGEST_TOKEN:
                return NotXml.TOO_MUCH
        parser.Parse(b"", True)  # noqa: FBT003 -- the same
    except _RefusedError as refused:
        return refused.why
    except (expat.ExpatError, ValueError, LookupError):  # LookupError: an encoding that nobody knows
        return NotXml.BROKEN
    return None


def _refuse(*_: object) -> NoReturn:
    raise _RefusedError(NotXml.DOCTYPE)


def is_invoice(watch: FieldWatch) -> bool:
    """Whether the root is one of the kinds of e-invoices."""
    return watch.root.lower() in _INVOICES


def starts_like_xml(head: bytes) -> bool:
    """Whether bytes begin as XML does, in whatever Unicode."""
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"").lstrip()[:1] == b"<"
