"""English numbers and ordinals to ninety-nine, as one word each: nine, ninth, twenty-first."""

from __future__ import annotations

from collections.abc import Mapping

_ONES = {
    "one": "first",
    "two": "second",
    "three": "third",
    "four": "fourth",
    "five": "fifth",
    "six": "sixth",
    "seven": "seventh",
    "eight": "eighth",
    "nine": "ninth",
}
_TEENS = {
    "ten": "tenth",
    "eleven": "eleventh",
    "twelve": "twelfth",
    "thirteen": "thirteenth",
    "fourteen": "fourteenth",
    "fifteen": "fifteenth",
    "sixteen": "sixteenth",
    "seventeen": "seventeenth",
    "eighteen": "eighteenth",
    "nineteen": "nineteenth",
}
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def _cardinals() -> dict[str, int]:
    numbers = {word: value for value, word in enumerate((*_ONES, *_TEENS, _TENS[0]), 1)}
    for ten, word in enumerate(_TENS, 2):
        numbers[word] = ten * 10
        numbers |= {
            f"{word}{joint}{one}": ten * 10 + value for value, one in enumerate(_ONES, 1) for joint in "- "
        }
    return numbers


def _ordinals() -> dict[str, int]:
    both = _ONES | _TEENS
    numbers = {ordinal: value for value, ordinal in enumerate(both.values(), 1)}
    for ten, word in enumerate(_TENS, 2):
        numbers[f"{word[:-1]}ieth"] = ten * 10
        ones = enumerate(_ONES.values(), 1)
        numbers |= {f"{word}{joint}{one}": ten * 10 + value for value, one in ones for joint in "- "}
    return numbers


ORDINALS: Mapping[str, int] = _ordinals()
NUMBERS: Mapping[str, int] = _cardinals() | _ordinals()
