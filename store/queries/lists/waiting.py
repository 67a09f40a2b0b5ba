"""待办: what waits for a member, of every kind in one order, decided and counted by the database."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct
from sqlalchemy import and_, func, literal, select, true

from store.columns import Instant
from store.queries.lists.applications import Office, is_overdue, joined
from store.queries.lists.applications import names as application_names
from store.queries.lists.arms import Arm, only_late, page_of_arms
from store.queries.lists.complaints import is_late, keeps_out, waits_for_member
from store.queries.lists.contracts import (
    OPEN_CASES,
    UNCHECKED_PAYEE,
    case_names,
    contract_names,
    has_unchecked_payee,
)
from store.queries.lists.kept_facts import Kept, kept_facts
from store.queries.lists.paging import Paging, matches, pages_of
from store.queries.lists.untold import is_pressing, is_untold, names
from store.queries.overpaid import is_overpaid
from store.standings.facts import Facts
from store.states import ContractState, CorrectionState, OfficeAnswerState, Role
from store.tables.applications import Application, ApplicationStanding, Intention
from store.tables.complaints import Complaint, ComplaintExcerpt
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
    COMPLAINT = "complaint"  # openly kept
    EXCERPT = "excerpt"  # 留言选登, to be approved by somebody else than wrote it
    QUARTER = "quarter"  # of the fund, to be reviewed: no row, but the lack of one
    CORRECTION = "correction"
    OVERPAID = "overpaid"  # 超付 that did not come back
    UNTOLD = "untold"  # a notice that nobody of its firm had before them
    ANSWER = "answer"  # of the office, to be approved by somebody else than wrote it


class WaitingFilter(Struct, frozen=True, kw_only=True):
    """For whom, and what of it. `kinds` are those that their roles can act on.

    `quarters` are those whose review is called for, as they are to stand in the list.
    `answers_complaints`: those that no unit has taken yet are theirs as well.
    `sees_stuck`: all that nobody can lead on is theirs to see to, who appoints members.
    """

    member: int
    roles: frozenset[Role]
    kinds: Collection[WaitingKind]
    today: date
    sees_stuck: bool = False
    answers_complaints: bool = False
    words: str = ""
    states: Collection[str] = ()
    only_overdue: bool = False
    quarters: Collection[WaitingRow] = ()


class WaitingRow(Struct, frozen=True):
    """One thing that waits, and since when."""

    kind: WaitingKind
    id: int
    since: datetime
    is_overdue: bool


class WaitingPage(Struct, frozen=True):
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
    """A page of what waits for the member, whatever there is."""
    arms = list(_arms(work, wanted, office))
    wanted_arms = list(only_late(arms)) if wanted.only_overdue else arms
    found = page_of_arms(work, wanted_arms, asked, is_searched=bool(wanted.words.strip()))
    rows = (WaitingRow(WaitingKind(row.kind), row.id, row.at, bool(row.late)) for row in found.rows)
    return WaitingPage(tuple(rows), found.total, found.late, found.number, asked.size)


def _arms(work: Work, wanted: WaitingFilter, office: Office) -> Iterator[Arm]:
    if WaitingKind.APPLICATION in wanted.kinds:
        yield from _applications(kept_facts(work, office.rules, office.able), wanted, office)
    if wanted.states:  # states are those of applications
        return
    for kind, arms in _ARMS.items():
        if kind in wanted.kinds:
            yield from arms(wanted)
    if WaitingKind.QUARTER in wanted.kinds:
        yield from map(_quarter, wanted.quarters)
    if WaitingKind.UNTOLD in wanted.kinds:
        yield _untold(wanted, work.now)


def _applications(kept: Kept, wanted: WaitingFilter, office: Office) -> Iterator[Arm]:
    """An arm a state, for each has a standard of its own; one for all where names are searched."""

    def fits(facts: Facts) -> bool:
        is_asked = not wanted.states or facts.state in wanted.states
        is_theirs = kept.waits.waits_for(facts, wanted.member, wanted.roles)
        return is_asked and (is_theirs or (wanted.sees_stuck and kept.waits.is_stuck(facts)))

    ids, one = kept.where(fits), ApplicationStanding
    if wanted.words.strip():
        found = joined(select(one.application_id)).join(one, one.application_id == Application.id)
        named = found.where(one.facts_id.in_(ids), application_names(wanted.words))
        yield Arm(WaitingKind.APPLICATION, one.application_id, one.since, named, is_overdue(office.limits))
        return
    for state in sorted({kept.facts[number].state for number in ids}):
        of_state = [number for number in ids if kept.facts[number].state == state]
        query = select(one.application_id).where(one.facts_id.in_(of_state))
        limit = office.limits.get(state)
        late = None if limit is None else one.since < limit
        yield Arm(WaitingKind.APPLICATION, one.application_id, one.since, query, late)


def _contracts(wanted: WaitingFilter) -> Iterator[Arm]:
    """A new account waits for its second check; a contract that names its ratio waits to be put in use."""
    accounts = select(Amendment.contract_id, func.min(Amendment.recorded_at).label("since"))
    account = accounts.where(*UNCHECKED_PAYEE).group_by(Amendment.contract_id).subquery()
    query = select(Contract.id).join(Firm, Firm.id == Contract.firm_id)
    if wanted.words.strip():
        query = query.where(contract_names(wanted.words))
    changed = query.join(account, account.c.contract_id == Contract.id)
    yield Arm(WaitingKind.CONTRACT, Contract.id, account.c.since, changed)
    is_entered = and_(Contract.state == ContractState.ENTERED.value, Contract.ratio.is_not(None))
    entered = query.where(is_entered, ~has_unchecked_payee())
    yield Arm(WaitingKind.CONTRACT, Contract.id, Contract.created_at, entered)


def _cases(wanted: WaitingFilter) -> Iterator[Arm]:
    """Money that is asked back; overdue once its term has passed."""
    query = select(ReturnCase.id).where(ReturnCase.state.in_(OPEN_CASES))
    if wanted.words.strip():
        query = query.join(Contract, Contract.id == ReturnCase.contract_id).join(Firm, Firm.id == Contract.firm_id)
        query = query.where(case_names(wanted.words))
    late = func.coalesce(ReturnCase.pay_by < wanted.today, False)
    yield Arm(WaitingKind.CASE, ReturnCase.id, ReturnCase.opened_at, query, late)


def _quarter(row: WaitingRow) -> Arm:
    number, since = literal(row.id), literal(row.since, Instant())
    return Arm(WaitingKind.QUARTER, number, since, select(number), true() if row.is_overdue else None)


def _corrections(wanted: WaitingFilter) -> Iterator[Arm]:
    """What somebody else recorded as it should be: whoever has had a hand in it does not check it."""
    theirs = Correction.barred.contains(f",{wanted.member},", autoescape=True)
    query = select(Correction.id).where(Correction.state == CorrectionState.WAITING.value, ~theirs)
    if wanted.words.strip():
        query = query.join(Contract, Contract.id == Correction.contract_id).join(Firm, Firm.id == Contract.firm_id)
        query = query.where(contract_names(wanted.words))
    yield Arm(WaitingKind.CORRECTION, Correction.id, Correction.recorded_at, query)


def _overpaid(wanted: WaitingFilter) -> Iterator[Arm]:
    """What is paid above the newest result, as long as it did not come back."""
    query = select(Application.id).where(is_overpaid())
    if wanted.words.strip():
        query = joined(query).where(application_names(wanted.words))
    yield Arm(WaitingKind.OVERPAID, Application.id, Application.state_since, query)


def _untold(wanted: WaitingFilter, now: datetime) -> Arm:
    """What its firm is to be told by telephone."""
    query = select(FirmNotice.id).where(is_untold(now), is_pressing())
    if wanted.words.strip():
        query = query.join(Firm, Firm.id == FirmNotice.firm_id)
        query = query.outerjoin(Contract, Contract.id == FirmNotice.contract_id)
        query = query.outerjoin(Application, Application.id == FirmNotice.application_id)
        query = query.where(names(wanted.words))
    return Arm(WaitingKind.UNTOLD, FirmNotice.id, FirmNotice.made_at, query)


def _answers(wanted: WaitingFilter) -> Iterator[Arm]:
    """What colleagues drafted: nobody approves their own words."""
    query = select(OfficeAnswer.id).where(
        OfficeAnswer.state == OfficeAnswerState.DRAFT.value, OfficeAnswer.written_by != wanted.member
    )
    if wanted.words.strip():
        query = query.where(matches(wanted.words, OfficeAnswer.question))
    yield Arm(WaitingKind.ANSWER, OfficeAnswer.id, OfficeAnswer.written_at, query)


def _intentions(wanted: WaitingFilter) -> Iterator[Arm]:
    query = select(Intention.id).where(Intention.handled_at.is_(None))
    if wanted.words.strip():
        query = query.where(matches(wanted.words, Intention.data))
    yield Arm(WaitingKind.INTENTION, Intention.id, Intention.registered_at, query)


def _complaints(wanted: WaitingFilter) -> Iterator[Arm]:
    """Those that the member need not keep out of, until they are answered or referred."""
    is_theirs = waits_for_member(wanted.member, wanted.roles, answers=wanted.answers_complaints)
    query = select(Complaint.id).where(is_theirs)
    if wanted.words.strip():
        query = query.where(matches(wanted.words, Complaint.number))
    yield Arm(WaitingKind.COMPLAINT, Complaint.id, Complaint.received_at, query, is_late(wanted.today))


def _excerpts(wanted: WaitingFilter) -> Iterator[Arm]:
    """What colleagues drafted for 留言选登."""
    query = select(Complaint.id).join(ComplaintExcerpt, ComplaintExcerpt.complaint_id == Complaint.id)
    query = query.where(ComplaintExcerpt.approved_at.is_(None), ComplaintExcerpt.written_by != wanted.member)
    query = query.where(~keeps_out(wanted.member))
    if wanted.words.strip():
        query = query.where(matches(wanted.words, Complaint.number))
    yield Arm(WaitingKind.EXCERPT, Complaint.id, ComplaintExcerpt.written_at, query)


_ARMS: Mapping[WaitingKind, Callable[[WaitingFilter], Iterator[Arm]]] = MappingProxyType(
    {
        WaitingKind.CONTRACT: _contracts,
        WaitingKind.CASE: _cases,
        WaitingKind.INTENTION: _intentions,
        WaitingKind.COMPLAINT: _complaints,
        WaitingKind.EXCERPT: _excerpts,
        WaitingKind.CORRECTION: _corrections,
        WaitingKind.OVERPAID: _overpaid,
        WaitingKind.ANSWER: _answers,
    }
)
"""What follows from the filter alone."""
