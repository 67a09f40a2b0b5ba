"""Tables of sums as data: the page, the print and the Excel sheet show the same cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from msgspec import Struct

from handlers.money import Unit, figure, in_unit, rate
from handlers.texts import console_ledgers as texts
from store.measures import Measure, Sums, amount_of


class SheetColumn(Struct, frozen=True):
    """A heading; figures stand at the right, and the lines of a brief column are not broken."""

    label: str
    is_sum: bool = False
    is_brief: bool = False


class SheetCell(Struct, frozen=True):
    """Words or a figure in fen, what lies behind it, and smaller words below."""

    text: str
    fen: int | None = None
    address: str = ""
    below: str = ""


class SheetRow(Struct, frozen=True):
    """Cells in the columns' order."""

    cells: tuple[SheetCell, ...]
    is_total: bool = False


class Sheet(Struct, frozen=True):
    """One table; `empty` is said where it has no row."""

    caption: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]
    empty: str = texts.NO_ENTRIES

    @property
    def headings(self) -> tuple[str, ...]:
        """The labels of its columns."""
        return tuple(column.label for column in self.columns)

    def written(self, unit: Unit) -> list[list[str | Decimal]]:
        """The rows for an Excel sheet: figures as numbers."""
        return [
            [cell.text if cell.fen is None else in_unit(cell.fen, unit) for cell in row.cells] for row in self.rows
        ]


Link = Callable[[Measure], str]
"""Where the entries of a measure are."""


def words(*said: str) -> tuple[SheetCell, ...]:
    """Cells without figures."""
    return tuple(map(SheetCell, said))


def heads(*labels: str | SheetColumn, sums: Iterable[str] = ()) -> tuple[SheetColumn, ...]:
    """Columns of words, then columns of figures."""
    said = (SheetColumn(label) if isinstance(label, str) else label for label in labels)
    return (*said, *(SheetColumn(label, is_sum=True) for label in sums))


def brief(label: str) -> SheetColumn:
    """A column of days, years or other short words."""
    return SheetColumn(label, is_brief=True)


def labels_of(measures: Iterable[Measure]) -> list[str]:
    """Headings of measures."""
    return [texts.MEASURES[one] for one in measures]


def cell(fen: int, unit: Unit, address: str = "", below: str = "") -> SheetCell:
    """A figure in the unit."""
    return SheetCell(figure(fen, unit), fen, address, below)


def figures(sums: Sums, measures: Sequence[Measure], unit: Unit, link: Link) -> tuple[SheetCell, ...]:
    """A cell of each measure, with the way to its entries."""
    return tuple(cell(amount_of(sums, one), unit, link(one)) for one in measures)


def rate_cell(sums: Sums, whole: Measure) -> SheetCell:
    """支付率: what was paid of the whole."""
    return SheetCell(rate(amount_of(sums, Measure.NET), amount_of(sums, whole)))


def row(*groups: Iterable[SheetCell], is_total: bool = False) -> SheetRow:
    """A row of groups of cells, one behind the other."""
    return SheetRow(tuple(one for group in groups for one in group), is_total)
