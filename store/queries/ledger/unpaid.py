"""What is approved and not paid as of a day, and the contracts whose payment the rules for SMEs may call due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum, auto
from typing import Any

from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    Select,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal_column,
    or_,
    select,
    union_all,
)

from store.measures import Measure
from store.monthly.balances import MEASURES, measured
from store.monthly.months import month_at
from store.queries.ledger.scope import Scope
from store.queries.lists.paging import Paging, page_of, pages_of, shown_page
from store.states import EnterpriseSize
from store.tables.applications import Application
from store.tables.contracts import Contract
from store.tables.ledger import ApplicationBalance, ContractBalance, JournalEntry, JournalSum
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


_NOTHING: ColumnElement[int] = literal_column("0")
"""As the index says it: no engine sees what a parameter will be."""


def approved_unpaid(work: Work, scope: Scope, asked: Paging) -> OwedPage:
    """Applications with something approved and not paid, the oldest first."""
    basis = _basis(work, scope)
    sums = _sums(scope, basis, JournalEntry.application_id, ApplicationBalance)
    is_left = sums.c[Measure.UNPAID.value] > _NOTHING
    total, together = map(int, work.session.execute(_left(scope, basis, sums)).one())
    query = select(Application.number, Application.kind, Contract, Firm.name, *_columns(sums))
    query = query.join(sums, sums.c.owner == Application.id).join(Contract, Contract.id == Application.contract_id)
    query = query.join(Firm, Firm.id == Contract.firm_id).where(is_left)
    number = shown_page(total, asked)
    query = query.order_by(Application.submitted_at, Application.id)
    rows = work.session.execute(query.offset((number - 1) * asked.size).limit(asked.size))
    return OwedPage(tuple(map(_owed, rows)), together, total, number, asked.size)


def _left(scope: Scope, basis: _Basis, sums: Subquery) -> Select[int, int]:
    """How many have something left, and how much. Of what is kept an index tells it; the rest is what changed."""
    if basis is not _Basis.KEPT_LESS:
        return _left_in(sums)
    now, later = ApplicationBalance, _posted_since(scope, JournalEntry.application_id, (Measure.UNPAID,))
    then = (now.unpaid - later.c[Measure.UNPAID.value]).label("then")
    of_now = _left_in(select(now.unpaid).subquery())
    touched = select(now.unpaid, then).join(later, later.c.owner == now.application_id).subquery()
    more = cast(touched.c.then > _NOTHING, Integer) - cast(touched.c.unpaid > _NOTHING, Integer)
    amount = _above_nothing(touched.c.then) - _above_nothing(touched.c.unpaid)
    both = union_all(of_now, select(*(func.coalesce(func.sum(one), 0) for one in (more, amount)))).subquery()
    return select(*(func.sum(column) for column in both.c))


def _left_in(sums: Subquery) -> Select[int, int]:
    left = sums.c[Measure.UNPAID.value]
    return select(func.count(), func.coalesce(func.sum(left), 0)).select_from(sums).where(left > _NOTHING)


def _above_nothing(amount: Any) -> ColumnElement[int]:
    return case((amount > 0, amount), else_=0)


def contracts_due(work: Work, scope: Scope, terms: Terms, asked: Paging, *, only_past: bool) -> OwedPage:
    """Contracts with SMEs, or with firms of which nobody said, that were delivered and are not wholly paid."""
    sums = _sums(scope, _basis(work, scope), JournalEntry.contract_id, ContractBalance)
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


class _Basis(Enum):
    """From what the sums of a scope are made."""

    KEPT = auto()
    KEPT_LESS = auto()  # what was posted since
    ENTRIES = auto()


def _basis(work: Work, scope: Scope) -> _Basis:
    """What is kept, where the scope takes all that was posted by a moment, and less was posted since."""
    if scope != Scope(before=scope.before):
        return _Basis.ENTRIES
    later = select(JournalEntry.id).where(JournalEntry.posted_at >= scope.before).limit(1)
    if work.session.scalar(later) is None:
        return _Basis.KEPT
    kept, month = JournalSum, month_at(scope.before)
    more = func.sum(case((kept.posted_month >= month, kept.entries), else_=-kept.entries))
    return _Basis.KEPT_LESS if (work.session.scalar(select(more)) or 0) <= 0 else _Basis.ENTRIES


def _sums(scope: Scope, basis: _Basis, owner: Any, kept: type[ApplicationBalance | ContractBalance]) -> Subquery:
    """By owner."""
    key = getattr(kept, owner.key)
    match basis:
        case _Basis.ENTRIES:
            return _added_up(owner, MEASURES, *scope.conditions())
        case _Basis.KEPT:
            return select(key.label("owner"), *(getattr(kept, one.value) for one in MEASURES)).subquery()
        case _Basis.KEPT_LESS:
            later = _posted_since(scope, owner, MEASURES)
            less = {one.value: func.coalesce(later.c[one.value], 0) for one in MEASURES}
            then = ((getattr(kept, name) - amount).label(name) for name, amount in less.items())
            return select(key.label("owner"), *then).outerjoin(later, later.c.owner == key).subquery()


def _posted_since(scope: Scope, owner: Any, measures: Sequence[Measure]) -> Subquery:
    return _added_up(owner, measures, JournalEntry.posted_at >= scope.before)


def _added_up(owner: Any, measures: Sequence[Measure], *where: ColumnElement[bool]) -> Subquery:
    sums = (measured(one).label(one.value) for one in measures)
    query = select(owner.label("owner"), *sums).where(*where, owner.is_not(None))
    return query.group_by(owner).subquery()


def _columns(sums: Subquery) -> list[Any]:
    return [sums.c[one.value] for one in MEASURES]


def _page(work: Work, query: Any, order: tuple[Any, ...], asked: Paging) -> OwedPage:
    rows, number = page_of(work, query, order, asked)
    total, together = rows[0][-2:] if rows else (0, 0)
    return OwedPage(tuple(map(_owed, rows)), int(together), int(total), number, asked.size)


def _owed(row: Row[*tuple[Any, ...]]) -> Owed:
    return Owed(*row[:4], *map(int, row[4 : 4 + len(MEASURES)]))
