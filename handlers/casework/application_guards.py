"""The conditions of acts on applications. Each gives every reason against, and where the reason comes from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from handlers.casework.attempt import EVERYTHING, Attempt, guard, measure, office, system
from handlers.casework.authority import has_approved, has_paid, has_sent
from handlers.casework.caps import never_paid, paid_reasons
from handlers.casework.conditions import lapse_of, unmet_condition
from handlers.casework.eligibility import contract_reasons, kind_reasons
from handlers.casework.fields import InPrincipleFields, PartlyFields, PayFields, ReverseFields
from handlers.dates import local_day
from handlers.identity.actors import StaffMember
from handlers.results import Reason
from handlers.texts import refusals as texts
from handlers.values.names import same_name
from handlers.values.vouchers import plain_voucher
from policy_kb.roles import PassageRole
from store.queries.applications import meetings_of, payment_with
from store.queries.cases import returned_sum
from store.queries.contracts import opening_payment_with, paid_net, prepaid, unchecked_payee
from store.queries.overpaid import paid_on
from store.queries.payments import payments_of
from store.states import CaseKind, ContractState, Kind, MeetingResult, State
from store.tables.applications import Meeting

_PASSED = frozenset({MeetingResult.AGREED, MeetingResult.PARTLY, MeetingResult.IN_PRINCIPLE})


@guard(*EVERYTHING)
def no_day_to_come(attempt: Attempt) -> Iterator[Reason]:
    """What is recorded has happened."""
    today = local_day(attempt.work.now)
    fields = attempt.fields
    for name, field in type(fields).model_fields.items() if fields else ():
        value = getattr(fields, name)
        if isinstance(value, date) and value > today:
            yield system(texts.day_to_come(field=field.title or name))


@guard()
def active_contract(attempt: Attempt) -> Iterator[Reason]:
    """Only a contract in use stands behind an application and its money (Article 9)."""
    yield from contract_reasons(attempt.contract)


@guard(hides=True)
def no_active_contract(attempt: Attempt) -> Iterator[Reason]:
    """不予受理 only where no active contract stands behind it."""
    if attempt.contract.state == ContractState.ACTIVE.value:
        yield office(texts.NO_MISTAKE_HERE)


in_use = replace(active_contract, name="in_use", hides=True)
"""The same for payments: none is even offered on a contract that is not in use."""


@guard()
def kind_is_open(attempt: Attempt) -> Iterator[Reason]:
    """What opens or holds this kind of money (Article 18)."""
    yield from kind_reasons(attempt.work, attempt.contract, Kind(attempt.sent.kind))


@guard(hides=True)
def not_the_sender(attempt: Attempt) -> Iterator[Reason]:
    """Nobody both submits and accepts."""
    actor = attempt.actor
    if isinstance(actor, StaffMember) and has_sent(attempt, actor):
        yield office(texts.SENT_BY_YOU)


@guard(hides=True)
def not_the_payer(attempt: Attempt) -> Iterator[Reason]:
    """Nobody records the approval of what they paid."""
    if isinstance(attempt.actor, StaffMember) and has_paid(attempt, attempt.actor):
        yield office(texts.PAID_BY_YOU)


@guard(hides=True)
def not_the_approver(attempt: Attempt) -> Iterator[Reason]:
    """Nobody pays what they recorded as approved."""
    if isinstance(attempt.actor, StaffMember) and has_approved(attempt, attempt.actor):
        yield office(texts.APPROVED_BY_YOU)


@guard("approved")
def within_the_applied(attempt: Attempt) -> Iterator[Reason]:
    """Approved ≤ applied; 同意部分金额 means less."""
    fields, applied = attempt.fields, attempt.sent.amount
    if isinstance(fields, PartlyFields | InPrincipleFields) and fields.approved > applied:
        yield system(texts.over_applied(applied=applied))
    if isinstance(fields, PartlyFields) and fields.approved == applied:
        yield system(texts.PARTLY_MEANS_LESS)


@guard(hides=True)
def entered_once(attempt: Attempt) -> Iterator[Reason]:
    """The minutes' number is entered once with each result."""
    if minutes_due(attempt):
        return
    results = meetings_of(attempt.work, attempt.sent.id)
    yield system(texts.MINUTES_THERE if results else texts.NO_RESULT)


@guard()
def announced(attempt: Attempt) -> Iterator[Reason]:
    """What tells the contractor of a result waits until they were told it."""
    if newest := meetings_of(attempt.work, attempt.sent.id)[-1:]:
        yield from (office(texts.WITHHELD) for one in newest if one.withheld)


@guard()
def minutes(attempt: Attempt) -> Iterator[Reason]:
    """Article 12: paid after the meeting has approved; the minutes' numbers are the office's proof of it."""
    passed = approval(attempt)
    if passed is None:
        yield measure(texts.NO_APPROVAL, PassageRole.PAYMENT)
    elif not (passed.minutes and passed.item):
        yield office(texts.NO_MINUTES)


