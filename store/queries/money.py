"""The sums that stand on a contract, read at once: what its caps, its findings and its card are made of."""

from __future__ import annotations

from functools import cache

from msgspec import Struct
from sqlalchemy import ColumnElement, Integer, ScalarSelect, Select, bindparam, func, select

from store.queries.overpaid import settled_where
from store.states import CaseKind, Kind, State
from store.tables.applications import Application, Payment
from store.tables.contracts import OpeningPayment, ReturnCase, ReturnedMoney
from store.work import Work

_CONTRACT = bindparam("contract", type_=Integer)
_NOT_ALL_PAID = (State.APPROVED.value, State.PAYING.value)


class Money(Struct, frozen=True):
    """In fen: paid less reversals and 超付缴回, here and before; come back by 追回 and by 收回; not paid yet."""

    paid: int
    prepaid: int
    recovered: int
    reclaimed: int
    committed: int
    committed_prepaid: int

    @property
    def returned(self) -> int:
        """What came back by all cases."""
        return self.recovered + self.reclaimed

    @property
    def paid_net(self) -> int:
        """What is with the contractor."""
        return self.paid - self.returned


def money_on(work: Work, contract_id: int) -> Money:
    """The sums as they are in this unit of work: one statement."""
    paid, prepaid, *rest = work.session.execute(_sums(), {"contract": contract_id}).one()
    return Money(int(paid), int(prepaid), *map(int, rest))


@cache
def _sums() -> Select[int, int, int, int, int, int]:
    """Made once: every card and every act on money asks it."""
    of_contract = Application.contract_id == _CONTRACT
    are_prepayments = of_contract & (Application.kind == Kind.PREPAYMENT.value)
    waiting = Application.state.in_(_NOT_ALL_PAID)
    return select(
        _paid(of_contract) + _opening(OpeningPayment.contract_id == _CONTRACT),
        _paid(are_prepayments)
        + _opening((OpeningPayment.contract_id == _CONTRACT) & (OpeningPayment.kind == Kind.PREPAYMENT.value)),
        _returned(CaseKind.RECOVERY),
        _returned(CaseKind.RECLAIM),
        _approved(of_contract & waiting) - _paid(of_contract & waiting),
        _approved(are_prepayments & waiting) - _paid(are_prepayments & waiting),
    )


def _paid(which: ColumnElement[bool]) -> ColumnElement[int]:
    paid = select(func.coalesce(func.sum(Payment.amount), 0)).select_from(Payment)
    paid = paid.join(Application, Application.id == Payment.application_id).where(which)
    return paid.scalar_subquery() - settled_where(which)


def _opening(which: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.coalesce(func.sum(OpeningPayment.amount), 0)).where(which).scalar_subquery()


def _approved(which: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.coalesce(func.sum(Application.approved), 0)).where(which).scalar_subquery()


def _returned(kind: CaseKind) -> ScalarSelect[int]:
    back = select(func.coalesce(func.sum(ReturnedMoney.amount), 0)).select_from(ReturnedMoney)
    back = back.join(ReturnCase, ReturnCase.id == ReturnedMoney.case_id)
    return back.where(ReturnCase.contract_id == _CONTRACT, ReturnCase.kind == kind.value).scalar_subquery()
