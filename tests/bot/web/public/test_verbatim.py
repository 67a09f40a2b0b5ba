"""Whatever is marked or linked to, no character of the source is lost, added or moved."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.web.public.verbatim import Piece, lines_of

SOURCES = st.text(alphabet="第一条办法 \u3000\t\n\r\u2028。e", max_size=80)
PLACES = st.integers(0, 80)


@given(
    source=SOURCES,
    span=st.tuples(PLACES, PLACES).map(sorted),
    marks=st.lists(st.tuples(PLACES, PLACES), max_size=5),
    anchors=st.lists(PLACES, max_size=5, unique=True),
)
def test_the_lines_are_the_source_without_blanks_around_them(
    source: str, span: list[int], marks: list[tuple[int, int]], anchors: list[int]
) -> None:
    start, end = min(span[0], len(source)), min(span[1], len(source))
    named = {place: f"item-{place}" for place in anchors}
    lines = lines_of(source, (start, end), marks=marks, anchors=named)
    assert [line.text for line in lines] == [row.strip() for row in source[start:end].splitlines() if row.strip()]


@given(source=SOURCES.filter(str.strip), marks=st.lists(st.tuples(PLACES, PLACES), max_size=5))
def test_what_is_marked_is_what_the_marks_hold(source: str, marks: list[tuple[int, int]]) -> None:
    marked = {place for start, end in marks for place in range(start, min(end, len(source)))}
    expected = [source[place] for place in sorted(marked) if not source[place].isspace()]
    pieces = [piece for line in lines_of(source, (0, len(source)), marks=marks) for piece in line.pieces]
    shown = "".join(piece.text for piece in pieces if piece.is_marked)
    assert [character for character in shown if not character.isspace()] == expected


def test_what_begins_within_a_line_has_an_anchor_there() -> None:
    (line,) = lines_of("（一）甲；（二）乙", (0, 10), anchors={3: "item-1.1", 8: "item-1.2"})
    assert line.anchor == "item-1.1"
    assert line.pieces == (Piece("（一）甲；（二）"), Piece("乙", anchor="item-1.2"))
