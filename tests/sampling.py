"""Which of a family's parameters an everyday run takes: other ones with each commit; a soak takes all."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

import pytest

_MARK = "sampled"


def left_to_soak(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """The tests of which an everyday run leaves some out: they belong to the soak."""
    return [item for family in _families(items) if len(family) > _count(family) for item in family]


def sampled(items: Sequence[pytest.Item], seed: int) -> tuple[list[pytest.Item], list[pytest.Item]]:
    """The tests to run, in their order, and those left out.

    Of each test marked `sampled(count)` as many of its parameters stay as it says.
    """
    left_out = {item for family in _families(items) for item in _left_out(family, seed)}
    return [item for item in items if item not in left_out], [item for item in items if item in left_out]


def takes_all(arguments: Iterable[str], testpaths: Iterable[str], *, soaking: bool) -> bool:
    """Whether nothing is left out: in a soak, and where somebody names what to run."""
    return soaking or list(arguments) != list(testpaths)


def _families(items: Sequence[pytest.Item]) -> list[list[pytest.Item]]:
    found: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker(_MARK):
            found.setdefault(item.nodeid.partition("[")[0], []).append(item)
    return list(found.values())


def _left_out(family: list[pytest.Item], seed: int) -> list[pytest.Item]:
    name = family[0].nodeid.partition("[")[0]
    return random.Random(f"{seed} {name}").sample(family, max(0, len(family) - _count(family)))


def _count(family: list[pytest.Item]) -> int:
    marker = family[0].get_closest_marker(_MARK)
    assert marker is not None
    count: int = marker.args[0]
    return count
