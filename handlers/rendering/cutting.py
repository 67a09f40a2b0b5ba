"""Where a text may be cut in two, and how a quotation stays a quotation when it is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from msgspec.structs import replace

from policy_kb.models import Part, Quotation

_SENTENCE_ENDS = frozenset("。！？!?\n")
_CLAUSE_ENDS = frozenset("；，、：;,:")
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")
_SKIN_TONES = range(0x1F3FB, 0x1F400)


def best_cut(text: str, most: int, *, anywhere: bool) -> int | None:
    """The best place to cut, after at most `most` characters: a sentence's end, a clause's end, any character.

    Never inside inner “ ” unless there is no other place, for quotations are matched by their nesting.
    """
    points = [point for point in _points(text) if point <= most]
    for ends in (_SENTENCE_ENDS, _CLAUSE_ENDS):
        # A cut that would leave the page nearly empty is worse than one at a lesser mark.
        last = max((point for point in points if text[point - 1] in ends), default=0)
        if last * 3 >= most:
            return last
    if not anywhere:
        return None
    inside = [point for point in range(1, min(most, len(text) - 1) + 1) if not _is_inside_character(text, point)]
    return max(points or inside, default=None)


def split_part(part: Part, point: int) -> tuple[Part, Part]:
    """Both pieces of a part; those of a quotation know their place in the source, words of others their heading.

    Where the parser took page furniture out of the text, both keep the whole span: the words stand in it.
    """
    first, second = part.text[:point], part.text[point:]
    if not isinstance(part, Quotation):
        goes_on = f"{part.heading}\n{second}" if part.heading else second
        return replace(part, text=first), replace(part, text=goes_on)
    if part.end - part.start != len(part.text):
        return replace(part, text=first), replace(part, text=second)
    middle = part.start + point
    return (
        replace(part, text=first, end=middle),
        replace(part, text=second, start=middle),
    )


def _points(text: str) -> Iterator[int]:
    """Every place outside inner quotation marks and between whole characters, but neither end."""
    depth = 0
    for place, character in enumerate(text[:-1], start=1):
        depth += (character == "“") - (character == "”")
        if depth <= 0 and not _is_inside_character(text, place):
            yield place


def _is_inside_character(text: str, point: int) -> bool:
    """Whether what people see as one character reaches over the place."""
    following = text[point]
    return (
        text[point - 1] == "\u200d"
        or following in _JOINERS
        or ord(following) in _SKIN_TONES
        or unicodedata.combining(following) != 0
    )
