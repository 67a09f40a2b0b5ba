"""XML read into dictionaries: elements by name, attributes left out."""

from __future__ import annotations

from typing import TypeAlias
from xml.parsers import expat

from policy_kb.expressions import lazy_compile

Element: TypeAlias = "str | dict[str, Element | list[Element]]"
"""The stripped text of an element, or the elements in it: a list where several have one name."""


_NOT_XML = lazy_compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Outside of the production `Char` of XML 1.0, section 2.2."""

_ONE = r"<([A-Za-z_]+)>(?:<!\[CDATA\[([^]\r]*)\]\]>|([^]<&\r]*))</\1>"
_LEAF = lazy_compile(_ONE)
"""An element with nothing but text in it. A carriage return, which XML reads as a line feed, is left to expat."""

_ROOT = "<xml>"
_LEAVES = lazy_compile(rf"{_ROOT}[ \t\n]*(?:{_ONE}[ \t\n]*)+</xml>")


def xml_characters(text: str) -> str:
    """The text without what XML cannot hold: nearly always all of it, which is sooner told than looked for."""
    return text if text.replace("\n", "").isprintable() else _NOT_XML.sub("", text)


def parse_elements(xml: str) -> dict[str, Element | list[Element]]:
    """The root element by its name. No entity may be declared: expanding them is how such a file attacks.

    The text holds what XML calls characters, and nothing else.

    Raises:
        ExpatError: it is no well-formed XML.
        ValueError: it declares an entity.
    """
    leaves = _read_leaves(xml)
    return _read_any(xml) if leaves is None else {"xml": leaves}


def _read_leaves(xml: str) -> dict[str, Element | list[Element]] | None:
    """Read what nearly every message is, elements of text with names of their own; None where it is more."""
    if _LEAVES.fullmatch(xml) is None:
        return None
    leaves = _LEAF.findall(xml, len(_ROOT))
    found: dict[str, Element | list[Element]] = {name: (quoted or plain).strip() for name, quoted, plain in leaves}
    return found if len(found) == len(leaves) else None


def _read_any(xml: str) -> dict[str, Element | list[Element]]:
    reader = _Reader()
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = reader.begin
    parser.CharacterDataHandler = reader.note
    parser.EndElementHandler = reader.end
    parser.EntityDeclHandler = _refuse_entity
    parser.Parse(xml, True)  # noqa: FBT003 -- the whole of it; expat takes no names
    return reader.found


class _Reader:
    """Hears of beginnings and ends; `found` is what stands in the element that is open."""

    def __init__(self) -> None:
        self.found: dict[str, Element | list[Element]] = {}
        self._around: list[dict[str, Element | list[Element]]] = []
        self._text = ""

    def begin(self, _name: str, _attributes: dict[str, str]) -> None:
        self._around.append(self.found)
        self.found, self._text = {}, ""

    def note(self, text: str) -> None:
        self._text += text

    def end(self, name: str) -> None:
        value = self.found or self._text.strip()
        self.found, self._text = self._around.pop(), ""
        before = self.found.get(name)
        if before is None:
            self.found[name] = value
        elif isinstance(before, list):
            before.append(value)
        else:
            self.found[name] = [before, value]


def _refuse_entity(*_declared: object) -> None:
    raise ValueError("entities are not read")
