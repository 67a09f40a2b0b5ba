"""Find words in the measure: blanks, width and case do not count, traditional characters are understood."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from bot.web.measure import MeasureText, anchor_of
from bot.web.verbatim import Span
from policy_kb.labels import article_label, label_of
from policy_kb.matching.normalise import normalise
from policy_kb.matching.understand import find_articles
from policy_kb.models import Article, Passage

LONGEST = 50
"""Characters of a search; the field says so, and what is longer is cut."""

_AROUND = 18  # characters of the source shown on either side of a hit


@dataclass(frozen=True, slots=True)
class Hit:
    """An article or item that holds what was looked for, and a verbatim stretch around the first place."""

    anchor: str
    label: str
    before: str
    found: str
    after: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to. `named` are the anchors and labels of articles asked for by their number."""

    query: str
    hits: tuple[Hit, ...] = ()
    named: tuple[tuple[str, str], ...] = ()
    marks: tuple[Span, ...] = field(default=(), repr=False)


class Search:
    """Searches one document."""

    def __init__(self, text: MeasureText) -> None:
        self._text = text

    def find(self, typed: str) -> Found:
        """The places that hold the words, in the text's order; as one stretch, else every word of them."""
        query = " ".join(typed[:LONGEST].split())
        words = normalise(query)
        if not words:
            return Found(query)
        marks = self._marks(_folded(words))
        if not marks and " " in words:
            marks = self._marks_of_all(set(words.split()))
        hits = tuple(self._hits(marks))
        named = tuple((anchor_of(number), article_label(number)) for number in self._named(words))
        return Found(query, hits, named, marks)

    def _named(self, words: str) -> Iterator[str]:
        known = {article.number for article in self._text.articles} | set(self._text.gaps)
        yield from dict.fromkeys(number for number in find_articles(words) if number in known)

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
            label=label_of(passage.id),
            before=("…" if start > passage.start else "") + source[start : mark[0]],
            found=source[mark[0] : mark[1]],
            after=source[mark[1] : end] + ("…" if end < passage.end else ""),
        )

    def _passages(self) -> Iterator[Passage]:
        """What can be shown as a hit: an article without items, an article's opening, and each item."""
        for article in self._text.articles:
            yield _opening(article)
            yield from article.items


def _opening(article: Article) -> Passage:
    end = article.items[0].start if article.items else article.end
    return article.model_copy(update={"end": end})


def _inside(marks: Iterable[Span], passage: Passage) -> list[Span]:
    return [mark for mark in marks if passage.start <= mark[0] and mark[1] <= passage.end]


def _folded(word: str) -> str:
    return "".join(word.split())
