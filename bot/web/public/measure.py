"""The measure as a page shows it: its whole text in order, by chapter, each article and item with an anchor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from bot.web.public.verbatim import Line, Span, lines_of
from policy_kb.kb import PolicyKB
from policy_kb.labels import article_label
from policy_kb.models import Article, Item, Numbering, Regulation
from policy_kb.texts import no_such_article


def anchor_of(unit: str) -> str:
    """The anchor of an article or item: `article-7`, `item-7.3`; # cannot stand in one."""
    kind = "item" if "." in unit else "article"
    return f"{kind}-{unit.replace('#', '~')}"


class ShownArticle(Struct, frozen=True):
    """An article as printed. `mark` is its number as it stands in the text (第七条), `number` that as a line."""

    id: str
    label: str
    mark: str
    chapter: str
    number: tuple[Line, ...]
    lines: tuple[Line, ...]

    @property
    def anchor(self) -> str:
        """Where links to the article lead."""
        return anchor_of(self.id)


class Gap(Struct, frozen=True):
    """A number that the text leaves out: the page says so, in words of its own."""

    anchor: str
    label: str
    said: str


class Between(Struct, frozen=True):
    """What stands between two articles and is neither's: the heading of a part or a section."""

    lines: tuple[Line, ...]


Entry = ShownArticle | Gap | Between


class Chapter(Struct, frozen=True):
    """A heading and what stands below it; what stands above the first heading has none."""

    anchor: str
    heading: tuple[Line, ...]
    entries: tuple[Entry, ...]

    @property
    def title(self) -> str:
        """The heading in one line."""
        return " ".join(" ".join(line.text.split()) for line in self.heading)


class ShownMeasure(Struct, frozen=True):
    """Everything from the first line of the source to its last."""

    front: tuple[Line, ...]
    chapters: tuple[Chapter, ...]
    closing: tuple[Line, ...]


class MeasureText:
    """Lays out one document; marks are spans of its source."""

    def __init__(self, kb: PolicyKB) -> None:
        self._regulation = kb.regulation
        self.contents = kb.contents

    @property
    def source(self) -> str:
        """The text to which every offset points."""
        return self._regulation.source

    @property
    def title(self) -> str:
        """The document's title as printed, or empty."""
        return self._regulation.title

    @property
    def numbering(self) -> Numbering:
        """How its articles are numbered."""
        return self._regulation.numbering

    @property
    def gaps(self) -> tuple[str, ...]:
        """The numbers that the text leaves out."""
        return self._regulation.gaps

    @property
    def articles(self) -> Sequence[Article]:
        """The articles in their order."""
        return self._regulation.articles

    @cached_property
    def _places(self) -> Sequence[_Place]:
        return tuple(_places(self._regulation))

    @cached_property
    def _by_id(self) -> dict[str, _Place]:
        return {place.article.id: place for place in self._places}

    def article(self, unit: str, marks: Iterable[Span] = ()) -> ShownArticle | None:
        """The whole article that the unit belongs to, or None where there is none or a mark lies outside."""
        place = self._by_id.get(unit.partition(".")[0])
        marks = tuple(marks)
        if place is None:
            return None
        start, end = place.article.start, place.article.end
        if not all(start <= first <= last <= end for first, last in marks):
            return None
        return self._show(place, marks, is_linkable=False)

    def whole(self, marks: Iterable[Span] = ()) -> ShownMeasure:
        """The whole document."""
        marks = tuple(marks)
        if not self._places:
            return ShownMeasure(lines_of(self.source, (0, len(self.source)), marks=marks), (), ())
        front = lines_of(self.source, (0, self._places[0].above), marks=marks)
        closing = lines_of(self.source, (self._places[-1].article.end, len(self.source)), marks=marks)
        return ShownMeasure(front, tuple(self._chapters(marks)), closing)

    def _chapters(self, marks: tuple[Span, ...]) -> Iterator[Chapter]:
        heading, entries, count = tuple[Line, ...](), list[Entry](), 0
        gaps = list(self.gaps)
        for place in self._places:
            if between := lines_of(self.source, place.between, marks=marks):
                entries.append(Between(between))
            if place.above < place.at:
                if entries:
                    yield Chapter(f"chapter-{count}", heading, tuple(entries))
                heading = lines_of(self.source, (place.above, place.at), marks=marks)
                entries, count = [], count + 1
            while gaps and _order(gaps[0]) < _order(place.article.number):
                entries.append(_gap(gaps.pop(0), self.numbering))
            entries.append(self._show(place, marks, is_linkable=True))
        yield Chapter(f"chapter-{count}", heading, tuple(entries))

    def _show(self, place: _Place, marks: tuple[Span, ...], *, is_linkable: bool) -> ShownArticle:
        article = place.article
        inside = [mark for mark in marks if mark[0] < article.end and mark[1] > article.start]
        anchors = dict(_anchors(article.items)) if is_linkable else {}
        lines = lines_of(self.source, (article.start, article.end), marks=inside, anchors=anchors)
        number = lines_of(self.source, (place.at, article.start), marks=marks)
        label = article_label(article.number, self.numbering)
        return ShownArticle(article.id, label, place.mark, article.chapter, number, lines)


class _Place(Struct, frozen=True):
    """An article's surroundings: its number begins `at`, a new heading `above` that, if there is one."""

    article: Article
    between: Span
    above: int
    at: int
    mark: str


def _places(regulation: Regulation) -> Iterator[_Place]:
    before, chapter = 0, ""
    for article in regulation.articles:
        rows = regulation.source[before : article.start].split("\n")
        at = above = article.start - len(rows[-1])
        if article.chapter and article.chapter != chapter:
            above = max(before, _last_row(rows[:-1], at))
        between = (before, above) if before else (0, 0)  # what stands above the first is the front
        yield _Place(article, between, above, at, rows[-1].strip())
        before, chapter = article.end, article.chapter


def _last_row(rows: Sequence[str], end: int) -> int:
    """Where the last row with words begins, of rows that end at an offset."""
    start = end
    for row in reversed(rows):
        start -= len(row) + 1
        if row.strip():
            return start
    return end


def _anchors(items: Iterable[Item]) -> Iterator[tuple[int, str]]:
    for item in items:
        yield item.start, anchor_of(item.id)
        yield from _anchors(item.items)


def _gap(number: str, numbering: Numbering) -> Gap:
    label = article_label(number, numbering)
    return Gap(anchor_of(number), label, no_such_article(label=label))


def _order(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("-"))
