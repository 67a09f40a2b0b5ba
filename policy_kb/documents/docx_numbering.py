"""Word's automatic numbers as text: what readers see before a paragraph (第三条) and the file only implies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from msgspec import Struct

from policy_kb.numerals import to_chinese

_VALUE = qn("w:val")
_MOST_LEVELS = 9
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "ideographDigital",
        "japaneseCounting",
        "chineseLegalSimplified",
        "koreanDigital2",
        "taiwaneseDigital",
    }
)
Element = Any
"""An element of lxml, which ships no types."""


class _Level(Struct, frozen=True):
    start: int
    style: str
    pattern: str
    suffix: str


@dataclass
class Numbering:
    """Counts the paragraphs of each list, as Word does while it lays a document out."""

    levels: dict[str, dict[int, _Level]]  # by list (numId)
    shared: dict[str, str]  # lists that count together: numId → abstractNumId
    by_style: dict[str, tuple[str, int]]
    counts: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document) -> Numbering:
        """The numbering of a document; one without lists labels nothing."""
        root = _numbering_root(document)
        levels, shared = _lists(root) if root is not None else ({}, {})
        return cls(levels, shared, _styles(document.styles.element))

    def label(self, paragraph: Element) -> str:
        """The number that stands before a paragraph, counted on; empty where none is shown."""
        number, level = self._place(paragraph)
        known = self.levels.get(number, {})
        if level not in known:
            return ""
        counts = self.counts.setdefault(self.shared[number], [0] * _MOST_LEVELS)
        counts[level] = counts[level] + 1 if counts[level] else known[level].start
        counts[level + 1 :] = [0] * (_MOST_LEVELS - level - 1)
        return _printed(known, counts, level)

    def _place(self, paragraph: Element) -> tuple[str, int]:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return self.by_style.get("", ("", 0))
        style = properties.find(qn("w:pStyle"))
        inherited = self.by_style.get(style.get(_VALUE) if style is not None else "", ("", 0))
        own = properties.find(qn("w:numPr"))
        return _reference(own, inherited) if own is not None else inherited


def _reference(element: Element, inherited: tuple[str, int]) -> tuple[str, int]:
    number, level = element.find(qn("w:numId")), element.find(qn("w:ilvl"))
    name = number.get(_VALUE) if number is not None else inherited[0]
    return name, _within(level.get(_VALUE)) if level is not None else inherited[1]


def _within(level: str) -> int:
    return min(max(int(level), 0), _MOST_LEVELS - 1)


def _printed(known: dict[int, _Level], counts: list[int], level: int) -> str:
    def shown(match: re.Match[str]) -> str:
        at = int(match.group(1)) - 1
        if at not in known:
            return ""
        return _numeral(counts[at] or known[at].start, known[at].style)

    own = known[level]
    if own.style in {"bullet", "none"}:
        return ""
    text = re.sub(r"%([1-9])", shown, own.pattern)
    return text + ("" if own.suffix == "nothing" or not text else " ")


def _numeral(number: int, style: str) -> str:
    if style in _CHINESE:
        return to_chinese(number)
    if style.startswith("decimalEnclosedCircle"):
        return _CIRCLES[number - 1] if number <= len(_CIRCLES) else str(number)
    if style in {"lowerLetter", "upperLetter"} and number <= 26:  # noqa: PLR2004 - the alphabet
        return chr(ord("a" if style == "lowerLetter" else "A") + number - 1)
    return str(number)


def _numbering_root(document: Document) -> Element:
    try:
        part = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        return None
    return part.element  # type: ignore[attr-defined] # a NumberingPart, typed as its base


def _lists(root: Element) -> tuple[dict[str, dict[int, _Level]], dict[str, str]]:
    abstract = {
        one.get(qn("w:abstractNumId")): dict(_read_levels(one)) for one in root.findall(qn("w:abstractNum"))
    }
    levels: dict[str, dict[int, _Level]] = {}
    shared: dict[str, str] = {}
    for one in root.findall(qn("w:num")):
        base = one.find(qn("w:abstractNumId")).get(_VALUE)
        overrides = dict(_overrides(one, abstract.get(base, {})))
        levels[one.get(qn("w:numId"))] = abstract.get(base, {}) | overrides
        shared[one.get(qn("w:numId"))] = f"{base}/{one.get(qn('w:numId'))}" if overrides else base
    return levels, shared


def _read_levels(parent: Element) -> Iterator[tuple[int, _Level]]:
    for level in parent.findall(qn("w:lvl")):
        yield (
            _within(level.get(qn("w:ilvl"))),
            _Level(
                start=int(_value(level, "w:start", "1")),
                style=_value(level, "w:numFmt", "decimal"),
                pattern=_value(level, "w:lvlText", ""),
                suffix=_value(level, "w:suff", "tab"),
            ),
        )


def _overrides(number: Element, base: dict[int, _Level]) -> Iterator[tuple[int, _Level]]:
    for override in number.findall(qn("w:lvlOverride")):
        yield from _read_levels(override)
        at, start = _within(override.get(qn("w:ilvl"))), override.find(qn("w:startOverride"))
        if start is not None and at in base:
            yield at, _Level(int(start.get(_VALUE)), base[at].style, base[at].pattern, base[at].suffix)


def _value(parent: Element, name: str, default: str) -> str:
    element = parent.find(qn(name))
    return element.get(_VALUE, default) if element is not None else default


def _styles(root: Element) -> dict[str, tuple[str, int]]:
    """The list of every paragraph style that has one, its own or inherited; the default style goes by “”."""
    styles = {
        one.get(qn("w:styleId")): one
        for one in root.findall(qn("w:style"))
        if one.get(qn("w:type")) == "paragraph"
    }
    found = {name: place for name in styles if (place := _style_place(styles, name))}
    default = next((name for name, one in styles.items() if one.get(qn("w:default")) in {"1", "true"}), "")
    return found | ({"": found[default]} if default in found else {})


def _style_place(styles: dict[str, Element], name: str) -> tuple[str, int] | None:
    seen: set[str] = set()
    while name in styles and name not in seen:
        seen.add(name)
        own = styles[name].find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if own is not None:
            return _reference(own, ("", 0))
        base = styles[name].find(qn("w:basedOn"))
        name = base.get(_VALUE) if base is not None else ""
    return None
