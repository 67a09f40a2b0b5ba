"""待办: what waits for a member, of every kind in one order, decided and counted by the database."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select, union_all

from store.columns import Instant
from store.queries.lists.applications import Office, is_overdue, joined
from store.queries.lists.applications import names as application_names
from store.queries.lists.contracts import case_names, contract_names, has_unchecked_payee
from store.queries.lists.paging import Paging, matches, page_of, pages_of
from store.queries.lists.untold import is_pressing, is_untold, names
from store.queries.lists.waits import is_stuck, states_for, waits_for
from store.queries.overpaid import is_overpaid
from store.states import AmendmentKind, CaseState, ContractState, CorrectionState, OfficeAnswerState, Role
from store.tables.applications import Application, Intention
from store.tables.contracts import Amendment, Contract, ReturnCase
from store.tables.corrections import Correction
from store.tables.notices import FirmNotice
from store.tables.office_answers import OfficeAnswer
from store.tables.people import Firm
from store.work import Work


class WaitingKind(StrEnum):
    """What can wait for somebody."""

    APPLICATION = "application"
    CONTRACT = "contract"
    CASE = "case"
    INTENTION = "intention"
    QUARTER = "quarter"  # of the fund, to be reviewed: no row, but the lack of one
    CORRECTION = "correction"
    OVERPAID = "overpaid"  # 超付 that did not come back
    UNTOLD = "untold"  # a notice that nobody of its firm had before them
    ANSWER = "answer"  # of the office, to be approved by somebody else than wrote it


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingFilter:
    """For whom, and what of it. `kinds` are those that their roles can act on.

    `quarters` are those whose review is called for, as they are to stand in the list.
    `sees_stuck`: all that nobody can lead on is theirs to see to, who appoints members.
    """

    member: int
    roles: frozenset[Role]
    kinds: Collection[WaitingKind]
    today: date
    sees_stuck: bool = False
    words: str = ""
    states: Collection[str] = ()
    only_overdue: bool = False
    quarters: Collection[WaitingRow] = ()


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One thing that waits, and since when."""

    kind: WaitingKind
    id: int
    since: datetime
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """A page of what waits, that which waits longest first; `overdue` counts all pages."""

    rows: tuple[WaitingRow, ...]
    total: int
    overdue: int
    number: int
    size: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return pages_of(self.total, self.size)


def list_waiting(work: Work, wanted: WaitingFilter, office: Office, asked: Paging) -> WaitingPage:
    """A page of what waits for the member: one statement, whatever there is."""
    arms = list(_arms(wanted, office, work.now))
    if not arms:
        return WaitingPage((), 0, 0, 1, asked.size)
    found = union_all(*arms).subquery()
    overdue = func.coalesce(func.sum(found.c.late).over(), 0)
    query = select(found, func.count().over(), overdue)
    if wanted.only_overdue:
        query = query.where(found.c.late == 1)
    order = (found.c.since, found.c.kind, found.c.id)
    rows, number = page_of(work, query, order, asked)
    total, late = (rows[0][-2], int(rows[0][-1])) if rows else (0, 0)
    return WaitingPage(tuple(_row(*row[:-2]) for row in rows), total, late, number, asked.size)


def _row(kind: str, number: int, since: datetime, late: int) -> WaitingRow:
    return WaitingRow(WaitingKind(kind), number, since, bool(late))


def _arms(wanted: WaitingFilter, office: Office, now: datetime) -> Iterator[Select[*tuple[Any, ...]]]:
    if WaitingKind.APPLICATION in wanted.kinds:
        yield _applications(wanted, office)
    if wanted.states:  # states are those of applications
        return
    for kind, arm in _ARMS.items():
        if kind in wanted.kinds:
            yield arm(wanted)
    if WaitingKind.QUARTER in wanted.kinds:
        yield from map(_quarter, wanted.quarters)
    if WaitingKind.UNTOLD in wanted.kinds:
        yield _untold(wanted, now)


def _columns(
    kind: WaitingKind, number: Any, since: Any, late: ColumnElement[bool] | None = None
) -> Select[*tuple[Any, ...]]:
    is_late = literal(0) if late is None else case((late, 1), else_=0)
    return select(
        literal(kind.value).label("kind"), number.label("id"), since.label("since"), is_late.label("late")
    )


def _applications(wanted: WaitingFilter, office: Office) -> Select[*tuple[Any, ...]]:
    rules = office.rules
    mine = waits_for(rules, wanted.member, wanted.roles, office.able)
    states = states_for(rules, tuple(Role) if wanted.sees_stuck else wanted.roles)
    if wanted.states:
        states = sorted(set(states) & set(wanted.states))
    if wanted.sees_stuck:
        mine = or_(mine, is_stuck(rules, office.able))
    late = is_overdue(office.limits)
    query = joined(_columns(WaitingKind.APPLICATION, Application.id, Application.state_since, late))
    query = query.where(Application.state.in_(states), mine)
    return query.where(application_names(wanted.words)) if wanted.words.strip() else query


