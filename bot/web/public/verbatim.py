"""A stretch of the source as lines of a page: every character as printed, some marked, some with an anchor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from msgspec import Struct

Span = tuple[int, int]
"""Offsets into the source: from, to."""


class Piece(Struct, frozen=True):
    """Some characters of a line. `anchor` is the place that a link to here names, or empty."""

    text: str
    is_marked: bool = False
    anchor: str = ""


class Line(Struct, frozen=True):
    """A line as printed, without the blanks around it. `anchor` is of what begins on it first."""

    pieces: tuple[Piece, ...]
    anchor: str = ""

    @property
    def text(self) -> str:
        """The line's characters."""
        return "".join(piece.text for piece in self.pieces)


def lines_of(
    source: str, span: Span, *, marks: Iterable[Span] = (), anchors: Mapping[int, str] | None = None
) -> tuple[Line, ...]:
    """Cut a stretch of the source into its lines; `anchors` are by the offset at which something begins."""
    marked, named = _merged(marks), dict(anchors or {})
    lines, at = [], span[0]
    for row in source[span[0] : span[1]].splitlines(keepends=True):
        if row.strip():
            start = at + len(row) - len(row.lstrip())
            lines.append(_line(source, (start, at + len(row.rstrip())), marked, named))
        at += len(row)
    return tuple(lines)


def _line(source: str, span: Span, marks: list[Span], anchors: Mapping[int, str]) -> Line:
    first, *later = sorted(offset for offset in anchors if span[0] <= offset < span[1]) or [-1]
    cuts = {*span, *later, *(end for mark in marks for end in mark if span[0] < end < span[1])}
    ends = sorted(cuts)
    pieces = tuple(
        Piece(
            source[start:end],
            is_marked=any(mark[0] <= start < mark[1] for mark in marks),
            anchor=anchors[start] if start in later else "",
        )
        for start, end in pairwise(ends)
    )
    return Line(pieces, anchors.get(first, ""))


def _merged(marks: Iterable[Span]) -> list[Span]:
    """The marks without overlaps, in order."""
    merged: list[Span] = []
    for start, end in sorted(marks):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return merged
