"""What is odd about a document's numbers: gaps, repeats, backward steps, and what an operator should see."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct

from policy_kb.documents import texts
from policy_kb.documents.items import ItemMark
from policy_kb.documents.marks import Mark
from policy_kb.documents.outline import Outline
from policy_kb.documents.page import Page
from policy_kb.models import Article, Item, Numbering

_MOST_WARNINGS = 200  # nobody reads more of them


class Numbered(Struct, frozen=True):
    """An article beside the mark that opened it, its items out of order and its repeated items."""

    mark: Mark
    article: Article
    jumps: tuple[ItemMark, ...]
    repeated: tuple[Item, ...]


def find_gaps(numbered: list[Numbered]) -> tuple[str, ...]:
    """The numbers that are missing between the first and the last article, strays out of order set aside."""
    numbers = [one.mark.number for one in numbered]
    present = set(numbers)
    ordered = _longest_rise(numbers)
    return tuple(str(n) for n in range(ordered[0], ordered[-1]) if n not in present) if ordered else ()


def find_warnings(page: Page, outline: Outline, numbered: list[Numbered]) -> tuple[str, ...]:
    """Sentences for the operator, in the order of the text, general ones first."""
    general = list(_general(outline))
    placed = [*_order(page, outline, numbered), *_contents_of(page, outline, numbered), *_set_aside(page, outline)]
    ordered = [*general, *(sentence for _, sentence in sorted(placed, key=lambda one: one[0]))]
    more = len(ordered) - _MOST_WARNINGS
    return (*ordered[:_MOST_WARNINGS], *((texts.more_warnings(count=more),) if more > 0 else ()))


def label(mark: Mark, style: Numbering) -> str:
    """How people call the article."""
    return (
        texts.article(mark.number, mark.sub) if style is Numbering.ARTICLE else texts.section(mark.number, style)
    )


def _general(outline: Outline) -> Iterator[str]:
    if not outline.articles:
        yield texts.NO_ARTICLES
    elif outline.style is not Numbering.ARTICLE:
        yield texts.other_numbering(style=outline.style)
    if outline.contents:
        yield texts.CONTENTS_SKIPPED


def _order(page: Page, outline: Outline, numbered: list[Numbered]) -> Iterator[tuple[int, str]]:
    seen: set[tuple[int, int]] = set()
    present = {one.mark.number for one in numbered}
    before: Mark | None = None
    for one in numbered:
        mark, line = one.mark, page.line_of(one.mark.start)
        name = label(mark, outline.style)
        if before is None and mark.number != 1:
            yield mark.start, texts.first_article(label=name, line=line)
        if mark.key in seen:
            yield mark.start, texts.repeated(label=name, line=line, unit=one.article.id)
        elif before is not None and mark.key < before.key:
            yield mark.start, texts.backward(label=name, before=label(before, outline.style), line=line)
        elif before is not None:
            yield from _gap(before, mark, present, outline.style, line)
        seen.add(mark.key)
        before = mark


def _gap(before: Mark, mark: Mark, present: set[int], style: Numbering, line: int) -> Iterator[tuple[int, str]]:
    missing = [number for number in range(before.number + 1, mark.number) if number not in present]
    if missing:
        names = {"before": label(before, style), "after": label(mark, style)}
        yield mark.start, texts.gap(missing=missing, line=line, **names)


def _contents_of(page: Page, outline: Outline, numbered: list[Numbered]) -> Iterator[tuple[int, str]]:
    for one in numbered:
        name = label(one.mark, outline.style)
        if not one.article.text:
            yield one.mark.start, texts.empty_article(label=name, line=page.line_of(one.mark.start))
        repeated = {item.start for item in one.repeated}
        for item in one.repeated:
            line = page.line_of(item.start)
            yield item.start, texts.item_repeated(label=name, number=int(item.number), line=line, unit=item.id)
        for jump in one.jumps:
            if jump.end not in repeated:
                yield jump.start, texts.item_gap(label=name, number=jump.number, line=page.line_of(jump.start))


def _set_aside(page: Page, outline: Outline) -> Iterator[tuple[int, str]]:
    for mark in outline.ignored:
        yield mark.start, texts.ignored(label=label(mark, outline.style), line=page.line_of(mark.start))
    if outline.in_annex:
        yield outline.annex, texts.in_annex(count=len(outline.in_annex), line=page.line_of(outline.annex))
    for span in page.furniture:
        if page.source[span.start : span.end].isdigit() and _is_inside_word(page, span.start, span.end):
            words = page.source[span.start - 1 : span.end + 1]
            yield span.start, texts.stray_digit(words=words, line=page.line_of(span.start))


def _is_inside_word(page: Page, start: int, end: int) -> bool:
    return page.source[max(0, start - 1) : start].isalpha() and page.source[end : end + 1].isalpha()


def _longest_rise(numbers: list[int]) -> list[int]:
    """The longest strictly rising run of numbers that keeps their order."""
    tails: list[int] = []
    tail_at: list[int] = []
    previous: list[int] = []
    for at, number in enumerate(numbers):
        place = bisect_right(tails, number - 1)
        previous.append(tail_at[place - 1] if place else -1)
        tails[place:] = [number, *tails[place + 1 :]]
        tail_at[place:] = [at, *tail_at[place + 1 :]]
    run: list[int] = []
    at = tail_at[-1] if tail_at else -1
    while at >= 0:
        run.append(numbers[at])
        at = previous[at]
    return run[::-1]
