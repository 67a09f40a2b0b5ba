"""Payments of an application, as they were recorded."""

from __future__ import annotations

from sqlalchemy import select

from store.tables.applications import Payment
from store.work import Work


def payments_of(work: Work, application_id: int) -> list[Payment]:
    """Payments and reversals of an application, in the order of recording."""
    return work.all(select(Payment).where(Payment.application_id == application_id).order_by(Payment.id))
