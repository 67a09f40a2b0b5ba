"""Cut a message into the features that are scored: character and sound n-grams, what it is about, and its form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policy_kb.matching.accusing import is_question
from policy_kb.matching.pinyin import Sounds, tokens_of

CHARACTERS, SOUNDS = 3, 2
"""The longest n-grams of either channel: chosen by leaving one author out."""

_WORDS = re.compile(r"[\u4e00-\u9fff]|[a-z]{2}")
"""Figures and signs alone tell nothing."""

_LENGTH_STEP, _LENGTH_MAX = 8, 6


@dataclass(frozen=True, slots=True)
class Features:
    """The three channels of one message; each is weighted and normalised on its own."""

    characters: tuple[str, ...]
    sounds: tuple[str, ...]
    matters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cutter:
    """Makes features; `cues` are named patterns of the guide (amount, days, …)."""

    sounds: Sounds
    cues: tuple[tuple[str, re.Pattern[str]], ...] = ()

    def cut(self, text: str) -> Features:
        """The features of a normalised message."""
        tokens = tokens_of(text)
        return Features(
            characters=tuple(ngrams(tokens, CHARACTERS)),
            sounds=tuple(ngrams(self.sounds.of(tokens), SOUNDS, "|")),
            matters=tuple(self._matters(text)),
        )

    def _matters(self, text: str) -> Iterator[str]:
        found = [name for name, pattern in self.cues if pattern.search(text)]
        yield from found
        if is_question(text):
            yield "asks"
        elif _WORDS.search(text):
            yield "tells"
        yield f"length {min(len(text) // _LENGTH_STEP, _LENGTH_MAX)}"


def ngrams(tokens: Sequence[str], longest: int, glue: str = "") -> Iterator[str]:
    """All runs of 1 to `longest` tokens."""
    yield from tokens
    for size in range(2, longest + 1):
        yield from map(glue.join, zip(*(tokens[start:] for start in range(size)), strict=False))
