"""Money taken back, case by case and in total: demanded, come back, overpaid, refunded, left. In fen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Select, case, func, or_, select

from store.queries.lists.paging import Page, Paging, paged
from store.states import CaseKind, CaseState
from store.tables.contracts import Contract, ReturnCase, ReturnedMoney
from store.tables.ledger import Refund
from store.tables.people import Firm
from store.work import Work

_IS_CLOSED = ReturnCase.state == CaseState.CLOSED.value


class ListedRecovery(Struct, frozen=True):
    """A case as it is shown. `unsourced` counts the vouchers that name no source or no year."""

    case: ReturnCase
    contract: Contract
    firm: str
    returned: int
    surplus: int
    refunded: int
    vouchers: int
    unsourced: int

    @property
    def left(self) -> int:
        """What did not come back of what is demanded."""
        return self.case.amount - self.returned


class Totals(Struct, frozen=True):
    """Of one kind of case. `waived` is what did not come back of cases that are closed."""

    cases: int = 0
    demanded: int = 0
    returned: int = 0
    left: int = 0
    waived: int = 0


def list_recoveries(work: Work, kind: CaseKind, asked: Paging) -> Page:
    """A page of the cases of a kind: those that are not closed first, then the newest."""
    query = select(ReturnCase.id).where(ReturnCase.kind == kind.value)
    return paged(work, query, (case((_IS_CLOSED, 1), else_=0), ReturnCase.id.desc()), asked)


def listed_recoveries(work: Work, ids: Sequence[int]) -> dict[int, ListedRecovery]:
    """What is shown of these cases, by id."""
    has_no_source = or_(ReturnedMoney.source.is_(None), ReturnedMoney.budget_year.is_(None))
    query = select(
        ReturnCase,
        Contract,
        Firm.name,
        *map(_of_case, (func.sum(ReturnedMoney.amount), func.sum(ReturnedMoney.surplus))),
        func.coalesce(select(func.sum(Refund.amount)).where(Refund.case_id == ReturnCase.id).scalar_subquery(), 0),
        _of_case(func.count(ReturnedMoney.id)),
        _of_case(func.sum(case((has_no_source, 1), else_=0))),
    )
    query = query.join(Contract, Contract.id == ReturnCase.contract_id).join(Firm, Firm.id == Contract.firm_id)
    found = work.session.execute(query.where(ReturnCase.id.in_(ids)))
    return {row.id: ListedRecovery(row, contract, firm, *map(int, sums)) for row, contract, firm, *sums in found}


def totals_of(work: Work) -> dict[CaseKind, Totals]:
    """Of each kind apart: the two are never added."""
    back = _of_case(func.sum(ReturnedMoney.amount))
    each: Select[Any] = select(ReturnCase.kind, _IS_CLOSED.label("closed"), ReturnCase.amount, back.label("back"))
    rows = each.subquery()
    left = rows.c.amount - rows.c.back
    query = select(
        rows.c.kind,
        func.count(),
        func.sum(rows.c.amount),
        func.sum(rows.c.back),
        func.sum(case((rows.c.closed, 0), else_=left)),
        func.sum(case((rows.c.closed, left), else_=0)),
    ).group_by(rows.c.kind)
    found = {CaseKind(kind): Totals(*map(int, sums)) for kind, *sums in work.session.execute(query)}
    return {kind: found.get(kind, Totals()) for kind in CaseKind}


def _of_case(what: Any) -> Any:
    """A sum over what came back in the case; nothing is none."""
    query = select(what).where(ReturnedMoney.case_id == ReturnCase.id)
    return func.coalesce(query.correlate(ReturnCase).scalar_subquery(), 0)
