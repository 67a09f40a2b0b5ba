"""Nearest samples: a vote of the examples whose rarer characters a question shares, from an inverted index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

_VOTERS = 20
_POWER = 3
"""A neighbour half as near has an eighth of the vote."""
_FAR = 0.25
"""Under this share of the nearest a vote is a sixty-fourth and not counted."""
NOWHERE = -1

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """For every character n-gram the examples that hold it, how strongly, and what each example stands for.

    `starts` has one entry more than there are n-grams. `kinds` and `places` are columns of the model's two heads,
    `NOWHERE` for an example without a place.
    """

    starts: NDArray[np.int64]
    documents: NDArray[np.uint16]
    strengths: Floats  # whole numbers up to 255, as they are kept
    kinds: NDArray[np.int16]
    places: NDArray[np.int16]

    def votes(self, rows: NDArray[np.intp], values: Floats, classes: int, places: int) -> Floats:
        """The votes for every class, then for every place, each relative to its winner."""
        near, nearness = self._nearest(rows, values)
        shares = nearness**_POWER
        return np.concatenate(
            [_counted(self.kinds[near], shares, classes), _counted(self.places[near], shares, places)],
            dtype=np.float32,
        )

    def _nearest(self, rows: NDArray[np.intp], values: Floats) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """The examples with the largest cosines, which all are too large by the same factor."""
        starts = self.starts.take(rows)
        lengths = self.starts.take(rows + 1) - starts
        ends = lengths.cumsum()
        if not len(ends) or not ends[-1]:
            return np.empty(0, np.intp), np.empty(0)
        places = (starts - ends + lengths).repeat(lengths)
        places += np.arange(len(places))
        products = values.repeat(lengths)
        products *= self.strengths.take(places)
        cosines = np.bincount(self.documents.take(places), products)
        near = (cosines > _FAR * cosines.max()).nonzero()[0]
        if len(near) > _VOTERS:
            near = near[np.argpartition(cosines[near], -_VOTERS)[-_VOTERS:]]
        return near, cosines[near]

    @classmethod
    def read(cls, data: Mapping[str, NDArray[np.generic]]) -> Self | None:
        """Read what `arrays` gave; None of a model that was learnt without it."""
        if "neighbour_lengths" not in data:
            return None
        return cls(
            starts=np.concatenate([[0], np.cumsum(data["neighbour_lengths"], dtype=np.int64)]),
            documents=data["neighbour_documents"].astype(np.uint16),
            strengths=data["neighbour_strengths"].astype(np.float32),
            kinds=data["neighbour_kinds"].astype(np.int16),
            places=data["neighbour_places"].astype(np.int16),
        )

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """What is kept in the model's file."""
        return {
            "neighbour_lengths": np.diff(self.starts).astype(np.uint16),
            "neighbour_documents": self.documents,
            "neighbour_strengths": self.strengths.astype(np.uint8),
            "neighbour_kinds": self.kinds,
            "neighbour_places": self.places,
        }


def _counted(columns: NDArray[np.int16], shares: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    """The share of every column, `NOWHERE` left out, relative to the largest."""
    votes = np.bincount(columns - NOWHERE, shares, size - NOWHERE)[-NOWHERE:]
    largest = float(votes.max(initial=0.0)) or 1.0
    relative: NDArray[np.float64] = votes / largest
    return relative
