"""What a changed value leads to: where the application or the case stands by its sums, and what is above a cap."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from handlers.casework.attempt import Attempt, system
from handlers.casework.caps import prepayment_cap
from handlers.casework.correction_results import PASSED
from handlers.casework.transitions import Standing
from handlers.results import Reason
from handlers.texts import corrections as texts
from store.base import Record
from store.queries.allotments import standing_of
from store.queries.applications import meetings_of
from store.queries.cases import reduced_sum, returned_in
from store.queries.money import Money, money_on
from store.queries.overpaid import settlements_of
from store.queries.payments import payments_of
from store.states import CaseState, ContractState, MeetingResult, State
from store.tables.applications import Application, Meeting, Payment
from store.tables.contracts import Contract, ReturnCase
from store.tables.ledger import Quota

_BY_SUMS = frozenset({State.APPROVED, State.PAYING, State.PAID})
BY_RESULT = _BY_SUMS | {State.REJECTED, State.POSTPONED}
"""Where the newest result decides where an application stands."""


class Figures(Struct, frozen=True):
    """The sums as they are, read before a row that has a version is written."""

    money: Money
    reduced: int | None
    meetings: tuple[Meeting, ...] = ()
    payments: tuple[Payment, ...] = ()
    returned: int = 0
    settled: int = 0

    @property
    def paid(self) -> int:
        """What is paid on the application, less reversals and what came back of 超付."""
        return sum(one.amount for one in self.payments) - self.settled


def figures_of(attempt: Attempt) -> Figures:
    """The sums of the act's subject and its contract."""
    work, sent, case = attempt.work, attempt.application, attempt.case
    return Figures(
        money_on(work, attempt.contract.id),
        reduced_sum(work, attempt.contract.id),
        tuple(meetings_of(work, sent.id)) if sent else (),
        tuple(payments_of(work, sent.id)) if sent else (),
        sum(one.amount for one in returned_in(work, case.id)) if case else 0,
        sum(one.amount for one in settlements_of(work, sent.id)) if sent else 0,
    )


def state_by_result(result: MeetingResult, approved: int | None, paid: int) -> State:
    """Where an application stands by a result and by what is paid, which no decision undoes."""
    if result is MeetingResult.POSTPONED:
        return State.POSTPONED
    if not paid:
        return State.APPROVED if result in PASSED else State.REJECTED
    return State.PAYING if paid < (approved or 0) else State.PAID


def follow(attempt: Attempt, figures: Figures) -> Standing:
    """Give the application the sum in force, and say where the act's subject stands now. Nothing is asked here."""
    if attempt.application is not None:
        return _follow_application(attempt.application, figures)
    if attempt.case is not None:
        return _case_state(attempt.case, figures)
    return ContractState(attempt.contract.state)


def _follow_application(sent: Application, figures: Figures) -> State:
    state = State(sent.state)
    if state not in BY_RESULT | {State.ARCHIVED} or not figures.meetings:
        return state
    newest = figures.meetings[-1]
    result = MeetingResult(newest.result)
    sent.approved = newest.approved if result in PASSED else (0 if figures.paid else None)
    return state if state is State.ARCHIVED else state_by_result(result, sent.approved, figures.paid)


def _case_state(case: ReturnCase, figures: Figures) -> CaseState:
    """What came back closes a case, and a case that it closed opens again where more is wanted."""
    left = case.amount - figures.returned
    if case.state == CaseState.NOTIFIED.value and left <= 0:
        return CaseState.CLOSED
    if case.state == CaseState.CLOSED.value and left > 0 and not case.closing:
        return CaseState.NOTIFIED
    return CaseState(case.state)


def warnings_of(attempt: Attempt, figures: Figures) -> tuple[Reason, ...]:
    """What stands above a cap now: money has gone, and is told, not hidden. Nothing is asked here."""
    contract = attempt.contract
    found = [*_on_contract(contract, figures)]
    if attempt.application is not None:
        found += _on_application(attempt.application, figures)
    if attempt.case is not None and figures.returned > attempt.case.amount:
        found.append(system(texts.over_demand(wanted=attempt.case.amount, came=figures.returned)))
    return tuple(found)


def overdrawn_quota(attempt: Attempt, row: Record) -> Iterator[Reason]:
    """A payment as its voucher says may take more from its quota than there is."""
    work = attempt.work
    quota = work.get(Quota, row.quota_id) if isinstance(row, Payment) and row.quota_id is not None else None
    standing = standing_of(work, quota) if quota is not None else None
    if quota is not None and standing is not None and standing.left < 0:
        said = texts.over_quota(document=quota.document, allotted=standing.allotted, drawn=standing.drawn)
        yield system(said)


def _on_contract(contract: Contract, figures: Figures) -> Iterator[Reason]:
    used, prepaid = figures.money.paid_net, figures.money.prepaid
    if used > contract.amount:
        yield system(texts.over_contract(cap=contract.amount, used=used))
    if figures.reduced is not None and used > figures.reduced:
        yield system(texts.over_reduced(cap=figures.reduced, used=used))
    cap = prepayment_cap(contract)
    if contract.ratio is not None and prepaid > cap:
        yield system(texts.over_prepaid(cap=cap, used=prepaid))


def _on_application(sent: Application, figures: Figures) -> Iterator[Reason]:
    if sent.approved is not None and figures.paid > sent.approved:
        yield system(texts.over_approved(approved=sent.approved, paid=figures.paid))
    first = min((one.paid_on for one in figures.payments if one.reverses is None), default=None)
    if first is not None and figures.meetings and first < figures.meetings[0].held_on:
        yield system(texts.before_meeting(on=first))
