"""年终: what each budget year comes to, its last day of payments, its closing, and what is carried over unpaid."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from handlers.casework.transitions import Subject
from handlers.dates import local_day
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.targets import target_of
from handlers.staff.ledgers.asking import LedgerAsked
from handlers.staff.ledgers.entry_lines import contract_path
from handlers.staff.ledgers.fund_ledger import PATH as FUND
from handlers.staff.ledgers.labels import asked_as
from handlers.staff.ledgers.page import LedgerPage, Paged
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
from handlers.texts import casework
from handlers.texts import console_ledgers as texts
from store.measures import Measure, Sums, amount_of
from store.queries.ledger.scope import Dimension, Scope
from store.queries.ledger.sums import sums_by
from store.queries.ledger.unpaid import Owed, OwedPage, approved_unpaid
from store.queries.lists.paging import Paging
from store.queries.years import NamedRecord, year_records
from store.states import YearRecordKind

PATH = "/staff/money/years"

_WHOLE = 10_000
_MEASURES = (
    Measure.ALLOTTED,
    Measure.ARRIVED,
    Measure.NET,
    Measure.RETURNED,
    Measure.REFUNDED,
    Measure.QUOTA_LEFT,
    Measure.LEFT,
)


def year_page(acting: Acting, asked: LedgerAsked) -> LedgerPage:
    """All years as of the day, and what is approved and not paid."""
    page = _unpaid(acting, asked, asked.paging)
    return LedgerPage(
        title=texts.YEARS,
        path=PATH,
        asked=asked,
        sheets=(_years(acting, asked),),
        below=Paged(_carried(page, asked), page.number, page.pages, page.total),
        notes=(texts.YEARS_NOTE, texts.FORMULA),
    )


def carried_over(acting: Acting, asked: LedgerAsked) -> Sheet:
    """All that is approved and not paid, in one table."""
    return _carried(_unpaid(acting, asked, Paging(1, _WHOLE)), asked)


class YearAct(Struct, frozen=True):
    """What the member may do about a year."""

    action: Action
    number: str
    name: str


def year_acts(acting: Acting, catalogue: Catalogue, asked: LedgerAsked) -> list[YearAct]:
    """Of this year and the last, which is what a year's end is about."""
    found = []
    for year in (asked.today.year, asked.today.year - 1):
        target = target_of(acting.work, Subject.YEAR, str(year))
        offered = catalogue.offered(acting.work, acting.member, target) if target else []
        found += [YearAct(one, str(year), texts.year(number=year)) for one in offered]
    return found


def _years(acting: Acting, asked: LedgerAsked) -> Sheet:
    sums = {key: one for (key,), one in sums_by(acting.work, Scope(before=asked.before), Dimension.YEAR).items()}
    records = year_records(acting.work, before=asked.before)
    named = {year for year, one in sums.items() if any(amount_of(one, measure) for measure in _MEASURES)}
    years = sorted({*named, asked.as_of.year, *(one.record.year for one in records)}, reverse=True)
    columns = heads(brief(texts.YEAR), sums=(*labels_of(_MEASURES), texts.RATE))
    columns = (*columns, *heads(texts.LAST_DAY, texts.CLOSED))
    rows = (
        _year(asked, year, sums.get(year, {}), [one for one in records if one.record.year == year])
        for year in years
    )
    return Sheet(texts.YEARS, columns, tuple(rows))


def _year(asked: LedgerAsked, year: int, sums: Sums, records: Iterable[NamedRecord]) -> SheetRow:
    newest: dict[str, NamedRecord] = {}
    for one in records:  # the newest stands first
        newest.setdefault(one.record.kind, one)
    cells = figures(
        sums, _MEASURES, asked.unit, lambda one: asked.elsewhere(FUND, year=asked_as(year), measure=one.value)
    )
    said = words(_last_day(newest), _closing(newest))
    return row(words(texts.year(number=year)), cells, (rate_cell(sums, Measure.ALLOTTED),), said)


def _last_day(newest: dict[str, NamedRecord]) -> str:
    found = newest.get(YearRecordKind.LAST_PAYMENT_DAY)
    return texts.last_day(on=found.record.day, document=found.record.document) if found else texts.NOT_SET


def _closing(newest: dict[str, NamedRecord]) -> str:
    found = newest.get(YearRecordKind.CLOSED)
    if found is None:
        return texts.NOT_CLOSED
    record = found.record
    recorded = local_day(record.recorded_at)
    return texts.closed(on=record.day, document=record.document, by=found.by, recorded=recorded)


def _unpaid(acting: Acting, asked: LedgerAsked, paging: Paging) -> OwedPage:
    return approved_unpaid(acting.work, Scope(before=asked.before), paging)


def _carried(page: OwedPage, asked: LedgerAsked) -> Sheet:
    sums = labels_of((Measure.APPROVED, Measure.NET, Measure.UNPAID))
    columns = heads(brief(texts.APPLICATION), texts.CONTRACT_NUMBER, texts.FIRM, texts.KIND, sums=sums)
    rows = [_owed(one, asked) for one in page.rows]
    if rows:
        together = (*words("", ""), cell(page.together, asked.unit))
        rows.append(row(words(texts.TOTAL, "", "", ""), together, is_total=True))
    return Sheet(texts.CARRIED_OVER, columns, tuple(rows), texts.NOTHING_OWED)


def _owed(one: Owed, asked: LedgerAsked) -> SheetRow:
    contract = one.contract.number
    return row(
        (SheetCell(one.number, address=f"/staff/applications/{one.number}"),),
        (SheetCell(contract, address=asked.elsewhere(contract_path(contract))),),
        words(one.firm, casework.KINDS[one.kind]),
        (cell(fen, asked.unit) for fen in (one.approved, one.net, one.unpaid)),
    )
