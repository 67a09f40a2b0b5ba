"""A sheet of contracts is entered whole or not at all, whoever enters at the same time."""

from __future__ import annotations

import asyncio
from functools import partial

from handlers.contracts.importing import Faulty, Imported, import_contracts
from handlers.contracts.sheet import Sheet, SheetRow
from handlers.identity.who import OPERATOR
from handlers.results import Refused
from handlers.texts import contracts as texts
from store.database import Database
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
