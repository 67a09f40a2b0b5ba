"""Any Chinese regulation → its articles, paragraphs and items, each with its place in the source."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import pairwise

from msgspec import Struct

from policy_kb.documents.bodies import build_body
from policy_kb.documents.chapters import Heading, Level
from policy_kb.documents.clean import clean
from policy_kb.documents.closing import closing_start
from policy_kb.documents.furniture import with_furniture
from policy_kb.documents.items import ItemMark, ItemStyle, find_items
from policy_kb.documents.marks import Mark
from policy_kb.documents.numbering import Numbered, find_gaps, find_warnings
from policy_kb.documents.outline import Outline, find_outline
from policy_kb.documents.page import Page, Span, read
from policy_kb.documents.title import find_title
from policy_kb.models import Article, Numbering, Regulation

_OWN_STYLE = {
    Numbering.SECTION: ItemStyle.HAN_COMMA,
    Numbering.PAREN: ItemStyle.HAN_PAREN,
    Numbering.ARABIC: ItemStyle.ARABIC,
}
"""In a document without 第…条, the style of its articles is no style of items."""


def parse(source: str) -> Regulation:
    """The structure of a regulation; whatever the text, nothing is raised and no character moves."""
    page = with_furniture(Page(source, read(source)))
    outline = find_outline(page)
    numbered = [_number(page, part, outline) for part in _parts(page, outline)]
    articles = tuple(one.article for one in numbered)
    first = min((mark.start for mark in outline.articles), default=0)
    return Regulation(
        title=find_title(page, _front_end(outline, first)),
        source=source,
        articles=articles,
        numbering=outline.style,
        gaps=find_gaps(numbered),
        warnings=find_warnings(page, outline, numbered),
    )


class _Part(Struct, frozen=True):
    """An article before it is built: its heading, its name, and the stretch of its body."""

    mark: Mark
    unit: str
    chapter: str
    body: Span


def _parts(page: Page, outline: Outline) -> list[_Part]:
    seen: Counter[tuple[int, int]] = Counter()
    starts = sorted([*(m.start for m in outline.articles), *(c.span.start for c in outline.chapters)])
    parts: list[_Part] = []
    labels = _labels(outline)
    last_ones = _last_articles(outline)
    for mark in outline.articles:
        seen[mark.key] += 1
        after = bisect_right(starts, mark.start)
        end = starts[after] if after < len(starts) else outline.annex
        end = min(end, outline.annex)
        if mark.start in last_ones:
            end = closing_start(page, mark.end, max(mark.end, end))
        body = page.trim(min(mark.end, end), end)
        parts.append(_Part(mark, _unit(mark, seen[mark.key]), labels[mark.start], body))
    return parts


def _last_articles(outline: Outline) -> set[int]:
    """Where the last article begins, and those before another regulation in the file starts with 第一条 again."""
    again = {mark.start for mark, after in pairwise(outline.articles) if after.number == 1 and mark.number > 1}
    return again | {mark.start for mark in outline.articles[-1:]}


def _unit(mark: Mark, times: int) -> str:
    number = f"{mark.number}-{mark.sub}" if mark.sub else str(mark.number)
    return f"{number}#{times}" if times > 1 else number


def _labels(outline: Outline) -> dict[int, str]:
    """The chapter of every article, by its offset: the nearest 章; 编 or 节 where there is no 章."""
    has_chapters = any(heading.level is Level.CHAPTER for heading in outline.chapters)
    labels: dict[int, str] = {}
    current, at = "", 0
    for mark in outline.articles:
        while at < len(outline.chapters) and outline.chapters[at].span.start < mark.start:
            current = _next_label(outline.chapters[at], current, has_chapters=has_chapters)
            at += 1
        labels[mark.start] = current
    return labels


def _next_label(heading: Heading, current: str, *, has_chapters: bool) -> str:
    if heading.level is Level.SECTION and has_chapters:
        return current
    return heading.label


def _number(page: Page, part: _Part, outline: Outline) -> Numbered:
    marks: list[ItemMark] = find_items(page, part.body.start, part.body.end, _OWN_STYLE.get(outline.style))
    body = build_body(page, part.unit, part.body, marks)
    article = Article(
        id=part.unit,
        number=part.unit.partition("#")[0],
        text=page.source[part.body.start : part.body.end],
        clean=clean(page, part.body),
        start=part.body.start,
        end=part.body.end,
        chapter=part.chapter,
        paragraphs=body.paragraphs,
        items=body.items,
    )
    return Numbered(part.mark, article, tuple(mark for mark in marks if not mark.expected), body.repeated)


def _front_end(outline: Outline, first: int) -> int:
    return min([first, *(chapter.span.start for chapter in outline.chapters)], default=first)
