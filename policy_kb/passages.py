"""The units that can be an answer: articles, their items, and the opening of an article with items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from policy_kb.labels import citation_of
from policy_kb.models import Article, Passage, Quotation, Regulation

_NUMBER = re.compile(
    r"\s*(?:第[^\s条]{1,12}条(?:之[一二三四五六七八九十]+)?|[（(][^（）()]{1,5}[)）]|[一二三四五六七八九十百]+、)[\s\u3000]*"
)
_SENTENCE = re.compile(r"[^。！？；;!?]+[。！？；;!?]*[”’]?")


@dataclass(frozen=True)
class Unit:
    """A passage and what is quoted of it: without its number; of an article with items, its opening."""

    passage: Passage
    start: int
    end: int
    text: str

    @property
    def id(self) -> str:
        """The passage's id."""
        return self.passage.id

    def quote(self) -> Quotation:
        """The whole unit, verbatim."""
        return Quotation(text=self.text, start=self.start, end=self.end, citation=citation_of(self.passage))

    def sentences(self) -> list[Quotation]:
        """Sentence by sentence; of text that furniture interrupts, the whole as one."""
        if len(self.text) != self.end - self.start:
            return [self.quote()]
        return [
            self._part(match.start(), match.end()) for match in _SENTENCE.finditer(self.text) if match[0].strip()
        ]

    def _part(self, start: int, end: int) -> Quotation:
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        return Quotation(
            text=text.strip(),
            start=self.start + start,
            end=self.start + start + len(text.strip()),
            citation=citation_of(self.passage),
        )


@dataclass(frozen=True)
class Units:
    """All units of a regulation, in order."""

    regulation: Regulation

    @cached_property
    def all(self) -> tuple[Unit, ...]:
        """Every article and every first-level item."""
        return tuple(
            unit for article in self.regulation.articles for unit in _units_of(article, self.regulation.source)
        )

    @cached_property
    def by_id(self) -> dict[str, Unit]:
        """The units by id."""
        return {unit.id: unit for unit in self.all}

    @cached_property
    def articles(self) -> dict[str, Article]:
        """The articles by id."""
        return {article.id: article for article in self.regulation.articles}

    def items_of(self, article: str) -> tuple[Unit, ...]:
        """The units of an article's items."""
        found = self.articles.get(article)
        return tuple(self.by_id[item.id] for item in found.items) if found else ()


def _units_of(article: Article, source: str) -> Iterator[Unit]:
    yield _unit(article, source, article.items[0].start if article.items else article.end)
    for item in article.items:
        yield _unit(item, source, item.end)


def _unit(passage: Passage, source: str, end: int) -> Unit:
    """Cut the number off the front; where furniture was taken out, keep the cleaned text whole."""
    whole = end == passage.end
    text = passage.clean if whole and passage.clean != passage.text else source[passage.start : end]
    number = _NUMBER.match(text)
    body = text[number.end() if number else 0 :]
    start = passage.start + len(text) - len(body)
    return Unit(passage, start, end - (len(body) - len(body.rstrip())), body.rstrip())
