"""A contract's ledger: what is contracted, approved, paid and came back, by application, source and year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from handlers.staff.actions.acting import Acting
from handlers.staff.ledgers.asking import LedgerAsked
from handlers.staff.ledgers.entry_lines import all_lines, contract_path, lines_below
from handlers.staff.ledgers.labels import in_order, label_of
from handlers.staff.ledgers.page import LedgerPage, Way
from handlers.staff.ledgers.sheet import (
    Sheet,
    SheetCell,
    brief,
    figures,
    heads,
    labels_of,
    rate_cell,
    row,
    words,
)
from handlers.texts import casework
from handlers.texts import console_ledgers as texts
from store.audit.vouching import altered_among
from store.measures import Measure, Sums, amount_of
from store.queries.applications import applications_on
from store.queries.journal import entries_on
from store.queries.ledger.scope import Dimension
from store.queries.ledger.sums import sums_by, sums_by_application, together
from store.tables.contracts import Contract

_MONEY = (Measure.PAID, Measure.REVERSED, Measure.NET, Measure.RETURNED, Measure.REFUNDED, Measure.HELD)
_WHOLE = (Measure.CONTRACTED, Measure.APPROVED, *_MONEY, Measure.CONTRACT_LEFT, Measure.UNPAID)
_OF_APPLICATION = (Measure.APPROVED, Measure.PAID, Measure.REVERSED, Measure.NET, Measure.UNPAID)
_BELOW = (Measure.HELD, Measure.CONTRACTED, Measure.APPROVED, *_MONEY[:-1], *_WHOLE[-2:])


def contract_ledger(acting: Acting, contract: Contract, asked: LedgerAsked) -> LedgerPage:
    """The page as the address asks."""
    work, scope = acting.work, asked.scope(contract_id=contract.id)
    altered = (texts.ALTERED,) if altered_among(work, entries_on(work, contract.id)) else ()
    by_source = sums_by(work, scope, Dimension.SOURCE, Dimension.YEAR)
    parts = (
        _applications(acting, contract, asked, sums_by_application(work, scope)),
        _sources(asked, by_source),
    )
    return LedgerPage(
        title=texts.contract_ledger(number=contract.number),
        path=contract_path(contract.number),
        asked=asked,
        sheets=(_whole(asked, together(by_source)), *(sheet for sheet in parts if sheet.rows)),
        back=Way(texts.of_contract(number=contract.number), f"/staff/contracts/{quote(contract.number, safe='')}"),
        below=lines_below(work, scope, asked, _BELOW, Measure.HELD),
        notes=(*altered, *texts.CONTRACT_FORMULAS),
        has_period=True,
    )


def contract_entries(acting: Acting, contract: Contract, asked: LedgerAsked) -> Sheet:
    """All entries below the sum that is asked for."""
    title = texts.contract_ledger(number=contract.number)
    return all_lines(acting.work, asked.scope(contract_id=contract.id), asked, Measure.HELD, title=title)


def _whole(asked: LedgerAsked, total: Sums) -> Sheet:
    cells = figures(total, _WHOLE, asked.unit, lambda one: asked.address(measure=one.value))
    rows = (row(cells, (rate_cell(total, Measure.CONTRACTED),), is_total=True),) if total else ()
    return Sheet(texts.TOTAL, heads(sums=(*labels_of(_WHOLE), texts.RATE)), rows)


def _applications(
    acting: Acting, contract: Contract, asked: LedgerAsked, apart: Mapping[int | None, Sums]
) -> Sheet:
    """One row an application with money; what was paid before the contract was kept here has a row of its own."""
    rows = []
    if before := _paid(apart.get(None, {})):
        rows.append(row(words(texts.BEFORE_KEPT, ""), _figures(before, asked)))
    for one in applications_on(acting.work, contract.id):
        if _paid(apart.get(one.id, {})):
            number = SheetCell(one.number, address=f"/staff/applications/{one.number}")
            rows.append(row((number,), words(casework.KINDS[one.kind]), _figures(apart[one.id], asked)))
    columns = heads(brief(texts.APPLICATION), brief(texts.KIND), sums=labels_of(_OF_APPLICATION))
    return Sheet(texts.BY_APPLICATION, columns, tuple(rows))


def _paid(sums: Sums) -> Sums:
    """Nothing where no sum of the row is any."""
    return sums if any(amount_of(sums, one) for one in _OF_APPLICATION) else {}


def _figures(sums: Sums, asked: LedgerAsked) -> tuple[SheetCell, ...]:
    return figures(sums, _OF_APPLICATION, asked.unit, lambda _one: "")


def _sources(asked: LedgerAsked, apart: Mapping[tuple[Any, ...], Sums]) -> Sheet:
    rows = []
    for (source, year), sums in in_order(apart, (Dimension.SOURCE, Dimension.YEAR)):
        if any(amount_of(sums, one) for one in _MONEY):
            names = words(label_of(Dimension.SOURCE, source), label_of(Dimension.YEAR, year))
            rows.append(row(names, figures(sums, _MONEY, asked.unit, lambda _one: "")))
    return Sheet(
        texts.BY["source,year"], heads(brief(texts.SOURCE), brief(texts.YEAR), sums=labels_of(_MONEY)), tuple(rows)
    )
