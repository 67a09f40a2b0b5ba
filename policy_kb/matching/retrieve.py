"""Find the class of a question: the learnt model where there is one, BM25 over characters and sounds besides."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from policy_kb.guide import Guide
from policy_kb.matching.bm25 import Scorer, build_index
from policy_kb.matching.grams import CHARACTERS, SOUNDS, Cutter, Features
from policy_kb.matching.lifts import Lifts
from policy_kb.matching.model import LinearModel
from policy_kb.matching.pinyin import tokens_of
from policy_kb.passages import Units
from policy_kb.references.grammar import find_references

_SOUND_WEIGHT = 0.35

_MANY, _KEPT, _FAR = 512, 64, 0.25
"""Of so many units only the nearest few are ranked: the rest, under a quarter of the nearest, can be no offer."""

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Ranking:
    """By falling score what the question is; and, in no order, how near each unit is to it."""

    classes: tuple[tuple[str, float], ...]
    places: dict[str, float]

    @property
    def best(self) -> str:
        """The winner."""
        return self.classes[0][0]

    @property
    def margin(self) -> float:
        """How far the winner is ahead."""
        return self.classes[0][1] - self.classes[1][1] if len(self.classes) > 1 else 1.0

    def runners_up(self, within: float) -> tuple[str, ...]:
        """The three classes behind the winner, as far as they are near it."""
        return tuple(name for name, score in self.classes[1:4] if score > self.classes[0][1] - within)

    def lead_over(self, names: Collection[str]) -> float:
        """How far the winner is ahead of the best other class of these names."""
        return self.classes[0][1] - next((score for name, score in self.classes[1:] if name in names), -np.inf)

    @property
    def places_in_order(self) -> list[str]:
        """The units, the nearest first."""
        return sorted(self.places, key=self.places.__getitem__, reverse=True)

    @property
    def nearest(self) -> str:
        """The unit that comes nearest, whether it states the matter or not."""
        return max(self.places, key=self.places.__getitem__)

    def without(self, name: str) -> Ranking:
        """The same ranking, had this class not been among the choices."""
        return Ranking(tuple(pair for pair in self.classes if pair[0] != name), self.places)

    def lifted(self, lift: Callable[[str], float]) -> Ranking:
        """The same ranking with `lift` of each name added."""
        return Ranking(
            _ordered({name: score + lift(name) for name, score in self.classes}),
            {name: score + lift(name) for name, score in self.places.items()},
        )


@dataclass(frozen=True, slots=True)
class Retriever:
    """Scores one question against all classes."""

    units: tuple[str, ...]
    positions: Mapping[str, int]
    cutter: Cutter
    characters: Scorer
    sounds: Scorer
    model: LinearModel | None
    lifts: Lifts | None = field(init=False)

    def __post_init__(self) -> None:
        lifts = None if self.model is None else Lifts.over(self.model, self.positions)
        object.__setattr__(self, "lifts", lifts)

    def rank(self, text: str) -> Ranking:
        """The ranking for a normalised question."""
        features = self.cutter.cut(text)
        closeness = self.closeness(features)
        if self.model is None or self.lifts is None:
            own_words = self._own_words(text, closeness)
            return Ranking(_ordered(own_words), own_words)
        margins = (self.model.scores(features) + self.lifts.of(closeness)).tolist()
        classes, places = self.model.classes, self.model.places
        return Ranking(
            _ordered(dict(zip(classes, margins[: len(classes)], strict=True))),
            dict(zip(places, margins[len(classes) :], strict=True)),
        )

    def closeness(self, features: Features) -> Vector:
        """How near the unit's own words are, 0 to 1, relative to the nearest unit."""
        by_character = _relative(self.characters.scores(features.characters))
        by_sound = _relative(self.sounds.scores(features.sounds))
        return _relative(by_character + by_sound * np.float32(_SOUND_WEIGHT))

    def knows(self, text: str) -> bool:
        """Whether any run of two characters or sounds of the question stands in the document."""
        features = self.cutter.cut(text)
        pairs = (term for term in features.characters if len(term) > 1 and term in self.characters)
        return any(pairs) or any(term in self.sounds for term in features.sounds)

    def _own_words(self, text: str, closeness: Vector) -> dict[str, float]:
        """How near the units are; of many, those that come nearest and those that the question names."""
        if len(self.units) <= _MANY:
            return dict(zip(self.units, closeness.tolist(), strict=True))
        kept = {*_nearest(closeness).tolist(), *self._named(text)}
        return {self.units[place]: float(closeness[place]) for place in sorted(kept)}

    def _named(self, text: str) -> Iterator[int]:
        """The places of the unit whose number the question names, and of its items behind it."""
        reference = find_references(text).first
        place = self.positions.get(reference.unit) if reference else None
        if reference is None or place is None:
            return
        yield place
        items = f"{reference.unit}."
        yield from takewhile(lambda at: self.units[at].startswith(items), range(place + 1, len(self.units)))


def build_retriever(units: Units, guide: Guide, cutter: Cutter, model: LinearModel | None) -> Retriever:
    """Index the text and the everyday names."""
    tokens = [tokens_of(_searchable(unit.text, guide, unit.id)) for unit in units.all]
    return Retriever(
        units=units.order,
        positions=units.positions,
        cutter=cutter,
        characters=build_index(tokens, range(1, CHARACTERS + 1)),
        # One syllable alone says nothing.
        sounds=build_index([cutter.sounds.of(passage) for passage in tokens], range(2, SOUNDS + 1), "|"),
        model=model,
    )


def _searchable(text: str, guide: Guide, unit: str) -> str:
    entry = guide.by_id.get(unit)
    return " ".join([text.lower(), *((entry.name, *entry.names) if entry else ())])


def _nearest(closeness: Vector) -> NDArray[np.intp]:
    """The places of the nearest units, in no order; the first ones where none is near."""
    near = np.flatnonzero(closeness > _FAR)
    if len(near) > _KEPT:
        near = near[np.argpartition(closeness[near], -_KEPT)[-_KEPT:]]
    return near if len(near) else np.arange(1)


def _relative(scores: Vector) -> Vector:
    top = float(scores.max(initial=0.0))
    return scores / np.float32(top) if top > 0 else scores


def _ordered(scores: dict[str, float]) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(scores.items(), key=itemgetter(1), reverse=True))
