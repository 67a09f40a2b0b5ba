"""Contracts of a whole sheet entered at once: all of them, or none and every reason by row and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handlers.casework.contracts import add_contract, may_enter
from handlers.contracts.sheet import Fault, Sheet, SheetRow
from handlers.identity.actors import Actor
from handlers.results import Done, Refused
from handlers.texts import contract_values as texts
from handlers.texts import contracts as contract_texts
from handlers.values.contract_terms import read_credit_code, read_number
from store.queries.contracts import contract_numbered
from store.queries.people import firm_with_code, lock_register
from store.work import Work


@dataclass(frozen=True, slots=True)
class Imported:
    """The numbers of the contracts that were entered, in the sheet's order."""

    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Faulty:
    """Nothing was entered."""

    faults: tuple[Fault, ...]


def import_contracts(work: Work, actor: Actor, sheet: Sheet) -> Imported | Faulty | Refused:
    """Enter every contract of a sheet; one that cannot be entered keeps all out, and every fault is told."""
    if reasons := may_enter(actor):
        return Refused(reasons)
    lock_register(work, "contracts")
    if faults := (*sheet.faults, *_within(sheet.rows), *_against(work, sheet.rows)):
        return Faulty(tuple(sorted(faults, key=lambda fault: (fault.row, len(fault.column), fault.column))))
    contracts = [row.contract for row in sheet.rows if row.contract is not None]
    results = [add_contract(work, actor, contract) for contract in contracts]
    if not all(isinstance(result, Done) for result in results):
        raise RuntimeError("a checked sheet was refused")  # undoes the whole
    return Imported(tuple(read_number(contract.number) for contract in contracts))


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


def _plain(name: str) -> str:
    return " ".join(name.split())
