"""追回 and 收回: two kinds of case, opened by staff, never merged, counted down to nothing."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.casework.perform import allowed_acts
from handlers.casework.table import ActName
from handlers.notices.delivery import mark, notices_since
from handlers.results import Reason, Source
from handlers.texts import refusals as texts
from policy_kb.roles import PassageRole
from store.queries.cases import balance_of, case_of, contracts_past_due, returned_sum
from store.queries.contracts import paid_net, prepaid
from store.states import CaseKind, CaseState, Kind, State
from store.tables.contracts import ReturnCase
from tests.handlers.casework import given
from tests.handlers.casework.town import YESTERDAY, YUAN, Town


def _system(text: str) -> tuple[Reason, ...]:
    return (Reason(text, Source.SYSTEM),)


def _case(town: Town) -> ReturnCase:
    found = case_of(town.work, 1)
    assert found is not None
    return found


def _recovering(town: Town, yuan: int = 200_000) -> str:
    """The number of a recovery of which the contractor was told."""
    town.brought_to(State.PAID)
    town.does(ActName.RECOVER, town.contract.number, given.recovery(yuan))
    town.does(ActName.NOTIFY, "1", given.demand())
    return "1"


def _unqualified(town: Town) -> None:
    town.does(ActName.EVALUATE, town.contract.number, given.evaluation("unqualified"))
    town.does(ActName.DISPOSE, town.contract.number, given.disposal("revoke"))


def test_a_recovery_from_the_decision_to_nothing_left(town: Town) -> None:
    before = mark(town.work)
    number = _recovering(town)
    (notice,) = [one.text for one in notices_since(town.work, before) if "缴款通知" in one.text]
    for words in ("200,000元", "2026年12月31日", "国库专户 123", "追回1号", "程序办法未作规定"):
        assert words in notice
    town.does(ActName.EXPLAIN, number, given.explanation(), by=town.boss)
    town.does(ActName.RECEIVE, number, given.returned(150_000, "B-1"))
    assert balance_of(town.work, _case(town)) == 50_000 * YUAN
    town.does(ActName.RECEIVE, number, given.returned(50_000, "B-2"))
    assert (_case(town).state, _case(town).explanation) == (CaseState.CLOSED.value, "因疫情延误")
    assert paid_net(town.work, town.contract.id) == 300_000 * YUAN


def test_a_passed_day_only_lists_the_contract(town: Town) -> None:
    town.brought_to(State.PAID)
    town.contract.due_on = YESTERDAY
    town.work.session.flush()
    assert contracts_past_due(town.work, given.TODAY) == [town.contract]
    assert case_of(town.work, 1) is None


def test_on_the_day_itself_nothing_is_overdue(town: Town) -> None:
    town.brought_to(State.PAID)
    town.contract.due_on = given.TODAY
    town.work.session.flush()
    assert contracts_past_due(town.work, given.TODAY) == []
    reasons = town.refuses(ActName.RECOVER, town.contract.number, given.recovery(1, "overdue"))
    assert reasons == (Reason(texts.RECOVERY_DAY_TO_COME, Source.MEASURE, PassageRole.RECOVERY),)


def test_an_overdue_contract_is_ground_for_recovery(town: Town) -> None:
    town.brought_to(State.PAID)
    town.contract.due_on = YESTERDAY
    town.does(ActName.RECOVER, town.contract.number, given.recovery(1, "overdue"))
    assert _case(town).ground == "overdue"


def test_a_recovery_takes_back_prepaid_money_only(town: Town) -> None:
    town.does(ActName.EVALUATE, town.contract.number, given.evaluation("qualified"))
    town.brought_to(State.PAID, Kind.MIDTERM, 400_000)
    nothing = town.refuses(ActName.RECOVER, town.contract.number, given.recovery(1))
    assert nothing == _system(texts.NOTHING_PREPAID)
    town.brought_to(State.PAID, Kind.PREPAYMENT, 100_000)
    most = town.refuses(ActName.RECOVER, town.contract.number, given.recovery(100_001))
    assert most == _system(texts.over_prepaid(most=100_000 * YUAN))


def test_a_reclaim_wants_an_unqualified_result_and_its_decision(town: Town) -> None:
    town.brought_to(State.PAID)
    ground = (Reason(texts.NO_RECLAIM_GROUND, Source.MEASURE, PassageRole.RECLAIM),)
    assert town.refuses(ActName.RECLAIM, town.contract.number, given.reclaim(1)) == ground
    town.does(ActName.EVALUATE, town.contract.number, given.evaluation("unqualified"))
    assert town.refuses(ActName.RECLAIM, town.contract.number, given.reclaim(1)) == ground
    town.does(ActName.DISPOSE, town.contract.number, given.disposal("revoke"))
    town.does(ActName.RECLAIM, town.contract.number, given.reclaim(500_000))
    assert _case(town).kind == CaseKind.RECLAIM.value


def test_a_reclaim_reaches_any_money_paid_and_no_more(town: Town) -> None:
    town.does(ActName.EVALUATE, town.contract.number, given.evaluation("qualified"))
    town.brought_to(State.PAID, Kind.MIDTERM, 400_000)
    town.does(
        ActName.EVALUATE, town.contract.number, given.evaluation("unqualified", evaluated_on=date(2026, 8, 1))
    )
    town.does(ActName.DISPOSE, town.contract.number, given.disposal("revoke"))
    most = town.refuses(ActName.RECLAIM, town.contract.number, given.reclaim(400_001))
    assert most == _system(texts.over_taken_back(most=400_000 * YUAN))


def test_the_same_money_is_not_asked_back_twice(town: Town) -> None:
    _recovering(town, 300_000)
    _unqualified(town)
    most = town.refuses(ActName.RECLAIM, town.contract.number, given.reclaim(200_001))
    assert most == _system(texts.over_taken_back(most=200_000 * YUAN))
    town.does(ActName.RECLAIM, town.contract.number, given.reclaim(200_000))
    assert returned_sum(town.work, town.contract.id) == 0


def test_one_case_of_a_kind_at_a_time(town: Town) -> None:
    _recovering(town)
    reasons = town.refuses(ActName.RECOVER, town.contract.number, given.recovery(1))
    assert reasons == _system(texts.one_case(kind="追回前期预付资金"))
    town.does(ActName.CLOSE, "1", given.closing())
    assert _case(town).closing == "决定撤销"
    town.does(ActName.RECOVER, town.contract.number, given.recovery(1))


def test_no_more_comes_back_than_is_asked(town: Town) -> None:
    number = _recovering(town)
    reasons = town.refuses(ActName.RECEIVE, number, given.returned(200_001))
    assert reasons == _system(texts.over_balance(balance=200_000 * YUAN))


def test_a_voucher_of_money_back_is_entered_once(town: Town) -> None:
    number = _recovering(town)
    town.does(ActName.RECEIVE, number, given.returned(1, "B-1"))
    assert town.refuses(ActName.RECEIVE, number, given.returned(1, "B-1")) == _system(
        texts.voucher_there(voucher="B-1")
    )


def test_money_that_came_back_cannot_be_reversed_as_well(town: Town) -> None:
    number = town.brought_to(State.APPROVED)
    town.does(ActName.PAY, number, town.payment(500_000, "V-1"))
    town.does(ActName.RECOVER, town.contract.number, given.recovery(100_000))
    town.does(ActName.NOTIFY, "1", given.demand())
    town.does(ActName.RECEIVE, "1", given.returned(100_000))
    reasons = town.refuses(ActName.REVERSE, number, given.reversal("V-1"))
    assert reasons == _system(texts.REVERSAL_BELOW_RETURNED)


def test_after_a_reversal_nothing_more_comes_back_than_was_left(town: Town) -> None:
    number = town.brought_to(State.APPROVED)
    town.does(ActName.PAY, number, town.payment(500_000, "V-1"))
    town.does(ActName.RECOVER, town.contract.number, given.recovery(100_000))
    town.does(ActName.NOTIFY, "1", given.demand())
    town.does(ActName.REVERSE, number, given.reversal("V-1"))
    assert prepaid(town.work, town.contract.id) == 0
    assert town.refuses(ActName.RECEIVE, "1", given.returned(1)) == _system(texts.over_balance(balance=0))


def test_a_term_is_still_to_come(town: Town) -> None:
    town.brought_to(State.PAID)
    town.does(ActName.RECOVER, town.contract.number, given.recovery(1))
    assert town.refuses(ActName.NOTIFY, "1", given.demand(pay_by=YESTERDAY)) == _system(texts.TERM_PASSED)


def test_before_the_notice_the_contractor_has_nothing_to_do(town: Town) -> None:
    town.brought_to(State.PAID)
    town.does(ActName.RECOVER, town.contract.number, given.recovery(1))
    assert allowed_acts(town.work, town.boss, _case(town)) == []
    assert town.refuses(ActName.EXPLAIN, "1", given.explanation(), by=town.boss)
    town.does(ActName.NOTIFY, "1", given.demand())
    assert [row.act for row in allowed_acts(town.work, town.boss, _case(town))] == [ActName.EXPLAIN]


def test_another_firm_learns_nothing_of_a_case(town: Town) -> None:
    number = _recovering(town)
    stranger = town.bound(town.contract_of("AZ-HT-002", firm=1).firm_id, "stranger")
    found = (Reason(texts.NOT_FOUND, Source.SYSTEM),)
    for other in (number, "2", "x", "9" * 40, "-1", "１"):
        assert town.refuses(ActName.EXPLAIN, other, given.explanation(), by=stranger) == found


@pytest.mark.parametrize("act", [ActName.RECEIVE, ActName.NOTIFY, ActName.CLOSE])
def test_a_closed_case_stays_closed(town: Town, act: ActName) -> None:
    number = _recovering(town)
    town.does(ActName.CLOSE, number, given.closing())
    fields = {
        ActName.RECEIVE: given.returned(1),
        ActName.NOTIFY: given.demand(),
        ActName.CLOSE: given.closing(),
    }
    (reason,) = town.refuses(act, number, fields[act])
    assert "已结案" in reason.text
