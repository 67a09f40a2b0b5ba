"""The conditions of records on a contract and of acts on cases of money taken back."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.casework.attempt import EVERYTHING, Attempt, Guard, guard, measure, office, system
from handlers.casework.calendar_settings import has_contract_tasks
from handlers.casework.contract_fields import (
    DisposeFields,
    EvaluateFields,
    NotifyFields,
    RecheckFields,
    ReclaimFields,
    RecoveryFields,
    RefundFields,
    ReturnedFields,
    ReviewFields,
)
from handlers.dates import local_day
from handlers.results import Reason
from handlers.texts import casework as words
from handlers.texts import refusals as texts
from handlers.texts import serving as serving_texts
from handlers.texts import supervision
from handlers.values.quarters import quarter_of
from policy_kb.roles import PassageRole
from store.queries.cases import (
    balance_of,
    disposals_on,
    newest_evaluation,
    open_case,
    oversights_on,
    refund_with,
    refunds_in,
    returned_in,
    returned_sum,
    returned_with,
)
from store.queries.contracts import paid_net, prepaid
from store.queries.overpaid import settlement_with
from store.states import CaseKind, Grade, Measure, RecoveryGround


@guard("grade", "advice")
def advice(attempt: Attempt) -> Iterator[Reason]:
    """基本合格 comes with the evaluator's advice, by which is rectified (Article 18)."""
    fields = attempt.given(EvaluateFields)
    if fields.grade is Grade.BASIC and not fields.advice:
        yield measure(texts.ADVICE_MISSING, PassageRole.MID_TERM)


@guard("evaluated_on")
def after_signing(attempt: Attempt) -> Iterator[Reason]:
    """Nothing is evaluated before its contract is signed."""
    if attempt.given(EvaluateFields).evaluated_on < attempt.contract.signed_on:
        yield system(texts.before_signing(signed_on=attempt.contract.signed_on))


@guard(weighs=frozenset({"checked_on"}))
def basic_result(attempt: Attempt) -> Iterator[Reason]:
    """A re-check belongs to the newest result, and that to 基本合格."""
    newest = newest_evaluation(attempt.work, attempt.contract.id)
    if newest is None or newest.grade != Grade.BASIC.value:
        yield measure(texts.NO_BASIC_RESULT, PassageRole.MID_TERM)
    elif attempt.fields is not None and attempt.given(RecheckFields).checked_on < newest.evaluated_on:
        yield system(texts.CHECKED_EARLIER)


@guard(weighs=frozenset({"decided_on"}))
def unqualified_result(attempt: Attempt) -> Iterator[Reason]:
    """A 处理决定 belongs to the newest result, and that to 不合格."""
    newest = newest_evaluation(attempt.work, attempt.contract.id)
    if newest is None or newest.grade != Grade.UNQUALIFIED.value:
        yield measure(texts.NO_UNQUALIFIED_RESULT, PassageRole.MID_TERM)
    elif attempt.fields is not None and attempt.given(DisposeFields).decided_on < newest.evaluated_on:
        yield system(texts.DECIDED_EARLIER)


@guard("measure", "reduced_to")
def reduced_sum(attempt: Attempt) -> Iterator[Reason]:
    """减少支持资金 names the reduced sum, and nothing else does."""
    fields = attempt.given(DisposeFields)
    reduces = fields.measure is Measure.REDUCE
    if reduces and fields.reduced_to is None:
        yield system(texts.REDUCED_SUM_MISSING)
    if not reduces and fields.reduced_to is not None:
        yield system(texts.REDUCED_SUM_NOT_ASKED)
    if reduces and fields.reduced_to is not None and fields.reduced_to >= attempt.contract.amount:
        yield system(texts.not_reduced(amount=attempt.contract.amount))


@guard(hides=True)
def has_tasks(attempt: Attempt) -> Iterator[Reason]:
    """One task a contract and quarter is the office's arrangement: it may have none."""
    if not has_contract_tasks(attempt.work):
        yield office(supervision.NO_TASKS)


@guard("quarter")
def new_quarter(attempt: Attempt) -> Iterator[Reason]:
    """One review a contract and quarter, of a quarter that has begun."""
    quarter = stored_quarter(attempt.given(ReviewFields).quarter)
    if quarter > quarter_of(local_day(attempt.work.now)).stored:
        yield system(texts.NOT_THIS_QUARTER)
    if any(one.quarter == quarter for one in oversights_on(attempt.work, attempt.contract.id)):
        yield system(texts.QUARTER_THERE)


def stored_quarter(typed: str) -> str:
    """2026Q4 for 2026年第4季度."""
    return f"{typed[:4]}Q{typed[6]}"


@guard("ground")
def recovery_ground(attempt: Attempt) -> Iterator[Reason]:
    """Article 9: not finished on time, by the day in force, or 限期整改不到位, which staff state."""
    overdue = attempt.given(RecoveryFields).ground is RecoveryGround.OVERDUE
    if overdue and attempt.contract.due_on >= local_day(attempt.work.now):
        yield measure(texts.RECOVERY_DAY_TO_COME, PassageRole.RECOVERY)


