"""The units of a large document, made from records as they are asked for: all at once would fill memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from policy_kb.lazily import LazyMapping, LazySequence
from policy_kb.models import Article, Numbering, Regulation
from policy_kb.passages import Unit, Units
from policy_kb.records import Records

_KEPT = 64
"""Articles that stay made: an answer looks at the same few several times."""


class Shelf(Struct, frozen=True, kw_only=True, dict=True):
    """The records of all articles in one stretch of bytes, and what can be said without reading them."""

    title: str
    numbering: Numbering
    gaps: tuple[str, ...]
    warnings: tuple[str, ...]
    headings: tuple[str, ...]  # of the chapters, in their order
    ids: tuple[str, ...]  # of all units, in their order
    records: NDArray[np.uint8]
    starts: NDArray[np.int64]  # of every article's record, and the end of the last
    chapters: NDArray[np.int32]  # every article's place among the headings, or -1

    @cached_property
    def articles(self) -> dict[str, int]:
        """Every article's place among the articles."""
        return {article: place for place, article in enumerate(unit for unit in self.ids if "." not in unit)}

    @cached_property
    def units(self) -> dict[str, int]:
        """Every unit's place among the units."""
        return {unit: place for place, unit in enumerate(self.ids)}

    def record(self, place: int) -> bytes:
        """The record of the article at this place."""
        return self.records[self.starts[place] : self.starts[place + 1]].tobytes()

    def inside(self, heading: str) -> tuple[str, ...]:
        """The ids of the articles of a chapter."""
        names = tuple(self.articles)
        return tuple(names[place] for place in np.flatnonzero(self.chapters == self.headings.index(heading)))


class LargeUnits(Units):
    """The units of a shelf."""

    def __init__(self, source: str, shelf: Shelf, edition: str = "") -> None:
        read = Records(source).read
        self._article: Callable[[int], Article] = lru_cache(_KEPT)(lambda place: read(shelf.record(place)))
        self._shelf = shelf
        regulation = Regulation(
            title=shelf.title,
            source=source,
            articles=LazySequence(len(shelf.articles), self._article),
            numbering=shelf.numbering,
            gaps=shelf.gaps,
            warnings=shelf.warnings,
        )
        super().__init__(regulation, edition)

    @cached_property
    def all(self) -> Sequence[Unit]:
        """Every article and every first-level item."""
        return LazySequence(len(self._shelf.ids), lambda place: self._unit_of(self._shelf.ids[place]))

    @property
    def order(self) -> tuple[str, ...]:
        """The ids of all units."""
        return self._shelf.ids

    @property
    def positions(self) -> Mapping[str, int]:
        """Every unit's place in `order`."""
        return self._shelf.units

    @cached_property
    def by_id(self) -> Mapping[str, Unit]:
        """The units by id."""
        return LazyMapping(self._shelf.units, self._unit_of)

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        """The articles by id."""
        places = self._shelf.articles
        return LazyMapping(places, lambda article: self._article(places[article]))

    @cached_property
    def chapters(self) -> Mapping[str, Sequence[str]]:
        """The chapters in their order, and the ids of the articles in each."""
        headings = {heading: place for place, heading in enumerate(self._shelf.headings)}
        return LazyMapping(headings, self._shelf.inside)

    def _unit_of(self, unit: str) -> Unit:
        article = self.articles[unit.partition(".")[0]]
        return next(found for found in self.units_of(article) if found.id == unit)
