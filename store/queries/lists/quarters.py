"""监督审核 by quarters: the records of the fund, and beside each the task on every contract."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal_column, select

from store.queries.lists.contracts import contract_names
from store.queries.lists.counts import count_signed, keep_counts
from store.queries.lists.paging import Page, Paging, paged, shown_page
from store.states import AmendmentKind, ContractState
from store.tables.contracts import Amendment, Contract, Oversight
from store.tables.people import Firm
from store.tables.supervision import FundReview
from store.work import Work

_TASK = "review"
"""The kind of an oversight that is the task on a contract and quarter."""

_IN_USE = tuple(state.value for state in ContractState if state is not ContractState.ENTERED)


class Span(Struct, frozen=True):
    """A quarter as it is stored, with its first and its last day."""

    quarter: str
    first: date
    last: date


class Tasks(Struct, frozen=True):
    """How many contracts have the task of a quarter, and on how many it is done."""

    due: int
    done: int


class ListedTask(Struct, frozen=True):
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
    """Of each quarter: one statement for all. What is not counted by month an index finds."""
    if not spans:
        return {}
    keep_counts(work)
    in_turn = sorted(spans, key=lambda span: span.last)
    before = (None, *(span.last for span in in_turn))
    counts = (count for pair in zip(in_turn, before, strict=False) for count in _counts(*pair))
    row, found, signed = iter(work.session.execute(select(*counts)).one()), dict[str, Tasks](), 0
    for span, more, ended, done in zip(in_turn, row, row, row, strict=True):
        signed += int(more)
        found[span.quarter] = Tasks(signed - ended, done)
    return found


def list_tasks(work: Work, span: Span, asked: Paging, *, words: str = "", only_missing: bool = False) -> Page:
    """A page of the contracts that have the task of a quarter, those first on which it is not done."""
    query, is_done = select(Contract.id).where(_has_task(span)), _is_done(span.quarter)
    if words:
        query = query.join(Firm, Firm.id == Contract.firm_id).where(contract_names(words))
        query = query.where(~is_done) if only_missing else query
        return paged(work, query, (is_done, Contract.number.asc()), asked)
    tasks = tasks_of(work, [span])[span.quarter]
    missing = tasks.due - tasks.done
    total = missing if only_missing else tasks.due
    number = shown_page(total, asked)
    first = (number - 1) * asked.size
    ids = _in_order(work, query.where(~is_done), first, min(asked.size, missing - first))
    left = min(asked.size, total - first) - len(ids)
    ids += _in_order(work, query.where(is_done), max(0, first - missing), left)
    return Page(tuple(ids), total, number, asked.size)


def listed_tasks(work: Work, span: Span, ids: Sequence[int]) -> dict[int, ListedTask]:
    """What is shown of these contracts, by id."""
    task = and_(Oversight.contract_id == Contract.id, Oversight.quarter == span.quarter, Oversight.kind == _TASK)
    query = select(Contract, Firm.name, Oversight).join(Firm, Firm.id == Contract.firm_id)
    found = work.session.execute(query.outerjoin(Oversight, task).where(Contract.id.in_(ids)))
    return {contract.id: ListedTask(contract, firm, row) for contract, firm, row in found}


def _in_order(work: Work, query: Select[int], first: int, count: int) -> list[int]:
    if count <= 0:
        return []
    return list(work.session.scalars(query.order_by(Contract.number).offset(first).limit(count)))


def _counts(span: Span, before: date | None) -> tuple[ColumnElement[int], ...]:
    """How many were signed by its end and after an earlier day, had ended before it, and have the task done."""
    signed = count_signed(_IN_USE, span.last, before)
    ended = select(func.count(Amendment.contract_id.distinct())).join(Contract)
    done = select(func.count(Oversight.contract_id.distinct())).join(Contract)
    done = done.where(Oversight.quarter == span.quarter, Oversight.kind == _TASK, _has_task(span))
    ended = ended.where(_is_signed(span), *_ended_before(span))
    return signed, ended.scalar_subquery(), done.scalar_subquery()


def _is_in_use() -> ColumnElement[bool]:
    return Contract.state.in_(_IN_USE)


def _is_signed(span: Span) -> ColumnElement[bool]:
    """Said so that no index is taken for it: the order's own, or that of changes, comes to the rows sooner."""
    state = case((Contract.signed_on <= span.last, Contract.state), else_=ContractState.ENTERED.value)
    return state != ContractState.ENTERED.value


def _ended_before(span: Span) -> tuple[ColumnElement[bool], ...]:
    # Said with a literal, as the index of these rows says it: no engine sees what a parameter will be.
    is_end = Amendment.kind == literal_column(f"'{AmendmentKind.END.value}'")
    return is_end, Amendment.effective_on < span.first


def _has_task(span: Span) -> ColumnElement[bool]:
    """Signed when the quarter ends, and not ended before it begins."""
    ended = exists().where(Amendment.contract_id == Contract.id, *_ended_before(span))
    return and_(_is_signed(span), ~ended.correlate(Contract))


def _is_done(quarter: str) -> ColumnElement[bool]:
    done = exists().where(
        Oversight.contract_id == Contract.id, Oversight.quarter == quarter, Oversight.kind == _TASK
    )
    return done.correlate(Contract)
