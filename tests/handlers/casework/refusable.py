"""What must not be done, told from the rows as they are before the act, and not by the guards."""

from __future__ import annotations

from sqlalchemy import select

from handlers.casework.amendment_fields import AmountChange, ChangeFields, PayeeCheck, RatioChange
from handlers.casework.contract_fields import ReclaimFields, RecoveryFields
from handlers.casework.fields import PayFields
from handlers.casework.settling import SettleFields
from handlers.casework.table import ActName
from policy_kb.models import Model
from store.states import Kind
from store.tables.applications import Application, Meeting, Payment, StepRow
from store.tables.contracts import Amendment, Contract, Disposal, Evaluation, Recheck, ReturnCase, ReturnedMoney
from store.tables.ledger import OverpaidSettlement
from store.work import Work

Row = Application | Contract | ReturnCase


def may_be(
    work: Work,
    act: ActName,
    contract: Contract,
    subject: Application | Contract | ReturnCase,
    fields: Model | None,
) -> bool:
    """False where the act must be refused; True says nothing."""
    match fields:
        case PayFields() | SettleFields():
            assert isinstance(subject, Application)
            return _may_move(work, contract, subject, fields)
        case RecoveryFields():
            return _is_first(work, contract, "recovery") and fields.amount <= _prepaid_there(work, contract)
        case ReclaimFields():
            return _is_first(work, contract, "reclaim") and fields.amount <= _there(work, contract)
        case PayeeCheck():
            return _is_typed_again(work, contract, fields.account)
        case ChangeFields():
            return _may_be_changed(work, contract, fields)
        case _:
            return act is not ActName.DECLINE or contract.state != "active"


def _may_move(work: Work, contract: Contract, application: Application, fields: PayFields | SettleFields) -> bool:
    if isinstance(fields, SettleFields):
        return fields.amount <= _above_the_result(work, application)
    return _may_be_paid(work, contract, application, fields)


def _may_be_paid(work: Work, contract: Contract, application: Application, fields: PayFields) -> bool:
    if contract.state != "active" or fields.payee_name != contract.payee_name:
        return False
    if _is_conditional(work, application) and not _is_fulfilled(work, application):
        return False
    return application.kind != Kind.MIDTERM or is_open_for_midterm(work, contract.id)


def _may_be_changed(work: Work, contract: Contract, fields: ChangeFields) -> bool:
    if contract.state == "ended":
        return False
    amount = fields.amount if isinstance(fields, AmountChange) else contract.amount
    ratio = fields.ratio if isinstance(fields, RatioChange) else contract.ratio or 0
    return not isinstance(fields, AmountChange | RatioChange) or _holds_paid(work, contract, amount, ratio)


def _holds_paid(work: Work, contract: Contract, amount: int, ratio: int) -> bool:
    """What is paid already stays within the sum, and what was prepaid within its share."""
    prepaid = _there(work, contract, Kind.PREPAYMENT.value)
    return _there(work, contract) <= amount and prepaid * 10_000 <= amount * ratio


def _is_typed_again(work: Work, contract: Contract, account: str) -> bool:
    query = select(Amendment).where(Amendment.contract_id == contract.id, Amendment.kind == "payee")
    return any(f'"{account}"' in one.value for one in work.all(query) if one.checked_at is None)


def _is_conditional(work: Work, application: Application) -> bool:
    meetings = [one for one in work.all(select(Meeting)) if one.application_id == application.id]
    return bool(meetings) and bool(max(meetings, key=lambda one: one.id).condition)


def _is_fulfilled(work: Work, application: Application) -> bool:
    steps = [one for one in work.all(select(StepRow)) if one.application_id == application.id]
    return any(step.act == "fulfil" for step in steps)


def _is_first(work: Work, contract: Contract, kind: str) -> bool:
    cases = work.all(select(ReturnCase).where(ReturnCase.contract_id == contract.id, ReturnCase.kind == kind))
    return all(case.state == "closed" for case in cases)


def _there(work: Work, contract: Contract, kind: str = "") -> int:
    """What is paid and has not come back; of prepaid money what came back by 追回 is taken off."""
    here = [one for one in work.all(select(Application)) if one.contract_id == contract.id]
    paid = {one.id for one in here if kind in {"", one.kind}}
    cases = {one.id: one.kind for one in work.all(select(ReturnCase)) if one.contract_id == contract.id}
    back = [one for one in work.all(select(ReturnedMoney)) if one.case_id in cases]
    returned = sum(one.amount for one in back if not kind or cases[one.case_id] == "recovery")
    returned += sum(one.amount for one in work.all(select(OverpaidSettlement)) if one.application_id in paid)
    return sum(one.amount for one in work.all(select(Payment)) if one.application_id in paid) - returned


def _above_the_result(work: Work, application: Application) -> int:
    """What is paid above the sum in force, less what came back of it."""
    mine = application.id
    paid = sum(one.amount for one in work.all(select(Payment)) if one.application_id == mine)
    settled = sum(one.amount for one in work.all(select(OverpaidSettlement)) if one.application_id == mine)
    return paid - settled - (application.approved or 0)


def _prepaid_there(work: Work, contract: Contract) -> int:
    return min(_there(work, contract), _there(work, contract, Kind.PREPAYMENT.value))


def is_open_for_midterm(work: Work, contract_id: int) -> bool:
    """Article 18, told once more: the newest result of its own, what followed it, and no revocation."""
    mine = [one for one in work.all(select(Evaluation)) if one.contract_id == contract_id and one.article == 18]
    disposals = [one for one in work.all(select(Disposal)) if one.evaluation_id in {row.id for row in mine}]
    if not mine or any(one.measure == "revoke" for one in disposals):
        return False
    newest = max(mine, key=lambda one: (one.evaluated_on, one.id))
    if newest.grade == "basic":
        rechecks = [one for one in work.all(select(Recheck)) if one.evaluation_id == newest.id]
        return bool(rechecks) and max(rechecks, key=lambda one: (one.checked_on, one.id)).accepted
    return newest.grade == "qualified" or any(one.evaluation_id == newest.id for one in disposals)
