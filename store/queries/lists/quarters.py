"""监督审核 by quarters: the records of the fund, and beside each the task on every contract."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, func, select

from store.queries.lists.contracts import contract_names
from store.queries.lists.paging import Page, Paging, paged
from store.states import AmendmentKind, ContractState
from store.tables.contracts import Amendment, Contract, Oversight
from store.tables.people import Firm
from store.tables.supervision import FundReview
from store.work import Work

_TASK = "review"
"""The kind of an oversight that is the task on a contract and quarter."""


@dataclass(frozen=True, slots=True)
class Span:
    """A quarter as it is stored, with its first and its last day."""

    quarter: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Tasks:
    """How many contracts have the task of a quarter, and on how many it is done."""

    due: int
    done: int


@dataclass(frozen=True, slots=True)
class ListedTask:
    """A contract with its task of a quarter, where that is done."""

    contract: Contract
    firm: str
    task: Oversight | None


def fund_reviews(work: Work, quarters: Sequence[str]) -> dict[str, FundReview]:
    """The records of these quarters."""
    found = work.all(select(FundReview).where(FundReview.quarter.in_(quarters)))
    return {one.quarter: one for one in found}


def first_signed(work: Work) -> date | None:
    """The day on which the first contract in use was signed: before it the fund was not used."""
    return work.session.scalar(select(func.min(Contract.signed_on)).where(_is_in_use()))


def first_entered(work: Work) -> datetime | None:
    """When the first contract in use was entered here."""
    return work.session.scalar(select(func.min(Contract.created_at)).where(_is_in_use()))


def tasks_of(work: Work, spans: Sequence[Span]) -> dict[str, Tasks]:
    """Of each quarter: one statement for all."""
    if not spans:
        return {}
    counts = [
        select(func.count(Contract.id)).where(condition).scalar_subquery()
        for span in spans
        for condition in (_has_task(span), and_(_has_task(span), _is_done(span.quarter)))
    ]
    row = work.session.execute(select(*counts)).one()
    pairs = zip(row[::2], row[1::2], strict=True)
    return {span.quarter: Tasks(due, done) for span, (due, done) in zip(spans, pairs, strict=True)}


def list_tasks(work: Work, span: Span, asked: Paging, *, words: str = "", only_missing: bool = False) -> Page:
    """A page of the contracts that have the task of a quarter, those first on which it is not done."""
    query = select(Contract.id).join(Firm, Firm.id == Contract.firm_id).where(_has_task(span))
    if words:
        query = query.where(contract_names(words))
    if only_missing:
        query = query.where(~_is_done(span.quarter))
    return paged(work, query, (_is_done(span.quarter), Contract.number.asc()), asked)


def listed_tasks(work: Work, span: Span, ids: Sequence[int]) -> dict[int, ListedTask]:
    """What is shown of these contracts, by id."""
    task = and_(Oversight.contract_id == Contract.id, Oversight.quarter == span.quarter, Oversight.kind == _TASK)
    query = select(Contract, Firm.name, Oversight).join(Firm, Firm.id == Contract.firm_id)
    found = work.session.execute(query.outerjoin(Oversight, task).where(Contract.id.in_(ids)))
    return {contract.id: ListedTask(contract, firm, row) for contract, firm, row in found}


def _is_in_use() -> ColumnElement[bool]:
    return Contract.state != ContractState.ENTERED.value


def _has_task(span: Span) -> ColumnElement[bool]:
    """Signed when the quarter ends, and not ended before it begins."""
    ended = exists().where(
        Amendment.contract_id == Contract.id,
        Amendment.kind == AmendmentKind.END.value,
        Amendment.effective_on < span.first,
    )
    return and_(_is_in_use(), Contract.signed_on <= span.last, ~ended.correlate(Contract))


def _is_done(quarter: str) -> ColumnElement[bool]:
    done = exists().where(
        Oversight.contract_id == Contract.id, Oversight.quarter == quarter, Oversight.kind == _TASK
    )
    return done.correlate(Contract)
