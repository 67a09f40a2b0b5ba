"""What the text's own words add to the learnt margins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Self

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from policy_kb.matching.index import Vector
from policy_kb.matching.model import OOS, UNSTATED, LinearModel
from policy_kb.models import AnswerKind

TEXT_WEIGHT = 0.15
"""How much the text's own words count at most beside the learnt margins (chosen by leaving one author out)."""

_LIFTS = {UNSTATED: 0.13, OOS: 0.1, AnswerKind.COMPLAINT.value: 0.18}
_FLOW_LIFT = 0.7
"""What the classes without text get instead, so that none wins or loses by having no words of its own."""


class Lift(Struct, frozen=True):
    """For each name of a head the place of its unit, and how much that unit's closeness counts."""

    places: NDArray[np.intp]
    weights: Vector

    @classmethod
    def over(cls, names: Sequence[str], positions: Mapping[str, int]) -> Self:
        """The lift of these names. `positions` are the units' places in their order."""
        places = [positions.get(name, 0) for name in names]
        weights = [TEXT_WEIGHT * (name in positions) for name in names]
        return cls(np.array(places, dtype=np.intp), np.array(weights, dtype=np.float32))

    def of(self, closeness: Vector) -> Vector:
        """What is added to each name. `closeness` is that of all units in their order, 0 to 1."""
        lifts: Vector = closeness.take(self.places) * self.weights
        return lifts


class Lifts(Struct, frozen=True):
    """The lifts of both heads, and what is added to each class whatever the message is."""

    classes: Lift
    places: Lift
    fixed: Vector

    @classmethod
    def over(cls, model: LinearModel, positions: Mapping[str, int]) -> Self:
        """The lifts of the model's classes and places."""
        classes = model.classes.names
        fixed = [0.0 if name in positions else _LIFTS.get(name, TEXT_WEIGHT * _FLOW_LIFT) for name in classes]
        return cls(
            classes=Lift.over(classes, positions),
            places=Lift.over(model.places.names, positions),
            fixed=np.array(fixed, dtype=np.float32),
        )
