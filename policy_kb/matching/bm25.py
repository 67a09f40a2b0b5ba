"""BM25 over runs of tokens: a table of all weights for few passages, flat postings for many."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Protocol

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from policy_kb.matching.grams import CHARACTERS, SOUNDS, Features
from policy_kb.matching.index import K1, Index, Vector, flatten, norms, rarity
from policy_kb.matching.keys import Channel, Keys, Line
from policy_kb.matching.vocabulary import Vocabulary

SMALL = 128
"""Passages up to which a row of weights for every term is quicker than postings, and small enough."""

_LONGEST_OF_MANY = 2
"""Runs of three are most of the terms of many passages, and find hardly more."""

_HEARD = SOUNDS[1:]
"""One syllable alone says nothing."""


Tokens = Sequence[Sequence[str]]


class Scorer(Protocol):
    """Scores every passage for a message."""

    def held(self, keys: Keys) -> set[int]:
        """The places of the terms that do."""
        ...

    def scores(self, message: Features) -> tuple[Vector, Vector]:
        """A score for every passage by the characters of a message, and one by its sounds."""
        ...


class Table(Struct, frozen=True):
    """A row of weights for every term, for a document of few passages."""

    vocabulary: Vocabulary
    weights: NDArray[np.float32]

    def held(self, keys: Keys) -> set[int]:
        """The places of the terms that stand in any passage."""
        return {*self.vocabulary.find(keys)[0].tolist()}

    def scores(self, message: Features) -> tuple[Vector, Vector]:
        """A score for every passage by the characters of a message, and one by its sounds."""
        places, rows = self.vocabulary.find(message.runs)
        weights = self.weights.take(rows, axis=0)
        heard = int(places.searchsorted(message.bounds[0]))
        return np.add.reduce(weights[:heard], axis=0), np.add.reduce(weights[heard:], axis=0)


class Postings(Struct, frozen=True):
    """Flat postings of either channel, for a document of many passages."""

    characters: Index
    sounds: Index

    def held(self, keys: Keys) -> set[int]:
        """The places of the terms that stand in any passage."""
        found = (index.vocabulary.find(keys)[0].tolist() for index in (self.characters, self.sounds))
        return {*chain.from_iterable(found)}

    def scores(self, message: Features) -> tuple[Vector, Vector]:
        """A score for every passage by the characters of a message, and one by its sounds."""
        return self.characters.scores(message.characters), self.sounds.scores(message.sounds)


def build_index(written: Tokens, heard: Tokens) -> Scorer:
    """Index passages that are given as tokens and as sounds: runs of characters, and pairs of sounds."""
    if len(written) <= SMALL:
        return _tabulate(written, heard)
    longest = range(CHARACTERS.start, _LONGEST_OF_MANY + 1)
    return Postings(flatten(written, Channel.CHARACTERS, longest), flatten(heard, Channel.SOUNDS, _HEARD))


def _tabulate(written: Tokens, heard: Tokens) -> Table:
    characters, of_characters = _weigh(written, Channel.CHARACTERS, CHARACTERS)
    sounds, of_sounds = _weigh(heard, Channel.SOUNDS, _HEARD)
    keys = np.concatenate([characters, sounds])
    order = keys.argsort()
    return Table(Vocabulary.over(keys[order]), np.concatenate([of_characters, of_sounds])[order])


def _weigh(passages: Tokens, channel: Channel, sizes: range) -> tuple[Keys, Vector]:
    """The keys of a channel's terms, and a row of weights for each."""
    numbers = {token: number for number, token in enumerate(dict.fromkeys(chain.from_iterable(passages)))}
    tokens = Line.of(list(numbers), channel)
    lines = [tokens.take(np.array([numbers[token] for token in passage], dtype=np.intp)) for passage in passages]
    terms = [np.concatenate(line.runs(sizes)) for line in lines]
    every = np.concatenate(terms) if terms else np.empty(0, np.uint64)
    keys, rows = np.unique(every, return_inverse=True)
    lengths = np.array([len(passage) for passage in terms], dtype=np.int64)
    cells = rows * len(passages) + np.arange(len(passages)).repeat(lengths)  # few of all that there are
    cells, counts = np.unique(cells, return_counts=True)
    row, passage = np.divmod(cells, len(passages))
    rare = rarity(np.bincount(row, minlength=len(keys)), len(passages))
    weights = np.zeros((len(keys), len(passages)), np.float32)
    weights[row, passage] = rare[row] * counts * (K1 + 1) / (counts + norms(lengths)[passage])
    return keys, weights
