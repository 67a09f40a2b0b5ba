"""《专项资金拨付进度表》: the months of a year as of a day, so that a past day's prints the same for ever."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from handlers.money import Unit, figure
from handlers.staff.actions.acting import Acting
from handlers.staff.ledgers.asking import LedgerAsked
from handlers.staff.ledgers.fund_ledger import PATH as FUND
from handlers.staff.ledgers.labels import choices
from handlers.staff.ledgers.page import LedgerPage, Way
from handlers.staff.ledgers.sheet import (
    Sheet,
    SheetCell,
    SheetRow,
    brief,
    cell,
    figures,
    heads,
    labels_of,
    rate_cell,
    row,
    words,
)
from handlers.texts import console_ledgers as texts
from store.measures import Measure, Sums, amount_of
from store.queries.ledger.months import Month, MonthSums, month_sums
from store.queries.ledger.scope import Scope
from store.queries.ledger.sums import total

PATH = "/staff/money/months"

_MEASURES = (
    Measure.ALLOTTED,
    Measure.ARRIVED,
    Measure.APPROVED,
    Measure.PAID,
    Measure.REVERSED,
    Measure.NET,
    Measure.RETURNED,
    Measure.REFUNDED,
)
_DAY = timedelta(days=1)
_DECEMBER = 12


def month_table(acting: Acting, asked: LedgerAsked) -> LedgerPage:
    """The table of the year that the address names; of that of its day where it names none."""
    year = asked.calendar_year
    return LedgerPage(
        title=texts.months_of(year=year),
        path=PATH,
        asked=asked,
        sheets=(_table(acting, asked, year),),
        ways=tuple(
            Way(texts.year(number=one), asked.address(of=str(one)), one == year)
            for one in range(asked.as_of.year, asked.as_of.year - 5, -1)
        ),
        choices=choices(asked, ())[:1],
        notes=(texts.MONTH_NOTE,),
    )


def _table(acting: Acting, asked: LedgerAsked, year: int) -> Sheet:
    work, unit = acting.work, asked.unit
    source = asked.chosen("source") or None
    scope = Scope(before=asked.before, source=source)
    months = list(_months(year, asked.as_of))
    before = total(work, Scope(before=asked.before, source=source, until=date(year, 1, 1) - _DAY))
    found = month_sums(work, scope, months) if months else {}
    rows, so_far = [_outside(texts.BEFORE_YEAR, before, before, unit)], before
    for month in months:
        sums = found.get(month.number, MonthSums({}, {}))
        so_far = _added(so_far, sums.all)
        rows.append(_month(asked, month, sums, so_far))
    of_year: Sums = {}
    for sums in found.values():
        of_year = _added(of_year, sums.all)
    rows.append(_outside(texts.OF_YEAR, of_year, so_far, unit))
    labels = (*labels_of(_MEASURES), f"{texts.SO_FAR}{texts.MEASURES[Measure.NET]}", texts.MEASURES[Measure.LEFT])
    return Sheet(texts.months_of(year=year), heads(brief(texts.MONTH), sums=(*labels, texts.RATE)), tuple(rows))


def _months(year: int, as_of: date) -> Iterator[Month]:
    """Those that had begun."""
    for number in range(1, _DECEMBER + 1):
        begins = date(year, number, 1)
        ends = date(year + 1, 1, 1) if number == _DECEMBER else date(year, number + 1, 1)
        if begins <= as_of:
            yield Month(number, begins, ends)


def _month(asked: LedgerAsked, month: Month, sums: MonthSums, so_far: Sums) -> SheetRow:
    days = {"from": month.begins.isoformat(), "to": min(month.ends - _DAY, asked.as_of).isoformat()}
    source = asked.chosen("source")
    cells = tuple(
        cell(
            amount_of(sums.all, one),
            asked.unit,
            asked.elsewhere(FUND, source=source, measure=one.value, **days),
            _late(amount_of(sums.late, one), asked.unit),
        )
        for one in _MEASURES
    )
    return row(words(texts.month(number=month.number)), cells, _ends_with(so_far, asked.unit))


def _late(fen: int, unit: Unit) -> str:
    return texts.late(figure=figure(fen, unit)) if fen else ""


def _outside(label: str, sums: Sums, so_far: Sums, unit: Unit) -> SheetRow:
    """A row of no month."""
    return row(
        words(label), figures(sums, _MEASURES, unit, lambda _one: ""), _ends_with(so_far, unit), is_total=True
    )


def _ends_with(so_far: Sums, unit: Unit) -> tuple[SheetCell, ...]:
    left = (cell(amount_of(so_far, one), unit) for one in (Measure.NET, Measure.LEFT))
    return (*left, rate_cell(so_far, Measure.ALLOTTED))


def _added(one: Sums, more: Sums) -> Sums:
    return {kind: one.get(kind, 0) + more.get(kind, 0) for kind in {*one, *more}}
