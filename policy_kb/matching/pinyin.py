"""Sounds: toneless syllables of characters and of typed pinyin, folded as ears and keyboards fold them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from string import ascii_lowercase, digits

import numpy as np
from msgspec import Struct

from policy_kb.expressions import lazy_compile
from policy_kb.matching.keys import Channel, Codes, Keys, Line, hashes_of_codes

FIRST, LAST = 0x4E00, 0x9FFF
_LONGEST = 6
_TOKEN = lazy_compile(r"[a-z]+|[0-9]+(?:\.[0-9]+)?|[\u3400-\u4dbf\u4e00-\u9fff]")
_SIGNS = digits + ascii_lowercase
_FOLDS = ((lazy_compile(r"^([zcs])h"), r"\1"), (lazy_compile(r"ng$"), "n"), (lazy_compile(r"^v|v$"), "u"))


class Sounds(Struct, frozen=True, dict=True):
    """A syllable for every common character (made at build time), and the set of syllables for typed pinyin."""

    table: Sequence[str]
    syllables: frozenset[str]

    def of(self, tokens: Sequence[str]) -> list[str]:
        """The folded syllables of the tokens; what is neither a character nor pinyin stays as it is."""
        sounds: list[str] = []
        for token in tokens:
            if len(token) == 1 and FIRST <= ord(token) <= LAST:
                sounds.append(self.table[ord(token) - FIRST] or token)
            else:
                sounds.extend(self._spelled(token) if token.isalpha() else (token,))
        return sounds

    def line(self, codes: Codes) -> Line:
        """The sounds of tokens of one character each."""
        return Line(self._by_code.take(codes))

    @cached_property
    def _by_code(self) -> Keys:
        """The hash of every character's sound by its code point: what has no syllable sounds like itself."""
        hashes = hashes_of_codes(np.arange(LAST + 1, dtype=np.uint64), Channel.SOUNDS)
        syllables = list(dict.fromkeys(self.table))
        places = {syllable: place for place, syllable in enumerate(syllables)}
        heard = np.fromiter(map(places.__getitem__, self.table), np.intp, len(self.table))
        by_syllable = Line.of(syllables, Channel.SOUNDS).hashes
        common, has_syllable = hashes[FIRST:], np.array([*map(bool, syllables)]).take(heard)
        common[has_syllable] = by_syllable.take(heard[has_syllable])
        hashes[[*map(ord, _SIGNS)]] = Line.of(self.of(_SIGNS), Channel.SOUNDS).hashes
        return hashes

    def _spelled(self, word: str) -> Iterable[str]:
        """The folded syllables of typed pinyin; of another word its own letters, folded."""
        return tuple(map(self._folded.__getitem__, self.split(word))) or (fold(word),)

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {syllable: fold(syllable) for syllable in self.syllables}

    def split(self, word: str) -> tuple[str, ...]:
        """The word cut into the fewest syllables, or nothing where it is not pinyin."""
        best: list[tuple[str, ...] | None] = [()]
        for end in range(1, len(word) + 1):
            cuts = (
                (*before, word[start:end])
                for start in range(max(0, end - _LONGEST), end)
                if (before := best[start]) is not None and word[start:end] in self.syllables
            )
            best.append(min(cuts, key=len, default=None))
        return best[-1] or ()


def fold(syllable: str) -> str:
    """zh, ch, sh → z, c, s and -ng → -n: the confusions that typos and dialect make most."""
    for pattern, replacement in _FOLDS:
        syllable = pattern.sub(replacement, syllable)
    return syllable


def tokens_of(text: str) -> list[str]:
    """Characters one by one; Latin words and numbers whole; punctuation and spaces gone. `text` is normalised."""
    return _TOKEN.findall(text)
