"""XML read without what it may do: no document type, no entities, bounded depth and number of elements."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import NoReturn
from xml.parsers import expat

from handlers.materials.invoices import Field

_DEEPEST = 64
_MOST_ELEMENTS = 200_000
_LONGEST_VALUE = 200

_ENTRIES = frozenset({"Relationship", "Override", "Default"})

_INVOICES = frozenset({"einvoice", "invoice", "xbrl"})
"""Roots of 数电票, of the older 增值税电子发票, and of 电子凭证会计数据标准."""


class NotXml(Enum):
    """Why bytes are no XML that we read."""

    BROKEN = "broken"
    DOCTYPE = "doctype"
    TOO_MUCH = "too_much"


@dataclass(frozen=True, slots=True)
class Xml:
    """What is read of it: the root's name without its namespace, and the elements that hold a short text only.

    `entries` are what a package's own lists say of each part, in lower case.
    """

    root: str
    fields: tuple[Field, ...]
    entries: tuple[frozenset[str], ...] = ()


class _RefusedError(Exception):
    def __init__(self, why: NotXml) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass
class _Reader:
    root: str = ""
    count: int = 0
    open: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    entries: list[frozenset[str]] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.open) >= _DEEPEST or self.count > _MOST_ELEMENTS:
            raise _RefusedError(NotXml.TOO_MUCH)
        local = name.rpartition(":")[2]
        self.root = self.root or local
        if local in _ENTRIES:
            self.entries.append(frozenset(value.lower() for value in attributes.values()))
        # An OFD names its values: <CustomData Name="发票号码">…</CustomData>.
        self.open.append(attributes.get("Name", local) if local == "CustomData" else local)
        self.text.clear()

    def end(self, _name: str) -> None:
        name = self.open.pop()
        value = "".join(self.text).strip()
        if value and len(value) <= _LONGEST_VALUE:
            self.fields.append(Field(name, value))
        self.text.clear()

    def say(self, text: str) -> None:
        self.text.append(text)


def _refuse(*_: object) -> NoReturn:
    raise _RefusedError(NotXml.DOCTYPE)


def read_xml(content: bytes) -> Xml | NotXml:
    """Read it from its first to its last byte, or say why not."""
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.say
    try:
        parser.Parse(content, True)  # noqa: FBT003 -- expat takes no keywords
    except _RefusedError as refused:
        return refused.why
    except (expat.ExpatError, ValueError, LookupError):  # LookupError: an encoding that nobody knows
        return NotXml.BROKEN
    return Xml(reader.root, tuple(reader.fields), tuple(reader.entries))


def is_invoice(xml: Xml) -> bool:
    """Whether the root is one of the kinds of e-invoices."""
    return xml.root.lower() in _INVOICES
