"""Cut a message into the features that are scored: character and sound n-grams, what it is about, and its form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Self

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from policy_kb.expressions import lazy_compile
from policy_kb.matching.accusing import is_question
from policy_kb.matching.keys import Channel, Keys, Line, codes_of, hash_of
from policy_kb.matching.pinyin import Sounds, tokens_of

CHARACTERS, SOUNDS = range(1, 4), range(1, 3)
"""The tokens of a term of either channel: chosen by leaving one author out."""

_WORDS = lazy_compile(r"[\u4e00-\u9fff]|[a-z]{2}")
"""Figures and signs alone tell nothing."""

_WORD_BEGIN = lazy_compile(r"(?:^|(?<=\|))\\b([a-z])(?![?*{])")
"""Of a word of a pattern."""

_LENGTH_STEP, _LENGTH_MAX = 8, 6


_ASKS, _TELLS = (hash_of(form, Channel.MATTERS) for form in ("asks", "tells"))
_LENGTHS = tuple(hash_of(f"length {step}", Channel.MATTERS) for step in range(_LENGTH_MAX + 1))


class Features(Struct, frozen=True):
    """The terms of one message, each once, and how often each stands in it."""

    keys: Keys
    counts: NDArray[np.int64]
    bounds: tuple[int, int]  # where the sounds begin, and the matters

    @classmethod
    def of(cls, keys: Keys, bounds: tuple[int, int]) -> Self:
        """Count terms, at least one; sounds and matters begin at the bounds. The array is sorted in place."""
        sounds, matters = bounds
        keys[:sounds].sort()
        keys[sounds:matters].sort()
        is_new = np.empty(len(keys) + 1, np.bool_)
        is_new[0] = is_new[-1] = True
        np.not_equal(keys[1:], keys[:-1], is_new[1:-1])
        begins = is_new.nonzero()[0]
        firsts = begins[:-1]
        return cls(
            keys.take(firsts),
            begins[1:] - firsts,
            (int(np.count_nonzero(is_new[:sounds])), int(np.count_nonzero(is_new[:matters]))),
        )

    @property
    def characters(self) -> Keys:
        """The runs of characters."""
        return self.keys[: self.bounds[0]]

    @property
    def sounds(self) -> Keys:
        """The runs of sounds."""
        return self.keys[self.bounds[0] : self.bounds[1]]

    @property
    def runs(self) -> Keys:
        """The runs of characters, then those of sounds."""
        return self.keys[: self.bounds[1]]


class Cutter(Struct, frozen=True, dict=True):
    """Makes features; `cues` are named patterns of the guide (amount, days, …)."""

    sounds: Sounds
    cues: tuple[tuple[str, re.Pattern[str]], ...] = ()

    @cached_property
    def _hashed_cues(self) -> tuple[tuple[int, re.Pattern[str]], ...]:
        return tuple((hash_of(name, Channel.MATTERS), _begun_by_letters(pattern)) for name, pattern in self.cues)

    def cut(self, text: str) -> Features:
        """The features of a normalised message: runs of up to three characters and two sounds, and matters."""
        written, heard = self.lines(tokens_of(text))
        characters, sounds = written.runs(CHARACTERS), heard.runs(SOUNDS)
        keys = np.concatenate([*characters, *sounds, np.array(self._matters(text), dtype=np.uint64)])
        begin = sum(map(len, characters))
        return Features.of(keys, (begin, begin + sum(map(len, sounds))))

    def lines(self, tokens: Sequence[str]) -> tuple[Line, Line]:
        """The hashes of the tokens as written and as heard."""
        codes = codes_of(tokens)
        if codes is None:
            return Line.of(tokens, Channel.CHARACTERS), Line.of(self.sounds.of(tokens), Channel.SOUNDS)
        return Line.of_codes(codes), self.sounds.line(codes)

    def _matters(self, text: str) -> list[int]:
        found = [matter for matter, pattern in self._hashed_cues if pattern.search(text)]
        if is_question(text):
            found.append(_ASKS)
        elif _WORDS.search(text):
            found.append(_TELLS)
        found.append(_LENGTHS[min(len(text) // _LENGTH_STEP, _LENGTH_MAX)])
        return found


def _begun_by_letters(pattern: re.Pattern[str]) -> re.Pattern[str]:
    r"""The same with `h(?<=\bh)i` for `\bhi`: where every word begins with a letter, a search takes a fifth."""
    written = pattern.pattern
    begun = _WORD_BEGIN.sub(r"\1(?<=\\b\1)", written)
    return pattern if begun == written else lazy_compile(begun, pattern.flags)
