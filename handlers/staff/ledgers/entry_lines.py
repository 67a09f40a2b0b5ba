"""The entries below a sum as people read them: date, document, what, in, out, and the balance."""

from __future__ import annotations

from urllib.parse import quote

from msgspec.structs import replace

from handlers.dates import day, local_day
from handlers.money import Unit
from handlers.staff.ledgers.asking import LedgerAsked
from handlers.staff.ledgers.page import Paged, Way
from handlers.staff.ledgers.sheet import Sheet, SheetCell, SheetRow, brief, cell, heads, row, words
from handlers.texts import casework
from handlers.texts import console_ledgers as texts
from store.measures import Measure
from store.queries.ledger.lines import Line, LinePage, line_page
from store.queries.ledger.scope import Scope
from store.queries.lists.paging import Paging
from store.states import EntryType
from store.work import Work

COLUMNS = heads(
    brief(texts.DATE),
    texts.DOCUMENT,
    texts.WHAT,
    brief(texts.POSTED),
    sums=(texts.IN, texts.OUT, texts.BALANCE),
)
_WHOLE = 100_000
"""Entries of an Excel sheet at most: more do not fit in a reader's head, nor in memory at once."""


def lines_below(
    work: Work, scope: Scope, asked: LedgerAsked, measures: tuple[Measure, ...], usual: Measure
) -> Paged:
    """The page of entries that is asked for, and the ways to those of the other sums."""
    measure = asked.measure(usual)
    page = line_page(work, scope, measure, asked.paging)
    ways = (Way(texts.MEASURES[one], asked.address(measure=one.value), one is measure) for one in measures)
    sheet = _sheet(page, measure, asked)
    return Paged(sheet, page.number, page.pages, page.total, tuple(ways))


def all_lines(work: Work, scope: Scope, asked: LedgerAsked, usual: Measure, *, title: str) -> Sheet:
    """The entries in one table, under the title of their ledger."""
    measure = asked.measure(usual)
    found = _sheet(line_page(work, scope, measure, Paging(1, _WHOLE)), measure, asked)
    return replace(found, caption=f"{title} {found.caption}")


def _sheet(page: LinePage, measure: Measure, asked: LedgerAsked) -> Sheet:
    unit = asked.unit
    rows = [_row(line, asked) for line in page.lines]
    if page.number > 1 or asked.since is not None:
        rows.insert(0, row(words("", "", texts.OPENING, "", "", ""), (cell(page.carried, unit),), is_total=True))
    if rows:
        rows.append(_foot(page, unit))
    return Sheet(f"{texts.ENTRIES}：{texts.MEASURES[measure]}", COLUMNS, tuple(rows))


def _foot(page: LinePage, unit: Unit) -> SheetRow:
    """What the page adds and takes, and what it ends with."""
    came_in, went_out = sum(one.came_in for one in page.lines), sum(one.went_out for one in page.lines)
    sums = (cell(came_in, unit), cell(went_out, unit), cell(page.balance, unit))
    return row(words("", "", texts.TOTAL, ""), sums, is_total=True)


def _row(line: Line, asked: LedgerAsked) -> SheetRow:
    entry, unit = line.entry, asked.unit
    posted = local_day(entry.posted_at)
    is_late = (posted.year, posted.month) > (entry.happened_on.year, entry.happened_on.month)
    said = texts.what(
        kind=EntryType(entry.kind),
        money=casework.KINDS.get(entry.money_kind or "", ""),
        contract=line.contract,
        application=line.application,
    )
    what = texts.red(said=said) if entry.adjusts is not None else said
    link = asked.elsewhere(contract_path(line.contract)) if line.contract else ""
    return row(
        words(day(entry.happened_on), entry.document),
        (SheetCell(what, address=link, below=line.firm),),
        (SheetCell(day(posted), below=texts.LATE if is_late else ""),),
        (cell(line.came_in, unit) if line.came_in else SheetCell(""),),
        (cell(line.went_out, unit) if line.went_out else SheetCell(""),),
        (cell(line.balance, unit),),
    )


def contract_path(number: str) -> str:
    """Where the ledger of a contract is."""
    return f"/staff/money/contracts/{quote(number, safe='')}"
