"""How sure a learnt model is that one want of a message ends at a place and the next begins there."""

from __future__ import annotations

from array import array
from collections.abc import Set as AbstractSet
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from policy_kb.dialogue.places import Places, places

LEARNT = Path(__file__).parent / "data" / "boundaries.npz"

_MOST = 100
"""Places of a message: what has more is a list or no speech."""


class Boundary(Struct, frozen=True):
    """A place between two wants: the left one ends at `end`, the right one begins at `start`.

    `score` above 0 says that the machine takes it for one.
    """

    end: int
    start: int
    score: float


class Boundaries(Struct, frozen=True, dict=True):
    """The learnt weights; a feature that was never seen says nothing."""

    weights: NDArray[np.float32]
    bias: float

    @classmethod
    def load(cls, path: Path = LEARNT) -> Self:
        """Read what training wrote."""
        with np.load(path, allow_pickle=False) as data:
            return cls(data["weights"].astype(np.float32) * np.float32(data["scale"]), float(data["bias"]))

    @cached_property
    def _weights(self) -> array[float]:
        return array("f", self.weights.tobytes())

    def find(self, text: str, above: float = 0.0) -> tuple[Boundary, ...]:
        """All boundaries of a normalised message that score higher than `above`, in order."""
        possible = places(text)
        if not possible or len(possible) > _MOST:
            return ()
        read = Places(text)
        scored = ((end, start, self._score(read.features(end, start))) for end, start in possible)
        return tuple(Boundary(*one) for one in scored if one[2] > above)

    def _score(self, features: AbstractSet[int]) -> float:
        weights = self._weights
        return self.bias + sum([weights[feature] for feature in features])