@guard(hides=True)
def condition_open(attempt: Attempt) -> Iterator[Reason]:
    """The condition of 原则同意 is recorded as met once."""
    passed = approval(attempt)
    if passed is None:
        yield system(texts.NO_APPROVAL)
    elif not passed.condition:
        yield system(texts.NO_CONDITION)
    elif not unmet_condition(attempt.work, attempt.sent):
        yield system(texts.CONDITION_RECORDED)


@guard(hides=True)
def lapsed_once(attempt: Attempt) -> Iterator[Reason]:
    """That it is not met is recorded once."""
    if lapse_of(attempt.work, attempt.sent) is not None:
        yield system(texts.LAPSE_RECORDED)


@guard()
def condition_met(attempt: Attempt) -> Iterator[Reason]:
    """What the meeting agreed to under a condition is paid once somebody has recorded that it is met."""
    if condition := unmet_condition(attempt.work, attempt.sent):
        yield office(texts.condition_open(condition=condition))


@guard("paid_on")
def after_the_meeting(attempt: Attempt) -> Iterator[Reason]:
    """No payment before the day of the meeting."""
    passed = approval(attempt)
    if passed is not None and attempt.given(PayFields).paid_on < passed.held_on:
        yield system(texts.before_meeting(held_on=passed.held_on))


@guard("payee_name", alarm=texts.WRONG_PAYEE_TRIED)
def right_payee(attempt: Attempt) -> Iterator[Reason]:
    """The account's name is the contract's."""
    if not same_name(attempt.given(PayFields).payee_name, attempt.contract.payee_name):
        yield system(texts.wrong_payee(name=attempt.contract.payee_name))


@guard()
def payee_checked(attempt: Attempt) -> Iterator[Reason]:
    """Nothing is paid while another account waits for its second check."""
    if unchecked_payee(attempt.work, attempt.contract.id) is not None:
        yield system(texts.PAYEE_UNCHECKED)


@guard(hides=True)
def nothing_to_pay(attempt: Attempt) -> Iterator[Reason]:
    """What is not fully paid is archived only where no more can be paid: the contract, or a decision, says so."""
    sent = attempt.sent
    if sent.state != State.PAID.value and not never_paid(attempt.work, attempt.contract, sent):
        yield system(texts.NOT_PAID_YET)


@guard("voucher")
def new_voucher(attempt: Attempt) -> Iterator[Reason]:
    """Every voucher is entered once."""
    fields = attempt.fields
    assert isinstance(fields, PayFields | ReverseFields)
    if payment_with(attempt.work, fields.voucher) or opening_payment_with(attempt.work, fields.voucher):
        yield system(texts.voucher_there(voucher=fields.voucher))


@guard("amount")
def within_the_approved(attempt: Attempt) -> Iterator[Reason]:
    """Paid ≤ approved."""
    approved, paid = attempt.sent.approved or 0, paid_on(attempt.work, attempt.sent.id)
    if paid + attempt.given(PayFields).amount > approved:
        yield system(texts.over_approved(approved=approved, paid=paid))


@guard(weighs=frozenset({"amount"}), hides=True)
def within_the_contract(attempt: Attempt) -> Iterator[Reason]:
    """The contract's sum, its prepayment ratio and a reduced sum bound what is paid; asked before, any payment."""
    fen = attempt.given(PayFields).amount if attempt.fields is not None else 1
    yield from paid_reasons(attempt.work, attempt.contract, Kind(attempt.sent.kind), fen)


@guard("payment", "reversed_on")
def reversible(attempt: Attempt) -> Iterator[Reason]:
    """退票 undoes one payment of this application, once."""
    fields = attempt.given(ReverseFields)
    entries = payments_of(attempt.work, attempt.sent.id)
    payment = next((one for one in entries if plain_voucher(one.voucher) == fields.payment), None)
    if payment is None:
        yield system(texts.NO_SUCH_PAYMENT)
    elif payment.reverses is not None:
        yield system(texts.REVERSAL_ITSELF)
    elif any(one.reverses == payment.id for one in entries):
        yield system(texts.REVERSED_ALREADY)
    elif fields.reversed_on < payment.paid_on:
        yield system(texts.REVERSED_EARLIER)
    elif payment.amount > still_there(attempt):
        yield system(texts.REVERSAL_BELOW_RETURNED)


def approval(attempt: Attempt) -> Meeting | None:
    """The newest result of the meeting, if it is an approval."""
    results = meetings_of(attempt.work, attempt.sent.id)
    return results[-1] if results and MeetingResult(results[-1].result) in _PASSED else None


def minutes_due(attempt: Attempt) -> list[Meeting]:
    """The results that wait for the number of their minutes: those withheld so long, and the newest."""
    results = meetings_of(attempt.work, attempt.sent.id)
    return [one for one in results if not one.minutes and (one.withheld or one is results[-1])]


def still_there(attempt: Attempt) -> int:
    """What was paid and has not come back, in fen: more is not reversed, and more does not come back."""
    work, contract, sent = attempt.work, attempt.contract.id, attempt.sent
    there = min(paid_net(work, contract), paid_on(work, sent.id))
    if sent.kind != Kind.PREPAYMENT.value:
        return there
    return min(there, prepaid(work, contract) - returned_sum(work, contract, CaseKind.RECOVERY))
