"""What decides for whom an application waits, as it is kept beside the application."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct, field

from store.states import EntryKind, State

_NOBODY: frozenset[str] = frozenset()

OVER = frozenset({State.ARCHIVED.value, State.DECLINED.value, State.WITHDRAWN.value, State.REJECTED.value})
"""Standings in which nothing waits for anybody: of these only the standing is kept."""


class Hand(StrEnum):
    """What somebody did that keeps them from doing another thing. The values are stored: never rename one."""

    SENT = "sent"
    APPROVED = "approved"
    PAID = "paid"


class Facts(Struct, frozen=True):
    """Members are named as actors are (staff:3).

    `hands` are those who had each hand in it; `waiting` those who had one in what was entered from paper and waits
    for its check, by its kind; `returned` the kinds of what is to be corrected. `in_use`: its contract is.
    `is_unserved`: it was declined, and nobody recorded that the firm was served.
    """

    standing: str
    state: str
    in_use: bool = True
    hands: Mapping[str, frozenset[str]] = field(default_factory=dict)
    waiting: Mapping[str, frozenset[str]] = field(default_factory=dict)
    returned: frozenset[str] = _NOBODY
    is_unserved: bool = False

    @property
    def stored(self) -> str:
        """The same text for the same facts."""
        said: dict[str, object] = {"standing": self.standing, "state": self.state}
        said |= {"unserved": True} if self.is_unserved else {}
        if self.standing not in OVER:
            said |= {} if self.in_use else {"idle": True}
            said |= {"hands": _listed(self.hands)} if self.hands else {}
            said |= {"waiting": _listed(self.waiting)} if self.waiting else {}
            said |= {"returned": sorted(self.returned)} if self.returned else {}
        return json.dumps(said, separators=(",", ":"))

    def has(self, hand: Hand, member: str) -> bool:
        """Whether the member had this hand in it."""
        return member in self.hands.get(hand.value, _NOBODY)

    def has_entered(self, kind: EntryKind, member: str) -> bool:
        """Whether the member had a hand in what waits of this kind."""
        return member in self.waiting.get(kind.value, _NOBODY)


@lru_cache(maxsize=10_000)
def read_facts(stored: str) -> Facts:
    """What was stored."""
    said = json.loads(stored)
    return Facts(
        standing=said["standing"],
        state=said["state"],
        in_use=not said.get("idle"),
        hands=_read(said.get("hands", {})),
        waiting=_read(said.get("waiting", {})),
        returned=frozenset(said.get("returned", ())),
        is_unserved=bool(said.get("unserved")),
    )


def read_state(stored: str) -> str | None:
    """The state that was stored; None of what cannot be read, of which `audit verify` tells."""
    try:
        return read_facts(stored).state
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _listed(found: Mapping[str, frozenset[str]]) -> dict[str, list[str]]:
    return {name: sorted(found[name]) for name in sorted(found)}


def _read(said: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(members) for name, members in said.items()}
