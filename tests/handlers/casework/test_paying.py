"""Money goes out after the meeting's approval and its minutes, within every cap, and comes back by reversal."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.casework.contracts import amend
from handlers.casework.table import ActName
from handlers.results import Reason, Source
from handlers.texts import casework as words
from handlers.texts import refusals as texts
from handlers.values.contract_terms import NewAmendment
from store.queries.overpaid import paid_on
from store.queries.payments import payments_of
from store.states import AmendmentKind, Kind, State
from tests.handlers.casework import given
from tests.handlers.casework.town import TODAY, TOMORROW, YESTERDAY, YUAN, Town, done


def _system(text: str) -> tuple[Reason, ...]:
    return (Reason(text, Source.SYSTEM),)


def test_without_the_minutes_nothing_is_paid(town: Town) -> None:
    number = town.brought_to(State.TABLED)
    town.does(ActName.AGREE, number, given.meeting())
    reasons = town.refuses(ActName.PAY, number, town.payment(1))
    assert reasons == (Reason(texts.NO_MINUTES, Source.OFFICE),)


@pytest.mark.parametrize("state", [State.SUBMITTED, State.ACCEPTED, State.REPORTED, State.TABLED])
def test_before_the_meeting_nothing_is_paid(town: Town, state: State) -> None:
    (reason,) = town.refuses(ActName.PAY, town.brought_to(state), town.payment(1))
    assert reason.source is Source.SYSTEM


def test_a_payment_in_parts(town: Town) -> None:
    number = town.brought_to(State.APPROVED)
    town.does(ActName.PAY, number, town.payment(200_000, "V-1"))
    assert town.application(number).state == State.PAYING.value
    town.does(ActName.PAY, number, town.payment(300_000, "V-2", source="county"))
    assert town.application(number).state == State.PAID.value
    assert paid_on(town.work, town.application(number).id) == 500_000 * YUAN


def test_paid_is_never_more_than_approved(town: Town) -> None:
    number = town.brought_to(State.TABLED)
    town.does(ActName.AGREE_PARTLY, number, given.partly(300_000))
    town.does(ActName.MINUTES, number, given.minutes())
    town.does(ActName.PAY, number, town.payment(200_000, "V-1"))
    reasons = town.refuses(ActName.PAY, number, town.payment(100_001, "V-2"))
    assert reasons == _system(texts.over_approved(approved=300_000 * YUAN, paid=200_000 * YUAN))


def test_the_payee_is_the_contracts_whatever_the_brackets(town: Town) -> None:
    town.contract.payee_name = "安泽县演示（甲）有限公司"
    number = town.brought_to(State.APPROVED)
    wrong = town.payment(1).model_copy(update={"payee_name": "张三"})
    assert town.refuses(ActName.PAY, number, wrong) == _system(texts.wrong_payee(name="安泽县演示（甲）有限公司"))
    right = town.payment(1).model_copy(update={"payee_name": "安泽县演示(甲) 有限公司"})
    town.does(ActName.PAY, number, right)


def test_a_voucher_is_entered_once_for_all_applications(town: Town) -> None:
    town.brought_to(State.PAID, yuan=100_000)
    used = "V-once"
    first = town.brought_to(State.APPROVED, yuan=100_000)
    town.does(ActName.PAY, first, town.payment(50_000, used))
    assert town.refuses(ActName.PAY, first, town.payment(50_000, used)) == _system(
        texts.voucher_there(voucher=used)
    )


@pytest.mark.parametrize("kind", [AmendmentKind.PAUSE, AmendmentKind.END])
def test_a_paused_or_ended_contract_holds_payments(town: Town, kind: AmendmentKind) -> None:
    number = town.brought_to(State.APPROVED)
    new = NewAmendment(kind=kind, document="函1号", effective_on=TODAY)
    done(amend(town.work, town.bureau, town.contract.number, new))
    state = words.CONTRACT_STATES[town.contract.state]
    reasons = town.refuses(ActName.PAY, number, town.payment(1))
    assert reasons == _system(texts.inactive(number=town.contract.number, state=state))


def test_a_payment_is_not_before_its_meeting_nor_to_come(town: Town) -> None:
    number = town.brought_to(State.APPROVED)
    early = town.refuses(ActName.PAY, number, town.payment(1, paid_on=YESTERDAY))
    assert early == _system(texts.before_meeting(held_on=TODAY))
    late = town.refuses(ActName.PAY, number, town.payment(1, paid_on=TOMORROW))
    assert late == _system(texts.day_to_come(field="拨付日期"))


def test_a_smaller_contract_caps_what_was_approved_before(town: Town) -> None:
    number = town.brought_to(State.APPROVED, yuan=600_000)
    new = NewAmendment(
        kind=AmendmentKind.AMOUNT, document="补充协议1号", effective_on=TODAY, amount=1_000_000 * YUAN
    )
    done(amend(town.work, town.bureau, town.contract.number, new))
    (reason,) = town.refuses(ActName.PAY, number, town.payment(300_001))
    assert texts.RATIO_SOURCE in reason.text
    town.does(ActName.PAY, number, town.payment(300_000))


def test_everything_that_is_wrong_with_a_payment_is_said_at_once(town: Town) -> None:
    number = town.brought_to(State.TABLED)
    town.does(ActName.AGREE, number, given.meeting())
    fields = town.payment(600_001, paid_on=YESTERDAY).model_copy(update={"payee_name": "张三"})
    reasons = town.refuses(ActName.PAY, number, fields)
    assert [reason.source for reason in reasons] == [Source.OFFICE, *[Source.SYSTEM] * 4]


def test_followup_money_is_not_paid_without_its_acceptance(town: Town) -> None:
    town.does(ActName.COMPLETE, town.contract.number, given.completion())
    number = town.brought_to(State.APPROVED, Kind.FOLLOWUP)
    failed = given.completion(passed=False)
    town.does(ActName.COMPLETE, town.contract.number, failed)
    assert town.refuses(ActName.PAY, number, town.payment(1)) == (Reason(texts.NOT_ACCEPTED, Source.OFFICE),)


def test_a_reversal_takes_a_payment_back(town: Town) -> None:
    number = town.brought_to(State.APPROVED)
    town.does(ActName.PAY, number, town.payment(200_000, "V-1"))
    town.does(ActName.PAY, number, town.payment(300_000, "V-2"))
    town.does(ActName.REVERSE, number, given.reversal("V-2", "R-2"))
    assert town.application(number).state == State.PAYING.value
    town.does(ActName.REVERSE, number, given.reversal("V-1", "R-1"))
    application = town.application(number)
    assert application.state == State.APPROVED.value
    assert [one.amount // YUAN for one in payments_of(town.work, application.id)] == [
        200_000,
        300_000,
        -300_000,
        -200_000,
    ]


def test_a_payment_is_reversed_once_and_a_reversal_never(town: Town) -> None:
    number = town.brought_to(State.APPROVED)
    town.does(ActName.PAY, number, town.payment(200_000, "V-1"))
    town.does(ActName.PAY, number, town.payment(100_000, "V-2"))
    town.does(ActName.REVERSE, number, given.reversal("V-1", "R-1"))
    again = town.refuses(ActName.REVERSE, number, given.reversal("V-1", "R-2"))
    assert again == _system(texts.REVERSED_ALREADY)
    itself = town.refuses(ActName.REVERSE, number, given.reversal("R-1", "R-2"))
    assert itself == _system(texts.REVERSAL_ITSELF)
    unknown = town.refuses(ActName.REVERSE, number, given.reversal("V-9", "R-2"))
    assert unknown == _system(texts.NO_SUCH_PAYMENT)


def test_a_reversal_has_a_voucher_of_its_own_and_is_not_older(town: Town) -> None:
    number = town.brought_to(State.APPROVED)
    town.does(ActName.PAY, number, town.payment(200_000, "V-1"))
    same = town.refuses(ActName.REVERSE, number, given.reversal("V-1", "V-1"))
    assert same == _system(texts.voucher_there(voucher="V-1"))
    early = town.refuses(ActName.REVERSE, number, given.reversal("V-1", reversed_on=date(2026, 11, 23)))
    assert early == _system(texts.REVERSED_EARLIER)


def test_another_applications_payment_is_not_reversed_here(town: Town) -> None:
    town.brought_to(State.PAID, yuan=100_000)
    number = town.brought_to(State.APPROVED, yuan=100_000)
    town.does(ActName.PAY, number, town.payment(50_000, "V-mine"))
    other = next(one.voucher for one in payments_of(town.work, 1))
    assert town.refuses(ActName.REVERSE, number, given.reversal(other)) == _system(texts.NO_SUCH_PAYMENT)


def test_money_that_came_back_is_paid_again_although_the_next_application_was_sent(town: Town) -> None:
    """Nobody can refuse what the bank sent back; whoever wants a third one is told that one is open."""
    first = town.brought_to(State.APPROVED, yuan=100_000)
    town.does(ActName.PAY, first, town.payment(100_000, "V-1"))
    second = town.submitted(yuan=100_000)
    town.does(ActName.REVERSE, first, given.reversal("V-1"))
    assert town.application(first).state == State.APPROVED
    assert town.application(second).state == State.SUBMITTED
    town.does(ActName.PAY, first, town.payment(100_000, "V-2"))
    assert town.application(first).state == State.PAID
