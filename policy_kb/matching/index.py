"""BM25 for many passages: flat arrays, and terms known by fingerprint so that no dictionary stays in memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain

import numpy as np
from numpy.typing import NDArray

K1, B = 1.2, 0.6

Vector = NDArray[np.float32]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Index:
    """Postings of all terms in one array: the term with fingerprint `keys[n]` owns `[begins[n], ends[n])`."""

    keys: NDArray[np.uint64]
    begins: NDArray[np.int32]
    ends: NDArray[np.int32]
    passages: NDArray[np.int32]
    weights: Vector
    size: int

    def scores(self, query: Iterable[str]) -> Vector:
        """A score for every passage; repeated query terms count once."""
        rows = self._rows(set(query))
        spans = [slice(first, end) for first, end in zip(self.begins[rows], self.ends[rows], strict=True)]
        if not spans:
            return np.zeros(self.size, dtype=np.float32)
        where = np.concatenate([self.passages[span] for span in spans])
        what = np.concatenate([self.weights[span] for span in spans])
        return np.bincount(where, weights=what, minlength=self.size).astype(np.float32)

    def __contains__(self, term: object) -> bool:
        return isinstance(term, str) and self._rows({term}).size > 0

    def _rows(self, terms: set[str]) -> NDArray[np.intp]:
        asked = np.fromiter(map(_fingerprint, terms), np.uint64, len(terms))
        rows = np.searchsorted(self.keys, asked)
        inside = rows < len(self.keys)
        rows, asked = rows[inside], asked[inside]
        known: NDArray[np.intp] = rows[self.keys[rows] == asked]
        return known


def flatten(passages: Sequence[Sequence[str]], sizes: Iterable[int], glue: str) -> Index:
    """Index the runs of 1 or 2 tokens (`sizes`), joined by `glue`, of passages that are given as tokens."""
    vocabulary: dict[str, int] = {}
    tokens = np.fromiter(
        (vocabulary.setdefault(token, len(vocabulary)) for token in chain.from_iterable(passages)), np.int64
    )
    owners = np.repeat(np.arange(len(passages)), [len(passage) for passage in passages])
    codes, owners = _runs(tokens, owners, sizes, len(vocabulary))
    norm = _norms(np.bincount(owners, minlength=len(passages)))
    codes, owners, counts = _count(codes, owners, len(passages))
    begins = np.flatnonzero(np.diff(codes, prepend=-1))
    found = np.diff(begins, append=len(codes))
    weights = np.repeat(rarity(found, len(passages)), found) * counts * (K1 + 1) / (counts + norm[owners])
    keys = _fingerprints(codes[begins], tuple(vocabulary), glue)
    order = np.argsort(keys)
    return Index(
        keys=keys[order],
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


def _norms(lengths: Integers) -> NDArray[np.floating]:
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


def _fingerprints(codes: Integers, vocabulary: Sequence[str], glue: str) -> NDArray[np.uint64]:
    firsts, lasts = np.divmod(codes, max(len(vocabulary), 1))
    terms = (
        vocabulary[last] if first == 0 else vocabulary[first - 1] + glue + vocabulary[last]
        for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True)
    )
    return np.fromiter(map(_fingerprint, terms), np.uint64, len(codes))


def _fingerprint(term: str) -> int:
    """Sixty-four bits: among a million terms the chance that any two share theirs is one in forty million."""
    return int.from_bytes(blake2b(term.encode(), digest_size=8).digest(), "little")
