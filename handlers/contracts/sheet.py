"""Contracts in Excel: the template to fill in, and a filled one read row by row with every fault in it."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO
from itertools import islice
from typing import Protocol

from msgspec import Struct
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from xlsxwriter import Workbook
from xlsxwriter.format import Format

from handlers.texts import contract_values as texts
from handlers.texts import contracts as contract_texts
from handlers.values.contract_terms import NewContract, OpeningPayment
from handlers.values.contract_values import Cell, read_contract, read_line, read_opening

MOST_ROWS = 2000
MOST_BYTES = 5 * 1024 * 1024
_MOST_UNPACKED = 20 * MOST_BYTES

_OPTIONAL = frozenset({"areas", "payee_bank_code"})
"""A sheet made from an older template has no such column."""

_FORMATS = {"amount": "#,##0.00", "ratio": "0.00%", "signed_on": "yyyy-mm-dd", "due_on": "yyyy-mm-dd"}
_OPENING_FORMATS = {"amount": "#,##0.00", "paid_on": "yyyy-mm-dd"}
_WIDTH = 24
_NAMING = ("number", "credit_code", "firm_name")
"""Fields by which rows are held against each other and against what is entered already."""


class _SheetCell(Protocol):
    """A cell of whichever kind openpyxl makes."""

    @property
    def value(self) -> object: ...


_Row = Sequence[_SheetCell]
_Numbered = tuple[int, _Row]


class Fault(Struct, frozen=True):
    """What is wrong in one cell, and where it stands; `row` 0 is the file as a whole."""

    row: int
    column: str
    heading: str
    text: str

    @property
    def words(self) -> str:
        """As people read it."""
        if not self.row:
            return self.text
        return texts.fault(row=self.row, column=self.column, heading=self.heading, text=self.text)


class SheetRow(Struct, frozen=True):
    """One row of a sheet; `columns` tells where its fields stand.

    `contract` is None where one of them is wrong; what names it is there, or empty where it is illegible.
    """

    row: int
    columns: dict[str, str]
    number: str
    credit_code: str
    firm_name: str
    contract: NewContract | None

    def fault(self, field: str, text: str) -> Fault:
        """A fault in one of its fields."""
        return Fault(self.row, self.columns[field], contract_texts.FIELD_WORDS[field], text)


class OpeningRow(Struct, frozen=True):
    """A payment of before; `payment` is None where one of its fields is wrong."""

    row: int
    columns: dict[str, str]
    contract: str
    payment: OpeningPayment | None

    def fault(self, field: str, text: str) -> Fault:
        """A fault in one of its fields."""
        heading = texts.on_sheet(sheet=texts.OPENING_SHEET, heading=contract_texts.OPENING_WORDS[field])
        return Fault(self.row, self.columns[field], heading, text)


class Sheet(Struct, frozen=True):
    """The rows of a sheet, and what is wrong in them; with one fault nothing of it is entered."""

    rows: tuple[SheetRow, ...]
    faults: tuple[Fault, ...]
    openings: tuple[OpeningRow, ...] = ()


def template() -> bytes:
    """A sheet with its headings, one for what was paid before, and one that tells how they are filled in."""
    out = BytesIO()
    # Nothing that is written becomes a formula or a link, whatever it begins with.
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
    _headed(book, texts.SHEET, contract_texts.FIELD_WORDS, _FORMATS, bold)
    _headed(book, texts.OPENING_SHEET, contract_texts.OPENING_WORDS, _OPENING_FORMATS, bold)
    notes = book.add_worksheet(texts.NOTES)
    notes.set_column(0, 2, 2 * _WIDTH)
    lines = [(contract_texts.FIELD_WORDS[field], *hint) for field, hint in texts.HINTS.items()]
    for field, hint in texts.OPENING_HINTS.items():
        heading = texts.on_sheet(sheet=texts.OPENING_SHEET, heading=contract_texts.OPENING_WORDS[field])
        lines.append((heading, *hint))
    for row, line in enumerate((texts.NOTE_HEADINGS, *lines)):
        for column, words in enumerate(line):
            notes.write_string(row, column, words, bold if row == 0 else None)
    book.close()
    return out.getvalue()


def _headed(book: Workbook, name: str, words: Mapping[str, str], formats: Mapping[str, str], bold: Format) -> None:
    """A worksheet with its headings, each column kept as what it holds."""
    sheet = book.add_worksheet(name)
    for column, (field, heading) in enumerate(words.items()):
        kept_as = book.add_format({"num_format": formats.get(field, "@")})
        sheet.set_column(column, column, _WIDTH, kept_as)
        sheet.write_string(0, column, heading, bold)
    sheet.freeze_panes(1, 0)


def read_sheet(content: bytes, today: date) -> Sheet:
    """The rows of a filled-in template with everything that is wrong in them by themselves."""
    if len(content) > MOST_BYTES:
        return _whole(texts.TOO_BIG)
    try:
        found = None if _unpacked(content) > _MOST_UNPACKED else _rows(content)
    except Exception:  # noqa: BLE001 -- openpyxl lets through whatever its parsers raise on damaged packages
        return _whole(texts.NOT_A_SHEET)
    if found is None or any(len(rows) > MOST_ROWS + 1 for rows in found):
        return _whole(texts.TOO_BIG)
    contracts, openings = found
    sheet = _contracts(contracts, today, may_be_empty=len(openings) > 1)
    return _with_openings(sheet, openings, today) if openings else sheet


def _rows(content: bytes) -> tuple[list[_Numbered], list[_Numbered]]:
    """The filled rows of contracts and of payments of before, one more than are taken where there are more."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of Excel's features that it does not know, and we do not need
        book = load_workbook(BytesIO(content), read_only=True)
        name = texts.SHEET if texts.SHEET in book.sheetnames else book.sheetnames[0]
        found = list(islice(_filled(book[name].iter_rows()), MOST_ROWS + 2))
        if texts.OPENING_SHEET not in book.sheetnames:
            return found, []
        return found, list(islice(_filled(book[texts.OPENING_SHEET].iter_rows()), MOST_ROWS + 2))


