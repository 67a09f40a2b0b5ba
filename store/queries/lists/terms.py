"""What comes due: of every kind that has a term, in one order, decided and counted by the database."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, and_, case, func, literal, or_, select, union_all
from sqlalchemy.orm import aliased

from store.queries.lists.applications import joined
from store.queries.lists.applications import names as application_names
from store.queries.lists.contracts import case_names, contract_names
from store.queries.lists.paging import Paging, page_of, pages_of
from store.states import CaseState, ContractState, YearRecordKind
from store.tables.applications import Application
from store.tables.contracts import Contract, Oversight, ReturnCase
from store.tables.people import Firm
from store.tables.supervision import InspectionFinding
from store.tables.years import YearRecord
from store.work import Work

_IN_USE = (ContractState.ACTIVE.value, ContractState.PAUSED.value)


class TermKind(StrEnum):
    """What has a term. Stored with what was told of it: never rename one."""

    CONTRACT = "contract"  # its day of completion
    RECTIFICATION = "rectification"  # what an inspection found
    REPAYMENT = "repayment"  # money that is taken back
    STANDARD = "standard"  # the office's own for a step
    YEAR = "year"  # the last day of payments of a year of the fund
    QUARTER = "quarter"  # the review of the fund: no row, but the lack of one, as the next
    TASKS = "tasks"  # the same on contracts


@dataclass(frozen=True, slots=True)
class TermRow:
    """One thing with the day on which its term ends."""

    kind: TermKind
    id: int
    due: date


@dataclass(frozen=True, slots=True)
class StepTerm:
    """What came into a state from a moment on and before another is due on a day, by the office's standard."""

    state: str
    since: datetime
    before: datetime
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TermFilter:
    """Which terms: those that end up to and with `until`, and from `since` on where that is named.

    `steps` are the office's standards, `fixed` the terms of what has no row of its own.
    """

    today: date
    until: date
    since: date | None = None
    kinds: Collection[TermKind] = tuple(TermKind)
    words: str = ""
    steps: Sequence[StepTerm] = ()
    fixed: Collection[TermRow] = ()


@dataclass(frozen=True, slots=True)
class TermPage:
    """A page of terms, the earliest first; `passed` counts those of all pages that ended before today."""

    rows: tuple[TermRow, ...]
    total: int
    passed: int
    number: int
    size: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return pages_of(self.total, self.size)


def list_terms(work: Work, wanted: TermFilter, asked: Paging) -> TermPage:
    """A page of the terms that are wanted: one statement, whatever there is."""
    query, order = _all(wanted)
    if query is None:
        return TermPage((), 0, 0, 1, asked.size)
    passed = func.sum(case((query.selected_columns.due < wanted.today, 1), else_=0)).over()
    rows, number = page_of(work, query.add_columns(func.count().over(), passed), order, asked)
    total, late = (rows[0][-2], int(rows[0][-1])) if rows else (0, 0)
    return TermPage(tuple(_row(*row[:3]) for row in rows), total, late, number, asked.size)


def every_term(work: Work, wanted: TermFilter) -> tuple[TermRow, ...]:
    """All of them."""
    query, order = _all(wanted)
    return () if query is None else tuple(_row(*row) for row in work.session.execute(query.order_by(*order)))


def _row(kind: str, number: int, due: date) -> TermRow:
    return TermRow(TermKind(kind), number, due)


def _all(wanted: TermFilter) -> tuple[Select[*tuple[Any, ...]] | None, tuple[ColumnElement[Any], ...]]:
    arms = list(_arms(wanted))
    if not arms:
        return None, ()
    found = union_all(*arms).subquery()
    query = select(found.c.kind, found.c.id, found.c.due).where(found.c.due <= wanted.until)
    if wanted.since is not None:
        query = query.where(found.c.due >= wanted.since)
    return query, (found.c.due, found.c.kind, found.c.id)


