"""What was paid on an application and came back of it, in a query of applications. In fen."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from store.tables.applications import Application, Payment
from store.tables.ledger import OverpaidSettlement


def net_paid() -> ColumnElement[int]:
    """Payments less reversals and what came back of 超付."""
    paid = select(func.coalesce(func.sum(Payment.amount), 0)).where(Payment.application_id == Application.id)
    settled = settled_sum().where(OverpaidSettlement.application_id == Application.id)
    return paid.correlate(Application).scalar_subquery() - settled.correlate(Application).scalar_subquery()


def settled_sum() -> Select[Any]:
    """The sum of all that came back of 超付, to be narrowed."""
    return select(func.coalesce(func.sum(OverpaidSettlement.amount), 0))
