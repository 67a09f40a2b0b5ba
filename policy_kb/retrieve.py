"""Find the class of a question: the learnt model where there is one, BM25 over characters and sounds besides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from policy_kb.bm25 import Index, build_index
from policy_kb.grams import Cutter, ngrams
from policy_kb.guide import Guide
from policy_kb.model import OOS, UNSTATED, LinearModel
from policy_kb.passages import Units
from policy_kb.pinyin import tokens_of

_TEXT_WEIGHT = 0.1
"""How much the text's own words count beside the learnt margins (chosen by leaving one author out)."""

_LIFTS = {UNSTATED: 0.05, OOS: 0.1}
_FLOW_LIFT = 1.2
"""What the classes without text get instead, so that none wins or loses by having no words of its own."""

_SOUND_WEIGHT = 0.35

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Ranking:
    """By falling score: what the question is, and which unit is nearest to it."""

    classes: tuple[tuple[str, float], ...]
    units: tuple[tuple[str, float], ...]

    @property
    def best(self) -> str:
        """The winner."""
        return self.classes[0][0]

    def lifted(self, lift: Callable[[str], float]) -> Ranking:
        """The same ranking with `lift` of each name added."""
        return _ranking(
            {name: score + lift(name) for name, score in self.classes},
            {name: score + lift(name) for name, score in self.units},
        )

    @property
    def margin(self) -> float:
        """How far the winner is ahead."""
        return self.classes[0][1] - self.classes[1][1] if len(self.classes) > 1 else 1.0


@dataclass(frozen=True, slots=True)
class Retriever:
    """Scores one question against all classes."""

    units: tuple[str, ...]
    cutter: Cutter
    characters: Index
    sounds: Index
    model: LinearModel | None

    def rank(self, text: str) -> Ranking:
        """The ranking for a normalised question."""
        own_words = dict(zip(self.units, self.closeness(text).tolist(), strict=True))
        if self.model is None:
            return _ranking(own_words, own_words)
        classes, places = self.model.scores(self.cutter.cut(text))
        return _ranking(
            {
                name: score + _LIFTS.get(name, _TEXT_WEIGHT * own_words.get(name, _FLOW_LIFT))
                for name, score in classes.items()
            },
            {name: score + _TEXT_WEIGHT * own_words.get(name, 0.0) for name, score in places.items()},
        )

    def closeness(self, text: str) -> Vector:
        """How near the unit's own words are, 0 to 1, relative to the nearest unit."""
        tokens = tokens_of(text)
        heard = self.cutter.sounds.of(tokens)
        by_character = _relative(self.characters.scores(ngrams(tokens, 2)))
        by_sound = _relative(self.sounds.scores(_sound_terms(heard)))
        return _relative(by_character + by_sound * np.float32(_SOUND_WEIGHT))

    def knows(self, text: str) -> bool:
        """Whether any run of two characters or sounds of the question stands in the document."""
        tokens = tokens_of(text)
        pairs = [term for term in ngrams(tokens, 2) if len(term) > 1]
        return any(term in self.characters.terms for term in pairs) or any(
            term in self.sounds.terms for term in _sound_terms(self.cutter.sounds.of(tokens))
        )


def build_retriever(units: Units, guide: Guide, cutter: Cutter, model: LinearModel | None) -> Retriever:
    """Index the text and the everyday names."""
    texts = [tokens_of(_searchable(unit.text, guide, unit.id)) for unit in units.all]
    return Retriever(
        units=tuple(unit.id for unit in units.all),
        cutter=cutter,
        characters=build_index([list(ngrams(tokens, 2)) for tokens in texts]),
        sounds=build_index([_sound_terms(cutter.sounds.of(tokens)) for tokens in texts]),
        model=model,
    )


def _searchable(text: str, guide: Guide, unit: str) -> str:
    entry = guide.by_id.get(unit)
    return " ".join([text.lower(), *((entry.name, *entry.names) if entry else ())])


def _sound_terms(sounds: list[str]) -> list[str]:
    """Two and three syllables; one alone says nothing."""
    return [term for term in ngrams(sounds, 3, "|") if "|" in term]


def _relative(scores: Vector) -> Vector:
    top = float(scores.max(initial=0.0))
    return scores / np.float32(top) if top > 0 else scores


def _ranking(classes: dict[str, float], units: dict[str, float]) -> Ranking:
    return Ranking(_ordered(classes), _ordered(units))


def _ordered(scores: dict[str, float]) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(scores.items(), key=lambda pair: -pair[1]))
