"""The entries below a sum, a page at a time, each with the balance that it leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import ColumnElement, case, func, literal, select

from store.queries.ledger.measures import SIDES, Measure, amount_of
from store.queries.ledger.scope import Scope
from store.queries.ledger.sums import total
from store.queries.lists.paging import Paging, page_of, pages_of
from store.states import EntryType
from store.tables.applications import Application
from store.tables.contracts import Contract
from store.tables.ledger import JournalEntry
from store.tables.people import Firm
from store.work import Work


@dataclass(frozen=True, slots=True)
class Line:
    """An entry, what it adds and takes in fen, the balance after it; its contract and application by number."""

    entry: JournalEntry
    came_in: int
    went_out: int
    balance: int
    contract: str
    firm: str
    application: str


@dataclass(frozen=True, slots=True)
class LinePage:
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
    opening = opening_of(work, scope, measure)
    inflow, outflow = _side(SIDES[measure].into), _side(SIDES[measure].out)
    order = (JournalEntry.happened_on, JournalEntry.posted_at, JournalEntry.id)
    balance = func.sum(inflow - outflow).over(order_by=order)
    query = select(JournalEntry.id, inflow, outflow, balance, func.count().over())
    rows, number = page_of(work, query.where(*_conditions(scope, measure)), order, asked)
    named = _named(work, [row[0] for row in rows])
    lines = tuple(
        Line(named[key][0], int(plus), int(minus), opening + int(after), *named[key][1:])
        for key, plus, minus, after, _ in rows
    )
    carried = lines[0].balance - lines[0].came_in + lines[0].went_out if lines else opening
    return LinePage(lines, carried, int(rows[0][4]) if rows else 0, number, asked.size)


def opening_of(work: Work, scope: Scope, measure: Measure) -> int:
    """What the measure was before the day on which the scope begins, as posted by the same day; else nothing."""
    if scope.since is None:
        return 0
    earlier = replace(scope, since=None, until=scope.since - timedelta(days=1))
    return amount_of(total(work, earlier), measure)


def _conditions(scope: Scope, measure: Measure) -> list[ColumnElement[bool]]:
    return [*scope.conditions(), JournalEntry.kind.in_(sorted(SIDES[measure].types))]


def _side(factors: Mapping[EntryType, int]) -> ColumnElement[int]:
    if not factors:
        return literal(0)
    whens = [(JournalEntry.kind == kind.value, factor * JournalEntry.amount) for kind, factor in factors.items()]
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