def _contracts(wanted: WaitingFilter) -> Select[*tuple[Any, ...]]:
    """A new account waits for its second check; a contract that names its ratio waits to be put in use."""
    entered = and_(Contract.state == ContractState.ENTERED.value, Contract.ratio.is_not(None))
    account = select(func.min(Amendment.recorded_at)).where(
        Amendment.contract_id == Contract.id,
        Amendment.kind == AmendmentKind.PAYEE.value,
        Amendment.checked_by.is_(None),
    )
    since = func.coalesce(account.correlate(Contract).scalar_subquery(), Contract.created_at)
    query = _columns(WaitingKind.CONTRACT, Contract.id, since).join(Firm, Firm.id == Contract.firm_id)
    query = query.where(or_(entered, has_unchecked_payee()))
    return query.where(contract_names(wanted.words)) if wanted.words.strip() else query


def _cases(wanted: WaitingFilter) -> Select[*tuple[Any, ...]]:
    """Money that is asked back; overdue once its term has passed."""
    late = func.coalesce(ReturnCase.pay_by < wanted.today, False)
    query = _columns(WaitingKind.CASE, ReturnCase.id, ReturnCase.opened_at, late)
    query = query.join(Contract, Contract.id == ReturnCase.contract_id).join(Firm, Firm.id == Contract.firm_id)
    query = query.where(ReturnCase.state != CaseState.CLOSED.value)
    return query.where(case_names(wanted.words)) if wanted.words.strip() else query


def _quarter(row: WaitingRow) -> Select[*tuple[Any, ...]]:
    late = literal(1) == 1 if row.is_overdue else None
    return _columns(WaitingKind.QUARTER, literal(row.id), literal(row.since, Instant()), late)


def _corrections(wanted: WaitingFilter) -> Select[*tuple[Any, ...]]:
    """What somebody else recorded as it should be: whoever has had a hand in it does not check it."""
    query = _columns(WaitingKind.CORRECTION, Correction.id, Correction.recorded_at)
    query = query.join(Contract, Contract.id == Correction.contract_id).join(Firm, Firm.id == Contract.firm_id)
    theirs = Correction.barred.contains(f",{wanted.member},", autoescape=True)
    query = query.where(Correction.state == CorrectionState.WAITING.value, ~theirs)
    return query.where(contract_names(wanted.words)) if wanted.words.strip() else query


def _overpaid(wanted: WaitingFilter) -> Select[*tuple[Any, ...]]:
    """What is paid above the newest result, as long as it did not come back."""
    query = joined(_columns(WaitingKind.OVERPAID, Application.id, Application.state_since)).where(is_overpaid())
    return query.where(application_names(wanted.words)) if wanted.words.strip() else query


def _untold(wanted: WaitingFilter, now: datetime) -> Select[*tuple[Any, ...]]:
    """What its firm is to be told by telephone."""
    query = _columns(WaitingKind.UNTOLD, FirmNotice.id, FirmNotice.made_at).where(is_untold(now), is_pressing())
    if not wanted.words.strip():
        return query
    query = query.join(Firm, Firm.id == FirmNotice.firm_id)
    query = query.outerjoin(Contract, Contract.id == FirmNotice.contract_id)
    return query.outerjoin(Application, Application.id == FirmNotice.application_id).where(names(wanted.words))


def _answers(wanted: WaitingFilter) -> Select[*tuple[Any, ...]]:
    """What colleagues drafted: nobody approves their own words."""
    query = _columns(WaitingKind.ANSWER, OfficeAnswer.id, OfficeAnswer.written_at)
    query = query.where(
        OfficeAnswer.state == OfficeAnswerState.DRAFT.value, OfficeAnswer.written_by != wanted.member
    )
    return query.where(matches(wanted.words, OfficeAnswer.question)) if wanted.words.strip() else query


def _intentions(wanted: WaitingFilter) -> Select[*tuple[Any, ...]]:
    query = _columns(WaitingKind.INTENTION, Intention.id, Intention.registered_at)
    query = query.where(Intention.handled_at.is_(None))
    return query.where(matches(wanted.words, Intention.data)) if wanted.words.strip() else query


_ARMS: Mapping[WaitingKind, Callable[[WaitingFilter], Select[*tuple[Any, ...]]]] = MappingProxyType(
    {
        WaitingKind.CONTRACT: _contracts,
        WaitingKind.CASE: _cases,
        WaitingKind.INTENTION: _intentions,
        WaitingKind.CORRECTION: _corrections,
        WaitingKind.OVERPAID: _overpaid,
        WaitingKind.ANSWER: _answers,
    }
)
"""What follows from the filter alone."""
