"""What the text's own words add to the learnt margins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from policy_kb.matching.index import Vector
from policy_kb.matching.model import OOS, UNSTATED, LinearModel
from policy_kb.models import AnswerKind

_TEXT_WEIGHT = 0.15
"""How much the text's own words count beside the learnt margins (chosen by leaving one author out)."""

_LIFTS = {UNSTATED: 0.13, OOS: 0.1, AnswerKind.COMPLAINT.value: 0.18}
_FLOW_LIFT = 0.7
"""What the classes without text get instead, so that none wins or loses by having no words of its own."""


@dataclass(frozen=True, slots=True)
class Lifts:
    """For each margin the place of its unit, how much that unit's closeness counts, and what is added anyway."""

    places: NDArray[np.intp]
    weights: Vector
    fixed: Vector

    @classmethod
    def over(cls, model: LinearModel, positions: Mapping[str, int]) -> Self:
        """The lifts of the model's classes and places. `positions` are the units' places in their order."""
        names = (*model.classes, *model.places)
        fixed = [
            *(0.0 if name in positions else _LIFTS.get(name, _TEXT_WEIGHT * _FLOW_LIFT) for name in model.classes),
            *(0.0 for _ in model.places),
        ]
        return cls(
            places=np.array([positions.get(name, 0) for name in names], dtype=np.intp),
            weights=np.array([_TEXT_WEIGHT * (name in positions) for name in names], dtype=np.float32),
            fixed=np.array(fixed, dtype=np.float32),
        )

    def of(self, closeness: Vector) -> Vector:
        """What is added to each margin. `closeness` is that of all units in their order, 0 to 1."""
        return closeness.take(self.places) * self.weights + self.fixed
