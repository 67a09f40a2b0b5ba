"""A sheet of contracts is entered whole or not at all, whoever enters at the same time."""

from __future__ import annotations

import asyncio
from datetime import date
from functools import partial

import pytest
from msgspec.structs import replace

from handlers.contracts.importing import Faulty, FaultySheetError, Imported, import_contracts
from handlers.contracts.sheet import OpeningRow, Sheet, SheetRow
from handlers.identity.who import OPERATOR
from handlers.results import Refused
from handlers.texts import contract_values as value_texts
from handlers.texts import contracts as texts
from handlers.values.contract_terms import OpeningPayment
from store.database import Database
from store.queries.contracts import contract_numbered, paid_net
from store.states import Kind
from store.work import Work
from tests.clocks import FrozenClock
from tests.handlers.contracts.contracts import contract_terms

_COLUMNS = dict.fromkeys(texts.FIELD_WORDS, "A")


def _sheet(number: str) -> Sheet:
    new = contract_terms(number=number)
    row = SheetRow(2, _COLUMNS, new.number, new.credit_code, new.firm_name, new)
    return Sheet((row,), ())


def _imported(work: Work, sheet: Sheet) -> Imported | Faulty | Refused:
    return import_contracts(work, OPERATOR, sheet)


async def test_of_two_who_enter_one_sheet_at_once_one_is_told_of_the_other(
    database: Database, clock: FrozenClock
) -> None:
    for turn in range(10):
        act = partial(_imported, sheet=_sheet(f"AZ-{turn}"))
        both = [database.write(act, clock()) for _ in range(2)]
        results = await asyncio.gather(*both)
        assert [one.numbers for one in results if isinstance(one, Imported)] == [(f"AZ-{turn}",)]
        faults = [[fault.text for fault in one.faults] for one in results if isinstance(one, Faulty)]
        assert faults == [[texts.exists(number=f"AZ-{turn}")]]


def _with_payments(*payments: OpeningPayment) -> Sheet:
    columns = dict.fromkeys(texts.OPENING_WORDS, "A")
    rows = tuple(OpeningRow(place, columns, "AZ-1", one) for place, one in enumerate(payments, start=2))
    return replace(_sheet("AZ-1"), openings=rows)


def _payment(voucher: str, fen: int) -> OpeningPayment:
    kind, day = Kind.FOLLOWUP, date(2026, 11, 1)
    return OpeningPayment(kind=kind, amount=fen, voucher=voucher, paid_on=day, document="凭证")


async def test_contracts_come_in_with_what_was_paid_before(database: Database, clock: FrozenClock) -> None:
    sheet = _with_payments(_payment("V1", 100), _payment("V2", 200))
    done = await database.write(partial(_imported, sheet=sheet), clock())
    assert done == Imported(("AZ-1",), 2)

    def paid(work: Work) -> int:
        contract = contract_numbered(work, "AZ-1")
        return paid_net(work, contract.id) if contract else 0

    assert await database.read(paid, clock()) == 300


async def test_a_payment_that_cannot_be_keeps_all_out(database: Database, clock: FrozenClock) -> None:
    sheet = _with_payments(_payment("V1", 100), _payment("V1", 200))
    with pytest.raises(FaultySheetError) as error:
        await database.write(partial(_imported, sheet=sheet), clock())
    assert [fault.row for fault in error.value.faults] == [3]
    assert await database.read(lambda work: contract_numbered(work, "AZ-1"), clock()) is None


async def test_a_payment_on_no_contract_is_told(database: Database, clock: FrozenClock) -> None:
    sheet = replace(_with_payments(_payment("V1", 100)), rows=())
    done = await database.write(partial(_imported, sheet=sheet), clock())
    assert isinstance(done, Faulty)
    assert [fault.text for fault in done.faults] == [value_texts.NO_SUCH_CONTRACT]