def _arms(wanted: TermFilter) -> Iterator[Select[*tuple[Any, ...]]]:
    arms = {
        TermKind.CONTRACT: _contracts,
        TermKind.RECTIFICATION: _rectifications,
        TermKind.REPAYMENT: _repayments,
    }
    if not wanted.words.strip():  # a year has no words to be found by
        arms[TermKind.YEAR] = _years
    for kind, arm in arms.items():
        if kind in wanted.kinds:
            yield arm(wanted)
    steps = [one for one in wanted.steps if one.due <= wanted.until]
    if TermKind.STANDARD in wanted.kinds and steps:
        yield _standards(wanted, steps)
    yield from (
        _columns(one.kind, literal(one.id), _day(one.due)) for one in wanted.fixed if one.kind in wanted.kinds
    )


def _columns(kind: TermKind, number: Any, due: Any) -> Select[*tuple[Any, ...]]:
    return select(literal(kind.value).label("kind"), number.label("id"), due.label("due"))


def _day(value: date) -> ColumnElement[date]:
    return literal(value, Date())


def _contracts(wanted: TermFilter) -> Select[*tuple[Any, ...]]:
    query = _columns(TermKind.CONTRACT, Contract.id, Contract.due_on).join(Firm, Firm.id == Contract.firm_id)
    query = query.where(Contract.state.in_(_IN_USE))
    return query.where(contract_names(wanted.words)) if wanted.words.strip() else query


def _rectifications(wanted: TermFilter) -> Select[*tuple[Any, ...]]:
    """Of an inspection the first term of what nobody found put right."""
    found = InspectionFinding
    query = _columns(TermKind.RECTIFICATION, found.oversight_id, func.min(found.rectify_by))
    query = query.join(Oversight, Oversight.id == found.oversight_id)
    query = query.join(Contract, Contract.id == Oversight.contract_id).join(Firm, Firm.id == Contract.firm_id)
    query = query.where(found.settled_by.is_(None), found.rectify_by.is_not(None)).group_by(found.oversight_id)
    return query.where(contract_names(wanted.words)) if wanted.words.strip() else query


def _repayments(wanted: TermFilter) -> Select[*tuple[Any, ...]]:
    query = _columns(TermKind.REPAYMENT, ReturnCase.id, ReturnCase.pay_by)
    query = query.join(Contract, Contract.id == ReturnCase.contract_id).join(Firm, Firm.id == Contract.firm_id)
    query = query.where(ReturnCase.state != CaseState.CLOSED.value, ReturnCase.pay_by.is_not(None))
    return query.where(case_names(wanted.words)) if wanted.words.strip() else query


def _standards(wanted: TermFilter, steps: Sequence[StepTerm]) -> Select[*tuple[Any, ...]]:
    """What is within its standard yet; what is beyond stands in lists of applications."""
    fits = [
        (
            and_(
                Application.state == one.state,
                Application.state_since >= one.since,
                Application.state_since < one.before,
            ),
            _day(one.due),
        )
        for one in steps
    ]
    due = case(*fits)
    query = joined(_columns(TermKind.STANDARD, Application.id, due)).where(or_(*(fit for fit, _ in fits)))
    return query.where(application_names(wanted.words)) if wanted.words.strip() else query


def _years(wanted: TermFilter) -> Select[*tuple[Any, ...]]:
    """The newest last day of payments of each year; once it has passed nothing waits for it."""
    later = aliased(YearRecord)
    query = _columns(TermKind.YEAR, YearRecord.id, YearRecord.day)
    newest = select(func.max(later.id)).where(later.year == YearRecord.year, later.kind == YearRecord.kind)
    kind = YearRecordKind.LAST_PAYMENT_DAY.value
    query = query.where(YearRecord.kind == kind, YearRecord.day >= wanted.today)
    return query.where(YearRecord.id == newest.correlate(YearRecord).scalar_subquery())
