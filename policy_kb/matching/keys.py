"""Terms as numbers of 64 bits: runs of tokens are hashed all at once, and no string is made of any."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Codes = NDArray[np.uint32]

_BASE, _SPREAD = 0x9E37_79B9_7F4A_7C15, 0xD6E8_FEB8_6659_FD93
"""A text hashes to the polynomial of its characters in the base; spread, its upper bits hang on all of it."""
_LETTER = 0xC2B2_AE3D_27D4_EB4F
"""The base of what is no text: a sound is one letter of what is heard, and zi-an is not z-ian."""
_MODULUS = 1 << 64
_WIDE_BASE, _WIDE_SPREAD = np.uint64(_BASE), np.uint64(_SPREAD)


class Channel(IntEnum):
    """What a term is a run of: it stands before the characters of a token, so that zi heard is not zi written."""

    CHARACTERS = 0
    SOUNDS = 1
    MATTERS = 2


def hash_of(token: str, channel: Channel) -> int:
    """The hash of one token, which is the key of the term that it is alone."""
    base = _LETTER if channel else _BASE
    hashed = int(channel)
    for code in map(ord, token):
        hashed = (hashed * base + code) % _MODULUS
    return hashed * _SPREAD % _MODULUS


def hashes_of_codes(codes: Keys, channel: Channel) -> Keys:
    """The hashes of tokens that are one character each, by its code point."""
    hashes: Keys = (codes + np.uint64(channel * _LETTER)) * _WIDE_SPREAD
    return hashes


class Line(NamedTuple):
    """The hashes of tokens in a row. A run with the token behind it has its key, times the link, plus the hash.

    The link is the base to the number of characters, so that zhe-ge is zhege however it was cut; where every token
    has one it is the base.
    """

    hashes: Keys
    links: Keys | None = None

    @classmethod
    def of(cls, tokens: Sequence[str], channel: Channel) -> Self:
        """Hash tokens of any length; sounds are one letter each."""
        hashes = np.array([hash_of(token, channel) for token in tokens], dtype=np.uint64)
        if channel:
            return cls(hashes)
        return cls(hashes, np.array([pow(_BASE, len(token), _MODULUS) for token in tokens], dtype=np.uint64))

    @classmethod
    def of_codes(cls, codes: Codes) -> Self:
        """Hash characters that are a token each."""
        return cls(codes * _WIDE_SPREAD)

    def take(self, places: slice | NDArray[np.integer]) -> Line:
        """The tokens at these places."""
        return Line(self.hashes[places], None if self.links is None else self.links[places])

    def behind(self, runs: Keys) -> Keys:
        """The keys of runs with each token behind one."""
        longer: Keys = runs * (_WIDE_BASE if self.links is None else self.links)
        longer += self.hashes
        return longer

    def runs(self, sizes: range) -> list[Keys]:
        """The keys of all runs of so many tokens, an array for each size."""
        runs = [self.hashes]
        for size in range(1, sizes.stop - 1):
            longer = runs[-1][:-1] * (_WIDE_BASE if self.links is None else self.links[size:])
            longer += self.hashes[size:]
            runs.append(longer)
        return runs[sizes.start - 1 :]


def codes_of(tokens: Sequence[str]) -> Codes | None:
    """The code points of the tokens; None where any of them is longer than a character."""
    text = "".join(tokens)
    return np.frombuffer(text.encode("utf-32-le"), "<u4") if len(text) == len(tokens) else None
