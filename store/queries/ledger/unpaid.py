"""What is approved and not paid as of a day, and the contracts whose payment the rules for SMEs may call due."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Row, Subquery, and_, func, literal_column, or_, select

from store.measures import Measure
from store.monthly.balances import MEASURES, measured
from store.queries.ledger.scope import Scope
from store.queries.lists.paging import Paging, page_of, pages_of, shown_page
from store.states import EnterpriseSize
from store.tables.applications import Application
from store.tables.contracts import Contract
from store.tables.ledger import ApplicationBalance, ContractBalance, JournalEntry
from store.tables.people import Firm
from store.work import Work


class Owed(Struct, frozen=True):
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


class OwedPage(Struct, frozen=True):
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


class Terms(Struct, frozen=True):
    """The last days that are past: of a delivery without another term agreed, and of any delivery at most."""

    day: date
    usual: timedelta
    longest: timedelta


def approved_unpaid(work: Work, scope: Scope, asked: Paging) -> OwedPage:
    """Applications with something approved and not paid, the oldest first."""
    sums = _sums(work, scope, JournalEntry.application_id, ApplicationBalance)
    left = sums.c[Measure.UNPAID.value]
    is_left = left > literal_column("0")  # as the index says it: no engine sees what a parameter will be
    counted = select(func.count(), func.coalesce(func.sum(left), 0)).select_from(sums).where(is_left)
    total, together = work.session.execute(counted).one()
    query = select(Application.number, Application.kind, Contract, Firm.name, *_columns(sums))
    query = query.join(sums, sums.c.owner == Application.id).join(Contract, Contract.id == Application.contract_id)
    query = query.join(Firm, Firm.id == Contract.firm_id).where(is_left)
    number = shown_page(total, asked)
    query = query.order_by(Application.submitted_at, Application.id)
    rows = work.session.execute(query.offset((number - 1) * asked.size).limit(asked.size))
    return OwedPage(tuple(map(_owed, rows)), int(together), total, number, asked.size)


def contracts_due(work: Work, scope: Scope, terms: Terms, asked: Paging, *, only_past: bool) -> OwedPage:
    """Contracts with SMEs, or with firms of which nobody said, that were delivered and are not wholly paid."""
    sums = _sums(work, scope, JournalEntry.contract_id, ContractBalance)
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


def _sums(work: Work, scope: Scope, owner: Any, kept: type[ApplicationBalance | ContractBalance]) -> Subquery:
    """By owner: as they are kept, where the scope takes all that was posted; else added up."""
    if scope == Scope(before=scope.before) and not _is_posted_since(work, scope.before):
        found = select(getattr(kept, owner.key).label("owner"), *(getattr(kept, one.value) for one in MEASURES))
        return found.subquery()
    sums = (measured(one).label(one.value) for one in MEASURES)
    query = select(owner.label("owner"), *sums).where(*scope.conditions(), owner.is_not(None))
    return query.group_by(owner).subquery()


def _is_posted_since(work: Work, moment: datetime) -> bool:
    later = select(JournalEntry.id).where(JournalEntry.posted_at >= moment).limit(1)
    return work.session.scalar(later) is not None


def _columns(sums: Subquery) -> list[Any]:
    return [sums.c[one.value] for one in MEASURES]


def _page(work: Work, query: Any, order: tuple[Any, ...], asked: Paging) -> OwedPage:
    rows, number = page_of(work, query, order, asked)
    total, together = rows[0][-2:] if rows else (0, 0)
    return OwedPage(tuple(map(_owed, rows)), int(together), int(total), number, asked.size)


def _owed(row: Row[*tuple[Any, ...]]) -> Owed:
    return Owed(*row[:4], *map(int, row[4 : 4 + len(MEASURES)]))
