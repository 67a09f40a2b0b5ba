"""A contract's values as people write them, typed or in cells of a sheet → values, or what is wrong with them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from msgspec import Struct

from handlers.texts import contract_values as texts
from handlers.texts import contracts as contract_texts
from handlers.texts.casework import KINDS
from handlers.values.amounts import read_amount
from handlers.values.areas import read_areas
from handlers.values.contract_terms import NewContract, OpeningPayment, contract_faults, faults_so_far, line_fault
from handlers.values.days import read_day
from handlers.values.reading import Doubtful, Invalid, Value, invalid
from policy_kb.expressions import lazy_compile
from policy_kb.models import text_of
from store.states import Kind

Cell = str | int | float | date | None
"""What stands in a cell, or was typed."""

_EXACT_DIGITS = 15
"""Excel keeps no more digits of a number: a longer account has lost its end already."""

_YEAR = lazy_compile(r"[12]\d{3}")
_ABOUT_ONE = Decimal("1e-9")  # what binary fractions are off by


class Wrong(Struct, frozen=True):
    """Why a value is not taken, and how to write it."""

    text: str


def read_contract(cells: Mapping[str, Cell], today: date) -> NewContract | dict[str, str]:
    """The contract that the fields make, or everything that is wrong with them, by field."""
    values: dict[str, object] = {}
    faults: dict[str, str] = {}
    for field in contract_texts.FIELD_WORDS:
        value = _READERS.get(field, read_line)(cells.get(field), today)
        if isinstance(value, Wrong):
            faults[field] = value.text
        else:
            values[field] = value
    if faults:
        return faults | faults_so_far(values, today)
    new = NewContract.model_validate(values)
    return contract_faults(new, today) or new


def read_sum(cell: Cell, _today: date | None = None) -> int | Wrong:
    """A sum in fen."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _fen(_decimal(cell))
    if not isinstance(cell, str):
        return _kind(cell, texts.SUM)
    match read_amount(cell):
        case Value(int(fen)) | Doubtful(int(fen)):
            return fen
        case Invalid(parts):
            return Wrong(text_of(parts))
        case _:
            return Wrong(texts.SUM if cell.strip() else contract_texts.EMPTY)


def read_ratio(cell: Cell, _today: date | None = None) -> int | Wrong | None:
    """A ratio in basis points: 30%, 30, or 0.3 as a cell in per cent keeps it; None where nothing is written."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    if isinstance(cell, str):
        return _written_ratio(cell)
    return Wrong(texts.RATIO) if isinstance(cell, bool | date) else _bare_ratio(_decimal(cell))


def read_date(cell: Cell, today: date) -> date | Wrong:
    """A day with its year."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if not isinstance(cell, str) or not cell.strip():
        return _kind(cell, texts.DAY)
    found = read_day(cell, today)
    has_year = _YEAR.search(unicodedata.normalize("NFKC", cell)) is not None
    if isinstance(found, Value) and has_year:
        return date.fromisoformat(str(found.stored))
    return Wrong(text_of(found.parts) if isinstance(found, Invalid) else texts.DAY)


def read_kind(cell: Cell, _today: date | None = None) -> Kind | Wrong:
    """A kind of money, by its name."""
    said = "".join(unicodedata.normalize("NFKC", str(cell or "")).split())
    found = [kind for kind in Kind if said and KINDS[kind.value].startswith(said[:2])]
    return found[0] if len(found) == 1 else Wrong(texts.KIND)


def read_scope(cell: Cell, _today: date | None = None) -> str | Wrong | None:
    """The items of the scope that a contract is for; None where nothing is written."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    line = read_line(cell)
    found = read_areas(line) if isinstance(line, str) else invalid(texts.AREAS)
    return str(found.stored) if isinstance(found, Value) else Wrong(text_of(found.parts))


def read_line(cell: Cell, _today: date | None = None) -> str | Wrong:
    """A line of text; a number in the cell is one, unless the sheet has lost its last digits."""
    if isinstance(cell, bool | date):
        return Wrong(texts.LINE)
    if not isinstance(cell, int | float):
        return cell or ""
    number = _decimal(cell)
    if number != number.to_integral_value():
        return str(cell)
    digits = f"{number:.0f}"
    return Wrong(texts.DIGITS_LOST) if len(digits) > _EXACT_DIGITS else digits


def _written_ratio(text: str) -> int | Wrong:
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    try:
        number = Decimal(plain.removesuffix("%"))
        return _basis_points(number / 100) if plain.endswith("%") else _bare_ratio(number)
    except (InvalidOperation, ValueError, OverflowError):  # the last two: not a number, or without end
        return Wrong(texts.RATIO)


def _bare_ratio(number: Decimal) -> int | Wrong:
    """Below one it is a share, above it is per cent; one may be either."""
    if not number.is_finite():
        return Wrong(texts.RATIO)
    if number == 1:
        return Wrong(texts.ONE)
    return _basis_points(number if number < 1 else number / 100)


def _basis_points(share: Decimal) -> int | Wrong:
    points = share * 10_000
    whole = points.to_integral_value()
    return int(whole) if abs(points - whole) < _ABOUT_ONE else Wrong(texts.RATIO_DECIMALS)


def _fen(yuan: Decimal) -> int | Wrong:
    if not yuan.is_finite():
        return Wrong(texts.SUM)
    fen = yuan * 100
    whole = fen.to_integral_value()
    return int(whole) if fen == whole else Wrong(texts.SUM_DECIMALS)


def _decimal(number: float) -> Decimal:
    """The number as it is written, not as binary fractions approach it."""
    return Decimal(repr(number))


def _kind(cell: Cell, otherwise: str) -> Wrong:
    is_empty = cell is None or (isinstance(cell, str) and not cell.strip())
    return Wrong(contract_texts.EMPTY if is_empty else otherwise)


def read_opening(cells: Mapping[str, Cell], today: date) -> OpeningPayment | dict[str, str]:
    """The payment of before that the fields make, or everything that is wrong with them, by field."""
    values = {field: _OPENING_READERS.get(field, read_line)(cells.get(field), today) for field in _OPENING}
    faults = {field: value.text for field, value in values.items() if isinstance(value, Wrong)}
    lines = {field: line_fault(value) for field, value in values.items() if isinstance(value, str)}
    faults |= {field: fault for field, fault in lines.items() if fault and field not in faults}
    paid_on = values["paid_on"]
    if isinstance(paid_on, date) and paid_on > today:
        faults["paid_on"] = texts.DAY_TO_COME
    return faults or OpeningPayment.model_validate(values)


_OPENING = tuple(OpeningPayment.model_fields)

_OPENING_READERS: dict[str, Callable[[Cell, date], object]] = {
    "kind": read_kind,
    "amount": read_sum,
    "paid_on": read_date,
}

_READERS: dict[str, Callable[[Cell, date], object]] = {
    "amount": read_sum,
    "ratio": read_ratio,
    "areas": read_scope,
    "signed_on": read_date,
    "due_on": read_date,
}
