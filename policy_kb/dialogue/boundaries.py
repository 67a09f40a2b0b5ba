"""Where one want of a message may end and the next begin: the places, and how sure a learnt model is of each."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

LEARNT = Path(__file__).parent / "data" / "boundaries.npz"
SIZE = 1 << 16
"""Weights; a feature's place is its checksum modulo this."""

_LAST, _FIRST = ([zlib.crc32(f"{side}{size} ".encode()) for size in range(5)] for side in "lr")
_LEFT, _RIGHT = zlib.crc32(b"l "), zlib.crc32(b"r ")
"""Checksums go on from these, so that no feature has to be put together."""

_SHORTEST = 2
"""Characters on either side: fewer are no want."""

_MOST = 100
"""Places of a message: of each the whole text is looked at, and what has more is a list or no speech."""

_NEAR = 7
"""Characters on either side that are looked at."""

_SIGNED = (
    r"[\s,，。.!！?？;；、~～…:：]+"
    r"|(?<=.)(?=再有|再就是|还[有想得要]|也想|另外|顺[带便道]|以及|然后|对了|第二|其次|同时|捎带|外加"
    r"|再[者问]|再一个|[二三]是|其[二三]|并且|而且|完了|最后|那|和|跟|与|及)"
)
_SPOKEN = r"(?<=[吗呢吧嘛么呀啊哩咧嘞条少办啥谁些里样弄钱项算])(?=[^吗呢吧嘛么呀啊哩咧嘞])"
_PLACE = re.compile(_SIGNED)
_PLACE_WITHOUT_SIGNS = re.compile(f"{_SIGNED}|{_SPOKEN}")
"""Signs, and words that join wants; where dictation wrote no sign, the ends of spoken questions too."""

_WRITTEN = re.compile(r"[,，。.!！?？;；、](?=.{3})")

_ASKS = re.compile(
    r"[?？吗么嘛呢谁啥几咋哪甚]|什么|怎么|多少|多久|是否|能否|如何|为何"
    r"|[不没](?:$|[,，。 ])|(.)[不没]\1|有没有|分别"
)
_WORDS = re.compile(
    r"多少|多久|多大|什么|怎么|是否|能否|如何|为何|有没有|是不是|能不能|要不要|第?几|哪|谁|啥|咋|甚|吗|么|嘛|呢|不$|没$"
    r"|[不没](?=[,，。 ])|(?P<r>.)[不没](?P=r)|念|发|看|说|转|查|告诉|帮"
)
_SIGN = re.compile(r"[,，。.!！?？;；、 ~～…:：]")


@dataclass(frozen=True, slots=True)
class Boundary:
    """A place between two wants: the left one ends at `end`, the right one begins at `start`.

    `score` above 0 says that the machine takes it for one.
    """

    end: int
    start: int
    score: float


@dataclass(frozen=True)
class Boundaries:
    """The learnt weights; a feature that was never seen says nothing."""

    weights: NDArray[np.float32]
    bias: float

    @classmethod
    def load(cls, path: Path = LEARNT) -> Self:
        """Read what training wrote."""
        with np.load(path, allow_pickle=False) as data:
            return cls(data["weights"].astype(np.float32) * np.float32(data["scale"]), float(data["bias"]))

    @cached_property
    def _weights(self) -> list[float]:
        values: list[float] = self.weights.tolist()
        return values

    def find(self, text: str, above: float = 0.0) -> tuple[Boundary, ...]:
        """All boundaries of a normalised message that score higher than `above`, in order."""
        possible = places(text)
        if len(possible) > _MOST:
            return ()
        scored = (Boundary(end, start, self._score(text, end, start)) for end, start in possible)
        return tuple(one for one in scored if one.score > above)

    def _score(self, text: str, end: int, start: int) -> float:
        return self.bias + sum(self._weights[feature] for feature in set(hashed(text, end, start)))


