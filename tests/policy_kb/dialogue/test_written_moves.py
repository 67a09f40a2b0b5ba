"""Short messages that people wrote after an answer: how many are heard as the move that was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_kb import dialogue
from policy_kb.dialogue.moves import Move
from policy_kb.dialogue.refer import find_move
from policy_kb.matching.normalise import normalise

_LINES = (Path(dialogue.__file__).parent / "data" / "moves.tsv").read_text("utf-8").splitlines()
WRITTEN = [tuple(line.split("\t")) for line in _LINES]
NO_MOVE = "none"


def _heard(said: str) -> str:
    found = find_move(normalise(said))
    return found.move.value if found else NO_MOVE


def test_most_are_heard_as_meant() -> None:
    moves = [(said, meant) for said, meant in WRITTEN if meant in set(Move)]
    missed = [(said, meant, _heard(said)) for said, meant in moves if _heard(said) != meant]
    assert len(moves) > 250
    assert len(missed) <= 0.1 * len(moves), missed


@pytest.mark.parametrize("sort", ["none", "ellipsis"])
def test_what_asks_by_itself_is_hardly_ever_taken_for_a_move(sort: str) -> None:
    said = [said for said, meant in WRITTEN if meant == sort]
    taken = [one for one in said if _heard(one) != NO_MOVE]
    assert len(taken) <= 0.05 * len(said), taken
