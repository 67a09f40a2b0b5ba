"""A chart as data: its rows for the table beside it, and the bars that a page draws of them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

WIDTH, LEFT, RIGHT, STEP = 440, 136, 84, 26
"""Of the drawing, in its own units: all of it, the labels, the figures behind the bars, a row."""


class Figure(Struct, frozen=True):
    """A number in words, and the list with the same condition; `address` is empty where nothing is listed."""

    amount: int
    words: str
    address: str = ""
    warns: bool = False


class ChartRow(Struct, frozen=True):
    """A name and its figures, in the order of the chart's series."""

    label: str
    figures: tuple[Figure, ...]

    @property
    def together(self) -> int:
        """All its figures; what is below nothing has no bar."""
        return sum(max(0, one.amount) for one in self.figures)


class Bar(Struct, frozen=True):
    """A piece of a row's bar; `shade` is the place of its series."""

    x: int
    y: int
    width: int
    shade: int


class Chart(Struct, frozen=True, kw_only=True):
    """`series` head the columns of figures; `said` is what a reader who does not see it hears.

    One without rows has a `note` alone, which says why.
    """

    key: str
    title: str
    heading: str
    series: tuple[str, ...]
    rows: tuple[ChartRow, ...]
    said: str = ""
    note: str = ""

    @property
    def height(self) -> int:
        """Of the drawing."""
        return STEP * len(self.rows) + 6

    @property
    def width(self) -> int:
        """Of the drawing."""
        return WIDTH

    def bars(self) -> Iterator[Bar]:
        """The pieces of all rows: the longest row fills the room between labels and figures."""
        most = max((row.together for row in self.rows), default=0)
        for place, row in enumerate(self.rows):
            x = LEFT
            for shade, one in enumerate(row.figures):
                width = round(max(0, one.amount) * (WIDTH - LEFT - RIGHT) / most) if most else 0
                if width:
                    yield Bar(x, STEP * place + 5, width, shade)
                x += width

    def labels(self) -> Iterator[tuple[int, str, str, int]]:
        """Of each row its line, its name, its figures together, and where those begin."""
        most = max((row.together for row in self.rows), default=0)
        for place, row in enumerate(self.rows):
            x = LEFT + (round(row.together * (WIDTH - LEFT - RIGHT) / most) if most else 0) + 4
            words = row.figures[0].words if len(row.figures) == 1 else str(row.together)
            yield STEP * place + 18, row.label, words, x
