"""Headings of 编, 章 and 节, and the lines of a contents list that only repeat them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from policy_kb.documents.marks import LEADS_ON, Quotes
from policy_kb.documents.page import Page, Span, ends_sentence, is_junk
from policy_kb.expressions import lazy_compile
from policy_kb.numerals import HAN, HAN_OR_DASH, to_int

_GAP = " {0,4}"
_NUMBER = rf"[{HAN_OR_DASH}\d](?:{_GAP}[{HAN_OR_DASH}\d]){{0,7}}"
_HEADING = lazy_compile(rf"第{_GAP}(?P<number>{_NUMBER}){_GAP}(?P<level>分编|部分|[编章节])")
_ANY_MARK = lazy_compile(rf"第{_GAP}{_NUMBER}{_GAP}(?:分编|[编章节条])")
_REFERENCE = lazy_compile(r" {0,4}(?:规定|所[称列述指规]|的|[、和及至到与或,;)”》。]|中[的所规]|以[上下]|课)")
_LONGEST = 60
_LONGEST_NEXT_LINE = 30
_SENTENCE = lazy_compile(r"[。,;:!?]")
_LEADER = " .…·•_—0123456789()"
_DOTS = frozenset(".…·•_—")
_FEWEST_DOTS = 3
_PLAIN = lazy_compile(
    rf"(?P<number>[{HAN}]{{1,3}}) {{0,3}}[、.] {{0,3}}[^。,;:!?\n]{{2,24}}|(?:总|附|罚) {{0,6}}则|法律责任"
)
_CONTENTS_TITLE = lazy_compile(r"^[ ]*目 {0,8}[录次] *$", re.MULTILINE)


class Level(StrEnum):
    """The three kinds of heading above articles."""

    PART = "编"
    CHAPTER = "章"
    SECTION = "节"


_LEVELS = {"章": Level.CHAPTER, "节": Level.SECTION}


class Heading(Struct, frozen=True):
    """A heading above articles, with its place and its words as printed (blanks levelled)."""

    span: Span
    level: Level
    number: int
    label: str


def find_chapters(page: Page) -> list[Heading]:
    """Every heading of a 编, 章 or 节, contents lists included."""
    quotes = Quotes(page.reading)
    return [heading for heading in _candidates(page) if not quotes.hold(heading.span.start)]


def contents_end(page: Page, chapters: list[Heading], articles: list[tuple[int, tuple[int, int]]]) -> int:
    """Where a contents list ends (0 without one): at the second coming of the first heading after “目录”."""
    title = _CONTENTS_TITLE.search(page.reading)
    if not title:
        return 0
    heads = [(h.span.start, f"{h.level}{h.number}") for h in chapters]
    heads += [(start, f"条{key}") for start, key in articles]
    after = sorted(head for head in heads if head[0] > title.end())
    again = [start for start, key in after[1:] if key == after[0][1]]
    return again[0] if again else 0


def is_contents_line(page: Page, offset: int) -> bool:
    """Whether the line runs out in dots and a page number."""
    end = page.line_end(offset)
    if end - offset > 4 * _LONGEST:
        return False
    line = page.reading[offset:end]
    leader = line[len(line.rstrip(_LEADER)) :]
    dots = sum(char in _DOTS for char in leader)
    numbered = leader.rstrip()[-1:].isdigit()
    return dots >= _FEWEST_DOTS or (numbered and (dots >= _FEWEST_DOTS - 1 or leader.startswith("   ")))


def plain_chapters(page: Page, articles: list[int]) -> list[Heading]:
    """Chapters without 第…章: lines right above an article that read 一、总则, or 附则 alone."""
    found: list[Heading] = []
    for start in articles:
        end = page.before(start)
        line = page.trim(max(page.line_start(end), end - _LONGEST), end)
        match = _PLAIN.fullmatch(page.reading, line.start, line.end)
        number = to_int(match["number"]) if match and match["number"] else len(found) + 1
        if match and number == len(found) + 1:
            found.append(Heading(line, Level.CHAPTER, number, printed(page, line)))
    return found


def _candidates(page: Page) -> Iterator[Heading]:
    for match in _HEADING.finditer(page.reading):
        number = to_int(match["number"])
        level = _LEVELS.get(match["level"], Level.PART)
        if number is None or is_contents_line(page, match.start()) or not _stands_alone(page, match):
            continue
        end = _title_end(page, match)
        if end is not None:
            span = page.trim(match.start(), end)
            yield Heading(span, level, number, printed(page, span))


def printed(page: Page, span: Span) -> str:
    """The words of a heading on one line, without furniture and invisible characters."""
    levelled = "".join(
        " " if blank.isspace() else char
        for char, blank in zip(
            page.source[span.start : span.end], page.reading[span.start : span.end], strict=True
        )
        if blank != " " or not is_junk(char)
    )
    return " ".join(levelled.split())


def _stands_alone(page: Page, match: re.Match[str]) -> bool:
    """Whether the mark opens a line or follows a finished sentence, and is not spoken of."""
    if _REFERENCE.match(page.reading, match.end()):
        return False
    before = page.before(match.start())
    if before == 0 or "\n" in page.reading[before : match.start()]:
        return True
    if _ANY_MARK.match(page.reading, match.end() + _blanks(page.reading, match.end())):
        return False
    if page.reading[before - 1] in LEADS_ON:
        return False
    ahead = page.reading[match.end() : match.end() + _LONGEST_NEXT_LINE]
    following = _ANY_MARK.search(ahead)
    leads_to_article = following is not None and not _SENTENCE.search(ahead, 0, following.start())
    return before < match.start() or leads_to_article or ends_sentence(page.reading, before)


def _blanks(reading: str, start: int) -> int:
    """How many spaces stand here (a few are enough to know)."""
    ahead = reading[start : start + 9]
    return len(ahead) - len(ahead.lstrip(" "))


def _title_end(page: Page, match: re.Match[str]) -> int | None:
    """Where the heading's words end: at the line's end or the next mark; None where a sentence follows."""
    reading = page.reading
    line_end = min(page.line_end(match.end()), match.end() + _LONGEST + 1)
    following = _ANY_MARK.search(reading, match.end(), line_end)
    end = following.start() if following else line_end
    if end - match.end() > _LONGEST or _SENTENCE.search(reading, match.end(), end):
        return None
    if reading[match.end() : end].strip() or following:
        return end
    return _title_on_next_line(page, end)


def _title_on_next_line(page: Page, end: int) -> int:
    """The end of a title that was set on the line below its 第…章, or the mark's own end."""
    start = page.trim(end, min(len(page.reading), end + _LONGEST)).start
    next_end = page.line_end(start)
    title = page.reading[start:next_end]
    is_title = 0 < len(title.strip()) <= _LONGEST_NEXT_LINE and not _SENTENCE.search(title)
    return next_end if is_title and not _ANY_MARK.search(title) and not re.match(r"\(|\w{1,3}、", title) else end
