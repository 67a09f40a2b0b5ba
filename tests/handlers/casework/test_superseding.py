"""决定变更: a later sitting changes a result; the old one stays as superseded, and what is paid stays paid."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.casework.locating import locate
from handlers.casework.superseding import SupersedeFields
from handlers.casework.table import TABLE
from handlers.casework.transitions import ActName
from handlers.notices.records import notices_of
from handlers.texts import corrections as correction_texts
from handlers.texts import refusals
from handlers.texts import superseding as texts
from store.queries.applications import meetings_of
from store.states import State
from tests.handlers.casework import given
from tests.handlers.casework.journal import check_journal
from tests.handlers.casework.test_corrections import corrects
from tests.handlers.casework.town import TODAY, YESTERDAY, YUAN, Town


def later(result: str, yuan: int = 0, condition: str = "", **changes: object) -> SupersedeFields:
    values = {
        "session": "第14次",
        "held_on": TODAY,
        "result": result,
        "minutes": "〔2026〕14号",
        "item": "二",
        "approved": yuan * YUAN or None,
        "condition": condition,
    }
    return SupersedeFields.model_validate(values | changes)


def stands(town: Town, number: str) -> tuple[str, int | None]:
    sent = town.application(number)
    return sent.state, sent.approved


def told(town: Town, number: str) -> str:
    return notices_of(town.work, application_id=town.application(number).id)[-1].text


def _partly_paid(town: Town) -> str:
    number = town.brought_to(State.APPROVED)
    town.does(ActName.PAY, number, town.payment(200_000))
    return number


def test_a_later_sitting_supersedes_the_result_and_the_old_one_stays(town: Town) -> None:
    number = town.brought_to(State.APPROVED)
    town.does(ActName.SUPERSEDE, number, later("partly", 300_000))
    old, new = meetings_of(town.work, town.application(number).id)
    assert (old.approved, old.result, old.supersedes) == (500_000 * YUAN, "agreed", None)
    assert (new.approved, new.supersedes, new.minutes) == (300_000 * YUAN, old.id, "〔2026〕14号")
    assert stands(town, number) == ("approved", 300_000 * YUAN)
    assert (
        "据会议纪要登记：原结果（2026年11月24日会议）：同意，金额500,000元；"
        "现变更为（2026年11月24日会议）：同意部分金额，金额300,000元。以会议纪要为准。"
    ) in told(town, number)
    town.does(ActName.PAY, number, town.payment(300_000))
    assert stands(town, number)[0] == "paid"


def test_both_results_are_seen_before_the_later_one_is_recorded(town: Town) -> None:
    row, number = TABLE[ActName.SUPERSEDE], _partly_paid(town)
    attempt = locate(town.work, town.office, row, number, later("partly", 150_000))
    assert attempt is not None
    assert row.preview(attempt).splitlines() == [
        "原结果（2026年11月24日会议）：同意，金额500,000元；变更为（2026年11月24日会议）：同意部分金额，金额150,000元。",
        texts.overpaid(paid=200_000 * YUAN, over=50_000 * YUAN),
    ]


@pytest.mark.parametrize(
    ("result", "yuan", "state"),
    [
        ("agreed", 0, "paying"),
        ("partly", 300_000, "paying"),
        ("partly", 200_000, "paid"),
        ("partly", 150_000, "paid"),
        ("rejected", 0, "paid"),
    ],
)
def test_what_is_paid_stays_paid_whatever_is_decided(town: Town, result: str, yuan: int, state: str) -> None:
    number = _partly_paid(town)
    town.does(ActName.SUPERSEDE, number, later(result, yuan))
    assert stands(town, number)[0] == state
    check_journal(town.work)
    assert not [act for act in town.steps(number) if act.act in {"reverse", "recover", "reclaim"}]


@pytest.mark.parametrize(
    ("result", "yuan", "states"),
    [("partly", 150_000, ["paid", "approved"]), ("rejected", 0, ["paid", "rejected"])],
)
def test_where_too_much_was_paid_a_reversal_leaves_what_the_result_says(
    town: Town, result: str, yuan: int, states: list[str]
) -> None:
    number = _partly_paid(town)
    town.does(ActName.PAY, number, town.payment(50_000, "V-2"))
    town.does(ActName.SUPERSEDE, number, later(result, yuan))
    found = []
    for voucher in ("V-2", "V-1"):
        town.does(ActName.REVERSE, number, given.reversal(voucher, f"R-{voucher}"))
        found.append(stands(town, number)[0])
    assert found == states
    check_journal(town.work)


def test_what_is_paid_above_it_is_said_to_be_settled_on_its_own_paper(town: Town) -> None:
    number = _partly_paid(town)
    done = town.does(ActName.SUPERSEDE, number, later("partly", 150_000))
    said = correction_texts.over_approved(approved=150_000 * YUAN, paid=200_000 * YUAN)
    assert said in [reason.text for reason in done.warnings]
    assert "已拨付200,000元，超过变更后的金额50,000元。超付的部分另行发文处理" in told(town, number)
    assert town.refuses(ActName.PAY, number, town.payment(1))


def test_a_rejected_application_is_taken_up_again_unless_another_is_under_way(town: Town) -> None:
    number = town.brought_to(State.TABLED)
    town.does(ActName.REJECT, number, given.meeting())
    town.does(ActName.MINUTES, number, given.minutes())
    other = town.submitted()
    (reason,) = town.refuses(ActName.SUPERSEDE, number, later("agreed"))
    assert reason.text.startswith(refusals.one_open(number=other, kind="前期预付资金")[:8])
    town.does(ActName.WITHDRAW, other, by=town.boss)
    town.does(ActName.SUPERSEDE, number, later("agreed"))
    town.does(ActName.PAY, number, town.payment(500_000))
    assert stands(town, number) == ("paid", 500_000 * YUAN)


def test_a_decision_to_wait_goes_back_to_be_tabled_where_nothing_is_paid(town: Town) -> None:
    number = town.brought_to(State.APPROVED)
    town.does(ActName.SUPERSEDE, number, later("postponed"))
    assert stands(town, number) == ("postponed", None)
    town.does(ActName.TABLE, number, given.tabling())
    paid = _partly_paid_on_another(town)
    (reason,) = town.refuses(ActName.SUPERSEDE, paid, later("postponed"))
    assert reason.text == correction_texts.PAID_AND_POSTPONED


def _partly_paid_on_another(town: Town) -> str:
    town.contract = town.contract_of("AZ-HT-002")
    return _partly_paid(town)


def test_another_condition_is_met_anew(town: Town) -> None:
    number = town.brought_to(State.TABLED)
    town.does(ActName.AGREE_IN_PRINCIPLE, number, given.in_principle(300_000))
    town.does(ActName.MINUTES, number, given.minutes())
    town.does(ActName.FULFIL, number, given.fulfilment())
    town.does(ActName.SUPERSEDE, number, later("in_principle", 300_000, "补齐消防手续"))
    (reason,) = town.refuses(ActName.PAY, number, town.payment(1))
    assert reason.text == refusals.condition_open(condition="补齐消防手续")
    town.does(ActName.LAPSE, number, given.lapse())
    check_journal(town.work)
    town.does(ActName.FULFIL, number, given.fulfilment())
    town.does(ActName.PAY, number, town.payment(300_000))
    check_journal(town.work)


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        (later("partly"), texts.SUM_WANTED),
        (later("agreed", 300_000), texts.NO_SUM_WANTED),
        (later("in_principle", 300_000), texts.CONDITION_WANTED),
        (later("agreed", condition="补齐手续"), texts.NO_CONDITION_WANTED),
        (later("partly", 600_000), refusals.over_applied(applied=500_000 * YUAN)),
        (later("agreed", held_on=YESTERDAY), texts.earlier(on=TODAY)),
    ],
)
def test_what_no_minutes_can_say_is_refused(town: Town, fields: SupersedeFields, text: str) -> None:
    number = town.brought_to(State.APPROVED)
    assert text in [reason.text for reason in town.refuses(ActName.SUPERSEDE, number, fields)]


@pytest.mark.parametrize("state", [State.TABLED, State.ARCHIVED])
def test_neither_before_a_result_nor_after_the_archive(town: Town, state: State) -> None:
    assert town.refuses(ActName.SUPERSEDE, town.brought_to(state), later("partly", 300_000))


def test_who_paid_records_no_later_approval_and_who_recorded_it_does_not_pay(town: Town) -> None:
    number = _partly_paid(town)
    both: Any = town.member_of(*(role for role in (*town.office.roles, *town.payer.roles)))
    town.does(ActName.PAY, number, town.payment(1, "V-2"), by=both)
    (reason,) = town.refuses(ActName.SUPERSEDE, number, later("agreed"), by=both)
    assert reason.text == refusals.PAID_BY_YOU
    town.does(ActName.SUPERSEDE, number, later("agreed"), by=town.colleague)


def test_a_correction_that_waits_is_settled_first(town: Town) -> None:
    number = town.brought_to(State.PAID)
    corrects(town, number, "payment.amount", "49万元", by=town.payer)
    (reason,) = town.refuses(ActName.SUPERSEDE, number, later("agreed"))
    assert reason.text == texts.CORRECTION_WAITS
