"""What came back of payments above a later result (超付缴回), and what an application has of them less that."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, func, select, union_all

from store.queries.payments import payments_of
from store.standings.sums import net_paid, settled_sum
from store.tables.applications import Application, Meeting
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


def settled_where(which: ColumnElement[bool]) -> ScalarSelect[Any]:
    """What came back of the applications of which the condition speaks."""
    query = settled_sum().select_from(OverpaidSettlement)
    return (
        query.join(Application, Application.id == OverpaidSettlement.application_id).where(which).scalar_subquery()
    )


def is_overpaid() -> ColumnElement[bool]:
    """In a query of applications. Only a later sitting or a correction leaves one so: few are looked at."""
    superseded = select(Meeting.application_id).where(Meeting.supersedes.is_not(None))
    corrected = select(Correction.application_id).where(Correction.application_id.is_not(None))
    is_changed = Application.id.in_(union_all(superseded, corrected))
    return is_changed & (net_paid() > func.coalesce(Application.approved, 0))
