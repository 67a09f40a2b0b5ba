"""The fund's ledger: what was allotted, arrived, approved, paid and came back, by source, year, kind or items."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from handlers.staff.actions.acting import Acting
from handlers.staff.ledgers.asking import LedgerAsked
from handlers.staff.ledgers.entry_lines import all_lines, lines_below
from handlers.staff.ledgers.labels import HEADINGS, asked_as, choices, in_order, label_of
from handlers.staff.ledgers.page import LedgerPage, Way
from handlers.staff.ledgers.sheet import (
    Sheet,
    SheetCell,
    SheetRow,
    brief,
    figures,
    heads,
    labels_of,
    rate_cell,
    row,
    words,
)
from handlers.texts import console_ledgers as texts
from store.measures import SIDES, Measure, Sums, amount_of
from store.queries.ledger.scope import Dimension, Scope
from store.queries.ledger.sums import Key, sums_by, together
from store.states import EntryType
from store.work import Work

PATH = "/staff/money"

_MONEY = (
    Measure.PAID,
    Measure.REVERSED,
    Measure.NET,
    Measure.RETURNED,
    Measure.REFUNDED,
)
_QUOTAS = (Measure.ALLOTTED, Measure.ARRIVED, *_MONEY, Measure.QUOTA_LEFT, Measure.LEFT)
_CONTRACTS = (Measure.CONTRACTED, Measure.APPROVED, *_MONEY, Measure.UNPAID)
_KINDS = (Measure.APPROVED, *_MONEY, Measure.UNPAID)
_COLUMNS: Mapping[Dimension, tuple[Measure, ...]] = MappingProxyType(
    {
        Dimension.SOURCE: _QUOTAS,
        Dimension.YEAR: _QUOTAS,
        Dimension.KIND: _KINDS,
        Dimension.AREAS: _CONTRACTS,
    }
)
"""What entries of each dimension say: contracts have no source, quotas no kind."""

_WHOLE = (Measure.ALLOTTED, Measure.ARRIVED, Measure.CONTRACTED, Measure.APPROVED, *_MONEY, Measure.LEFT)
_BELOW = (Measure.LEFT, *_WHOLE[:-1], Measure.QUOTA_LEFT, Measure.UNPAID)


def fund_ledger(acting: Acting, asked: LedgerAsked) -> LedgerPage:
    """The page as the address asks."""
    work, scope = acting.work, asked.scope()
    apart = sums_by(work, scope, *asked.dimensions)
    total = together(apart)
    return LedgerPage(
        title=texts.FUND,
        path=PATH,
        asked=asked,
        sheets=(_whole(asked, total), _apart(asked, apart, total)),
        main=1,
        below=lines_below(work, scope, asked, _BELOW, Measure.LEFT),
        ways=tuple(Way(label, asked.address(by=by), by == asked.by) for by, label in texts.BY.items()),
        choices=choices(asked, years_of(work, asked)),
        notes=(
            *_lacking(total),
            texts.FORMULA,
            texts.FUND_NOTE,
            *((texts.AREAS_NOTE,) if Dimension.AREAS in asked.dimensions else ()),
        ),
        has_period=True,
    )


def fund_entries(acting: Acting, asked: LedgerAsked) -> Sheet:
    """All entries below the sum that is asked for."""
    return all_lines(acting.work, asked.scope(), asked, Measure.LEFT, title=texts.FUND)


def years_of(work: Work, asked: LedgerAsked) -> list[int]:
    """The budget years that entries name, the newest first."""
    return sorted((year for (year,) in sums_by(work, Scope(before=asked.before), Dimension.YEAR)), reverse=True)


def _lacking(total: Sums) -> tuple[str, ...]:
    """What is left cannot be told where nobody recorded what came."""
    recorded = any(amount_of(total, one) for one in (Measure.ALLOTTED, Measure.ARRIVED))
    return () if recorded or not total else (texts.NO_QUOTAS,)


def _whole(asked: LedgerAsked, total: Sums) -> Sheet:
    """Everything in one row."""
    columns = heads(sums=(*labels_of(_WHOLE), texts.RATE))
    cells = figures(total, _WHOLE, asked.unit, lambda one: asked.address(measure=one.value))
    rows = (row(cells, (rate_cell(total, Measure.ALLOTTED),), is_total=True),) if total else ()
    return Sheet(_caption(texts.TOTAL, asked), columns, rows)


def _apart(asked: LedgerAsked, apart: Mapping[Key, Sums], total: Sums) -> Sheet:
    dimensions = asked.dimensions
    measures = _COLUMNS[dimensions[0]]
    rates = (texts.RATE,) if Measure.ALLOTTED in measures else ()
    columns = heads(*(brief(HEADINGS[one]) for one in dimensions), sums=(*labels_of(measures), *rates))
    counted = frozenset[EntryType]().union(*(SIDES[one].types for one in measures))
    rows = [_row(asked, key, sums, measures) for key, sums in in_order(apart, dimensions) if counted & sums.keys()]
    if rows:
        names = words(texts.TOTAL, *([""] * (len(dimensions) - 1)))
        rows.append(row(names, _cells(asked, total, measures, {}), is_total=True))
    return Sheet(_caption(texts.BY[asked.by], asked), columns, tuple(rows))


def _row(asked: LedgerAsked, key: Key, sums: Sums, measures: tuple[Measure, ...]) -> SheetRow:
    parts = list(zip(asked.dimensions, key, strict=True))
    said = {dimension.value: asked_as(part) for dimension, part in parts}
    names = words(*(label_of(dimension, part) for dimension, part in parts))
    return row(names, _cells(asked, sums, measures, said))


def _cells(
    asked: LedgerAsked, sums: Sums, measures: tuple[Measure, ...], said: Mapping[str, str]
) -> tuple[SheetCell, ...]:
    found = figures(sums, measures, asked.unit, lambda one: asked.address(**said, measure=one.value))
    return (*found, rate_cell(sums, Measure.ALLOTTED)) if Measure.ALLOTTED in measures else found


def _caption(said: str, asked: LedgerAsked) -> str:
    """Sums of some days say which."""
    if asked.since is None and asked.until is None:
        return said
    return f"{said}（{texts.period(since=asked.since, until=asked.until or asked.as_of)}）"
