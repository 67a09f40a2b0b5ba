"""BM25 over runs of tokens: a table of all weights for few passages, flat postings for many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from policy_kb.matching.index import K1, B, Vector, flatten, rarity

SMALL = 128
"""Passages up to which a row of weights for every term is quicker than postings, and small enough."""

_LONGEST_OF_MANY = 2
"""Runs of three are most of the terms of many passages, and find hardly more."""


class Scorer(Protocol):
    """Scores every passage for a query."""

    def __contains__(self, term: object) -> bool:
        """Whether the term stands in any passage."""
        ...

    def scores(self, query: Iterable[str]) -> Vector:
        """A score for every passage; repeated query terms count once."""
        ...


@dataclass(frozen=True, slots=True)
class Table:
    """A row of weights for every term, for a document of few passages."""

    terms: dict[str, int]
    weights: NDArray[np.float32]

    def __contains__(self, term: object) -> bool:
        return term in self.terms

    def scores(self, query: Iterable[str]) -> Vector:
        """A score for every passage; repeated query terms count once."""
        found = set(map(self.terms.get, query))
        found.discard(None)
        rows = np.fromiter(found, np.intp, len(found))
        scores: Vector = np.add.reduce(self.weights.take(rows, axis=0), axis=0)
        return scores


def build_index(passages: Sequence[Sequence[str]], sizes: Sequence[int], glue: str = "") -> Scorer:
    """Index the runs of so many tokens (`sizes`), joined by `glue`, of passages that are given as tokens."""
    if len(passages) > SMALL:
        return flatten(passages, [size for size in sizes if size <= _LONGEST_OF_MANY], glue)
    return _tabulate([list(_runs(tokens, sizes, glue)) for tokens in passages])


def _runs(tokens: Sequence[str], sizes: Sequence[int], glue: str) -> Iterable[str]:
    for size in sizes:
        yield from map(glue.join, zip(*(tokens[start:] for start in range(size)), strict=False))


def _tabulate(passages: Sequence[Sequence[str]]) -> Table:
    average = max(sum(map(len, passages)) / max(len(passages), 1), 1.0)
    terms = {term: row for row, term in enumerate(dict.fromkeys(term for terms in passages for term in terms))}
    weights = np.zeros((len(terms), len(passages)), dtype=np.float32)
    for number, found in enumerate(passages):
        norm = K1 * (1 - B + B * len(found) / average)
        for term, count in Counter(found).items():
            weights[terms[term], number] = count * (K1 + 1) / (count + norm)
    rare = rarity(np.count_nonzero(weights, axis=1), len(passages))
    return Table(terms, weights * rare[:, np.newaxis].astype(np.float32))
