"""The list of contracts, and that of the cases of money taken back."""

from __future__ import annotations

from datetime import timedelta

from handlers.casework.transitions import Subject
from handlers.dates import local_day, start_of
from handlers.money import percent
from handlers.staff.actions.acting import Acting
from handlers.staff.lists.asked import Asked
from handlers.staff.lists.filters import choices, contract_areas
from handlers.staff.lists.listing import Cell, Column, Dates, Flag, Listing, Mark, Row
from handlers.staff.lists.present import Present
from handlers.texts import casework, serving
from handlers.texts import console_lists as texts
from handlers.values.areas import areas_words
from store.queries.lists.contracts import (
    CaseFilter,
    CaseSort,
    ContractFilter,
    ContractSort,
    ListedCase,
    ListedContract,
    list_cases,
    list_contracts,
    listed_cases,
    listed_contracts,
)
from store.states import CaseKind, CaseState, ContractState

_COLUMNS = (
    Column(texts.NUMBER, ContractSort.NUMBER),
    Column(texts.FIRM, ContractSort.FIRM),
    Column(texts.STATE),
    Column(texts.AMOUNT, ContractSort.AMOUNT, is_sum=True),
    Column(texts.PAID, is_sum=True),
    Column(texts.RATIO),
    Column(texts.COUNT, is_sum=True),
    Column(texts.SIGNED, is_brief=True, sort=ContractSort.SIGNED),
    Column(texts.DUE, is_brief=True, sort=ContractSort.DUE),
)
_CASE_COLUMNS = (
    Column(texts.NUMBER),
    Column(texts.FIRM, CaseSort.FIRM),
    Column(texts.KIND),
    Column(texts.STATE),
    Column(texts.AMOUNT, CaseSort.AMOUNT, is_sum=True),
    Column(texts.RETURNED, is_sum=True),
    Column(texts.PAY_BY, is_brief=True, sort=CaseSort.PAY_BY),
    Column(texts.OPENED, is_brief=True, sort=CaseSort.OPENED),
)
SOON = timedelta(days=30)
"""What comes due within is told beforehand."""
_IN_USE = frozenset({ContractState.ACTIVE.value, ContractState.PAUSED.value})


def contract_list(acting: Acting, asked: Asked, now: Present) -> Listing:
    """A page of the contracts, as the address asks."""
    sort, is_descending = asked.order([one.value for one in ContractSort], "-signed")
    states = asked.chosen("state", casework.CONTRACT_STATES)
    listed = contract_areas(acting.kb)
    areas = asked.chosen("area", listed)
    since, until = asked.since(), asked.until()
    wanted = ContractFilter(
        words=asked.words,
        states=states,
        areas=areas,
        since=since,
        until=until,
        past_due_on=now.today if asked.has("past_due") else None,
        due_within=(now.today, now.today + SOON) if asked.has("soon") else None,
        is_unchecked=asked.has("unchecked"),
        sort=ContractSort(sort),
        is_descending=is_descending,
    )
    page = list_contracts(acting.work, wanted, asked.paging)
    found = listed_contracts(acting.work, page.ids)
    return Listing(
        title=texts.CONTRACTS,
        columns=_COLUMNS,
        rows=tuple(_row(found[number], now) for number in page.ids),
        total=page.total,
        number=page.number,
        pages=page.pages,
        asked=asked,
        empty=texts.NOTHING_FITS if asked.is_filtered else texts.NO_CONTRACTS,
        search=texts.SEARCH_CONTRACTS,
        filters=(
            choices("state", texts.STATE, casework.CONTRACT_STATES, states),
            choices("area", texts.AREA, listed, areas),
            Dates(texts.SIGNED_FROM, since.isoformat() if since else "", until.isoformat() if until else ""),
            Flag("past_due", texts.PAST_DUE, asked.has("past_due")),
            Flag("soon", texts.DUE_SOON, asked.has("soon")),
            Flag("unchecked", texts.UNCHECKED, wanted.is_unchecked),
        ),
        sort=sort,
        is_descending=is_descending,
    )


