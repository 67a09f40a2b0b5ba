"""The figures of `budgets.toml`, each with what it may come to."""

from __future__ import annotations

import tomllib
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, model_validator

FILE = Path(__file__).parent / "budgets.toml"


class Unit(StrEnum):
    """What a figure counts. Those that are ratios say beside which peer."""

    SHARE = "share"  # what the peer takes, over what the product takes
    TIMES = "times"  # what the product takes, over what the peer does
    ECHOES = "echoes"  # measured in milliseconds, told in messages of the bare echo at the same time
    MILLISECONDS = "ms"
    SECONDS = "s"
    MEGABYTES = "MB"
    RATE = "a second"


_RATIOS = frozenset({Unit.SHARE, Unit.TIMES, Unit.ECHOES})


class Budget(BaseModel):
    """A figure: `leg` is the module that measures it; without `least` and `most` it is only told.

    One that is measured `on` an engine is missing where that does not start, and judged by nobody there.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    says: str
    leg: str
    unit: Unit
    peer: str = ""
    on: str = ""
    least: float | None = None
    most: float | None = None

    @model_validator(mode="after")
    def _peer_of_ratio(self) -> Budget:
        if (self.unit in _RATIOS) != bool(self.peer):
            raise ValueError(f"{self.name}: a ratio names its peer, and nothing else has one")
        return self

    @property
    def command(self) -> str:
        """What measures it."""
        return f".venv/bin/python -m benchmarks.bench {self.leg}"

    @property
    def bound(self) -> str:
        """The budget as it is shown; empty where there is none."""
        bounds = (("≥", self.least), ("≤", self.most))
        return " ".join(f"{sign} {value:g}" for sign, value in bounds if value is not None)

    def is_kept(self, value: float) -> bool:
        """Whether the figure stays within its budget."""
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    figure: tuple[Budget, ...]


def read_budgets(file: Path = FILE) -> tuple[Budget, ...]:
    """All of them, in the order in which they are measured.

    Raises:
        ValidationError: the file is wrong, or names a figure twice.
    """
    return _File.model_validate(tomllib.loads(file.read_text("utf-8"))).figure
