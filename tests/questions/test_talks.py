"""Look-ups, messages of several wants and dialogues by people who saw neither samples nor code: their floors."""

from __future__ import annotations

from collections import defaultdict

import pytest

from benchmarks.talks import Mark, marks
from tests.measure import opened

pytestmark = pytest.mark.xdist_group("talks")  # each is held once

FLOORS = {"look-up": 0.85, "none": 0.85, "wants": 0.82, "single": 0.94, "turns": 0.82}


@pytest.fixture(scope="module")
def judged() -> dict[str, list[Mark]]:
    found: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks(opened()):
        found[mark.column].append(mark)
    return found


@pytest.mark.parametrize("column", FLOORS)
def test_no_sort_of_talk_falls_below_its_floor(judged: dict[str, list[Mark]], column: str) -> None:
    wrong = [f"{mark.question} {mark.got}" for mark in judged[column] if not mark.right]
    assert 1 - len(wrong) / len(judged[column]) >= FLOORS[column], "\n".join(wrong)
