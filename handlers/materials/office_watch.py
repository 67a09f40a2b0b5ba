"""What a part of a docx or xlsx would do when the document is opened: macros, what is fetched, and DDE."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from handlers.materials.xml_files import Watch

_ACTIVE_TYPES = ("macroenabled", "vbaproject", "activex", "macrosheet")
_FETCHED = ("/oleobject", "/frame", "/subdocument")
_TEMPLATE = "/attachedtemplate"
_WHOLE_FILE = "/afchunk"
_LINKS = frozenset({"ddeLink", "oleLink"})

_ON_THIS_DISK = re.compile(r"(?:file:///)?[a-z]:[\\/]|[^:\\/]+\Z")
"""A template's own place on its author's disk, as Word writes it: opening the document fetches nothing."""

_DDE = re.compile(r"\W*DDE", re.IGNORECASE)
_LONGEST_INSTRUCTION = 64
"""Signs of a field's instruction that are looked at: its first word decides."""


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    is_result: bool = False


class OfficeWatch(Watch):
    """Notes whether a part runs, or is fetched from elsewhere: a link to click on is neither."""

    def __init__(self, most_elements: int | None = None) -> None:
        super().__init__(most_elements)
        self.is_active = False
        self.carries_file = False
        self._fields: list[_Field] = []
        self._is_instruction = False

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Look at a list's entry, or at a field's beginning, middle or end."""
        if name == "Relationship":
            self._relate(attributes)
        elif name in {"Override", "Default"}:
            self.is_active |= _is_active_type(attributes.get("ContentType", ""))
        elif name in _LINKS:
            self.is_active = True
        elif name == "fldSimple":
            self.is_active |= bool(_DDE.match(_valued(attributes, "instr")))
        elif name == "fldChar":
            self._mark(_valued(attributes, "fldCharType"))
        elif name == "instrText":
            self._is_instruction = True

    def finish(self, name: str) -> None:
        """Leave the words of a field."""
        if name == "instrText":
            self._is_instruction = False

    def say(self, text: str) -> None:
        """Put a field's instruction together: Word cuts it into as many pieces as somebody likes."""
        if self._is_instruction and self._fields:
            field = self._fields[-1]
            field.instruction += text[: _LONGEST_INSTRUCTION - len(field.instruction)]
            self.is_active |= bool(_DDE.match(field.instruction))

    def _relate(self, attributes: Mapping[str, str]) -> None:
        kind, target = attributes.get("Type", "").lower(), attributes.get("Target", "").lower()
        is_outside = attributes.get("TargetMode", "").lower() == "external"
        self.is_active |= _is_active_type(kind) or (is_outside and kind.endswith(_FETCHED))
        self.is_active |= is_outside and kind.endswith(_TEMPLATE) and not _ON_THIS_DISK.match(target)
        self.carries_file |= kind.endswith(_WHOLE_FILE)

    def _mark(self, kind: str) -> None:
        if kind == "begin":
            # A first word that another field writes could become any word.
            self.is_active |= bool(self._fields) and _is_open_word(self._fields[-1])
            self._fields.append(_Field())
        elif self._fields and kind == "separate":
            self._fields[-1].is_result = True
        elif self._fields and kind == "end":
            self._fields.pop()


def _is_active_type(kind: str) -> bool:
    return any(mark in kind.lower() for mark in _ACTIVE_TYPES)


def _is_open_word(field: _Field) -> bool:
    words = field.instruction.lstrip()
    return not field.is_result and (not words or words.isalpha())


def _valued(attributes: Mapping[str, str], name: str) -> str:
    """An attribute's value, whatever prefix the namespace has."""
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), "")
