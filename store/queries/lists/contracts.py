"""The list of contracts, and that of the cases of money taken back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import ColumnElement, Select, and_, func, literal_column, select

from store.queries.lists.areas import is_for
from store.queries.lists.counts import count_contracts, count_due, keep_counts
from store.queries.lists.paging import Page, Paging, count_of, matches, paged, paged_at_once
from store.standings.sums import settled_sum
from store.states import AmendmentKind, CaseState, ContractState
from store.tables.applications import Application, Payment
from store.tables.contracts import Amendment, Contract, OpeningPayment, ReturnCase, ReturnedMoney
from store.tables.people import Firm
from store.work import Work

_IN_USE = (ContractState.ACTIVE.value, ContractState.PAUSED.value)


OPEN_CASES = tuple(state.value for state in CaseState if state is not CaseState.CLOSED)
"""The states of a case that is not closed."""


class ContractSort(StrEnum):
    """By what contracts can be sorted."""

    NUMBER = "number"
    FIRM = "firm"
    SIGNED = "signed"
    DUE = "due"
    AMOUNT = "amount"


_COLUMNS: Mapping[ContractSort, Any] = MappingProxyType(
    {
        ContractSort.NUMBER: Contract.number,
        ContractSort.FIRM: Firm.name,
        ContractSort.SIGNED: Contract.signed_on,
        ContractSort.DUE: Contract.due_on,
        ContractSort.AMOUNT: Contract.amount,
    }
)


class ContractFilter(Struct, frozen=True, kw_only=True):
    """What is wanted; an empty field lets everything pass. Signed from `since` on, up to and with `until`."""

    words: str = ""
    states: Collection[str] = ()
    areas: Collection[str] = ()
    since: date | None = None
    until: date | None = None
    past_due_on: date | None = None  # in use, and due before that day
    due_within: tuple[date, date] | None = None  # in use, and due from a day to another
    is_unchecked: bool = False  # a new account waits for its second check
    sort: ContractSort = ContractSort.SIGNED
    is_descending: bool = True


class ListedContract(Struct, frozen=True):
    """A row as it is shown; sums in fen, `paid` less reversals and what came back."""

    contract: Contract
    firm: Firm
    paid: int
    applications: int
    is_unchecked: bool


class CaseSort(StrEnum):
    """By what cases can be sorted."""

    OPENED = "opened"
    PAY_BY = "pay_by"
    AMOUNT = "amount"
    FIRM = "firm"


_CASE_COLUMNS: Mapping[CaseSort, Any] = MappingProxyType(
    {
        CaseSort.OPENED: ReturnCase.opened_at,
        CaseSort.PAY_BY: func.coalesce(ReturnCase.pay_by, date(1, 1, 1)),
        CaseSort.AMOUNT: ReturnCase.amount,
        CaseSort.FIRM: Firm.name,
    }
)


class CaseFilter(Struct, frozen=True, kw_only=True):
    """What is wanted; opened from `since` on, and before `until`."""

    words: str = ""
    states: Collection[str] = ()
    kinds: Collection[str] = ()
    since: datetime | None = None
    until: datetime | None = None
    past_due_on: date | None = None  # not closed, and to be paid before that day
    due_within: tuple[date, date] | None = None  # not closed, and to be paid from a day to another
    is_unserved: bool = False  # its notice was not served yet
    sort: CaseSort = CaseSort.OPENED
    is_descending: bool = True


class ListedCase(Struct, frozen=True):
    """A row as it is shown; `returned` is what came back, in fen."""

    case: ReturnCase
    contract: Contract
    firm: Firm
    returned: int


def list_contracts(work: Work, wanted: ContractFilter, asked: Paging) -> Page:
    """A page of the contracts that are wanted."""
    order = _order(_COLUMNS[wanted.sort], Contract.id, down=wanted.is_descending)
    counted = select(Contract.id).where(*_conditions(wanted))
    named = counted.join(Firm, Firm.id == Contract.firm_id)
    if wanted.words.strip():
        return paged_at_once(work, named, order, asked)
    total = _count(work, wanted, counted)
    return paged(work, named if wanted.sort is ContractSort.FIRM else counted, order, asked, total=total)


def _count(work: Work, wanted: ContractFilter, counted: Select[int]) -> int:
    """What is counted by month is counted no more."""
    keep_counts(work)
    alone = replace(wanted, states=(), past_due_on=None, sort=ContractSort.SIGNED, is_descending=True)
    if alone != ContractFilter():
        return count_of(work, counted)
    if wanted.past_due_on is None:
        return int(work.session.scalar(select(count_contracts(wanted.states))) or 0)
    return int(work.session.scalar(select(count_past_due(wanted.past_due_on, wanted.states))) or 0)


def listed_contracts(work: Work, ids: Sequence[int]) -> dict[int, ListedContract]:
    """What is shown of these contracts, by id."""
    paid = select(func.coalesce(func.sum(Payment.amount), 0)).join(Application)
    back = select(func.coalesce(func.sum(ReturnedMoney.amount), 0)).join(ReturnCase)
    before = select(func.coalesce(func.sum(OpeningPayment.amount), 0))
    count = select(func.count(Application.id)).where(Application.contract_id == Contract.id)
    query = select(
        Contract,
        Firm,
        paid.where(Application.contract_id == Contract.id).scalar_subquery()
        + before.where(OpeningPayment.contract_id == Contract.id).scalar_subquery()
        - settled_sum().join(Application).where(Application.contract_id == Contract.id).scalar_subquery(),
        back.where(ReturnCase.contract_id == Contract.id).scalar_subquery(),
        count.scalar_subquery(),
        has_unchecked_payee(),
    ).join(Firm, Firm.id == Contract.firm_id)
    found = work.session.execute(query.where(Contract.id.in_(ids)))
    return {
        contract.id: ListedContract(contract, firm, int(out) - int(returned), many, bool(waits))
        for contract, firm, out, returned, many, waits in found
    }


def list_cases(work: Work, wanted: CaseFilter, asked: Paging) -> Page:
    """A page of the cases that are wanted."""
    order = _order(_CASE_COLUMNS[wanted.sort], ReturnCase.id, down=wanted.is_descending)
    counted = select(ReturnCase.id).where(*_case_conditions(wanted))
    named = counted.join(Contract, Contract.id == ReturnCase.contract_id).join(Firm, Firm.id == Contract.firm_id)
    if wanted.words.strip():
        return paged_at_once(work, named, order, asked)
    total = count_of(work, counted)
    return paged(work, named if wanted.sort is CaseSort.FIRM else counted, order, asked, total=total)


def listed_cases(work: Work, ids: Sequence[int]) -> dict[int, ListedCase]:
    """What is shown of these cases, by id."""
    back = select(func.coalesce(func.sum(ReturnedMoney.amount), 0)).where(ReturnedMoney.case_id == ReturnCase.id)
    query = select(ReturnCase, Contract, Firm, back.scalar_subquery())
    query = query.join(Contract, Contract.id == ReturnCase.contract_id).join(Firm, Firm.id == Contract.firm_id)
    found = work.session.execute(query.where(ReturnCase.id.in_(ids)))
    return {case.id: ListedCase(case, contract, firm, int(came)) for case, contract, firm, came in found}


# Said with literals, as the index of these rows says it: no engine sees what a parameter will be.
UNCHECKED_PAYEE = (
    Amendment.kind == literal_column(f"'{AmendmentKind.PAYEE.value}'"),
    Amendment.checked_by.is_(None),
)


def has_unchecked_payee() -> ColumnElement[bool]:
    """Whether a new account of the contract waits for a second member."""
    waiting = select(Amendment.contract_id).where(*UNCHECKED_PAYEE)
    return Contract.id.in_(waiting)


def is_past_due(today: date) -> ColumnElement[bool]:
    """Whether a contract is in use though its day of completion has passed."""
    return and_(Contract.state.in_(_IN_USE), Contract.due_on < today)


def count_past_due(today: date, states: Collection[str] = ()) -> ColumnElement[int]:
    """How many are, of these states; no states are all."""
    return count_due(set(_IN_USE) & set(states or _IN_USE), today)


def is_unserved() -> ColumnElement[bool]:
    """Whether a case's notice of payment was sent, and nobody recorded that the firm was served."""
    return and_(ReturnCase.state == CaseState.NOTIFIED.value, ReturnCase.served_on.is_(None))


