"""What a short message refers to: decided before anything is classified, from the message and the memory alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policy_kb.dialogue.memory import Memory
from policy_kb.dialogue.moves import MOVES, Move
from policy_kb.numerals import to_int

_SIGNS = " ?？!！。.~～,，"
_LONGEST = {Move.CORRECT: 60}
_SHORT = 20
"""Characters: whoever writes more says what they want; a correction may say it at length."""

_WITHOUT_TALK = frozenset({Move.CORRECT})
_IN_A_LIST = frozenset({Move.NTH, Move.NTH_LAST, Move.OTHER_ONE})


@dataclass(frozen=True, slots=True)
class Referral:
    """The move, how far it goes (the sixth, two up), and the words that follow it."""

    move: Move
    count: int = 1
    rest: str = ""


def refer(text: str, memory: Memory) -> Referral | None:
    """The move that a whole normalised message makes; None where it says by itself what is wanted."""
    referral = find_move(text)
    if referral is None or (referral.move in _IN_A_LIST and not memory.units):
        return None
    return referral


def find_move(text: str) -> Referral | None:
    """The move by the words alone."""
    trimmed = text.strip(_SIGNS)
    for row in MOVES:
        if len(trimmed) > _LONGEST.get(row.move, _SHORT):
            continue
        if found := row.pattern.search(trimmed):
            return _referral(row.move, found)
    return None


def _referral(move: Move, found: re.Match[str]) -> Referral:
    groups = {name: value for name, value in found.groupdict().items() if value}
    counted = next((value for name, value in groups.items() if name.startswith("n")), "")
    rest = next((value for name, value in groups.items() if name.startswith("rest")), "")
    return Referral(move, to_int(counted.replace("两", "二")) or 1, rest.strip(_SIGNS))
