"""A share of right answers and how far it can be trusted: Wilson's interval at 95 %."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

_Z = 1.959964
"""The normal quantile of 97.5 %: half of the 5 % lies on either side."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    right: int
    total: int

    @classmethod
    def of(cls, marks: Iterable[bool]) -> Self:
        seen = list(marks)
        return cls(sum(seen), len(seen))

    @property
    def value(self) -> float:
        return self.right / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies; of nothing, anywhere. Holds near 0 and 1 too, where ± does not."""
        if not self.total:
            return 0.0, 1.0
        spread = _Z**2 / self.total
        middle = self.value + spread / 2
        half = math.sqrt(spread * (self.value * (1 - self.value) + spread / 4))
        low, high = (middle - half) / (1 + spread), (middle + half) / (1 + spread)
        # At the ends the formula gives 0 and 1 but for the rounding of floats.
        return (0.0 if not self.right else low), (1.0 if self.right == self.total else high)

    @property
    def counted(self) -> str:
        return f"{self.right} of {self.total}"

    @property
    def shown(self) -> str:
        """0.962 (0.931–0.979); a dash where nothing was asked."""
        if not self.total:
            return "–"
        low, high = self.interval
        return f"{self.value:.3f} ({low:.3f}–{high:.3f})"
