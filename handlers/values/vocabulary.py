"""Which Chinese characters somebody's whole messages are made of: most others are told from them by one look."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from policy_kb.reading import characters_of

Words = str | re.Pattern[str]


class Vocabulary(Struct, frozen=True):
    """What a router's own messages are made of. It may hold more messages than are the router's, never fewer.

    `whole` are messages, or expressions of whole ones, written with all of their `characters`. One of the `marks`
    stands in whatever else is the router's: in what holds words of anybody's, such as the expressions `inside`.
    """

    characters: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    whole: tuple[Words, ...] = ()
    inside: tuple[Words, ...] = ()

    def __or__(self, other: Vocabulary) -> Vocabulary:
        return Vocabulary(
            self.characters | other.characters,
            self.marks | other.marks,
            self.whole + other.whole,
            self.inside + other.inside,
        )

    def may_hold(self, characters: frozenset[str]) -> bool:
        """Whether a message of these characters may be one of them."""
        return characters <= self.characters or not self.marks.isdisjoint(characters)


def made_of(*whole: Words, inside: Iterable[Words] = (), marks: str = "") -> Vocabulary:
    """The vocabulary of messages and expressions as they are written."""
    written = "".join(words if isinstance(words, str) else words.pattern for words in whole)
    return Vocabulary(characters_of(written), frozenset(marks), whole, tuple(inside))


NOTHING = Vocabulary()
"""Of what answers no Chinese words of somebody who has nothing begun."""
