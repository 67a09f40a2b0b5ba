"""What was approved and can be paid no more comes to its end, and the contractor is told of sum and reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from handlers.casework.contracts import amend
from handlers.casework.perform import allowed_acts
from handlers.casework.standing import standing_of
from handlers.casework.table import ActName
from handlers.notices.delivery import mark, notices_since
from handlers.texts import refusals as texts
from handlers.values.contract_terms import NewAmendment
from store.states import AmendmentKind, Kind, Role, State
from tests.handlers.casework import given
from tests.handlers.casework.town import TODAY, YUAN, Town, done


def _fail(town: Town) -> None:
    fields = given.evaluation("unqualified", evaluated_on=date(2026, 7, 1))
    town.does(ActName.EVALUATE, town.contract.number, fields)


def _decide(town: Town, measure: str, yuan: int | None = None) -> None:
    reduced = None if yuan is None else yuan * YUAN
    town.does(ActName.DISPOSE, town.contract.number, given.disposal(measure, reduced_to=reduced))


def _amend(town: Town, kind: AmendmentKind, **changes: object) -> None:
    new = NewAmendment.model_validate({"kind": kind, "document": "补充协议", "effective_on": TODAY} | changes)
    done(amend(town.work, town.bureau, town.contract.number, new))


def _told(town: Town, act: Callable[[], object]) -> str:
    before = mark(town.work)
    act()
    return next((one.text for one in notices_since(town.work, before) if one.to == "boss"), "")


@pytest.fixture
def number(town: Town) -> str:
    """500,000 yuan approved of mid-term money, and 200,000 paid."""
    town.does(ActName.EVALUATE, town.contract.number, given.evaluation("qualified"))
    found = town.brought_to(State.APPROVED, Kind.MIDTERM, 500_000)
    town.does(ActName.PAY, found, town.payment(200_000, "V-1"))
    return found


def test_the_contractor_is_told_of_the_reduced_sum(town: Town, number: str) -> None:
    assert number
    _fail(town)
    assert "支持资金减少为300,000元" in _told(town, lambda: _decide(town, "reduce", 300_000))
    assert "支持资金减少" not in _told(town, lambda: _decide(town, "other"))


def test_what_a_decision_reduced_is_paid_to_its_sum_and_archived(town: Town, number: str) -> None:
    _fail(town)
    _decide(town, "reduce", 300_000)
    (reason,) = town.refuses(ActName.ARCHIVE, number)
    assert reason.text == texts.NOT_PAID_YET
    told = _told(town, lambda: town.does(ActName.PAY, number, town.payment(100_000, "V-2")))
    assert "其余200,000元不再拨付。原因：处理决定（决定1号）把支持资金减少为300,000元" in told
    assert "下一步：县工信局整理归档。（第八条）" in told
    sent = town.application(number)
    assert standing_of(town.work, sent).holder is Role.BUREAU
    assert ActName.PAY not in {row.act for row in allowed_acts(town.work, town.payer, sent)}
    told = _told(town, lambda: town.does(ActName.ARCHIVE, number))
    assert "审议通过500,000元，已拨付300,000元，其余200,000元不再拨付" in told
    assert "请联系办公室" in told
    assert standing_of(town.work, sent).applicant == "没有全部拨付，其余不再拨付，已归档"


def test_what_a_decision_revoked_is_archived(town: Town, number: str) -> None:
    _fail(town)
    _decide(town, "revoke")
    told = _told(town, lambda: town.does(ActName.ARCHIVE, number))
    assert "取消培育资格并收回已拨付资金" in told


def test_what_is_approved_beyond_a_smaller_contract_is_archived_once_that_is_paid(town: Town, number: str) -> None:
    _amend(town, AmendmentKind.AMOUNT, amount=200_000 * YUAN)
    assert "按现行合同金额200,000元" in _told(town, lambda: town.does(ActName.ARCHIVE, number))


def test_what_is_approved_beyond_the_prepayment_ratio_is_archived_once_that_is_paid(town: Town) -> None:
    prepaid = town.brought_to(State.APPROVED)
    _amend(town, AmendmentKind.RATIO, ratio=1000)
    town.does(ActName.PAY, prepaid, town.payment(200_000))
    assert "预付比例10%" in _told(town, lambda: town.does(ActName.ARCHIVE, prepaid))


def test_of_an_ended_contract_nothing_paid_is_said_to_be_nothing(town: Town) -> None:
    unpaid = town.brought_to(State.APPROVED)
    _amend(town, AmendmentKind.END)
    told = _told(town, lambda: town.does(ActName.ARCHIVE, unpaid))
    assert "审议通过500,000元，没有拨付，也不再拨付。原因：合同已终止。" in told


def test_what_is_fully_paid_is_archived_without_more_words(town: Town) -> None:
    paid = town.brought_to(State.PAID)
    told = _told(town, lambda: town.does(ActName.ARCHIVE, paid))
    assert told.endswith(f"申请{paid}：已归档。")
