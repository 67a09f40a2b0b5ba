"""Contracts of a whole sheet entered at once: all of them, or none and every reason by row and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from handlers.casework.contracts import add_contract, may_enter
from handlers.casework.opening_rows import OpeningFields
from handlers.casework.perform import apply_row
from handlers.casework.transitions import ActName
from handlers.contracts.sheet import Fault, OpeningRow, Sheet, SheetRow
from handlers.identity.actors import Actor
from handlers.results import Done, Refused
from handlers.texts import contract_values as texts
from handlers.texts import contracts as contract_texts
from handlers.values.contract_terms import read_credit_code, read_number
from store.queries.contracts import contract_numbered
from store.queries.people import firm_with_code, lock_register
from store.work import Work


class Imported(Struct, frozen=True):
    """The numbers of the contracts that were entered, in the sheet's order, and how many payments of before."""

    numbers: tuple[str, ...]
    payments: int = 0


class Faulty(Struct, frozen=True):
    """Nothing was entered."""

    faults: tuple[Fault, ...]


class FaultySheetError(Exception):
    """An act on a row was refused after others were done: raised, so that the transaction undoes the whole."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


def import_contracts(work: Work, actor: Actor, sheet: Sheet) -> Imported | Faulty | Refused:
    """Enter every contract of a sheet, and what was paid on it before; one fault keeps all out, and all are told.

    Raises:
        FaultySheetError: a payment of before is refused; undo the transaction.
    """
    if reasons := may_enter(actor):
        return Refused(reasons)
    lock_register(work, "contracts")
    if faults := (*sheet.faults, *_within(sheet.rows), *_against(work, sheet.rows), *_unknown(work, sheet)):
        return Faulty(tuple(sorted(faults, key=lambda fault: (fault.row, len(fault.column), fault.column))))
    contracts = [row.contract for row in sheet.rows if row.contract is not None]
    results = [add_contract(work, actor, contract) for contract in contracts]
    if not all(isinstance(result, Done) for result in results):
        raise RuntimeError("a checked sheet was refused")  # undoes the whole
    if refused := tuple(fault for row in sheet.openings for fault in _enter_payment(work, actor, row)):
        raise FaultySheetError(refused)
    return Imported(tuple(read_number(contract.number) for contract in contracts), len(sheet.openings))


def _within(rows: Sequence[SheetRow]) -> Iterator[Fault]:
    """What the rows of one sheet say against each other."""
    numbers: dict[str, int] = {}
    names: dict[str, str] = {}
    for row in rows:
        number, code, firm = read_number(row.number), read_credit_code(row.credit_code), _plain(row.firm_name)
        if number and (first := numbers.setdefault(number, row.row)) != row.row:
            yield row.fault("number", texts.twice(row=first))
        if code and firm and (name := names.setdefault(code, firm)) != firm:
            yield row.fault("firm_name", texts.other_name(name=name))


def _against(work: Work, rows: Sequence[SheetRow]) -> Iterator[Fault]:
    """What was entered before and cannot be entered again, or under another name."""
    for row in rows:
        number = read_number(row.number)
        if number and contract_numbered(work, number) is not None:
            yield row.fault("number", contract_texts.exists(number=number))
        firm = firm_with_code(work, read_credit_code(row.credit_code)) if row.firm_name else None
        if firm is not None and firm.name != _plain(row.firm_name):
            yield row.fault("firm_name", contract_texts.other_firm(name=firm.name))


def _unknown(work: Work, sheet: Sheet) -> Iterator[Fault]:
    """Payments on contracts that are neither in the sheet nor entered."""
    there = {read_number(row.number) for row in sheet.rows}
    for row in sheet.openings:
        number = read_number(row.contract)
        if number and number not in there and contract_numbered(work, number) is None:
            yield row.fault("contract", texts.NO_SUCH_CONTRACT)


def _enter_payment(work: Work, actor: Actor, row: OpeningRow) -> Iterator[Fault]:
    """Enter one payment of before, by the rules of the act; what stands against it is told by its row."""
    assert row.payment is not None
    fields = OpeningFields.model_construct(**dict(row.payment))
    result = apply_row(work, actor, ActName.OPENING, read_number(row.contract), fields)
    if isinstance(result, Refused):
        yield from (row.fault("contract", reason.text) for reason in result.reasons)


def _plain(name: str) -> str:
    return " ".join(name.split())