@guard(hides=True)
def reclaim_ground(attempt: Attempt) -> Iterator[Reason]:
    """Article 18: 收回 follows 不合格, by the decision that staff recorded."""
    newest = newest_evaluation(attempt.work, attempt.contract.id)
    unqualified = newest is not None and newest.grade == Grade.UNQUALIFIED.value
    if newest is None or not unqualified or not _decided(attempt, newest.id):
        yield measure(texts.NO_RECLAIM_GROUND, PassageRole.RECLAIM)


def one_case(kind: CaseKind) -> Guard:
    """One open case of a kind on a contract; the two kinds are never merged."""

    @guard(hides=True)
    def one_case(attempt: Attempt) -> Iterator[Reason]:
        if open_case(attempt.work, attempt.contract.id, kind) is not None:
            yield system(texts.one_case(kind=words.CASE_KINDS[kind.value]))

    return one_case


def sum_to_take_back(kind: CaseKind) -> Guard:
    """追回 takes back prepaid money only, 收回 any; nothing beyond what is still with the contractor."""
    recovers = kind is CaseKind.RECOVERY

    @guard(weighs=frozenset({"amount"}))
    def sum_to_take_back(attempt: Attempt) -> Iterator[Reason]:
        fields, most = attempt.fields, money_there(attempt, kind)
        if most <= 0:
            yield system(texts.NOTHING_PREPAID if recovers else texts.NOTHING_PAID)
        elif isinstance(fields, RecoveryFields | ReclaimFields) and fields.amount > most:
            yield system(texts.over_prepaid(most=most) if recovers else texts.over_taken_back(most=most))

    return sum_to_take_back


def money_there(attempt: Attempt, kind: CaseKind) -> int:
    """What is paid, has not come back, and is not asked back by the other kind of case."""
    work, contract = attempt.work, attempt.contract.id
    other = CaseKind.RECLAIM if kind is CaseKind.RECOVERY else CaseKind.RECOVERY
    case = open_case(work, contract, other)
    most = paid_net(work, contract) - (balance_of(work, case) if case else 0)
    if kind is CaseKind.RECLAIM:
        return most
    return min(most, prepaid(work, contract) - returned_sum(work, contract, kind))


@guard("pay_by")
def term_to_come(attempt: Attempt) -> Iterator[Reason]:
    """A term that has passed cannot be kept."""
    pay_by = attempt.given(NotifyFields).pay_by
    if pay_by is not None and pay_by < local_day(attempt.work.now):
        yield system(texts.TERM_PASSED)


@guard(*EVERYTHING)
def one_term(attempt: Attempt) -> Iterator[Reason]:
    """A notice names a day, or days that run from its service."""
    given = attempt.given(NotifyFields)
    if (given.pay_by is None) == (given.pay_days is None):
        yield office(serving_texts.ONE_TERM)


@guard("amount", weighs=frozenset({"surplus"}))
def within_the_balance(attempt: Attempt) -> Iterator[Reason]:
    """No more comes back than the case wants, and than the contractor has: a payment may have been reversed."""
    case, work, contract = attempt.opened, attempt.work, attempt.contract.id
    there = paid_net(work, contract)
    if case.kind == CaseKind.RECOVERY.value:
        there = min(there, prepaid(work, contract) - returned_sum(work, contract, CaseKind.RECOVERY))
    balance = max(0, min(balance_of(work, case), there))
    given = attempt.given(ReturnedFields)
    if given.counted > balance:
        yield system(texts.over_balance(balance=balance))
    elif given.surplus and given.counted != balance:
        yield system(texts.no_surplus(balance=balance))


def surplus_of(attempt: Attempt) -> int:
    """What the firm paid beyond the demand and did not get back yet, in fen."""
    paid = sum(one.surplus or 0 for one in returned_in(attempt.work, attempt.opened.id))
    return paid - sum(one.amount for one in refunds_in(attempt.work, attempt.opened.id))


@guard(weighs=frozenset({"amount"}), hides=True)
def within_the_surplus(attempt: Attempt) -> Iterator[Reason]:
    """Only what was paid too much goes back to the firm."""
    surplus = surplus_of(attempt)
    if surplus <= 0:
        yield system(texts.NOTHING_TO_REFUND)
    elif isinstance(attempt.fields, RefundFields) and attempt.fields.amount > surplus:
        yield system(texts.over_surplus(surplus=surplus))


@guard("voucher")
def new_refund_voucher(attempt: Attempt) -> Iterator[Reason]:
    """Every voucher is entered once."""
    voucher = attempt.given(RefundFields).voucher
    if refund_with(attempt.work, voucher) is not None:
        yield system(texts.voucher_there(voucher=voucher))


@guard("voucher")
def new_return_voucher(attempt: Attempt) -> Iterator[Reason]:
    """Every voucher is entered once."""
    voucher = attempt.given(ReturnedFields).voucher
    if returned_with(attempt.work, voucher) or settlement_with(attempt.work, voucher):
        yield system(texts.voucher_there(voucher=voucher))


def _decided(attempt: Attempt, evaluation_id: int) -> bool:
    return any(one.evaluation_id == evaluation_id for one in disposals_on(attempt.work, attempt.contract.id))
