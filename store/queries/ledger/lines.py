"""The entries below a sum, a page at a time, each with the balance that it leaves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import ColumnElement, case, func, literal, select

from store.measures import SIDES, Measure, amount_of
from store.monthly.months import first_of, next_month
from store.queries.ledger.monthly import added_up
from store.queries.ledger.scope import Scope
from store.queries.ledger.sums import total
from store.queries.lists.paging import Paging, pages_of, shown_page
from store.states import EntryType
from store.tables.applications import Application
from store.tables.contracts import Contract
from store.tables.ledger import JournalEntry
from store.tables.people import Firm
from store.work import Work

_DAY = timedelta(days=1)


class Line(Struct, frozen=True):
    """An entry, what it adds and takes in fen, the balance after it; its contract and application by number."""

    entry: JournalEntry
    came_in: int
    went_out: int
    balance: int
    contract: str
    firm: str
    application: str


class LinePage(Struct, frozen=True):
    """A page of lines, oldest paper first; `carried` is the balance that the page begins with.

    `number` is the page that is shown: beyond the last page it is the last.
    """

    lines: tuple[Line, ...]
    carried: int
    total: int
    number: int
    size: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return pages_of(self.total, self.size)

    @property
    def balance(self) -> int:
        """What the page ends with."""
        return self.lines[-1].balance if self.lines else self.carried


def line_page(work: Work, scope: Scope, measure: Measure, asked: Paging) -> LinePage:
    """A page of the entries that make the measure; where the scope begins on a day, what was before is carried."""
    start = _start(work, scope, measure, asked)
    order = (JournalEntry.happened_on, JournalEntry.posted_at, JournalEntry.id)
    inflow, outflow = _sides(measure, JournalEntry.kind, JournalEntry.amount)
    query = select(JournalEntry.id, inflow.label("plus"), outflow.label("minus"))
    query = query.where(*_conditions(start.scope, measure)).order_by(*order)
    before = query.limit(start.skipped).subquery() if start.skipped else None
    passed = work.session.scalar(select(func.sum(before.c.plus - before.c.minus))) if before is not None else 0
    balance = carried = start.balance + int(passed or 0)
    rows = work.session.execute(query.offset(start.skipped).limit(asked.size)).all()
    named, lines = _named(work, [row[0] for row in rows]), []
    for key, plus, minus in rows:
        balance += int(plus) - int(minus)
        lines.append(Line(named[key][0], int(plus), int(minus), balance, *named[key][1:]))
    return LinePage(tuple(lines), carried, start.total, start.number, asked.size)


def opening_of(work: Work, scope: Scope, measure: Measure) -> int:
    """What the measure was before the day on which the scope begins, as posted by the same day; else nothing."""
    if scope.since is None:
        return 0
    earlier = replace(scope, since=None, until=scope.since - _DAY)
    return amount_of(total(work, earlier), measure)


class _Start(Struct, frozen=True):
    """Where a page begins: so many entries behind the first of a scope, which begins with the balance."""

    scope: Scope
    balance: int
    skipped: int
    number: int
    total: int


def _start(work: Work, scope: Scope, measure: Measure, asked: Paging) -> _Start:
    """Of the fund's months those that lie wholly before the page are passed as they are kept."""
    months = _months(work, scope, measure) if scope.contract_id is None else []
    counted = sum(month.entries for month in months) if scope.contract_id is None else _count(work, scope, measure)
    number, balance = shown_page(counted, asked), opening_of(work, scope, measure)
    skipped = (number - 1) * asked.size
    for month in months:
        if skipped < month.entries:
            break
        skipped -= month.entries
        balance += month.amount
        scope = replace(scope, since=first_of(next_month(month.number)))
    return _Start(scope, balance, skipped, number, counted)


class _Month(Struct, frozen=True):
    """What entries of the papers of a month add up to, and how many there are."""

    number: int
    amount: int
    entries: int


def _count(work: Work, scope: Scope, measure: Measure) -> int:
    return work.session.scalar(select(func.count(JournalEntry.id)).where(*_conditions(scope, measure))) or 0


def _conditions(scope: Scope, measure: Measure) -> list[ColumnElement[bool]]:
    return [*scope.conditions(), JournalEntry.kind.in_(sorted(SIDES[measure].types))]


def _months(work: Work, scope: Scope, measure: Measure) -> list[_Month]:
    months = added_up(scope)
    entries = func.sum(months.c.entries)
    query = select(months.c.month, func.sum(_signed(measure, months.c.kind, months.c.amount)), entries)
    query = (
        query.where(months.c.kind.in_(sorted(SIDES[measure].types))).group_by(months.c.month).having(entries > 0)
    )
    return [_Month(*map(int, row)) for row in work.session.execute(query.order_by(months.c.month))]


def _signed(measure: Measure, kind: Any, amount: Any) -> ColumnElement[int]:
    inflow, outflow = _sides(measure, kind, amount)
    return inflow - outflow


def _sides(measure: Measure, kind: Any, amount: Any) -> tuple[ColumnElement[int], ColumnElement[int]]:
    sides = SIDES[measure]
    return _side(sides.into, kind, amount), _side(sides.out, kind, amount)


def _side(factors: Mapping[EntryType, int], kind: Any, amount: Any) -> ColumnElement[int]:
    if not factors:
        return literal(0)
    whens = [(kind == one.value, factor * amount) for one, factor in factors.items()]
    return case(*whens, else_=0)


def _named(work: Work, ids: list[int]) -> dict[int, tuple[JournalEntry, str, str, str]]:
    """The entries by id, with the numbers and the firm that they name."""
    query = select(JournalEntry, Contract.number, Firm.name, Application.number)
    query = query.outerjoin(Contract, Contract.id == JournalEntry.contract_id)
    query = query.outerjoin(Firm, Firm.id == Contract.firm_id)
    query = query.outerjoin(Application, Application.id == JournalEntry.application_id)
    found = work.session.execute(query.where(JournalEntry.id.in_(ids))) if ids else ()
    return {
        entry.id: (entry, contract or "", firm or "", application or "")
        for entry, contract, firm, application in found
    }
