"""The units that can be an answer: articles, their items, and the opening of an article with items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from policy_kb.expressions import lazy_compile
from policy_kb.labels import citation_of, label_of
from policy_kb.models import Article, Citation, Numbering, Passage, Quotation, Regulation

_N = "[一二三四五六七八九十百0-9０-９]{1,4}"
_ITEM_NUMBER = lazy_compile(rf"\s*(?:[（(【\[]?\s*{_N}\s*[)）】\]、.．:：]|[①-⑳㈠-㈩⑴-⒇])\s*$")
"""The first item's own number: it stands between an article's opening and that item's text."""

_SENTENCE = lazy_compile(r"[^。！？；;!?]+[。！？；;!?]*[”’]?")


class Unit(Struct, frozen=True, dict=True):
    """A passage and what is quoted of it: without its number; of an article with items, its opening."""

    passage: Passage
    start: int
    end: int
    text: str
    numbering: Numbering
    edition: str = ""

    @property
    def id(self) -> str:
        """The passage's id."""
        return self.passage.id

    def quote(self) -> Quotation:
        """The whole unit, verbatim."""
        return self._whole

    @cached_property
    def _whole(self) -> Quotation:
        return Quotation(text=self.text, start=self.start, end=self.end, citation=self._citation)

    @property
    def _citation(self) -> Citation:
        return citation_of(self.passage, self.numbering, self.edition)

    def sentences(self) -> Sequence[Quotation]:
        """Sentence by sentence; of text that furniture interrupts, the whole as one."""
        return self._sentences

    @cached_property
    def _sentences(self) -> Sequence[Quotation]:
        if len(self.text) != self.end - self.start:
            return (self.quote(),)
        found = (match for match in _SENTENCE.finditer(self.text) if match[0].strip())
        return tuple(self._part(match.start(), match.end()) for match in found)

    def _part(self, start: int, end: int) -> Quotation:
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        return Quotation(
            text=text.strip(),
            start=self.start + start,
            end=self.start + start + len(text.strip()),
            citation=self._citation,
        )


class Units:
    """All units of a regulation, in order."""

    def __init__(self, regulation: Regulation, edition: str = "") -> None:
        self.regulation = regulation
        self.edition = edition

    def label_of(self, unit: str) -> str:
        """How people write the passage: 第七条第（三）项 for `7.3`."""
        return label_of(unit, self.regulation.numbering)

    @cached_property
    def all(self) -> Sequence[Unit]:
        """Every article and every first-level item."""
        return tuple(unit for article in self.regulation.articles for unit in self.units_of(article))

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The ids of all units."""
        return tuple(unit.id for unit in self.all)

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Every unit's place in `order`."""
        return {unit: place for place, unit in enumerate(self.order)}

    @cached_property
    def by_id(self) -> Mapping[str, Unit]:
        """The units by id."""
        return {unit.id: unit for unit in self.all}

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        """The articles by id."""
        return {article.id: article for article in self.regulation.articles}

    @cached_property
    def chapters(self) -> Mapping[str, Sequence[str]]:
        """The chapters in their order, and the ids of the articles in each."""
        named = [article for article in self.regulation.articles if article.chapter]
        chapters: dict[str, list[str]] = {article.chapter: [] for article in named}
        for article in named:
            chapters[article.chapter].append(article.id)
        return chapters

    def items_of(self, article: str) -> tuple[Unit, ...]:
        """The units of an article's items."""
        found = self.articles.get(article)
        return tuple(self.by_id[item.id] for item in found.items) if found else ()

    def units_of(self, article: Article) -> Iterator[Unit]:
        """The article's own unit, and those of its items."""
        yield self._opening(article) if article.items else self._whole(article)
        for item in article.items:
            yield self._whole(item)

    def _whole(self, passage: Passage) -> Unit:
        """A passage without items, as it stands; where furniture was taken out, its cleaned text."""
        text = passage.text if passage.clean == passage.text.strip() else passage.clean
        return self._unit(passage, text, passage.end)

    def _opening(self, article: Article) -> Unit:
        """What an article says before its first item."""
        before = self.regulation.source[article.start : article.items[0].start]
        text = _ITEM_NUMBER.sub("", before)
        return self._unit(article, text, article.start + len(text))

    def _unit(self, passage: Passage, text: str, end: int) -> Unit:
        trimmed = text.rstrip()
        return Unit(
            passage,
            passage.start,
            end - (len(text) - len(trimmed)),
            trimmed,
            self.regulation.numbering,
            self.edition,
        )
