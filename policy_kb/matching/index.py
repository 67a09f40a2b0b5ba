"""BM25 for many passages: flat arrays, and no dictionary that stays in memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from policy_kb.matching.keys import Channel, Keys, Line
from policy_kb.matching.vocabulary import Vocabulary

K1, B = 1.2, 0.6

Vector = NDArray[np.float32]
Integers = NDArray[np.int64]


class Index(Struct, frozen=True):
    """Postings of all terms in one array: the term with row n owns `[begins[n], ends[n])`."""

    vocabulary: Vocabulary
    begins: NDArray[np.int32]
    ends: NDArray[np.int32]
    passages: NDArray[np.int32]
    weights: Vector
    size: int

    def scores(self, query: Keys) -> Vector:
        """A score for every passage; each term of the query is given once."""
        _, rows = self.vocabulary.find(query)
        spans = [slice(first, end) for first, end in zip(self.begins[rows], self.ends[rows], strict=True)]
        if not spans:
            return np.zeros(self.size, dtype=np.float32)
        where = np.concatenate([self.passages[span] for span in spans])
        what = np.concatenate([self.weights[span] for span in spans])
        return np.bincount(where, weights=what, minlength=self.size).astype(np.float32)


def flatten(passages: Sequence[Sequence[str]], channel: Channel, sizes: range) -> Index:
    """Index the runs of 1 or 2 tokens (`sizes`) of passages that are given as tokens."""
    vocabulary: dict[str, int] = {}
    tokens = np.fromiter(
        (vocabulary.setdefault(token, len(vocabulary)) for token in chain.from_iterable(passages)), np.int64
    )
    owners = np.repeat(np.arange(len(passages)), [len(passage) for passage in passages])
    codes, owners = _runs(tokens, owners, sizes, len(vocabulary))
    norm = norms(np.bincount(owners, minlength=len(passages)))
    codes, owners, counts = _count(codes, owners, len(passages))
    begins = np.flatnonzero(np.diff(codes, prepend=-1))
    found = np.diff(begins, append=len(codes))
    weights = np.repeat(rarity(found, len(passages)), found) * counts * (K1 + 1) / (counts + norm[owners])
    keys = _keys(codes[begins], tuple(vocabulary), channel)
    order = np.argsort(keys)
    return Index(
        vocabulary=Vocabulary.over(keys[order]),
        begins=begins[order].astype(np.int32),
        ends=(begins + found)[order].astype(np.int32),
        passages=owners.astype(np.int32),
        weights=weights.astype(np.float32),
        size=len(passages),
    )


def rarity(found: Integers, size: int) -> NDArray[np.float64]:
    """How much a term says that so many of the passages hold."""
    rare: NDArray[np.float64] = np.log1p((size - found + 0.5) / (found + 0.5))
    return rare


def norms(lengths: Integers) -> NDArray[np.floating]:
    """How many times a term must come in a passage of this length to count half."""
    average = max(float(lengths.mean()), 1.0) if lengths.size else 1.0
    norms: NDArray[np.floating] = K1 * (1 - B + B * lengths / average)
    return norms


def _runs(tokens: Integers, owners: Integers, sizes: Iterable[int], base: int) -> tuple[Integers, Integers]:
    """A number for every run of tokens, and its passage: the token a is a, the pair a b is (a + 1) * base + b."""
    pairs = owners[1:] == owners[:-1]
    both = ((tokens[:-1] + 1) * base + tokens[1:])[pairs]
    wanted = {1: (tokens, owners), 2: (both, owners[1:][pairs])}
    kept = [wanted[size] for size in sizes]
    return np.concatenate([codes for codes, _ in kept]), np.concatenate([where for _, where in kept])


def _count(codes: Integers, owners: Integers, size: int) -> tuple[Integers, Integers, Integers]:
    """Every run and passage once, in order, and how often the run stands there."""
    both = codes * size + owners
    both.sort()
    first = np.flatnonzero(np.diff(both, prepend=-1))
    counts = np.diff(first, append=len(both))
    codes, owners = np.divmod(both[first], max(size, 1))
    return codes, owners, counts


def _keys(codes: Integers, vocabulary: Sequence[str], channel: Channel) -> Keys:
    """The keys of numbered runs: those of one token come before all others."""
    firsts, lasts = np.divmod(codes, max(len(vocabulary), 1))
    alone, tokens = int(np.count_nonzero(firsts == 0)), Line.of(vocabulary, channel)
    lone, first, last = tokens.take(lasts[:alone]), tokens.take(firsts[alone:] - 1), tokens.take(lasts[alone:])
    return np.concatenate([lone.hashes, last.behind(first.hashes)])
