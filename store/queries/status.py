"""Queries for contractors: their own firm's applications, drafts and notices alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, or_, select

from store.states import CaseState
from store.tables.applications import Application, Draft, Nudge
from store.tables.contracts import Contract, ReturnCase
from store.work import Work

Owned = tuple[Application, Contract]
"""An application with its contract."""


def applications_of_firm(work: Work, firm_id: int) -> list[Owned]:
    """Every application of the firm, the newest first."""
    query = _owned(firm_id).order_by(Application.submitted_at.desc(), Application.id.desc())
    return [(application, contract) for application, contract in work.session.execute(query)]


def application_of_firm(work: Work, firm_id: int, number: str) -> Owned | None:
    """The firm's application with this number; another firm's is not found, and in no other time."""
    found = work.session.execute(_owned(firm_id).where(Application.number == number)).one_or_none()
    return (found[0], found[1]) if found else None


def drafts_of(work: Work, channel: str, address: str, firm_id: int | None) -> list[Draft]:
    """The living drafts of a person and of their firm, the newest first."""
    mine = (Draft.channel == channel) & (Draft.address == address)
    whose = mine if firm_id is None else or_(mine, Draft.firm_id == firm_id)
    return work.all(select(Draft).where(whose, Draft.expires_at > work.now).order_by(Draft.updated_at.desc()))


def last_nudge(work: Work, application_id: int) -> datetime | None:
    """When the application was nudged last."""
    query = select(Nudge.at).where(Nudge.application_id == application_id).order_by(Nudge.at.desc()).limit(1)
    return work.session.scalar(query)


def notified_cases(work: Work, firm_id: int) -> list[ReturnCase]:
    """The firm's cases of 追回 and 收回 of which it was told, in the order of opening."""
    query = (
        select(ReturnCase)
        .join(Contract, Contract.id == ReturnCase.contract_id)
        .where(Contract.firm_id == firm_id, ReturnCase.state != CaseState.OPENED.value, ReturnCase.pay_to != "")
    )
    return work.all(query.order_by(ReturnCase.id))


def _owned(firm_id: int) -> Select[Application, Contract]:
    return (
        select(Application, Contract)
        .join(Contract, Contract.id == Application.contract_id)
        .where(Contract.firm_id == firm_id)
    )
