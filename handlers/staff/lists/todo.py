"""待办: what waits for a member, that which waits longest first."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from handlers.casework.complaints.recusals import answering_units
from handlers.casework.correctable import recorded_words
from handlers.casework.fund_quarters import QuarterState, waiting_quarters
from handlers.casework.state_words import STANDINGS
from handlers.casework.table import Table
from handlers.casework.transitions import ActName, Subject
from handlers.casework.waiting import step_words
from handlers.identity.actors import StaffMember
from handlers.staff.actions.acting import Acting
from handlers.staff.lists.applications import application_notes, firm_cell, waited_cell
from handlers.staff.lists.asked import Asked
from handlers.staff.lists.complaints import due_cell
from handlers.staff.lists.contracts import pay_by_cell
from handlers.staff.lists.filters import choices
from handlers.staff.lists.listing import Cell, Column, Flag, Listing, Mark, Row
from handlers.staff.lists.present import Present, overdue_note
from handlers.staff.lists.untold import short, why
from handlers.staff.sealed.listing import waiting_count
from handlers.texts import (
    casework,
    complaints,
    corrections,
    office_answers,
    sealed_handling,
    settling,
    supervision,
    telling,
)
from handlers.texts import console_lists as texts
from handlers.values.quarters import quarter_with
from store.queries.lists.applications import ListedApplication, listed_applications
from store.queries.lists.complaints import listed_complaints
from store.queries.lists.contracts import ListedCase, ListedContract, listed_cases, listed_contracts
from store.queries.lists.corrections import ListedCorrection, listed_corrections
from store.queries.lists.paging import Paging
from store.queries.lists.people import ListedIntention, listed_intentions
from store.queries.lists.untold import ListedNotice, listed_notices
from store.queries.lists.waiting import WaitingFilter, WaitingKind, WaitingPage, WaitingRow, list_waiting
from store.queries.office_answers import answers_by_id
from store.states import CaseState, ComplaintState, ContractState, Role
from store.tables.complaints import Complaint
from store.tables.contracts import ReturnCase
from store.tables.office_answers import OfficeAnswer
from store.work import Work

_COLUMNS = (
    Column(texts.NUMBER),
    Column(texts.FIRM),
    Column(texts.WHAT),
    Column(texts.WAITED, is_brief=True),
    Column(texts.AMOUNT, is_sum=True),
    Column(texts.NEXT),
)
_ACTS: Mapping[WaitingKind, tuple[ActName, ...]] = MappingProxyType(
    {
        WaitingKind.CONTRACT: (ActName.ACTIVATE, ActName.CHECK_PAYEE),
        WaitingKind.CASE: (ActName.NOTIFY, ActName.RECEIVE, ActName.CLOSE),
        WaitingKind.INTENTION: (ActName.SEE_TO_INTENTION,),
        WaitingKind.COMPLAINT: (ActName.ACCEPT_COMPLAINT, ActName.ANSWER_COMPLAINT),
        WaitingKind.EXCERPT: (ActName.APPROVE_EXCERPT,),
        WaitingKind.QUARTER: (ActName.REVIEW_FUND,),
        WaitingKind.CORRECTION: (ActName.CHECK_CORRECTION,),
        WaitingKind.OVERPAID: (ActName.SETTLE_OVERPAID,),
        WaitingKind.UNTOLD: (ActName.TELL_BY_PHONE,),
        WaitingKind.ANSWER: (ActName.APPROVE_ANSWER,),
    }
)
"""What each but an application waits for."""


class Waiting(Struct, frozen=True):
    """A page of what waits, with everything that is shown of its rows."""

    page: WaitingPage
    applications: Mapping[int, ListedApplication]
    contracts: Mapping[int, ListedContract]
    cases: Mapping[int, ListedCase]
    intentions: Mapping[int, ListedIntention]
    complaints: Mapping[int, Complaint]
    corrections: Mapping[int, ListedCorrection]
    notices: Mapping[int, ListedNotice]
    answers: Mapping[int, OfficeAnswer]


def kinds_for(table: Table, member: StaffMember) -> tuple[WaitingKind, ...]:
    """The kinds of things that can wait for the member, by the roles of the acts on them."""
    others = tuple(kind for kind, acts in _ACTS.items() if any(member.has(*table[act].roles) for act in acts))
    return (WaitingKind.APPLICATION, *others)


def waiting_for(work: Work, wanted: WaitingFilter, now: Present, asked: Paging) -> Waiting:
    """The page, in a number of statements that does not grow with it."""
    page = list_waiting(work, wanted, now.office, asked)

    def ids(kind: WaitingKind) -> list[int]:
        return [row.id for row in page.rows if row.kind is kind]

    return Waiting(
        page,
        listed_applications(work, [*ids(WaitingKind.APPLICATION), *ids(WaitingKind.OVERPAID)], now.office),
        listed_contracts(work, ids(WaitingKind.CONTRACT)),
        listed_cases(work, ids(WaitingKind.CASE)),
        listed_intentions(work, ids(WaitingKind.INTENTION)),
        listed_complaints(work, [*ids(WaitingKind.COMPLAINT), *ids(WaitingKind.EXCERPT)]),
        listed_corrections(work, ids(WaitingKind.CORRECTION)),
        listed_notices(work, ids(WaitingKind.UNTOLD)),
        answers_by_id(work, ids(WaitingKind.ANSWER)),
    )


def waits_of(work: Work, member: StaffMember, now: Present, words: str = "") -> WaitingFilter:
    """Everything that waits for the member, where the words are of it."""
    known = kinds_for(now.table, member)
    return WaitingFilter(
        member=member.id,
        roles=member.roles,
        kinds=known,
        today=now.today,
        answers_complaints=not answering_units(work).isdisjoint(member.roles),
        sees_stuck=member.has(Role.ADMINISTRATOR),
        words=words,
        quarters=_called(work, words) if WaitingKind.QUARTER in known else (),
    )


def todo_list(acting: Acting, asked: Asked, now: Present) -> Listing:
    """A page of it for the member, as the address asks."""
    member, known = acting.member, kinds_for(now.table, acting.member)
    kinds = asked.chosen("what", known)
    states = _states(now, member)
    chosen = asked.chosen("state", states)
    wanted = replace(
        waits_of(acting.work, member, now, asked.words),
        kinds=tuple(map(WaitingKind, kinds)) or known,
        states=chosen,
        only_overdue=asked.has("overdue"),
    )
    found = waiting_for(acting.work, wanted, now, asked.paging)
    page = found.page
    filters = [choices("state", texts.STATE, {state: casework.STATES[state][0] for state in states}, chosen)]
    if len(known) > 1:
        filters.append(choices("what", texts.WHAT, {kind: texts.WAITING_KINDS[kind] for kind in known}, kinds))
    return Listing(
        title=texts.TODO,
        columns=_COLUMNS,
        rows=tuple(_shown(_ROWS[row.kind](row, found, now), member) for row in page.rows),
        total=page.total,
        number=page.number,
        pages=page.pages,
        asked=asked,
        empty=texts.NOTHING_FITS if asked.is_filtered else _nothing(member),
        search=texts.SEARCH_TODO,
        heads=(*_heads(acting, page), *overdue_note(now, asked_for=wanted.only_overdue)),
        filters=(*(one for one in filters if one.choices), Flag("overdue", texts.OVERDUE, wanted.only_overdue)),
    )


def _heads(acting: Acting, page: WaitingPage) -> Iterator[str]:
    """Of reports their officers are told here, when they look, and nowhere else."""
    if page.total:
        yield texts.count_head(total=page.total, overdue=page.overdue)
    if Role.REPORT_OFFICER in acting.member.own_roles and (count := waiting_count(acting)):
        yield sealed_handling.head(count=count)


def _states(now: Present, member: StaffMember) -> list[str]:
    roles = set(Role) if member.has(Role.ADMINISTRATOR) else member.roles
    found = {wait.state for wait in now.office.rules.waits if wait.role in roles}
    return [state for state in casework.STATES if state in found]


def _nothing(member: StaffMember) -> str:
    if member.has(Role.ADMINISTRATOR):
        return texts.NO_BUSINESS
    if not member.reads_cases:
        return texts.NOTHING_ELSE
    return texts.READ_ONLY if member.has(Role.AUDITOR) else texts.NOTHING_WAITS


def _shown(row: Row, member: StaffMember) -> Row:
    """Who reads no cases learns of one that is stuck, and nothing of its firm and sums."""
    if member.reads_cases or row.subject in {Subject.INTENTION, Subject.COMPLAINT}:
        return row
    number, _firm, what, waited, _amount, step = row.cells
    nothing = Cell(texts.sum_of(None))
    return replace(row, cells=(number, nothing, what, waited, nothing, step), has_page=False)


def _mark(row: WaitingRow) -> Mark:
    return Mark.OVERDUE if row.is_overdue else Mark.NONE


def _application(row: WaitingRow, waiting: Waiting, now: Present) -> Row:
    found = waiting.applications[row.id]
    one, words = found.application, STANDINGS[found.standing]
    notes = tuple(application_notes(found, now))
    cells = (
        Cell(one.number),
        firm_cell(found),
        Cell(words.staff, casework.KINDS[one.kind]),
        waited_cell(found, now),
        Cell(texts.sum_of(one.amount if one.approved is None else one.approved)),
        Cell(step_words(now.table, words)),
    )
    return Row(Subject.APPLICATION, one.number, cells, notes, _mark(row))


def _contract(row: WaitingRow, waiting: Waiting, now: Present) -> Row:
    found = waiting.contracts[row.id]
    one = found.contract
    step = ActName.CHECK_PAYEE if found.is_unchecked else ActName.ACTIVATE
    is_new = one.state == ContractState.ENTERED.value and not found.is_unchecked
    cells = (
        Cell(one.number),
        Cell(found.firm.name, one.project),
        Cell(texts.CONTRACT_ENTERED if is_new else texts.ACCOUNT_WAITS),
        now.waited(row.since),
        Cell(texts.sum_of(one.amount)),
        Cell(now.table[step].staff_words),
    )
    return Row(Subject.CONTRACT, one.number, cells)


def _case(row: WaitingRow, waiting: Waiting, now: Present) -> Row:
    found = waiting.cases[row.id]
    one, term = found.case, pay_by_cell(found, now)
    step = _case_step(one)
    waited = now.waited(row.since)
    cells = (
        Cell(casework.case_number(number=str(one.id)), one.decision),
        Cell(found.firm.name, found.contract.number),
        Cell(casework.CASE_KINDS[one.kind], casework.CASE_STATES[one.state]),
        Cell(waited.text, term.text if row.is_overdue else waited.below, term.mark),
        Cell(texts.sum_of(one.amount - found.returned)),
        Cell(now.table[step].staff_words),
    )
    return Row(Subject.CASE, str(one.id), cells, mark=_mark(row))


def _case_step(case: ReturnCase) -> ActName:
    """Its notice first, then that the firm was served, then the money."""
    if CaseState(case.state) is CaseState.OPENED:
        return ActName.NOTIFY
    return ActName.SERVE_DEMAND if case.served_on is None else ActName.RECEIVE


def _overpaid(row: WaitingRow, waiting: Waiting, now: Present) -> Row:
    """The sum is what is still to come back."""
    found = waiting.applications[row.id]
    one = found.application
    cells = (
        Cell(one.number),
        firm_cell(found),
        Cell(settling.TODO_WAITS, casework.KINDS[one.kind]),
        now.waited(row.since),
        Cell(texts.sum_of(found.paid - (one.approved or 0))),
        Cell(now.table[ActName.SETTLE_OVERPAID].staff_words),
    )
    return Row(Subject.APPLICATION, one.number, cells)


def _intention(row: WaitingRow, waiting: Waiting, now: Present) -> Row:
    found = waiting.intentions[row.id]
    cells = (
        Cell(texts.intention_number(number=row.id)),
        Cell(str(json.loads(found.intention.data).get("called") or "")),
        Cell(texts.INTENTIONS),
        now.waited(row.since),
        Cell(texts.sum_of(None)),
        Cell(now.table[ActName.SEE_TO_INTENTION].staff_words),
    )
    return Row(Subject.INTENTION, str(row.id), cells)


def _complaint(row: WaitingRow, waiting: Waiting, now: Present) -> Row:
    one = waiting.complaints[row.id]
    is_new = one.state == ComplaintState.RECEIVED.value
    waited, due = now.waited(row.since), due_cell(one, now)
    cells = (
        Cell(complaints.name(number=one.number)),
        Cell(complaints.KINDS[one.kind]),
        Cell(complaints.TITLE, complaints.STATES[one.state]),
        Cell(waited.text, due.text if row.is_overdue else waited.below, due.mark),
        Cell(texts.sum_of(None)),
        Cell(now.table[ActName.ACCEPT_COMPLAINT if is_new else ActName.ANSWER_COMPLAINT].staff_words),
    )
    return Row(Subject.COMPLAINT, one.number, cells, mark=_mark(row))


def _excerpt(row: WaitingRow, waiting: Waiting, now: Present) -> Row:
    one = waiting.complaints[row.id]
    cells = (
        Cell(complaints.name(number=one.number)),
        Cell(complaints.KINDS[one.kind]),
        Cell(complaints.EXCERPTS),
        now.waited(row.since),
        Cell(texts.sum_of(None)),
        Cell(now.table[ActName.APPROVE_EXCERPT].staff_words),
    )
    return Row(Subject.COMPLAINT, one.number, cells)


def _quarter(row: WaitingRow, _waiting: Waiting, now: Present) -> Row:
    quarter = quarter_with(row.id)
    state = QuarterState.MISSING if row.is_overdue else QuarterState.DUE
    cells = (
        Cell(supervision.quarter(year=quarter.year, place=quarter.place)),
        Cell(supervision.THE_FUND),
        Cell(supervision.QUARTERS, supervision.QUARTER_STATES[state.value]),
        now.waited(row.since),
        Cell(texts.sum_of(None)),
        Cell(now.table[ActName.REVIEW_FUND].staff_words),
    )
    return Row(Subject.QUARTER, quarter.stored, cells, mark=_mark(row))


def _called(work: Work, words: str) -> tuple[WaitingRow, ...]:
    """The quarters whose review is called for, where the words are of it."""
    if words and words not in supervision.QUARTERS:
        return ()
    found = waiting_quarters(work)
    return tuple(WaitingRow(WaitingKind.QUARTER, one.quarter.ordinal, one.since, one.has_ended) for one in found)


def _correction(row: WaitingRow, waiting: Waiting, now: Present) -> Row:
    found = waiting.corrections[row.id]
    one = found.correction
    subject, number = _corrected(found)
    cells = (
        Cell(casework.case_number(number=number) if subject is Subject.CASE else number),
        Cell(found.firm.name, found.contract.number if found.application else ""),
        Cell(corrections.WAITS_FOR_CHECK, recorded_words(one)),
        now.waited(row.since),
        Cell(texts.sum_of(None)),
        Cell(now.table[ActName.CHECK_CORRECTION].staff_words),
    )
    return Row(subject, number, cells)


def _untold(row: WaitingRow, waiting: Waiting, now: Present) -> Row:
    found = waiting.notices[row.id]
    cells = (
        Cell(found.application or found.contract or telling.name(number=str(row.id))),
        Cell(found.firm.name, short(found.notice.text)),
        Cell(telling.UNTOLD, why(found.notice)),
        now.waited(row.since),
        Cell(texts.sum_of(None)),
        Cell(now.table[ActName.TELL_BY_PHONE].staff_words),
    )
    return Row(Subject.NOTICE, str(row.id), cells)


def _answer(row: WaitingRow, waiting: Waiting, now: Present) -> Row:
    found = waiting.answers[row.id]
    cells = (
        Cell(office_answers.name(number=row.id)),
        Cell(found.question),
        Cell(office_answers.KINDS[found.kind], office_answers.STATES[found.state]),
        now.waited(row.since),
        Cell(texts.sum_of(None)),
        Cell(now.table[ActName.APPROVE_ANSWER].staff_words),
    )
    return Row(Subject.ANSWER, str(row.id), cells)


def _corrected(found: ListedCorrection) -> tuple[Subject, str]:
    """The page on which it is checked."""
    if found.application:
        return Subject.APPLICATION, found.application
    case = found.correction.case_id
    return (Subject.CASE, str(case)) if case is not None else (Subject.CONTRACT, found.contract.number)


_ROWS: Mapping[WaitingKind, Callable[[WaitingRow, Waiting, Present], Row]] = MappingProxyType(
    {
        WaitingKind.APPLICATION: _application,
        WaitingKind.CONTRACT: _contract,
        WaitingKind.CASE: _case,
        WaitingKind.INTENTION: _intention,
        WaitingKind.COMPLAINT: _complaint,
        WaitingKind.EXCERPT: _excerpt,
        WaitingKind.QUARTER: _quarter,
        WaitingKind.CORRECTION: _correction,
        WaitingKind.OVERPAID: _overpaid,
        WaitingKind.UNTOLD: _untold,
        WaitingKind.ANSWER: _answer,
    }
)