def contract_names(words: str) -> ColumnElement[bool]:
    """Whether the words are in a contract's number, project, or its firm's name and code."""
    return matches(words, Contract.number, Contract.project, Contract.procurement, Firm.name, Firm.credit_code)


def case_names(words: str) -> ColumnElement[bool]:
    """The same for a case, with its decision."""
    return matches(words, ReturnCase.decision, Contract.number, Contract.project, Firm.name, Firm.credit_code)


def _order(column: Any, last: Any, *, down: bool) -> tuple[ColumnElement[Any], ...]:
    return (column.desc(), last.desc()) if down else (column.asc(), last.asc())


def _conditions(wanted: ContractFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.words.strip():
        found.append(contract_names(wanted.words))
    if wanted.states:
        found.append(Contract.state.in_(sorted(wanted.states)))
    if wanted.areas:
        found.append(is_for(wanted.areas))
    if wanted.since is not None:
        found.append(Contract.signed_on >= wanted.since)
    if wanted.until is not None:
        found.append(Contract.signed_on <= wanted.until)
    if wanted.past_due_on is not None:
        found.append(is_past_due(wanted.past_due_on))
    if wanted.due_within is not None:
        found.append(and_(Contract.state.in_(_IN_USE), Contract.due_on.between(*wanted.due_within)))
    if wanted.is_unchecked:
        found.append(has_unchecked_payee())
    return found


def _case_conditions(wanted: CaseFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.words.strip():
        found.append(case_names(wanted.words))
    if wanted.states:
        found.append(ReturnCase.state.in_(sorted(wanted.states)))
    if wanted.kinds:
        found.append(ReturnCase.kind.in_(sorted(wanted.kinds)))
    if wanted.since is not None:
        found.append(ReturnCase.opened_at >= wanted.since)
    if wanted.until is not None:
        found.append(ReturnCase.opened_at < wanted.until)
    if wanted.past_due_on is not None:
        found.append(and_(ReturnCase.state.in_(OPEN_CASES), ReturnCase.pay_by < wanted.past_due_on))
    if wanted.due_within is not None:
        is_open = ReturnCase.state.in_(OPEN_CASES)
        found.append(and_(is_open, ReturnCase.pay_by.between(*wanted.due_within)))
    if wanted.is_unserved:
        found.append(is_unserved())
    return found
