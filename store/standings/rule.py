"""Where an application stands, in SQL: its state, and what beside its state decides who holds it."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from store.standings.acts import FULFIL, LAPSE, SUPERSEDE
from store.standings.sums import net_paid, settled_sum
from store.states import ContractState, Kind, Measure, MeetingResult, State
from store.tables.applications import Application, Meeting, Payment, StepRow
from store.tables.contracts import Contract, Disposal, Evaluation, OpeningPayment, ReturnCase, ReturnedMoney
from store.tables.ledger import OverpaidSettlement
from store.tables.serving import Service

_WHOLE = 10_000
_PAYABLE = (State.APPROVED.value, State.PAYING.value)
_RESULTS = (State.APPROVED.value, State.POSTPONED.value, State.REJECTED.value)
DECIDED_BESIDE = (*_RESULTS, State.PAYING.value, State.RETURNED.value, State.ARCHIVED.value)
"""The states beside which something else decides where an application stands."""


class Standing(StrEnum):
    """Where something beside the state decides; everywhere else the state's own name is the standing."""

    WITHOUT_MINUTES = "approved_minutes"
    # The result is recorded, and withheld from the contractor until its minutes are.
    APPROVED_WITHHELD = "approved_withheld"
    POSTPONED_WITHHELD = "postponed_withheld"
    REJECTED_WITHHELD = "rejected_withheld"
    WITH_CONDITION = "approved_condition"
    NOTHING_TO_PAY = "nothing_to_pay"
    NOTHING_TO_RESUBMIT = "returned_ended"
    NOT_ALL_PAID = "archived_short"


@cache
def standing() -> ColumnElement[str]:
    """The standing of an application in a query that joins its contract. Made once: it is the same for all."""
    state = Application.state
    return case(
        (and_(state == State.ARCHIVED.value, ~_is_all_paid()), Standing.NOT_ALL_PAID.value),
        *((and_(state == one, _is_withheld()), f"{one}_withheld") for one in _RESULTS),
        (and_(state.in_(_PAYABLE), _is_over()), Standing.NOTHING_TO_PAY.value),
        (
            and_(state == State.RETURNED.value, Contract.state == ContractState.ENDED.value),
            Standing.NOTHING_TO_RESUBMIT.value,
        ),
        (and_(state == State.APPROVED.value, ~_is_minuted()), Standing.WITHOUT_MINUTES.value),
        (and_(state == State.APPROVED.value, _waits_for_condition()), Standing.WITH_CONDITION.value),
        else_=state,
    )


@cache
def is_unserved() -> ColumnElement[bool]:
    """Whether an application was declined, and nobody recorded that the firm was served. Made once."""
    served = exists().where(Service.application_id == Application.id).correlate(Application)
    return and_(Application.state == State.DECLINED.value, ~served)


def _is_all_paid() -> ColumnElement[bool]:
    return func.coalesce(net_paid() == Application.approved, False)


def _newest_meeting() -> Select[int]:
    later = aliased(Meeting)
    return select(func.max(later.id)).where(later.application_id == Application.id).correlate(Application)


def _is_minuted() -> ColumnElement[bool]:
    newest = _newest_meeting().scalar_subquery()
    return exists().where(Meeting.id == newest, Meeting.minutes != "", Meeting.item != "").correlate(Application)


def _is_withheld() -> ColumnElement[bool]:
    newest = _newest_meeting().scalar_subquery()
    return exists().where(Meeting.id == newest, Meeting.withheld.is_(True)).correlate(Application)


def _waits_for_condition() -> ColumnElement[bool]:
    newest = _newest_meeting().scalar_subquery()
    under_one = exists().where(
        Meeting.id == newest, Meeting.result == MeetingResult.IN_PRINCIPLE.value, Meeting.condition != ""
    )
    is_met = exists().where(StepRow.application_id == Application.id, StepRow.act == FULFIL, _is_since())
    return and_(under_one.correlate(Application), ~is_met.correlate(Application))


def _is_over() -> ColumnElement[bool]:
    """Nothing more is ever paid of it: `handlers.casework.caps.never_paid`."""
    used, prepaid = _paid() - _returned(), _paid(Kind.PREPAYMENT)
    return or_(
        Contract.state == ContractState.ENDED.value,
        _last_of() == LAPSE,
        used >= Contract.amount,
        _is_revoked(),
        func.coalesce(used >= _reduced_to(), False),
        and_(
            Application.kind == Kind.PREPAYMENT.value,
            Contract.ratio.is_not(None),
            prepaid >= Contract.amount * Contract.ratio // _WHOLE,
        ),
    )


def _is_since() -> ColumnElement[bool]:
    """Whether the step was made after the newest change of the result."""
    change = aliased(StepRow)
    changed = select(func.coalesce(func.max(change.id), 0)).where(
        change.application_id == Application.id, change.act == SUPERSEDE
    )
    return StepRow.id > changed.correlate(Application).scalar_subquery()


def _last_of() -> ColumnElement[str]:
    query = select(StepRow.act).where(
        StepRow.application_id == Application.id, StepRow.act.in_((FULFIL, LAPSE)), _is_since()
    )
    last = query.order_by(StepRow.id.desc()).limit(1).correlate(Application).scalar_subquery()
    return func.coalesce(last, "")


def _paid(kind: Kind | None = None) -> ColumnElement[Any]:
    paid = aliased(Application)
    query = select(func.coalesce(func.sum(Payment.amount), 0)).join(paid, paid.id == Payment.application_id)
    query = query.where(paid.contract_id == Contract.id)
    back = settled_sum().join(paid, paid.id == OverpaidSettlement.application_id)
    back = back.where(paid.contract_id == Contract.id)
    before = select(func.coalesce(func.sum(OpeningPayment.amount), 0))
    before = before.where(OpeningPayment.contract_id == Contract.id)
    if kind is not None:
        query, back = query.where(paid.kind == kind.value), back.where(paid.kind == kind.value)
        before = before.where(OpeningPayment.kind == kind.value)
    out, came_back, earlier = (one.correlate(Contract).scalar_subquery() for one in (query, back, before))
    return out + earlier - came_back


def _returned() -> ColumnElement[Any]:
    query = select(func.coalesce(func.sum(ReturnedMoney.amount), 0)).join(ReturnCase)
    return query.where(ReturnCase.contract_id == Contract.id).correlate(Contract).scalar_subquery()


def _is_revoked() -> ColumnElement[bool]:
    query = select(Disposal.id).join(Evaluation, Evaluation.id == Disposal.evaluation_id)
    return (
        query.where(Evaluation.contract_id == Contract.id, Disposal.measure == Measure.REVOKE.value)
        .correlate(Contract)
        .exists()
    )


def _reduced_to() -> ColumnElement[Any]:
    """The sum of the newest decision of 减少支持资金."""
    query = select(Disposal.reduced_to).join(Evaluation, Evaluation.id == Disposal.evaluation_id)
    query = query.where(Evaluation.contract_id == Contract.id, Disposal.measure == Measure.REDUCE.value)
    query = query.order_by(Disposal.decided_on.desc(), Disposal.id.desc()).limit(1)
    return query.correlate(Contract).scalar_subquery()