def case_list(acting: Acting, asked: Asked, now: Present) -> Listing:
    """A page of the cases, as the address asks."""
    sort, is_descending = asked.order([one.value for one in CaseSort], "-opened")
    states, kinds = asked.chosen("state", casework.CASE_STATES), asked.chosen("kind", casework.CASE_KINDS)
    since, until, before = asked.since(), asked.until(), asked.before()
    wanted = CaseFilter(
        words=asked.words,
        states=states,
        kinds=kinds,
        since=start_of(since) if since else None,
        until=start_of(before) if before else None,
        past_due_on=now.today if asked.has("past_due") else None,
        due_within=(now.today, now.today + SOON) if asked.has("soon") else None,
        is_unserved=asked.has("unserved"),
        sort=CaseSort(sort),
        is_descending=is_descending,
    )
    page = list_cases(acting.work, wanted, asked.paging)
    found = listed_cases(acting.work, page.ids)
    return Listing(
        title=texts.CASES,
        columns=_CASE_COLUMNS,
        rows=tuple(_case_row(found[number], now) for number in page.ids),
        total=page.total,
        number=page.number,
        pages=page.pages,
        asked=asked,
        empty=texts.NOTHING_FITS if asked.is_filtered else texts.NO_CASES,
        search=texts.SEARCH_CASES,
        filters=(
            choices("state", texts.STATE, casework.CASE_STATES, states),
            choices("kind", texts.KIND, casework.CASE_KINDS, kinds),
            Dates(texts.OPENED_FROM, since.isoformat() if since else "", until.isoformat() if until else ""),
            Flag("past_due", texts.PAST_TERM, asked.has("past_due")),
            Flag("soon", texts.TERM_SOON, asked.has("soon")),
            Flag("unserved", texts.UNSERVED_DEMANDS, wanted.is_unserved),
        ),
        sort=sort,
        is_descending=is_descending,
    )


def pay_by_cell(found: ListedCase, now: Present) -> Cell:
    """Until when the money is to come back, and whether that has passed; or that the notice was not served yet."""
    case, pay_by = found.case, found.case.pay_by
    is_unserved = case.state == CaseState.NOTIFIED.value and case.served_on is None
    if pay_by is None:
        return Cell(serving.UNSERVED) if is_unserved else Cell(texts.sum_of(None))
    is_late = pay_by < now.today and CaseState(case.state) is not CaseState.CLOSED
    said = texts.term_passed(pay_by=pay_by) if is_late else texts.iso(pay_by)
    return Cell(said, serving.UNSERVED if is_unserved else "", mark=Mark.OVERDUE if is_late else Mark.NONE)


def _row(found: ListedContract, now: Present) -> Row:
    one = found.contract
    is_late = one.state in _IN_USE and one.due_on < now.today
    due = texts.day_passed(due_on=one.due_on) if is_late else texts.iso(one.due_on)
    cells = (
        Cell(one.number),
        Cell(found.firm.name, one.project),
        Cell(casework.CONTRACT_STATES[one.state], texts.areas(said=areas_words(one.areas))),
        Cell(texts.sum_of(one.amount)),
        Cell(texts.sum_of(found.paid)),
        Cell(texts.WITHOUT_RATIO if one.ratio is None else percent(one.ratio)),
        Cell(str(found.applications)),
        Cell(texts.iso(one.signed_on)),
        Cell(due, mark=Mark.OVERDUE if is_late else Mark.NONE),
    )
    notes = (texts.ACCOUNT_WAITS,) if found.is_unchecked else ()
    return Row(Subject.CONTRACT, one.number, cells, notes)


def _case_row(found: ListedCase, now: Present) -> Row:
    one, pay_by = found.case, pay_by_cell(found, now)
    cells = (
        Cell(casework.case_number(number=str(one.id)), one.decision),
        Cell(found.firm.name, found.contract.number),
        Cell(casework.CASE_KINDS[CaseKind(one.kind).value]),
        Cell(casework.CASE_STATES[one.state]),
        Cell(texts.sum_of(one.amount)),
        Cell(texts.sum_of(found.returned)),
        pay_by,
        Cell(texts.iso(local_day(one.opened_at))),
    )
    return Row(Subject.CASE, str(one.id), cells, mark=pay_by.mark)
