"""What is approved and not paid as of a day, and the contracts whose payment the rules for SMEs may call due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, func, or_, select

from store.queries.ledger.measures import SIDES, Measure
from store.queries.ledger.scope import Scope
from store.queries.lists.paging import Paging, page_of, pages_of
from store.states import EnterpriseSize
from store.tables.applications import Application
from store.tables.contracts import Contract
from store.tables.ledger import JournalEntry
from store.tables.people import Firm
from store.work import Work

_MEASURES = (Measure.CONTRACTED, Measure.APPROVED, Measure.NET, Measure.HELD, Measure.UNPAID)


@dataclass(frozen=True, slots=True)
class Owed:
    """An application or a contract with its sums in fen; `number` is empty where it is none's."""

    number: str
    kind: str
    contract: Contract
    firm: str
    contracted: int
    approved: int
    net: int
    held: int
    unpaid: int  # approved, and not paid; what came back of 超付 is not paid any more

    @property
    def contract_left(self) -> int:
        """Contracted, and not with the contractor."""
        return self.contracted - self.held


@dataclass(frozen=True, slots=True)
class OwedPage:
    """A page; `together` is what all pages leave unpaid, in fen."""

    rows: tuple[Owed, ...]
    together: int
    total: int
    number: int
    size: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return pages_of(self.total, self.size)


@dataclass(frozen=True, slots=True)
class Terms:
    """The last days that are past: of a delivery without another term agreed, and of any delivery at most."""

    day: date
    usual: timedelta
    longest: timedelta


def approved_unpaid(work: Work, scope: Scope, asked: Paging) -> OwedPage:
    """Applications with something approved and not paid, the oldest first."""
    sums = _sums(scope, JournalEntry.application_id)
    left = sums.c[Measure.UNPAID.value]
    query = select(Application.number, Application.kind, Contract, Firm.name, *_columns(sums))
    query = query.join(sums, sums.c.owner == Application.id).join(Contract, Contract.id == Application.contract_id)
    query = query.join(Firm, Firm.id == Contract.firm_id).where(left > 0)
    query = query.add_columns(func.count().over(), func.sum(left).over())
    return _page(work, query, (Application.submitted_at, Application.id), asked)


def contracts_due(work: Work, scope: Scope, terms: Terms, asked: Paging, *, only_past: bool) -> OwedPage:
    """Contracts with SMEs, or with firms of which nobody said, that were delivered and are not wholly paid."""
    sums = _sums(scope, JournalEntry.contract_id)
    left = sums.c.contracted - sums.c.held
    query = select(Contract.number, Contract.state, Contract, Firm.name, *_columns(sums))
    query = query.join(sums, sums.c.owner == Contract.id).join(Firm, Firm.id == Contract.firm_id)
    query = query.where(left > 0, _may_be_small(), _has_day(terms.day))
    if only_past:
        query = query.where(_is_past(terms))
    query = query.add_columns(func.count().over(), func.sum(left).over())
    first = func.coalesce(Contract.delivered_on, Contract.agreed_pay_on)
    return _page(work, query, (first, Contract.id), asked)


def _may_be_small() -> ColumnElement[bool]:
    return or_(Contract.enterprise_size.is_(None), Contract.enterprise_size != EnterpriseSize.OTHER.value)


def _has_day(day: date) -> ColumnElement[bool]:
    return or_(Contract.delivered_on <= day, Contract.agreed_pay_on <= day)


def _is_past(terms: Terms) -> ColumnElement[bool]:
    delivered, agreed = Contract.delivered_on, Contract.agreed_pay_on
    return or_(
        and_(agreed.is_(None), delivered < terms.day - terms.usual),
        agreed < terms.day,
        delivered < terms.day - terms.longest,
    )


def _sums(scope: Scope, owner: Any) -> Subquery:
    measured = (_measured(one).label(one.value) for one in _MEASURES)
    query = select(owner.label("owner"), *measured).where(*scope.conditions(), owner.is_not(None))
    return query.group_by(owner).subquery()


def _measured(measure: Measure) -> ColumnElement[int]:
    sides = SIDES[measure]
    signed = [*sides.into.items(), *((kind, -factor) for kind, factor in sides.out.items())]
    whens = [(JournalEntry.kind == kind.value, factor * JournalEntry.amount) for kind, factor in signed]
    return func.sum(case(*whens, else_=0))


def _columns(sums: Subquery) -> list[Any]:
    return [sums.c[one.value] for one in _MEASURES]


def _page(work: Work, query: Any, order: tuple[Any, ...], asked: Paging) -> OwedPage:
    rows, number = page_of(work, query, order, asked)
    end = 4 + len(_MEASURES)
    owed = tuple(Owed(*row[:4], *map(int, row[4:end])) for row in rows)
    total, together = (int(rows[0][end]), int(rows[0][end + 1])) if rows else (0, 0)
    return OwedPage(owed, together, total, number, asked.size)
