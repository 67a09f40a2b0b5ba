"""The vote of the nearest samples."""

from __future__ import annotations

import numpy as np
import pytest

from policy_kb.matching.neighbours import NOWHERE, Neighbours
from policy_kb.matching.terms import Known

# Three examples over four n-grams: the first two of class 0, the third of class 1 without a place.
HELD = Neighbours(
    starts=np.array([0, 2, 3, 4, 4]),
    documents=np.array([0, 1, 0, 2], dtype=np.uint16),
    strengths=np.array([100, 50, 100, 200], dtype=np.uint8),
    kinds=np.array([0, 0, 1], dtype=np.int16),
    places=np.array([1, 0, NOWHERE], dtype=np.int16),
)


def votes(*rows: int) -> list[float]:
    known = Known(np.array(rows, dtype=np.intp), np.ones(len(rows), dtype=np.float32), (len(rows), len(rows)))
    return [round(head.get(column, 0.0), 3) for head in HELD.votes(known) for column in range(2)]


def test_the_nearest_win_and_half_as_near_has_an_eighth_of_the_vote() -> None:
    assert votes(0) == [1.0, 0.0, 0.125, 1.0]


def test_an_example_without_a_place_votes_for_none() -> None:
    assert votes(2) == [0.0, 1.0, 0.0, 0.0]


@pytest.mark.parametrize("rows", [(), (3,)])
def test_who_shares_nothing_has_no_neighbours(rows: tuple[int, ...]) -> None:
    assert votes(*rows) == [0.0] * 4


def test_it_is_read_as_it_was_kept() -> None:
    kept = Neighbours.read(HELD.arrays())
    assert kept is not None
    assert kept.starts.tolist() == HELD.starts.tolist()
    assert Neighbours.read({}) is None
