"""What came back of payments above a later result (超付缴回), and what an application has of them less that."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, exists, func, or_, select

from store.queries.payments import payments_of
from store.tables.applications import Application, Meeting, Payment
from store.tables.corrections import Correction
from store.tables.ledger import OverpaidSettlement
from store.work import Work


def settlements_of(work: Work, application_id: int) -> list[OverpaidSettlement]:
    """Those of an application, in the order of recording."""
    query = select(OverpaidSettlement).where(OverpaidSettlement.application_id == application_id)
    return work.all(query.order_by(OverpaidSettlement.id))


def settlement_with(work: Work, voucher: str) -> OverpaidSettlement | None:
    """The one with this voucher's number, whatever it belongs to."""
    return work.find(OverpaidSettlement, OverpaidSettlement.voucher, voucher)


def paid_on(work: Work, application_id: int) -> int:
    """What was paid on an application, less reversals and what came back of 超付, in fen."""
    payments = payments_of(work, application_id)  # a page that shows them asks for them once
    settled = settlements_of(work, application_id) if payments else []
    return sum(one.amount for one in payments) - sum(one.amount for one in settled)


def overpaid_on(work: Work, application: Application) -> int:
    """What is paid above the sum in force and did not come back, in fen; never negative."""
    return max(0, paid_on(work, application.id) - (application.approved or 0))


def net_paid() -> ColumnElement[int]:
    """The same as `paid_on`, in a query of applications."""
    paid = select(func.coalesce(func.sum(Payment.amount), 0)).where(Payment.application_id == Application.id)
    settled = settled_sum().where(OverpaidSettlement.application_id == Application.id)
    return paid.correlate(Application).scalar_subquery() - settled.correlate(Application).scalar_subquery()


def settled_sum() -> Select[Any]:
    """The sum of all, to be narrowed."""
    return select(func.coalesce(func.sum(OverpaidSettlement.amount), 0))


def settled_where(which: ColumnElement[bool]) -> ScalarSelect[Any]:
    """What came back of the applications of which the condition speaks."""
    query = settled_sum().select_from(OverpaidSettlement)
    return (
        query.join(Application, Application.id == OverpaidSettlement.application_id).where(which).scalar_subquery()
    )


def is_overpaid() -> ColumnElement[bool]:
    """In a query of applications. Only a later sitting or a correction leaves one so: few are looked at."""
    superseded = exists().where(Meeting.application_id == Application.id, Meeting.supersedes.is_not(None))
    corrected = exists().where(Correction.application_id == Application.id)
    changed = or_(superseded.correlate(Application), corrected.correlate(Application))
    return changed & (net_paid() > func.coalesce(Application.approved, 0))
