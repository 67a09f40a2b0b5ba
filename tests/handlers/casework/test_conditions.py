"""原则同意（条件）: nothing is paid before somebody of the office has recorded that the condition is met."""

from __future__ import annotations

import pytest

from handlers.casework.perform import allowed_acts
from handlers.casework.standing import standing_of
from handlers.casework.state_words import NOTHING_TO_PAY
from handlers.casework.table import ActName
from handlers.notices.delivery import mark, notices_since
from handlers.results import Reason, Source
from handlers.texts import refusals as texts
from store.states import Role, State
from tests.handlers.casework import given
from tests.handlers.casework.town import TOMORROW, Town


@pytest.fixture
def number(town: Town) -> str:
    found = town.brought_to(State.TABLED)
    town.does(ActName.AGREE_IN_PRINCIPLE, found, given.in_principle(400_000))
    town.does(ActName.MINUTES, found, given.minutes())
    return found


def test_an_unmet_condition_holds_the_payment_and_is_named(town: Town, number: str) -> None:
    reasons = town.refuses(ActName.PAY, number, town.payment(100_000))
    assert reasons == (Reason(texts.condition_open(condition="补齐环评手续"), Source.OFFICE),)
    assert "补齐环评手续" in reasons[0].text
    assert standing_of(town.work, town.application(number)).holder is Role.OFFICE


def test_once_it_is_recorded_as_met_the_payer_pays_and_everybody_is_told(town: Town, number: str) -> None:
    before = mark(town.work)
    town.does(ActName.FULFIL, number, given.fulfilment())
    told = {one.to: one.text for one in notices_since(town.work, before)}
    assert "审议所附的条件已登记落实" in told["boss"]
    assert "环评批复" not in told["boss"]
    assert "赵拨" in told
    assert standing_of(town.work, town.application(number)).holder is Role.PAYER
    town.does(ActName.PAY, number, town.payment(400_000))


def test_it_is_recorded_once_of_a_day_that_has_come_and_only_where_there_is_one(town: Town, number: str) -> None:
    early = town.refuses(ActName.FULFIL, number, given.fulfilment(checked_on=TOMORROW))
    assert early == (Reason(texts.day_to_come(field="核对日期"), Source.SYSTEM),)
    town.does(ActName.FULFIL, number, given.fulfilment())
    again = town.refuses(ActName.FULFIL, number, given.fulfilment())
    assert again == (Reason(texts.CONDITION_RECORDED, Source.SYSTEM),)


def test_an_approval_without_a_condition_has_nothing_to_fulfil(town: Town) -> None:
    plain = town.brought_to(State.APPROVED)
    assert town.refuses(ActName.FULFIL, plain, given.fulfilment()) == (Reason(texts.NO_CONDITION, Source.SYSTEM),)
    offered = {row.act for row in allowed_acts(town.work, town.office, town.application(plain))}
    assert ActName.FULFIL not in offered


def test_who_recorded_it_does_not_pay(town: Town, number: str) -> None:
    both = town.member_of(Role.OFFICE, Role.PAYER)
    town.does(ActName.FULFIL, number, given.fulfilment(), by=both)
    reasons = town.refuses(ActName.PAY, number, town.payment(1), by=both)
    assert reasons == (Reason(texts.APPROVED_BY_YOU, Source.OFFICE),)


def test_a_condition_that_is_never_met_ends_in_the_archive_and_the_contractor_is_told_why(
    town: Town, number: str
) -> None:
    assert town.refuses(ActName.ARCHIVE, number) == (Reason(texts.NOT_PAID_YET, Source.SYSTEM),)
    before = mark(town.work)
    town.does(ActName.LAPSE, number, given.lapse())
    told = {one.to: one.text for one in notices_since(town.work, before)}
    assert "补齐环评手续）没有落实（决定日期2026年11月24日）：环评没有批准。" in told["boss"]
    assert "领导小组决定" not in told["boss"]
    assert standing_of(town.work, town.application(number)) is NOTHING_TO_PAY
    refused = town.refuses(ActName.PAY, number, town.payment(1))
    assert Reason(texts.condition_open(condition="补齐环评手续"), Source.OFFICE) in refused
    before = mark(town.work)
    town.does(ActName.ARCHIVE, number)
    told = {one.to: one.text for one in notices_since(town.work, before)}
    assert "没有拨付，也不再拨付。原因：会议原则同意所附的条件" in told["boss"]
    town.submitted()


def test_what_is_met_after_all_is_paid(town: Town, number: str) -> None:
    town.does(ActName.LAPSE, number, given.lapse())
    again = town.refuses(ActName.LAPSE, number, given.lapse())
    assert again == (Reason(texts.LAPSE_RECORDED, Source.SYSTEM),)
    town.does(ActName.FULFIL, number, given.fulfilment())
    done = town.refuses(ActName.LAPSE, number, given.lapse())
    assert done == (Reason(texts.CONDITION_RECORDED, Source.SYSTEM),)
    assert town.refuses(ActName.ARCHIVE, number) == (Reason(texts.NOT_PAID_YET, Source.SYSTEM),)
    town.does(ActName.PAY, number, town.payment(400_000))


def test_only_a_condition_can_lapse_and_only_by_a_decision_that_was_made(town: Town, number: str) -> None:
    early = town.refuses(ActName.LAPSE, number, given.lapse(decided_on=TOMORROW))
    assert early == (Reason(texts.day_to_come(field="决定日期"), Source.SYSTEM),)
    town.does(ActName.LAPSE, number, given.lapse())
    town.does(ActName.ARCHIVE, number)
    plain = town.brought_to(State.APPROVED)
    assert town.refuses(ActName.LAPSE, plain, given.lapse()) == (Reason(texts.NO_CONDITION, Source.SYSTEM),)
