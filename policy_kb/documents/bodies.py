"""The inside of one article: its items as passages, nested, and its own paragraphs without them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from policy_kb.documents.clean import clean, line_breaks, paragraphs
from policy_kb.documents.items import ItemMark
from policy_kb.documents.page import TERMINAL, Page, Span
from policy_kb.models import Item


class Body(Struct, frozen=True):
    """What an article holds; `repeated` are the items whose number came before in the same list."""

    items: tuple[Item, ...]
    paragraphs: tuple[str, ...]
    repeated: tuple[Item, ...]


def build_body(page: Page, unit: str, span: Span, marks: list[ItemMark]) -> Body:
    """The passages between an article's heading and its end."""
    if not marks:
        return Body((), tuple(paragraphs(page, span)), ())
    after = _after_items(page, span, marks)
    interludes = dict(_interludes(page, marks))
    tree = _Tree(page, after, interludes)
    items = tree.build(unit, marks, 1)
    own = [(span.start, marks[0].start), *((start, head) for head, start in interludes.items()), (after, span.end)]
    words = [one for start, end in own for one in paragraphs(page, page.trim(start, end))]
    return Body(items, tuple(words), tuple(tree.repeated))


class _Tree(Struct):
    """Builds items from marks; `end` is where the last of them ends."""

    page: Page
    end: int
    interludes: dict[int, int]
    repeated: list[Item] = []

    def build(self, parent: str, marks: list[ItemMark], depth: int) -> tuple[Item, ...]:
        heads = [at for at, mark in enumerate(marks) if mark.depth == depth]
        seen: dict[int, int] = {}
        return tuple(
            self._item(parent, marks[at], marks[at + 1 : after], self._bound(marks, after), seen)
            for at, after in zip(heads, [*heads[1:], len(marks)], strict=True)
        )

    def _bound(self, marks: list[ItemMark], after: int) -> int:
        if after == len(marks):
            return self.end
        start = marks[after].start
        return self.interludes.get(start, start)

    def _item(self, parent: str, mark: ItemMark, below: list[ItemMark], bound: int, seen: dict[int, int]) -> Item:
        seen[mark.number] = times = seen.get(mark.number, 0) + 1
        unit = f"{parent}.{mark.number}" + (f"#{times}" if times > 1 else "")
        span = self.page.trim(min(mark.end, bound), bound)
        inner = _Tree(self.page, bound, self.interludes, self.repeated)
        item = Item(
            id=unit,
            number=str(mark.number),
            text=self.page.source[span.start : span.end],
            clean=clean(self.page, span),
            start=span.start,
            end=span.end,
            items=inner.build(unit, below, mark.depth + 1) if below else (),
        )
        if times > 1:
            self.repeated.append(item)
        return item


def _interludes(page: Page, marks: list[ItemMark]) -> Iterator[tuple[int, int]]:
    """Paragraphs that introduce a second list of an article: the list's first mark, and where they begin."""
    for earlier, mark in pairwise(marks):
        if mark.depth == 1 and mark.number == 1:
            breaks = line_breaks(page, earlier.end, page.before(mark.start))
            if breaks:
                yield mark.start, breaks[-1]


def _after_items(page: Page, span: Span, marks: list[ItemMark]) -> int:
    """Where the article goes on for itself behind its items, or its end.

    In lists of statutes the line after the last item is a paragraph of the article. Where items before it had
    several paragraphs themselves, it belongs to the last item as well.
    """
    breaks = line_breaks(page, marks[-1].end, span.end)
    if (
        not breaks
        or not page.reading[breaks[0] : span.end].strip()
        or "\t" in page.source[breaks[0] : span.end][:400]
    ):
        return span.end
    if page.reading[page.before(breaks[0]) - 1] not in TERMINAL - {";", ":"}:
        return span.end
    several = any(line_breaks(page, start, end) for start, end in _inner(page, marks))
    return span.end if several else breaks[0]


def _inner(page: Page, marks: list[ItemMark]) -> Iterator[tuple[int, int]]:
    """The stretches of all items but the last, each up to the next mark."""
    for mark, following in pairwise(marks):
        yield mark.end, page.before(following.start)
