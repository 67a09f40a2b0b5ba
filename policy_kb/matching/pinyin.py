"""Sounds: toneless syllables of characters and of typed pinyin, folded as ears and keyboards fold them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

FIRST, LAST = 0x4E00, 0x9FFF
_LONGEST = 6
_TOKEN = re.compile(r"[a-z]+|[0-9]+(?:\.[0-9]+)?|[\u3400-\u4dbf\u4e00-\u9fff]")
_FOLDS = ((re.compile(r"^([zcs])h"), r"\1"), (re.compile(r"ng$"), "n"), (re.compile(r"^v|v$"), "u"))


@dataclass(frozen=True, slots=True)
class Sounds:
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
                sounds.extend(map(fold, self.split(token) or (token,)) if token.isalpha() else (token,))
        return sounds

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