def places(text: str) -> tuple[tuple[int, int], ...]:
    """Everywhere that a want could end and the next begin; what touches is one place."""
    found: list[tuple[int, int]] = []
    pattern = _PLACE if _WRITTEN.search(text) else _PLACE_WITHOUT_SIGNS
    for match in pattern.finditer(text):
        end, start = match.span()
        if end < _SHORTEST or len(text) - start < _SHORTEST:
            continue
        if found and end <= found[-1][1]:
            found[-1] = (found[-1][0], max(start, found[-1][1]))
        else:
            found.append((end, start))
    return tuple(found)


def hashed(text: str, end: int, start: int) -> list[int]:
    """The features of a place, as places in the weights."""
    sign = text[end:start].strip()[:1] or ("_" if start > end else "")
    written = [
        zlib.crc32(feature.encode()) % SIZE
        for feature in chain(_joint(text, end, start, sign), _forms(text, end, start, sign))
    ]
    return [*written, *_beside(text, end, start)]


def _beside(text: str, end: int, start: int) -> Iterator[int]:
    """The characters that end the left side and begin the right one, and the pairs near the place."""
    for size in range(1, 5):
        yield zlib.crc32(text[max(0, end - min(size, _NEAR)) : end].encode(), _LAST[size]) % SIZE
        yield zlib.crc32(text[start : start + size].encode(), _FIRST[size]) % SIZE
    for at in range(max(0, end - _NEAR), end - 1):
        yield zlib.crc32(text[at : at + 2].encode(), _LEFT) % SIZE
    for at in range(start, min(start + _NEAR, len(text)) - 1):
        yield zlib.crc32(text[at : at + 2].encode(), _RIGHT) % SIZE


def _joint(text: str, end: int, start: int, sign: str) -> Iterator[str]:
    """What stands between the sides, with the characters that meet there."""
    begun = text[start : start + 2]
    yield f"sign {sign}"
    yield f"{sign} {begun}"
    yield f"{text[end - 1 : end]} {begun}"


def _forms(text: str, end: int, start: int, sign: str) -> Iterator[str]:
    """Whether either side asks and by which words, near the place and at all, and how long the sides are."""
    asks = _ASKS.search
    near = bool(asks(text, max(0, end - 6), end)), bool(asks(text, start, start + 12))
    yield f"asks {near[0] or bool(asks(text, 0, end))} {bool(asks(text, start))}"
    yield f"near {near}"
    yield f"near {sign} {near}"
    yield f"left {min(end // 6, 6)}"
    yield f"right {min((len(text) - start) // 6, 6)}"
    yield f"questions {sum(1 for _ in islice(_ASKS.finditer(text), 4))}"
    yield from _clauses(text[:end], text[start:], sign)


def _clauses(left: str, right: str, sign: str) -> Iterator[str]:
    """By what the clauses that meet ask, and how alike they are: 会外语的人写没写，会剪视频的人写没写."""
    before, after = _SIGN.split(left)[-1], _SIGN.split(right, maxsplit=1)[0]
    asked, asking = question_words(before), question_words(right)
    last, first = (asked or ["-"])[-1], (asking or ["-"])[0]
    yield f"asked {last}"
    yield f"asking {first}"
    yield f"words {last} {first}"
    yield f"each {bool(asked)} {bool(question_words(after))} {sign}"
    yield f"counts {min(3, len(question_words(left)))} {min(3, len(asking))}"
    yield f"ends {right[-2:]}"
    yield f"end {right[-1:]}"
    yield f"begins {before[:2]}"
    yield f"lengths {min(5, len(before) // 3)} {min(5, len(after) // 3)}"
    yield f"last clause {after == right} {sign}"
    yield f"both end {before[-2:]} {right[-2:]}"
    yield f"shared {int(5 * _shared(before, after))}"


def _shared(one: str, other: str) -> float:
    return len(set(one) & set(other)) / max(1, min(len(set(one)), len(set(other))))


def question_words(text: str) -> list[str]:
    """The words of a text that ask, or order something to be looked up, in order."""
    return [found[0] for found in _WORDS.finditer(text)]
