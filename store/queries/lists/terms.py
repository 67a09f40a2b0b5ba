"""What comes due: of every kind that has a term, in one order, decided and counted by the database."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from msgspec import Struct
from sqlalchemy import Date, Row, Select, and_, case, func, literal, or_, select
from sqlalchemy.orm import aliased

from store.queries.complaints import OPEN
from store.queries.lists.applications import joined
from store.queries.lists.applications import names as application_names
from store.queries.lists.arms import Arm, every_row, page_of_arms
from store.queries.lists.contracts import OPEN_CASES, case_names, contract_names
from store.queries.lists.paging import Paging, matches, pages_of
from store.states import ComplaintState, ContractState, YearRecordKind
from store.tables.applications import Application
from store.tables.complaints import Complaint
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
    COMPLAINT_FIRST = "complaint_first"  # its person hears what becomes of it
    COMPLAINT_ANSWER = "complaint_answer"
    QUARTER = "quarter"  # the review of the fund: no row, but the lack of one, as the next
    TASKS = "tasks"  # the same on contracts


class TermRow(Struct, frozen=True):
    """One thing with the day on which its term ends."""

    kind: TermKind
    id: int
    due: date


class StepTerm(Struct, frozen=True):
    """What came into a state from a moment on and before another is due on a day, by the office's standard."""

    state: str
    since: datetime
    before: datetime
    due: date


class TermFilter(Struct, frozen=True, kw_only=True):
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


class TermPage(Struct, frozen=True):
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
    """A page of the terms that are wanted, whatever there is."""
    found = page_of_arms(work, list(_arms(wanted)), asked, is_searched=bool(wanted.words.strip()))
    return TermPage(tuple(map(_row, found.rows)), found.total, found.late, found.number, asked.size)


def every_term(work: Work, wanted: TermFilter) -> tuple[TermRow, ...]:
    """All of them."""
    return tuple(map(_row, every_row(work, list(_arms(wanted)))))


def _row(found: Row[*tuple[Any, ...]]) -> TermRow:
    return TermRow(TermKind(found.kind), found.id, found.at)


def _arms(wanted: TermFilter) -> Iterator[Arm]:
    arms = {
        TermKind.CONTRACT: _contracts,
        TermKind.RECTIFICATION: _rectifications,
        TermKind.REPAYMENT: _repayments,
        TermKind.COMPLAINT_FIRST: _first_words,
        TermKind.COMPLAINT_ANSWER: _answers,
    }
    if not wanted.words.strip():  # a year has no words to be found by
        arms[TermKind.YEAR] = _years
    for kind, arm in arms.items():
        if kind in wanted.kinds:
            yield arm(wanted)
    steps = [one for one in wanted.steps if one.due <= wanted.until]
    if TermKind.STANDARD in wanted.kinds and steps:
        yield _standards(wanted, steps)
    for one in wanted.fixed:
        if one.kind in wanted.kinds:
            number = literal(one.id)
            yield _arm(wanted, one.kind, number, literal(one.due, Date()), select(number))


def _arm(wanted: TermFilter, kind: TermKind, number: Any, due: Any, query: Select[Any]) -> Arm:
    """Those that end within the span that is wanted."""
    query = query.where(due <= wanted.until)
    if wanted.since is not None:
        query = query.where(due >= wanted.since)
    return Arm(kind, number, due, query, due < wanted.today)


def _contracts(wanted: TermFilter) -> Arm:
    query = select(Contract.id).where(Contract.state.in_(_IN_USE))
    if wanted.words.strip():
        query = query.join(Firm, Firm.id == Contract.firm_id).where(contract_names(wanted.words))
    return _arm(wanted, TermKind.CONTRACT, Contract.id, Contract.due_on, query)


def _rectifications(wanted: TermFilter) -> Arm:
    """Of an inspection the first term of what nobody found put right."""
    found = InspectionFinding
    query = select(found.oversight_id.label("id"), func.min(found.rectify_by).label("due"))
    query = query.where(found.settled_by.is_(None), found.rectify_by.is_not(None)).group_by(found.oversight_id)
    if wanted.words.strip():
        query = query.join(Oversight, Oversight.id == found.oversight_id)
        query = query.join(Contract, Contract.id == Oversight.contract_id).join(Firm, Firm.id == Contract.firm_id)
        query = query.where(contract_names(wanted.words))
    first = query.subquery()
    return _arm(wanted, TermKind.RECTIFICATION, first.c.id, first.c.due, select(first.c.id))


def _repayments(wanted: TermFilter) -> Arm:
    query = select(ReturnCase.id).where(ReturnCase.state.in_(OPEN_CASES))
    if wanted.words.strip():
        query = query.join(Contract, Contract.id == ReturnCase.contract_id).join(Firm, Firm.id == Contract.firm_id)
        query = query.where(case_names(wanted.words))
    return _arm(wanted, TermKind.REPAYMENT, ReturnCase.id, ReturnCase.pay_by, query)


def _first_words(wanted: TermFilter) -> Arm:
    query = _complaints(wanted).where(Complaint.state == ComplaintState.RECEIVED.value)
    return _arm(wanted, TermKind.COMPLAINT_FIRST, Complaint.id, Complaint.first_due, query)


def _answers(wanted: TermFilter) -> Arm:
    query = _complaints(wanted).where(Complaint.state.in_(OPEN))
    return _arm(wanted, TermKind.COMPLAINT_ANSWER, Complaint.id, Complaint.answer_due, query)


def _complaints(wanted: TermFilter) -> Select[Any]:
    query: Select[Any] = select(Complaint.id)
    return query.where(matches(wanted.words, Complaint.number)) if wanted.words.strip() else query


def _standards(wanted: TermFilter, steps: Sequence[StepTerm]) -> Arm:
    """What is within its standard yet; what is beyond stands in lists of applications."""
    fits = [
        (
            and_(
                Application.state == one.state,
                Application.state_since >= one.since,
                Application.state_since < one.before,
            ),
            literal(one.due, Date()),
        )
        for one in steps
    ]
    query = select(Application.id).where(or_(*(fit for fit, _ in fits)))
    if wanted.words.strip():
        query = joined(query).where(application_names(wanted.words))
    return _arm(wanted, TermKind.STANDARD, Application.id, case(*fits), query)


def _years(wanted: TermFilter) -> Arm:
    """The newest last day of payments of each year; once it has passed nothing waits for it."""
    later = aliased(YearRecord)
    newest = select(func.max(later.id)).where(later.year == YearRecord.year, later.kind == YearRecord.kind)
    query = select(YearRecord.id).where(
        YearRecord.kind == YearRecordKind.LAST_PAYMENT_DAY.value,
        YearRecord.day >= wanted.today,
        YearRecord.id == newest.correlate(YearRecord).scalar_subquery(),
    )
    return _arm(wanted, TermKind.YEAR, YearRecord.id, YearRecord.day, query)
