"""Words as they were typed, made plain enough to compare; and whether they ask."""

from __future__ import annotations

import unicodedata

from handlers.values import form_words
from policy_kb.reading import Reading

_SYMBOLS = frozenset({"So", "Sk", "Mn", "Me", "Cf", "Cs", "Co"})
_LONG = 40
"""Characters: a longer text may hold a word that asks without asking anything."""


def bare(words: str) -> str:
    """The words without what stands around them: simplified, half width, lower case, without blanks."""
    return Reading(words).bare


def without_symbols(words: str) -> str:
    """The words without pictures (😀, the frame of 1️⃣) and what cannot be seen."""
    return "".join(char for char in words if unicodedata.category(char) not in _SYMBOLS)


def asks(words: Reading | str) -> bool:
    """Whether words have the form of a question."""
    said = Reading.of(words).simple
    return bool(form_words.ASKING.search(said)) or wonders(said)


def wonders(said: str) -> bool:
    """Whether simplified words, if they are few, hold one that may ask."""
    return len(said) <= _LONG and bool(form_words.WONDERING.search(said))


def plain(words: str) -> str:
    """The words without blanks and what stands around them."""
    return "".join(words.split()).strip('。.!！~～,，“”"')
