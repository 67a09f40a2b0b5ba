"""Nearest samples: a vote of the examples whose rarer characters a question shares, from an inverted index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from policy_kb.array_file import Arrays
from policy_kb.matching.terms import Known

_VOTERS = 20
_POWER = 3
"""A neighbour half as near has an eighth of the vote."""
VOTE = 0.2
"""What a full vote of the nearest samples counts beside the margins (chosen by leaving one author out)."""
_FAR = 0.25
"""Under this share of the nearest a vote is a sixty-fourth and not counted."""
NOWHERE = -1

Votes = dict[int, float]
"""By column of the model's head."""


class Neighbours(Struct, frozen=True):
    """For every character n-gram the examples that hold it, how strongly, and what each example stands for.

    `starts` has one entry more than there are n-grams. `kinds` and `places` are columns of the model's two heads,
    `NOWHERE` for an example without a place.
    """

    starts: NDArray[np.int32]
    documents: NDArray[np.uint16]
    strengths: NDArray[np.uint8]
    kinds: NDArray[np.int16]
    places: NDArray[np.int16]

    def votes(self, known: Known) -> tuple[Votes, Votes]:
        """The votes for classes, and for places, each relative to their winner."""
        near, nearness = self._nearest(known)
        shares = [one**_POWER for one in nearness.tolist()]
        return _counted(self.kinds.take(near), shares), _counted(self.places.take(near), shares)

    def _nearest(self, known: Known) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """The examples with the largest cosines, which all are too large by the same factor."""
        rows = known.rows[: known.bounds[0]]
        ends = self.starts[1:].take(rows)
        lengths = ends - self.starts.take(rows)
        before = lengths.cumsum()
        size = int(before[-1]) if len(before) else 0
        if not size:
            return np.empty(0, np.intp), np.empty(0)
        postings = (ends - before).repeat(lengths)
        postings += np.arange(size)
        products = known.values[: known.bounds[0]].repeat(lengths)
        products *= self.strengths.take(postings)
        documents = self.documents.take(postings).astype(np.intp)
        cosines = np.bincount(documents, products)
        held = cosines.take(documents)  # looked at instead of all examples
        near = np.array(sorted({*documents[held > _FAR * held.max()].tolist()}), dtype=np.intp)
        nearness: NDArray[Any] = cosines.take(near)
        if len(near) > _VOTERS:
            kept = nearness.argpartition(-_VOTERS)[-_VOTERS:]
            return near.take(kept), nearness.take(kept)
        return near, nearness

    @classmethod
    def read(cls, data: Arrays) -> Self | None:
        """Read what `arrays` gave; None of a model that was learnt without it."""
        if "neighbour_starts" not in data:
            return None
        return cls(**{name: data[f"neighbour_{name}"] for name in cls.__struct_fields__})

    def arrays(self) -> Arrays:
        """What is kept in the model's file."""
        return {f"neighbour_{name}": getattr(self, name) for name in self.__struct_fields__}


def _counted(columns: NDArray[np.int16], shares: Sequence[float]) -> Votes:
    """The share of every column that has one, `NOWHERE` left out, relative to the largest."""
    votes = dict.fromkeys(columns.tolist(), 0.0)
    for column, share in zip(columns.tolist(), shares, strict=True):
        votes[column] += share
    votes.pop(NOWHERE, None)
    largest = max(votes.values(), default=1.0)
    return {column: share / largest for column, share in votes.items()}
