"""Queries of staff's lists: applications in certain states, open cases, the oldest first."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import and_, func, or_, select

from store.states import AmendmentKind, CaseState, ContractState, State
from store.tables.applications import Application
from store.tables.contracts import Amendment, Contract, ReturnCase
from store.work import Work

_BATCH = 200


def applications_in(work: Work, states: Collection[State], most: int) -> list[Application]:
    """Applications in one of the states, those first that have been in it longest."""
    query = select(Application).where(Application.state.in_([state.value for state in states]))
    return work.all(query.order_by(Application.state_since, Application.id).limit(most))


def every_application_in(work: Work, states: Collection[State]) -> Iterator[Application]:
    """All of them in the same order, read a batch at a time: who asks may stop, and nothing is cut off before."""
    query = select(Application).where(Application.state.in_([state.value for state in states]))
    query = query.order_by(Application.state_since, Application.id).limit(_BATCH)
    batch = work.all(query)
    while batch:
        yield from batch
        last = batch[-1]
        is_same = and_(Application.state_since == last.state_since, Application.id > last.id)
        batch = work.all(query.where(or_(Application.state_since > last.state_since, is_same)))


def count_applications_in(work: Work, states: Collection[State]) -> int:
    """How many applications are in one of the states."""
    query = select(func.count()).select_from(Application)
    return work.session.scalar(query.where(Application.state.in_([state.value for state in states]))) or 0


def open_cases(work: Work) -> list[ReturnCase]:
    """Cases of 追回 and 收回 that are not closed, the oldest first."""
    query = select(ReturnCase).where(ReturnCase.state != CaseState.CLOSED.value)
    return work.all(query.order_by(ReturnCase.id))


def contracts_in(work: Work, state: ContractState) -> list[Contract]:
    """Contracts in a state, the oldest first."""
    query = select(Contract).where(Contract.state == state.value)
    return work.all(query.order_by(Contract.id))


def contracts_with_unchecked_payee(work: Work) -> list[tuple[Contract, Amendment]]:
    """Contracts whose new account waits for a second member."""
    query = (
        select(Contract, Amendment)
        .join(Amendment, Amendment.contract_id == Contract.id)
        .where(Amendment.kind == AmendmentKind.PAYEE.value, Amendment.checked_by.is_(None))
        .order_by(Amendment.id)
    )
    return [(contract, amendment) for contract, amendment in work.session.execute(query)]
