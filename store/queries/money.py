"""The sums that stand on a contract, read at once: what its caps, its findings and its card are made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sqlalchemy import ColumnElement, ScalarSelect, Select, bindparam, func, select

from store.queries.overpaid import settled_where
from store.states import CaseKind, Kind, State
from store.tables.applications import Application, Payment
from store.tables.contracts import OpeningPayment, ReturnCase, ReturnedMoney
from store.work import Work

_CONTRACT = bindparam("contract", type_=Application.contract_id.type)
_WAITING = Application.state.in_((State.APPROVED.value, State.PAYING.value))
"""Approved, and not all of it paid."""

_IS_PREPAYMENT = Application.kind == Kind.PREPAYMENT.value
_ALL = Application.contract_id == _CONTRACT


@dataclass(frozen=True, slots=True)
class Money:
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
    return select(
        _paid(_ALL) + _opening(OpeningPayment.contract_id == _CONTRACT),
        _paid(_ALL & _IS_PREPAYMENT)
        + _opening((OpeningPayment.contract_id == _CONTRACT) & (OpeningPayment.kind == Kind.PREPAYMENT.value)),
        _returned(CaseKind.RECOVERY),
        _returned(CaseKind.RECLAIM),
        _approved(_ALL & _WAITING) - _paid(_ALL & _WAITING),
        _approved(_ALL & _WAITING & _IS_PREPAYMENT) - _paid(_ALL & _WAITING & _IS_PREPAYMENT),
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
