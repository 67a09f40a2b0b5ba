"""The cells of an Excel workbook as they were last stored, sheet by sheet, so many rows and columns of each."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice
from typing import Protocol

from openpyxl import load_workbook

from handlers.materials.view_copies import Block, BlockKind, Collected, DocumentWords
from handlers.texts.material_views import sheet_name

MOST_SHEETS = 20
MOST_ROWS = 500
MOST_COLUMNS = 40
_LOOKED_AT = 5000  # rows further down, to say whether there is more
_LONGEST_CELL = 1000
_VISIBLE = "visible"
_PERCENT = "%"
_WHOLE = 10**15  # from here on a float does not hold every whole number


class _Cell(Protocol):
    """A cell of whichever kind openpyxl makes."""

    @property
    def value(self) -> object: ...

    @property
    def number_format(self) -> str: ...


def words_of_xlsx(content: bytes) -> DocumentWords:
    """A heading and a table for each sheet, hidden ones as well, which are said to be."""
    collected = Collected()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of Excel's features that it does not know, and we do not show
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        is_cut = len(book.worksheets) > MOST_SHEETS
        for sheet in book.worksheets[:MOST_SHEETS]:
            sheet.reset_dimensions()  # what a sheet says of its own size is not believed
            is_hidden = sheet.sheet_state != _VISIBLE
            collected.add(Block(BlockKind.HEADING, sheet_name(name=str(sheet.title), is_hidden=is_hidden)))
            rows, has_more = _read(iter(sheet.iter_rows()))
            collected.add(Block(BlockKind.TABLE, rows=_filled(rows)))
            is_cut |= has_more
    words = collected.words()
    return DocumentWords(words.blocks, words.is_cut or is_cut)


def _read(rows: Iterator[Sequence[_Cell]]) -> tuple[list[tuple[str, ...]], bool]:
    """The rows that are shown, and whether others, or other columns, hold something as well."""
    shown, has_more = [], False
    for row in islice(rows, MOST_ROWS):
        shown.append(tuple(_shown(cell) for cell in row[:MOST_COLUMNS]))
        has_more |= _holds(row[MOST_COLUMNS:])
    has_more = has_more or any(_holds(row) for row in islice(rows, _LOOKED_AT))
    return shown, has_more or next(rows, None) is not None


def _holds(cells: Sequence[_Cell]) -> bool:
    return any(cell.value is not None for cell in cells)


def _filled(rows: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Without the empty rows and columns at the end: sheets are often formatted far beyond the last entry."""
    last = max((place for place, row in enumerate(rows, start=1) if any(row)), default=0)
    width = max((place for row in rows for place, cell in enumerate(row, start=1) if cell), default=0)
    return tuple((*row, *([""] * (width - len(row))))[:width] for row in rows[:last])


def _shown(cell: _Cell) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}" if value.time() != time() else f"{value:%Y-%m-%d}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)[:_LONGEST_CELL]


def _number(value: float, number_format: str) -> str:
    """All its digits: a sum that is rounded to look at is another sum."""
    if _PERCENT in number_format:
        return f"{value * 100:.10g}%"
    if float(value).is_integer() and abs(value) < _WHOLE:
        return str(int(value))
    return repr(value)
