"""Find words in the measure: blanks, width and case do not count, traditional characters are understood."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from bot.web.public.measure import MeasureText, anchor_of
from bot.web.public.verbatim import Span
from policy_kb.labels import article_label, label_of
from policy_kb.matching.normalise import simplify, without_noise
from policy_kb.models import Article, Item, Passage
from policy_kb.numerals import to_chinese, to_int
from policy_kb.references.grammar import find_references
from policy_kb.texts import no_such_article, no_such_item

LONGEST = 50
"""Characters of a search; the field says so, and what is longer is cut."""

_AROUND_WORDS = " “”‘’\"'「」《》，,。.？?！!、；;：:"
"""What people type around the words they look for, and what a copied quotation brings along."""

_AROUND = 18  # characters of the source shown on either side of a hit


class Hit(Struct, frozen=True):
    """An article or item that holds what was looked for, and a verbatim stretch around the first place."""

    anchor: str
    label: str
    before: str
    found: str
    after: str


class Found(Struct, frozen=True):
    """What a search came to. `named` are articles and items asked for by number, `missing` says which are not."""

    query: str
    hits: tuple[Hit, ...] = ()
    named: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    marks: tuple[Span, ...] = ()


class Search:
    """Searches one document."""

    def __init__(self, text: MeasureText) -> None:
        self._text = text

    def find(self, typed: str) -> Found:
        """The places that hold the words, in the text's order; as one stretch, else every word of them."""
        query = " ".join(typed[:LONGEST].split())
        words = simplify(query).strip()  # whole: 额 is no sound of hesitation where it is looked for
        if not words:
            return Found(query)
        marks = self._marks(_folded(words)) or self._marks(_folded(words.strip(_AROUND_WORDS)))
        if not marks and " " in words:
            marks = self._marks_of_all(set(words.split()))
        hits = tuple(self._hits(marks))
        units = tuple(dict.fromkeys(self._units(without_noise(words))))
        named = tuple(
            (anchor_of(unit), label_of(unit, self._text.numbering)) for unit in units if unit in self._known
        )
        missing = tuple(said for unit in units if (said := self._missing(unit)))
        return Found(query, hits, named, missing, marks)

    @cached_property
    def _known(self) -> frozenset[str]:
        """Everything that has an anchor: articles, the numbers left out, and items of every depth."""
        units = [*self._text.gaps]
        for article in self._text.articles:
            units += [article.number, *_ids(article.items)]
        return frozenset(units)

    def _units(self, words: str) -> Iterator[str]:
        """The articles and items that the words name; a number alone is an article's if one could have it."""
        contents = self._text.contents
        is_number = str(to_int(words)) in self._known
        for reference in find_references(f"第{words}条" if is_number else words, contents).own:
            article = reference.article or (contents.listed if reference.item else "")
            if reference.item:
                yield f"{article}.{reference.item}"
            if article:
                yield article
            yield from contents.inside(reference.chapter)

    def _missing(self, unit: str) -> str:
        article, _, item = unit.partition(".")
        if article in self._text.gaps or article not in self._known:
            return no_such_article(label=article_label(article, self._text.numbering))
        if unit not in self._known:
            return no_such_item(article=article_label(article, self._text.numbering), item=to_chinese(int(item)))
        return ""

    @cached_property
    def _folds(self) -> tuple[str, list[int]]:
        """The source without blanks, folded, and where each of its characters stands."""
        characters, places = [], []
        for place, printed in enumerate(self._text.source):
            for character in unicodedata.normalize("NFKC", printed).lower():
                if not character.isspace():
                    characters.append(character)
                    places.append(place)
        return "".join(characters), places

    def _marks(self, word: str) -> tuple[Span, ...]:
        folded, places = self._folds
        marks, at = [], folded.find(word) if word else -1
        while at >= 0:
            marks.append((places[at], places[at + len(word) - 1] + 1))
            at = folded.find(word, at + len(word))
        return tuple(marks)

    def _marks_of_all(self, words: set[str]) -> tuple[Span, ...]:
        """The words where one passage holds them all."""
        by_word = [self._marks(word) for word in words]
        found = [[_inside(marks, passage) for marks in by_word] for passage in self._passages()]
        return tuple(sorted(mark for each in found if all(each) for marks in each for mark in marks))

    def _hits(self, marks: tuple[Span, ...]) -> Iterator[Hit]:
        for passage in self._passages():
            if inside := _inside(marks, passage):
                yield self._hit(passage, inside[0])

    def _hit(self, passage: Passage, mark: Span) -> Hit:
        source = self._text.source
        start, end = max(passage.start, mark[0] - _AROUND), min(passage.end, mark[1] + _AROUND)
        return Hit(
            anchor=anchor_of(passage.id),
            label=label_of(passage.id, self._text.numbering),
            before=("…" if start > passage.start else "") + source[start : mark[0]],
            found=source[mark[0] : mark[1]],
            after=source[mark[1] : end] + ("…" if end < passage.end else ""),
        )

    def _passages(self) -> Iterator[Passage]:
        """What can be shown as a hit: an article without items, an article's opening, and each item."""
        for article in self._text.articles:
            yield _opening(article)
            yield from article.items


def _ids(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        yield item.id
        yield from _ids(item.items)


def _opening(article: Article) -> Passage:
    end = article.items[0].start if article.items else article.end
    return replace(article, end=end)


def _inside(marks: Iterable[Span], passage: Passage) -> list[Span]:
    return [mark for mark in marks if passage.start <= mark[0] and mark[1] <= passage.end]


def _folded(word: str) -> str:
    return "".join(word.split())
