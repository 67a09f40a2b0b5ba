"""Messages of two wants, made of two people's questions and the words that join them; and stories around one."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from msgspec import Struct

_DATA = Path(__file__).parent / "data"
_SPACE = "␣"
_MARK = "|"
"""Stands in `wants.txt` where one want ends."""
_LONGEST = 110
"""Characters of both questions together: whoever asks two long ones sends two messages."""

_SHORTEST = 5


class Asked(Struct, frozen=True):
    """A question of one author."""

    text: str
    author: str


class Written(Struct, frozen=True):
    """A message of several wants; each but the last ends at one of `ends`."""

    text: str
    ends: tuple[int, ...]


class Joined(Struct, frozen=True):
    """Two wants in one message: the left one ends at `end`, the right one begins at `start`."""

    text: str
    end: int
    start: int


def connectives() -> tuple[str, ...]:
    """What stands between two wants, as people write it."""
    lines = (_DATA / "connectives.txt").read_text("utf-8").splitlines()
    return tuple(line.replace(_SPACE, " ") for line in lines if line)


def stories() -> tuple[tuple[str, str], ...]:
    """What people tell before and after their question."""
    lines = (_DATA / "stories.tsv").read_text("utf-8").splitlines()
    pairs = (line.split("|") for line in lines if line)
    return tuple((before, after) for before, after in pairs)


def written() -> Iterator[Written]:
    """Messages of several wants as people wrote them."""
    for line in (_DATA / "wants.txt").read_text("utf-8").splitlines():
        pieces = line.split(_MARK)
        ends = accumulate(map(len, pieces[:-1]))
        yield Written("".join(pieces), tuple(ends))


def single() -> tuple[str, ...]:
    """Messages of one want that look as if they held two."""
    return tuple((_DATA / "single.txt").read_text("utf-8").splitlines())


def joins(asked: Sequence[Asked], count: int, dice: random.Random) -> Iterator[Joined]:
    """Up to `count` messages, each of two different authors."""
    able, words = [one for one in asked if len(one.text) >= _SHORTEST], connectives()
    for _ in range(count):
        one, other = dice.sample(able, 2)
        if one.author != other.author and len(one.text) + len(other.text) <= _LONGEST:
            yield _join(one.text, dice.choice(words), other.text, dice)


def told(question: str, dice: random.Random, around: Sequence[tuple[str, str]]) -> str:
    """The question set first, in the middle, or last in a story."""
    before, after = dice.choice(around)
    plain, begun = _unsigned(question, dice), before.rstrip("，")
    return dice.choice(
        (
            f"{before}{plain}。{after}",
            f"{plain}。{begun}。{after}",
            f"{begun}。{after}。{plain}",
            f"{before}{plain}",
            f"{begun}。{plain}，{after}",
        )
    )


def _join(one: str, word: str, other: str, dice: random.Random) -> Joined:
    left = _unsigned(one, dice)
    return Joined(f"{left}{word}{other}", len(left), len(left) + len(word))


def _unsigned(question: str, dice: random.Random) -> str:
    """Without its full stop, and in half of them without its question mark: people often write neither."""
    signs = "。.！!" if dice.random() < 0.5 else "。.！!?？"  # noqa: PLR2004  a coin
    return question.rstrip(signs)
