"""What a benchmark is for `make bench`: something that is set up once and then measured in rounds."""

from __future__ import annotations

import gc
import importlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from bot.cli import COLLECTED

Figures = dict[str, float]
"""Figures by the names that `budgets.toml` gives them. Times of the processor are in milliseconds."""

Round = Callable[[], Figures]


@dataclass(frozen=True, slots=True)
class Leg:
    """A module of `benchmarks` declares one as `LEG`. What `opened` sets up stands until the last round."""

    opened: Callable[[], AbstractContextManager[Round]]
    rounds: int = 3


def leg_of(name: str) -> Leg:
    """The leg of the module of this name.

    Raises:
        ModuleNotFoundError, AttributeError: there is none.
    """
    leg = importlib.import_module(f"benchmarks.{name}").LEG
    assert isinstance(leg, Leg)
    return leg


@contextmanager
def frozen() -> Iterator[None]:
    """As in a server that is ready (`bot.commands.serve`): what was built stays, and garbage waits as long."""
    threshold = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED)
    try:
        yield
    finally:
        gc.set_threshold(*threshold)
        gc.unfreeze()
