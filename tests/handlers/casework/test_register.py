"""What is written down is what was said: sums, days, numbers, who did it, and who hears of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from handlers.casework.caps import prepayment_cap
from handlers.casework.contracts import amend, discard_payee
from handlers.casework.perform import check_amount, check_kind
from handlers.casework.table import ActName
from handlers.notices.delivery import mark, notices_since
from handlers.results import Reason, Source
from handlers.texts import refusals as texts
from handlers.values.contract_terms import NewAmendment, Payee
from store.queries.applications import applications_on, meetings_of
from store.queries.contracts import amendments_of
from store.queries.payments import payments_of
from store.states import AmendmentKind, Kind, Role, State
from tests.handlers.casework import given
from tests.handlers.casework.town import TODAY, TOMORROW, YESTERDAY, YUAN, Town, done


def _system(text: str) -> Reason:
    return Reason(text, Source.SYSTEM)


@pytest.mark.parametrize(("day", "reasons"), [(TOMORROW, ()), (TOMORROW + timedelta(days=1), 1)])
def test_today_is_the_day_in_china(town: Town, day: date, reasons: int | tuple[()]) -> None:
    number = town.brought_to(State.ACCEPTED)
    town.work.now = datetime(TODAY.year, TODAY.month, TODAY.day, 17, tzinfo=UTC)  # past midnight in the county
    if reasons:
        assert len(town.refuses(ActName.REPORT, number, given.report(reported_on=day))) == reasons
    else:
        town.does(ActName.REPORT, number, given.report(reported_on=day))


def test_the_minutes_and_their_item_are_kept_as_typed(town: Town) -> None:
    number = town.brought_to(State.TABLED)
    town.does(ActName.AGREE, number, given.meeting())
    town.does(ActName.MINUTES, number, given.minutes())
    (meeting,) = meetings_of(town.work, town.application(number).id)
    assert (meeting.minutes, meeting.item) == ("〔2026〕12号", "三")


def test_a_payment_has_the_day_of_its_voucher_and_a_reversal_its_own_recorder(town: Town) -> None:
    number = town.brought_to(State.APPROVED)
    town.does(ActName.PAY, number, town.payment(500_000, "V-1", paid_on=TODAY))
    other = town.member_of(Role.PAYER)
    town.work.now += timedelta(days=3)
    town.does(ActName.REVERSE, number, given.reversal("V-1", reversed_on=TOMORROW), by=other)
    paid, back = payments_of(town.work, town.application(number).id)
    assert (paid.paid_on, paid.recorded_by) == (TODAY, town.payer.id)
    assert (back.paid_on, back.recorded_by, back.amount) == (TOMORROW, other.id, -500_000 * YUAN)


def test_a_payment_registered_later_keeps_its_day(town: Town) -> None:
    number = town.brought_to(State.APPROVED)
    town.work.now += timedelta(days=3)
    town.does(ActName.PAY, number, town.payment(500_000, "V-1", paid_on=TODAY))
    (paid,) = payments_of(town.work, town.application(number).id)
    assert paid.paid_on == TODAY


def test_a_payment_is_told_to_the_office_and_the_bureau(town: Town) -> None:
    number = town.brought_to(State.APPROVED)
    before = mark(town.work)
    town.does(ActName.PAY, number, town.payment(500_000))
    told = {one.to for one in notices_since(town.work, before) if number in one.text}
    assert {town.office.name, town.bureau.name, town.boss.person.address} <= told


def test_whoever_recorded_the_approval_reverses_no_payment_of_it(town: Town) -> None:
    both = town.member_of(Role.OFFICE, Role.PAYER)
    number = town.brought_to(State.TABLED)
    town.does(ActName.AGREE, number, given.meeting(), by=both)
    town.does(ActName.MINUTES, number, given.minutes())
    town.does(ActName.PAY, number, town.payment(500_000))
    reasons = town.refuses(ActName.REVERSE, number, given.reversal("V-1"), by=both)
    assert reasons == (Reason(texts.APPROVED_BY_YOU, Source.OFFICE),)


def test_whoever_paid_records_neither_minutes_nor_a_condition(town: Town) -> None:
    both = town.member_of(Role.OFFICE, Role.PAYER)
    number = town.brought_to(State.TABLED)
    town.does(ActName.AGREE_IN_PRINCIPLE, number, given.in_principle(500_000))
    town.does(ActName.MINUTES, number, given.minutes())
    town.does(ActName.FULFIL, number, given.fulfilment())
    town.does(ActName.PAY, number, town.payment(100_000), by=both)
    paid = Reason(texts.PAID_BY_YOU, Source.OFFICE)
    assert paid in town.refuses(ActName.MINUTES, number, given.minutes(), by=both)
    assert paid in town.refuses(ActName.FULFIL, number, given.fulfilment(), by=both)


def test_the_most_that_is_prepaid_is_whole_fen_rounded_down(town: Town) -> None:
    town.contract.amount, town.contract.ratio = 100_003, 3333
    assert prepayment_cap(town.contract) == 33_330  # 33 330.9999 fen


def test_what_is_approved_and_not_paid_counts_against_the_ratio(town: Town) -> None:
    town.brought_to(State.APPROVED)
    reasons = check_amount(town.work, town.contract, Kind.PREPAYMENT, 200_000 * YUAN)
    cap, used = 600_000 * YUAN, 500_000 * YUAN
    assert [one.text for one in reasons] == [texts.over_ratio(ratio=3000, cap=cap, used=used)]


def _with_midterm_paid(town: Town) -> None:
    """Prepaid 500,000, of which 100,000 came back by a recovery that is closed; 900,000 of mid-term money."""
    town.brought_to(State.PAID)
    town.does(ActName.RECOVER, town.contract.number, given.recovery(100_000))
    town.does(ActName.NOTIFY, "1", given.demand())
    town.does(ActName.RECEIVE, "1", given.returned(100_000))
    town.does(ActName.EVALUATE, town.contract.number, given.evaluation("qualified"))
    town.brought_to(State.PAID, Kind.MIDTERM, 900_000)


def test_prepaid_money_that_came_back_is_not_recovered_once_more(town: Town) -> None:
    _with_midterm_paid(town)
    reasons = town.refuses(ActName.RECOVER, town.contract.number, given.recovery(450_000))
    assert reasons == (_system(texts.over_prepaid(most=400_000 * YUAN)),)


def test_a_prepayment_of_which_a_part_came_back_is_not_reversed_whole(town: Town) -> None:
    _with_midterm_paid(town)
    first = next(one for one in applications_on(town.work, town.contract.id) if one.kind == Kind.PREPAYMENT.value)
    (payment,) = payments_of(town.work, first.id)
    reasons = town.refuses(ActName.REVERSE, first.number, given.reversal(payment.voucher))
    assert reasons == (_system(texts.REVERSAL_BELOW_RETURNED),)


def test_a_term_may_end_today(town: Town) -> None:
    town.brought_to(State.PAID)
    town.does(ActName.RECOVER, town.contract.number, given.recovery(100_000))
    town.does(ActName.NOTIFY, "1", given.demand(pay_by=TODAY))


def test_a_dropped_account_is_marked_as_dropped(town: Town) -> None:
    payee = Payee(account="6222000099998888777", bank="另一家银行")
    new = NewAmendment(kind=AmendmentKind.PAYEE, document="盖章函", effective_on=YESTERDAY, payee=payee)
    done(amend(town.work, town.bureau, town.contract.number, new))
    done(discard_payee(town.work, town.bureau, town.contract.number))
    (row,) = amendments_of(town.work, town.contract.id)
    assert row.discarded
    assert town.contract.payee_account != payee.account


def test_a_record_that_leaves_the_state_leaves_its_day(town: Town) -> None:
    number = town.brought_to(State.ACCEPTED)
    since = town.application(number).state_since
    town.work.now += timedelta(days=2)
    town.does(ActName.OPINION, number, given.opinion())
    assert town.application(number).state_since == since
    town.does(ActName.REPORT, number, given.report())
    assert town.application(number).state_since == town.work.now


def test_the_last_recheck_counts(town: Town) -> None:
    number = town.contract.number
    town.does(ActName.EVALUATE, number, given.evaluation("basic"))
    town.does(ActName.RECHECK, number, given.recheck(accepted=True, checked_on=date(2026, 8, 1)))
    assert check_kind(town.work, town.contract, Kind.MIDTERM) == ()
    town.does(ActName.RECHECK, number, given.recheck(accepted=False, checked_on=date(2026, 9, 1)))
    (reason,) = check_kind(town.work, town.contract, Kind.MIDTERM)
    assert reason.text == texts.NOT_RECTIFIED
