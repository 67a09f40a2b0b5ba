"""A stretch of the source as people should read it: no page furniture, no line breaks that cut a sentence."""

from __future__ import annotations

import re
from bisect import bisect_right

from policy_kb.documents.items import STARTS_ITEM
from policy_kb.documents.page import Page, Span, ends_sentence, is_junk, width
from policy_kb.expressions import lazy_compile
from policy_kb.numerals import HAN

_BREAK = lazy_compile(r"[ ]*\n\s*")
_TITLED = lazy_compile(rf"[ ]*(?:[{HAN} ]{{1,6}}、|\([{HAN}\d ]{{1,6}}\)|\d{{1,2}}[.、])[^。;:,!?\n]{{1,24}}")
_TITLED_ARTICLE = lazy_compile(r"[ ]*第[^\n条]{1,9}条[^。;:,!?、\n]{1,18}")
_INDENT = 2
_LONGEST_TITLED = 64


def clean(page: Page, span: Span) -> str:
    """The words without furniture, invisible characters and broken lines; only Latin words get a blank between."""
    return "".join(_pieces(page, span.start, span.end))


def paragraphs(page: Page, span: Span) -> list[str]:
    """The paragraphs (款) of a stretch, each cleaned."""
    starts = [
        span.start,
        *(b.end() for b in _BREAK.finditer(page.reading, span.start, span.end) if _stays(page, b)),
    ]
    ends = [*starts[1:], span.end]
    trimmed = (page.trim(start, end) for start, end in zip(starts, ends, strict=True))
    return [clean(page, part) for part in trimmed if part.end > part.start]


def line_breaks(page: Page, start: int, end: int) -> list[int]:
    """Where the paragraphs after the first begin."""
    return [b.end() for b in _BREAK.finditer(page.reading, start, end) if _stays(page, b)]


def _pieces(page: Page, start: int, end: int) -> list[str]:
    pieces: list[str] = []
    at = start
    for gap in _BREAK.finditer(page.reading, start, end):
        pieces.append(_visible(page, at, gap.start()))
        pieces.append(_visible(page, gap.start(), gap.end()) if _stays(page, gap) else _join(page, gap))
        at = gap.end()
    pieces.append(_visible(page, at, end))
    return pieces


def _stays(page: Page, gap: re.Match[str]) -> bool:
    """Whether a line break is the text's own: after a sentence, before an item or an indent, in a table."""
    reading, start, end = page.reading, gap.start(), gap.end()
    after_break = reading.rfind("\n", start, end) + 1
    indented = end - after_break >= page.margin + _INDENT and not _is_covered(page, after_break)
    if start == 0 or indented or STARTS_ITEM.match(reading, end):
        return True
    line = page.line_start(start)
    if ends_sentence(reading, start):
        return not _fills_line(page, line, gap)
    if start - line < _LONGEST_TITLED and not _holds_furniture(page, gap) and _is_titled(page, line, start):
        return True
    return "\t" in page.source[line:start][-400:] or "\t" in page.source[end : min(page.line_end(end), end + 400)]


def _is_titled(page: Page, line: int, end: int) -> bool:
    """Whether a line holds a number and a title, so that the text begins below it."""
    if page.has_titled_articles and _TITLED_ARTICLE.fullmatch(page.reading, line, end):
        return True
    return bool(_TITLED.fullmatch(page.reading, line, end))


def _fills_line(page: Page, line: int, gap: re.Match[str]) -> bool:
    """Whether a sentence merely ends where a wrapped line was full: likelier by far than a paragraph's end."""
    if not page.full_width or gap.start() - line > 4 * page.full_width or gap.group().count("\n") > 1:
        return False
    return width(page.reading[line : gap.start()].strip()) >= page.full_width


def _holds_furniture(page: Page, gap: re.Match[str]) -> bool:
    at = bisect_right(page.furniture, gap.start(), key=lambda span: span.end)
    return at < len(page.furniture) and page.furniture[at].start < gap.end()


def _is_covered(page: Page, offset: int) -> bool:
    at = bisect_right(page.furniture, offset, key=lambda span: span.start) - 1
    return at >= 0 and page.furniture[at].end > offset


def _join(page: Page, gap: re.Match[str]) -> str:
    left, right = page.reading[gap.start() - 1], page.reading[gap.end() : gap.end() + 1]
    return " " if _is_latin(left) and _is_latin(right) else ""


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _visible(page: Page, start: int, end: int) -> str:
    """The source's characters of a stretch without furniture and invisible characters."""
    at = bisect_right(page.furniture, start, key=lambda span: span.end)
    pieces: list[str] = []
    while at < len(page.furniture) and page.furniture[at].start < end:
        pieces.append(page.source[start : max(start, page.furniture[at].start)])
        start = page.furniture[at].end
        at += 1
    pieces.append(page.source[start:end] if start < end else "")
    text = "".join(pieces)
    return text if text.isprintable() else "".join(char for char in text if not is_junk(char))
