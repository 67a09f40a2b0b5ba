"""Which of the marks are headings: by their order, their place and what stands around each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from policy_kb.documents.chapters import Heading, contents_end, find_chapters, is_contents_line, plain_chapters
from policy_kb.documents.marks import Mark, find_marks
from policy_kb.documents.page import Page
from policy_kb.expressions import lazy_compile
from policy_kb.models import Numbering

_COUNT = r" {0,4}[\d一二三四五六七八九十]{0,3} {0,4}"
_ANNEX = lazy_compile(rf"^[ 【\[]*附(?: {{0,4}}[件表录]{_COUNT}| {{0,4}}(?=:))", re.MULTILINE)
_SPOKEN_OF = lazy_compile(r"[中的所规要应列及与和内为以]")
_NEAR = 3
_FEWEST_MARKS = 2
_SHORTEST_BODY = 40


class Outline(Struct, frozen=True):
    """The headings of a document; `annex` is where an annex with its own articles begins, or the end."""

    style: Numbering
    articles: tuple[Mark, ...]
    chapters: tuple[Heading, ...]
    annex: int
    contents: bool  # a contents list was passed over
    ignored: tuple[Mark, ...]  # looked like headings of articles, and are out of order
    in_annex: tuple[Mark, ...]


def find_outline(page: Page) -> Outline:
    """The headings by which the document is divided."""
    chapters = find_chapters(page)
    outline = _outline(page, Numbering.ARTICLE, chapters)
    if outline.articles:
        plain = outline.chapters or plain_chapters(page, [mark.start for mark in outline.articles])
        return replace(outline, chapters=tuple(plain))
    for style in (Numbering.SECTION, Numbering.PAREN, Numbering.ARABIC):
        other = _outline(page, style, chapters)
        if len(other.articles) >= _FEWEST_MARKS:
            return other
    return outline


def annex_starts(page: Page, start: int, end: int) -> list[int]:
    """Where lines open an annex (附件, 附表, 附录, 附：)."""
    return [
        m.start() for m in _ANNEX.finditer(page.reading, start, end) if not _SPOKEN_OF.match(page.reading, m.end())
    ]


def _outline(page: Page, style: Numbering, chapters: list[Heading]) -> Outline:
    marks = [mark for mark in find_marks(page, style) if not is_contents_line(page, mark.start)]
    opening = [(mark.start, mark.key) for mark in marks if mark.opens_line and not mark.referred]
    skipped = contents_end(page, chapters, opening)
    listed = _unmarked_contents(page, [m for m in marks if m.start >= skipped], style)
    skipped = max(skipped, listed)
    chooser = _Chooser(
        [m for m in marks if m.start >= skipped], chapters, annex_starts(page, 0, len(page.reading))
    )
    chooser.run()
    return Outline(
        style=style,
        articles=tuple(chooser.chosen),
        chapters=tuple(c for c in chapters if c.span.start >= skipped),
        annex=chooser.annex if chooser.annex is not None else len(page.reading),
        contents=skipped > 0,
        ignored=tuple(chooser.ignored),
        in_annex=tuple(chooser.in_annex),
    )


def _unmarked_contents(page: Page, marks: list[Mark], style: Numbering) -> int:
    """Where a contents list without its title ends: first a run of bare headings, then the same numbers again."""
    if style is not Numbering.ARTICLE:
        return 0
    strong = [mark for mark in marks if mark.opens_line and not (mark.referred or mark.quoted)]
    first = strong[0].key if strong else None
    again = next((at for at, mark in enumerate(strong) if at and mark.key == first), 0)
    if again < _FEWEST_MARKS:
        return 0
    bounds = [mark.end for mark in strong[:again]]
    bare = all(_is_bare(page.reading[end : page.line_end(end)]) for end in bounds)
    return strong[again].start if bare else 0


def _is_bare(title: str) -> bool:
    return len(title.strip()) <= _SHORTEST_BODY and not re.search("[。;:,!?]", title)


class _Chooser:
    """Walks the marks in order and keeps what is a heading; each rule is one method."""

    def __init__(self, marks: list[Mark], chapters: Iterable[Heading], annexes: list[int]) -> None:
        self._marks = marks
        self._after_chapter = {chapter.span.end for chapter in chapters}
        self._annexes = annexes
        strong = [m for m in marks if m.opens_line and not (m.referred or m.quoted or m.doubtful)]
        self._last_at = {mark.key: mark.start for mark in strong}
        self._first_one = next((m.start for m in strong if m.number == 1), None)
        habits = Counter(mark.separated for mark in marks if mark.closed_before and not mark.referred)
        self._sets_apart = habits[True] >= habits[False]
        self._last: Mark | None = None
        self.chosen: list[Mark] = []
        self.ignored: list[Mark] = []
        self.in_annex: list[Mark] = []
        self.annex: int | None = None

    def run(self) -> None:
        for mark in self._marks:
            if mark.referred or (mark.quoted and not self._quote_is_broken(mark)):
                continue
            if mark.doubtful and self._last_at.get(mark.key, -1) > mark.start:
                continue
            if self.annex is not None or self._opens_annex(mark):
                self.in_annex += [mark] if mark.opens_line else []
            elif self._is_heading(mark):
                self.chosen.append(mark)
                self._last = mark
            elif mark.opens_line and mark.separated and self._last is not None:
                self.ignored.append(mark)

    def _quote_is_broken(self, mark: Mark) -> bool:
        """A heading in order inside a quotation that someone forgot to close, and nowhere else."""
        in_order = self._last is not None and mark.opens_line and mark.separated and self._follows(mark)
        return in_order and mark.closed_before and self._last_at.get(mark.key, -1) < mark.start

    def _opens_annex(self, mark: Mark) -> bool:
        """Whether the numbering does not go on behind a line 附件: then it is the annex's own."""
        if self._last is None or not mark.opens_line or self._is_near(mark):
            return False
        starts = [start for start in self._annexes if self._last.end <= start < mark.start]
        goes_on = self._last_at.get((self._last.number + 1, 0), -1) > mark.start
        if starts and (mark.number == 1 or not goes_on):
            self.annex = starts[0]
        return self.annex is not None

    def _is_heading(self, mark: Mark) -> bool:
        opens = mark.opens_line or self._follows_chapter(mark)
        if self._last is None:
            return self._is_first(mark, opens=opens)
        if not opens:
            return self._is_heading_inside_line(mark)
        if self._follows(mark):
            return mark.closed_before or (mark.separated and not mark.led_to) or self._follows_chapter(mark)
        if mark.number > self._last.number:
            return self._may_skip_to(mark)
        closed = mark.closed_before or self._follows_chapter(mark) or self._begins_another(mark)
        return closed and (mark.separated or not self._sets_apart)

    def _begins_another(self, mark: Mark) -> bool:
        """Whether a second regulation of the file begins: 第一条 under a title, with 第二条 behind it."""
        return mark.number == 1 and not mark.led_to and self._last_at.get((2, 0), -1) > mark.start

    def _is_first(self, mark: Mark, *, opens: bool) -> bool:
        if mark.number != 1 and self._first_one is not None and self._first_one > mark.start:
            return False
        return opens or (mark.separated and not mark.led_to and mark.number == 1)

    def _is_heading_inside_line(self, mark: Mark) -> bool:
        if mark.led_to:
            return False
        if self._follows(mark):
            return mark.closed_before or (mark.separated and mark.spaced_before)
        return mark.closed_before and self._is_near(mark) and (mark.separated or not self._sets_apart)

    def _may_skip_to(self, mark: Mark) -> bool:
        if mark.closed_before or self._follows_chapter(mark):
            return mark.separated or not self._sets_apart or self._is_near(mark)
        return mark.separated and not mark.led_to and self._is_near(mark)

    def _follows(self, mark: Mark) -> bool:
        last = self._last
        return last is not None and mark.key in {(last.number + 1, 0), (last.number, last.sub + 1)}

    def _is_near(self, mark: Mark) -> bool:
        return self._last is not None and 0 < mark.number - self._last.number <= _NEAR

    def _follows_chapter(self, mark: Mark) -> bool:
        return mark.text_before in self._after_chapter
