"""The terms that were learnt: where each stands in the weights, and how much it says in a message (TF-IDF)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple, Self

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from policy_kb.array_file import Arrays
from policy_kb.matching.grams import Features
from policy_kb.matching.keys import Channel, Keys, hash_of
from policy_kb.matching.vocabulary import Rows, Vocabulary

Floats = NDArray[np.float32]


_SAID: Floats = np.log(np.arange(1024).clip(1), dtype=np.float32) + np.float32(1)
"""What a term says by being there so many times."""


class Known(NamedTuple):
    """The rows of a message's learnt terms, and what each says; sounds and matters begin at the bounds."""

    rows: Rows
    values: Floats
    bounds: tuple[int, int]


class Terms(Struct, frozen=True):
    """The vocabulary, how many of the examples hold each term, and how loud the channels are."""

    vocabulary: Vocabulary
    held: NDArray[np.uint16]
    rarity: Floats
    examples: int
    loudness: Floats

    @classmethod
    def count(cls, messages: Iterable[Features], least: int, loudness: Iterable[float]) -> Self:
        """The terms that at least so many of the messages hold."""
        held_by = [features.keys for features in messages]
        keys, held = np.unique(np.concatenate(held_by), return_counts=True)
        kept = held >= least
        return cls(
            vocabulary=Vocabulary.over(keys[kept]),
            held=held[kept].astype(np.uint16),
            rarity=_rarity(len(held_by), held[kept]),
            examples=len(held_by),
            loudness=np.array(tuple(loudness), dtype=np.float32),
        )

    def weigh(self, features: Features) -> Known:
        """What is known of a message's terms; a channel is as long as it is loud."""
        places, rows = self.vocabulary.find(features.keys)
        values: Floats = _SAID.take(features.counts.take(places), mode="clip")
        values *= self.rarity.take(rows)
        sounds, matters = places.searchsorted(features.bounds).tolist()
        for (start, end), loudness in zip(
            pairwise((0, sounds, matters, len(rows))), self.loudness.tolist(), strict=True
        ):
            part = values[start:end]
            part *= loudness / (math.sqrt(part.dot(part)) or 1.0)
        return Known(rows, values, (sounds, matters))

    def examples_with(self, keys: Keys) -> list[int]:
        """How many examples hold each of these terms: 0 of one that was not learnt."""
        places, rows = self.vocabulary.find(keys)
        counts = np.zeros(len(keys), np.uint16)
        counts[places] = self.held.take(rows)
        return counts.tolist()

    def rarity_of(self, characters: str) -> float:
        """How rare a run of characters is; what none of the examples holds is as rare as what one does."""
        (held,) = self.examples_with(np.array([hash_of(characters, Channel.CHARACTERS)], dtype=np.uint64))
        return float(_rarity(self.examples, np.array(held or 1)))

    @classmethod
    def read(cls, data: Arrays) -> Self:
        """Read what `arrays` gave."""
        return cls(
            vocabulary=Vocabulary.read("terms", data),
            held=data["held"],
            rarity=data["rarity"],
            examples=int(data["examples"]),
            loudness=data["loudness"],
        )

    def arrays(self) -> Arrays:
        """What is kept in the model's file."""
        return {
            **self.vocabulary.arrays("terms"),
            "held": self.held,
            "rarity": self.rarity,
            "examples": np.array(self.examples),
            "loudness": self.loudness,
        }


def _rarity(examples: int, held: NDArray[np.integer]) -> Floats:
    return (np.log((1 + examples) / (1 + held.astype(np.float64))) + 1).astype(np.float32)