def _unpacked(content: bytes) -> int:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return sum(part.file_size for part in package.infolist())


def _filled(rows: Iterable[_Row]) -> Iterator[_Numbered]:
    """The rows with anything in them, and their numbers: sheets are often formatted far below the last entry."""
    for number, row in enumerate(rows, start=1):
        if any(cell.value is not None and str(cell.value).strip() for cell in row):
            yield number, row


def _columns(
    rows: list[_Numbered], words: Mapping[str, str], optional: frozenset[str] = frozenset()
) -> tuple[list[str], dict[str, int], list[str]]:
    """The first row's headings, where each field stands, and the headings that are missing."""
    fields = {heading: field for field, heading in words.items()}
    headings = [str(cell.value or "").strip() for cell in rows[0][1]] if rows and rows[0][0] == 1 else []
    columns = {fields[heading]: place for place, heading in enumerate(headings) if heading in fields}
    missing = [heading for heading, field in fields.items() if field not in columns and field not in optional]
    return headings, columns, missing


def _contracts(rows: list[_Numbered], today: date, *, may_be_empty: bool) -> Sheet:
    headings, columns, missing = _columns(rows, contract_texts.FIELD_WORDS, _OPTIONAL)
    if missing:
        return _whole(texts.no_headings(missing="、".join(missing)))
    faults = list(_heading_faults(headings, columns))
    letters = {field: get_column_letter(place + 1) for field, place in columns.items()}
    found: list[SheetRow] = []
    for number, row in rows[1:]:
        cells, wrong = _cells(row, columns)
        read = read_contract(cells, today)
        wrong = (read if isinstance(read, dict) else {}) | wrong
        names = {field: "" if field in wrong else _line(cells[field]) for field in _NAMING}
        contract = read if isinstance(read, NewContract) and not wrong else None
        found.append(SheetRow(number, letters, **names, contract=contract))
        faults += [found[-1].fault(field, text) for field, text in wrong.items()]
    if not found and not faults and not may_be_empty:
        return _whole(texts.NO_ROWS)
    return Sheet(tuple(found), tuple(faults))


def _with_openings(sheet: Sheet, rows: list[_Numbered], today: date) -> Sheet:
    """The sheet with the payments of before that its second worksheet tells of."""
    _, columns, missing = _columns(rows, contract_texts.OPENING_WORDS)
    if missing:
        heading = texts.on_sheet(sheet=texts.OPENING_SHEET, heading="、".join(missing))
        return _whole(texts.no_headings(missing=heading))
    letters = {field: get_column_letter(place + 1) for field, place in columns.items()}
    openings: list[OpeningRow] = []
    faults = list(sheet.faults)
    for number, row in rows[1:]:
        cells, wrong = _cells(row, columns)
        read = read_opening(cells, today)
        wrong = (read if isinstance(read, dict) else {}) | wrong
        if not _line(cells["contract"]).strip():
            wrong.setdefault("contract", contract_texts.EMPTY)
        payment = read if isinstance(read, OpeningPayment) and not wrong else None
        openings.append(OpeningRow(number, letters, _line(cells["contract"]), payment))
        faults += [openings[-1].fault(field, text) for field, text in wrong.items()]
    return Sheet(sheet.rows, tuple(faults), tuple(openings))


def _cells(row: _Row, columns: dict[str, int]) -> tuple[dict[str, Cell], dict[str, str]]:
    """What stands in a row, by field, and what cannot be used whatever it says."""
    cells: dict[str, Cell] = {}
    faults: dict[str, str] = {}
    for field, place in columns.items():
        cell = row[place] if place < len(row) else None
        kind = getattr(cell, "data_type", "n")
        if kind in {"f", "e"}:
            faults[field] = texts.FORMULA if kind == "f" else texts.ERROR_CELL
        cells[field] = _value(cell.value if cell is not None else None)
    return cells, faults


def _line(cell: Cell) -> str:
    read = read_line(cell)
    return read if isinstance(read, str) else ""


def _value(value: object) -> Cell:
    return value if value is None or isinstance(value, str | int | float | date) else str(value)


def _heading_faults(headings: list[str], columns: dict[str, int]) -> Iterator[Fault]:
    known = set(columns.values())
    for place, heading in enumerate(headings):
        if heading and place not in known:
            yield Fault(1, get_column_letter(place + 1), heading, texts.unknown_heading(heading=heading))


def _whole(text: str) -> Sheet:
    return Sheet((), (Fault(0, "", "", text),))
