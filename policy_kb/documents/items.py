"""The items of an article: （一） 1. （1） ① in any mixture, nested in the order in which styles appear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from policy_kb.documents.page import Page, ends_sentence
from policy_kb.expressions import lazy_compile
from policy_kb.numerals import HAN, to_int


class ItemStyle(StrEnum):
    """How an item is numbered."""

    HAN_PAREN = "（一）"
    HAN_COMMA = "一、"
    ARABIC = "1."
    ARABIC_PAREN = "（1）"
    HALF_PAREN = "1）"
    CIRCLE = "①"


_MARK = lazy_compile(
    rf"\( {{0,3}}(?P<hp>[{HAN}](?: {{0,2}}[{HAN}]){{0,4}}) {{0,3}}\)|\( {{0,3}}(?P<dp>\d{{1,2}}) {{0,3}}\)"
    rf"|(?P<hl>(?<![{HAN}(])[{HAN}]{{1,3}})(?P<hx> {{0,2}}\)| {{0,2}}、)"
    rf"|\((?P<ho>[{HAN}]{{1,3}})(?= )"
    r"|(?<![\d.A-Za-z(])(?P<dd>\d{1,2})(?P<dx> ?[.、](?![\d])|\))"
    r"|(?P<sym>[①-⑳⑴-⒇⒈-⒛㈠-㈩])"
)
_SYMBOLS = (
    ("①", "⑳", ItemStyle.CIRCLE),
    ("⑴", "⒇", ItemStyle.ARABIC_PAREN),
    ("⒈", "⒛", ItemStyle.ARABIC),
    ("㈠", "㈩", ItemStyle.HAN_PAREN),
)
_REFERENCE = lazy_compile(
    r" ?(?:[款项目](?=[规的、和及至到与或中所之以,;。)”第])"
    rf"|[、和及至到与或,] ?(?:第|\( ?[{HAN}\d])|所[称列述指]|规定的)"
)
_LEADS_ON = frozenset("第照按据依合反及和与或至到见由对")
_NEAR = 3

STARTS_ITEM = lazy_compile(
    rf"(?:\( {{0,3}}[{HAN}\d ]{{1,6}}\)|\([{HAN}]{{1,3}} "
    rf"|[{HAN}]{{1,3}} ?[、)]|\d{{1,2}} ?[.、)](?!\d)|[①-⑳⑴-⒇⒈-⒛㈠-㈩])"
)
"""How a line begins that opens an item."""


class ItemMark(Struct, frozen=True):
    """A place that opens an item; `end` is where its body starts, `depth` its level (1 is the highest)."""

    start: int
    end: int
    number: int
    depth: int
    expected: bool  # it continues its list, or begins one with 1


class _Candidate(Struct, frozen=True):
    start: int
    end: int
    number: int
    style: ItemStyle
    opens_line: bool
    closed_before: bool
    spaced_before: bool
    led_to: bool


def find_items(page: Page, start: int, end: int, without: ItemStyle | None = None) -> list[ItemMark]:
    """The marks of items in `[start, end)`, in order; `without` is the style of the articles themselves."""
    levels: list[tuple[ItemStyle, int]] = []
    marks: list[ItemMark] = []
    for candidate in _candidates(page, start, end):
        if candidate.style is without:
            continue
        depth = next((at for at, (style, _) in enumerate(levels) if style is candidate.style), len(levels))
        last = levels[depth][1] if depth < len(levels) else 0
        if not _opens_item(candidate, last):
            continue
        del levels[depth:]
        levels.append((candidate.style, candidate.number))
        expected = candidate.number == last + 1
        marks.append(ItemMark(candidate.start, candidate.end, candidate.number, depth + 1, expected))
    return marks


def _candidates(page: Page, start: int, end: int) -> Iterator[_Candidate]:
    reading = page.reading
    for match in _MARK.finditer(reading, start, end):
        style, number = _meaning(match)
        if number is None or _REFERENCE.match(reading, match.end(), end):
            continue
        before = max(start, page.before(match.start()))
        opens_line = before == start or "\n" in reading[before : match.start()]
        if (match["ho"] or match["hx"]) and "、" not in match.group() and not opens_line:
            continue  # half a bracket counts at a line's beginning alone: 之一) is no item
        yield _Candidate(
            start=match.start(),
            end=_after_blanks(reading, match.end(), end),
            number=number,
            style=style,
            opens_line=opens_line,
            closed_before=before == start or ends_sentence(reading, before, start),
            spaced_before=before < match.start(),
            led_to=reading[before - 1 : before] in _LEADS_ON if before > start else False,
        )


def _meaning(match: re.Match[str]) -> tuple[ItemStyle, int | None]:
    if match["sym"]:
        return next(
            (style, ord(match["sym"]) - ord(first) + 1)
            for first, last, style in _SYMBOLS
            if first <= match["sym"] <= last
        )
    if match["hp"] or match["ho"]:
        return ItemStyle.HAN_PAREN, to_int(match["hp"] or match["ho"])
    if match["hl"]:
        return (ItemStyle.HAN_COMMA if "、" in match["hx"] else ItemStyle.HAN_PAREN), to_int(match["hl"])
    if match["dp"]:
        return ItemStyle.ARABIC_PAREN, to_int(match["dp"])
    return (ItemStyle.HALF_PAREN if match["dx"] == ")" else ItemStyle.ARABIC), to_int(match["dd"])


def _opens_item(candidate: _Candidate, last: int) -> bool:
    """By order and place: at a line's beginning, or in order behind a finished sentence."""
    if candidate.led_to:
        return False
    if candidate.number == last + 1:
        return candidate.opens_line or candidate.closed_before or (candidate.spaced_before and last > 0)
    if candidate.number == 1:
        return candidate.opens_line or candidate.closed_before
    if not (candidate.opens_line and candidate.closed_before):
        return False
    near = last > 0 and candidate.number - last <= _NEAR
    return near or (candidate.style is ItemStyle.HAN_PAREN and candidate.number <= 2 * _NEAR)


def _after_blanks(reading: str, at: int, end: int) -> int:
    while at < end and reading[at].isspace():
        at += 1
    return at
