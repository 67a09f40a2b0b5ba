"""What a part of a docx or xlsx would do when the document is opened: macros, what is fetched, and DDE."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from handlers.materials.xml_files import Watch
from policy_kb.expressions import lazy_compile

_ACTIVE_TYPES = ("macroenabled", "vbaproject", "activex", "macrosheet")
_FETCHED = ("/oleobject", "/frame", "/subdocument")
_ON_REQUEST = ("/hyperlink", "/externallinkpath", "/video", "/audio", "/media")
"""Links that are followed when a person clicks or agrees, and not before."""
_PICTURE = "/image"
_WHOLE_FILE = "/afchunk"
_LINKS = frozenset({"ddeLink", "oleLink"})

_SHARE = lazy_compile(r"(?:file:)?(?:[\\/]{2}(?![\\/])|[\\/]{3,}+(?![a-z]:))")
"""Another machine's folder: whoever opens it is announced there with the account's password, as a hash."""
_ELSEWHERE = lazy_compile(rf"{_SHARE.pattern}|(?!file:)[a-z][a-z0-9+.-]+:")
"""What is fetched from another machine; a place on the author's own disk is not."""

_DDE = lazy_compile(r"\W*DDE", re.IGNORECASE)
_INSERTING = lazy_compile(r"\s*(?:INCLUDETEXT|LINK|IMPORT|DATABASE|RD)\b", re.IGNORECASE)
_DRAWING = lazy_compile(r"\s*INCLUDEPICTURE\b", re.IGNORECASE)
_ADDRESSED = lazy_compile(r"[\s\"“]+((?:file:|[a-z][a-z0-9+.-]+:)?[\\/]{2,}[^\s\"”]*)", re.IGNORECASE)
_LONGEST_INSTRUCTION = 400
"""Signs of a field's instruction that are looked at: its first word decides, and the address behind it."""

_FORMULAS = frozenset({"f", "definedName", "formula", "formula1", "formula2"})
_LONGEST_FORMULA = 8192
_QUOTED = lazy_compile(r"\"[^\"]*\"|'[^']*'")
_FETCHING = lazy_compile(r"\||\b(?:_xlfn\.)?(?:WEBSERVICE|RTD)\(", re.IGNORECASE)
"""In a formula: DDE is written program|'topic'!item, and no sign of reckoning is a bar."""
_TRUE = frozenset({"1", "true"})


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
        self._formula: str | None = None

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Look at a list's entry, at a field's beginning, middle or end, or at a formula's beginning."""
        self._formula = "" if name in _FORMULAS else None
        if name == "Relationship":
            self._relate(attributes)
        elif name in {"Override", "Default"}:
            self.is_active |= _is_active_type(attributes.get("ContentType", ""))
        elif name in _LINKS:
            self.is_active = True
        elif name == "connection":
            self.is_active |= attributes.get("refreshOnLoad", "").lower() in _TRUE
        elif name == "fldSimple":
            self.is_active |= _acts(_valued(attributes, "instr"))
        elif name == "fldChar":
            self._mark(_valued(attributes, "fldCharType"))
        elif name == "instrText":
            self._is_instruction = True

    def finish(self, name: str) -> None:
        """Leave the words of a field, or of a formula."""
        if name == "instrText":
            self._is_instruction = False
        if self._formula is not None:
            self.is_active |= bool(_FETCHING.search(_QUOTED.sub("", self._formula)))
            self._formula = None

    def say(self, text: str) -> None:
        """Put a field's instruction together: Word cuts it into as many pieces as somebody likes."""
        if self._formula is not None:
            self._formula += text[: _LONGEST_FORMULA - len(self._formula)]
        elif self._is_instruction and self._fields:
            field = self._fields[-1]
            field.instruction += text[: _LONGEST_INSTRUCTION - len(field.instruction)]
            self.is_active |= _acts(field.instruction)

    def _relate(self, attributes: Mapping[str, str]) -> None:
        kind, target = attributes.get("Type", "").lower(), attributes.get("Target", "").lower()
        is_outside = attributes.get("TargetMode", "").lower() == "external"
        self.is_active |= _is_active_type(kind) or (is_outside and _is_fetched(kind, unquote(target).strip()))
        self.carries_file |= kind.endswith(_WHOLE_FILE)

    def _mark(self, kind: str) -> None:
        if kind == "begin":
            # A first word that another field writes could become any word.
            self.is_active |= bool(self._fields) and _is_open(self._fields[-1])
            self._fields.append(_Field())
        elif self._fields and kind == "separate":
            self._fields[-1].is_result = True
        elif self._fields and kind == "end":
            self._fields.pop()


def _is_active_type(kind: str) -> bool:
    return any(mark in kind.lower() for mark in _ACTIVE_TYPES)


def _is_fetched(kind: str, target: str) -> bool:
    """Whether opening the document alone fetches it; a picture of the web is what pasting from there leaves."""
    if kind.endswith(_PICTURE):
        return bool(_SHARE.match(target))
    return kind.endswith(_FETCHED) or (not kind.endswith(_ON_REQUEST) and bool(_ELSEWHERE.match(target)))


def _acts(instruction: str) -> bool:
    """Whether a field starts a program, or brings in what lies on another machine."""
    if _DDE.match(instruction):
        return True
    places = [place.lower() for place in _ADDRESSED.findall(instruction)]
    if _INSERTING.match(instruction):
        return any(map(_ELSEWHERE.match, places))
    return bool(_DRAWING.match(instruction)) and any(map(_SHARE.match, places))


def _is_open(field: _Field) -> bool:
    """Whether another field could write its first word, or what it brings in."""
    words = field.instruction.lstrip()
    return not field.is_result and (not words or words.isalpha() or bool(_INSERTING.match(words)))


def _valued(attributes: Mapping[str, str], name: str) -> str:
    """An attribute's value, whatever prefix the namespace has."""
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), "")
