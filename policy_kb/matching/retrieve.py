"""Find the class of a question: the learnt model where there is one, BM25 over characters and sounds besides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from policy_kb.guide import Guide
from policy_kb.matching.bm25 import Scorer, build_index
from policy_kb.matching.grams import CHARACTERS, SOUNDS, Cutter, Features
from policy_kb.matching.keys import Channel, Line, hash_of
from policy_kb.matching.lifts import Lifts
from policy_kb.matching.model import LinearModel
from policy_kb.matching.pinyin import tokens_of
from policy_kb.matching.ranking import Ranking, Scores
from policy_kb.matching.scoring import Scoring
from policy_kb.passages import Units
from policy_kb.references.grammar import find_references

_SOUND_WEIGHT = 0.35

_MANY, _KEPT, _FAR = 512, 64, 0.25
"""Of so many units only the nearest few are ranked: the rest, under a quarter of the nearest, can be no offer."""

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Retriever:
    """Scores one question against all classes."""

    units: tuple[str, ...]
    positions: Mapping[str, int]
    cutter: Cutter
    words: Scorer
    model: LinearModel | None
    lifts: Lifts | None = field(init=False)

    def __post_init__(self) -> None:
        lifts = None if self.model is None else Lifts.over(self.model, self.positions)
        object.__setattr__(self, "lifts", lifts)

    def rank(self, text: str) -> Ranking:
        """The ranking for a normalised question."""
        features = self.cutter.cut(text)
        if self.model is None or self.lifts is None:
            own_words = self._own_words(text, self.closeness(features))
            return Ranking(own_words, lambda: own_words)
        known = self.model.terms.weigh(features)
        return Scoring(self.model, self.lifts, known, lambda: self.closeness(features)).ranking()

    def closeness(self, features: Features) -> Vector:
        """How near the unit's own words are, 0 to 1, relative to the nearest unit."""
        near, heard = self.words.scores(features)
        near *= _share(near)
        heard *= _share(heard) * _SOUND_WEIGHT
        near += heard
        near *= _share(near)
        return near

    def knows(self, text: str) -> bool:
        """Whether any run of two characters or sounds of the question stands in the document."""
        tokens = tokens_of(text)
        written = Line.of(tokens, Channel.CHARACTERS)
        words = written.hashes[[len(token) > 1 for token in tokens]]
        heard = Line.of(self.cutter.sounds.of(tokens), Channel.SOUNDS)
        runs = (*written.runs(CHARACTERS[1:]), *heard.runs(SOUNDS[1:]))
        return bool(self.words.held(np.concatenate([words, *runs])))

    def holds_any(self, runs: Iterable[str]) -> bool:
        """Whether the document holds any of these runs of up to three characters or words."""
        keys = [hash_of(run, Channel.CHARACTERS) for run in runs]
        return bool(self.words.held(np.array(keys, dtype=np.uint64)))

    def _own_words(self, text: str, closeness: Vector) -> Scores:
        """How near the units are; of many, those that come nearest and those that the question names."""
        if len(self.units) <= _MANY:
            return Scores(self.units, closeness.tolist())
        kept = sorted({*_nearest(closeness).tolist(), *self._named(text)})
        return Scores(tuple(self.units[place] for place in kept), closeness.take(kept).tolist())

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
        words=build_index(tokens, [cutter.sounds.of(passage) for passage in tokens]),
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


def _share(scores: Vector) -> float:
    """What makes the highest score 1."""
    top = float(np.maximum.reduce(scores, initial=0))
    return 1 / top if top else 1.0
