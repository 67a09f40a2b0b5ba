"""Every guard of staff's acts as the member meets it: refused with the reason and its source, nothing changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from bot.wiring import Parts
from handlers.casework.staffing import add_staff
from handlers.identity.who import OPERATOR
from store.states import Role, State
from store.work import Work
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue
from tests.scenarios.desk.conftest import BUREAU, OFFICE, OTHER_OFFICE, PAYER, SUPERVISOR

Desk = Callable[[str], Dialogue]
Numbers = dict[State, str]

LOGISTICS = "示例乡村物流有限公司（演示）"
SYSTEM, SETTING = "【系统校验】", "【办公室设置（办法未规定）】"
PAID = ("30万", "1", "指标1号")


async def told(person: Dialogue, *words: str) -> str:
    for each in words:
        reply = await person.says(each)
    return reply.text


class Case(NamedTuple):
    """Who types what, and what the refusal says."""

    name: str
    act: str
    subject: State | str
    words: tuple[str, ...]
    source: str
    reason: str


CASES = [
    Case(OFFICE, "不予受理", State.SUBMITTED, (), SETTING, "请退回补正"),
    Case(OFFICE, "同意部分金额", State.TABLED, ("第9次", "今天", "30万"), SYSTEM, "申请"),
    Case(OFFICE, "纪要", State.PAYING, (), SYSTEM, "已经登记过"),
    Case(PAYER, "拨付", State.APPROVED, (*PAID, "演示凭证0001"), SYSTEM, "凭证号"),
    Case(PAYER, "拨付", State.APPROVED, (*PAID, "新凭证1", "别家公司"), SYSTEM, "户名"),
    Case(PAYER, "拨付", State.APPROVED, ("31万",), SYSTEM, "300,000元"),
    Case(PAYER, "拨付", State.APPROVED, (*PAID, "新凭证1", LOGISTICS, "2026年1月5日", "确认"), SYSTEM, "日期"),
    Case(
        PAYER, "退票", State.PAYING, ("没有的凭证", "退票9", "今天", "退回", "确认"), SYSTEM, "没有这个支付凭证号"
    ),
    Case(PAYER, "退票", State.PAYING, ("演示凭证0006", "退票9", "今天", "退回", "确认"), SYSTEM, "已经登记过退票"),
    Case(
        OFFICE,
        "评价",
        "演示-2026-01",
        ("第十八条", "第三方", "评价1号", "今天", "基本合格", "跳过", "确认"),
        "【第十八条】",
        "整改建议",
    ),
    Case(
        OFFICE, "整改复核", "演示-2026-01", ("是", "第三方", "复核1号", "今天", "确认"), "【", "没有需要复核的整改"
    ),
    Case(
        OFFICE,
        "处理决定",
        "演示-2026-01",
        ("县政府", "决定1号", "今天", "其他措施", "跳过", "跳过", "确认"),
        "【",
        "不能登记处理决定",
    ),
    Case(
        OFFICE,
        "处理决定",
        "演示-2026-06",
        ("县政府", "决定1号", "今天", "减少支持资金", "跳过", "跳过", "确认"),
        SYSTEM,
        "减少后",
    ),
    Case(
        SUPERVISOR, "监督审核", "演示-2026-02", ("2026年第1季度", "今天", "未发现问题", "确认"), "【", "已经登记过"
    ),
    Case(BUREAU, "追回", "演示-2026-08", (), SYSTEM, ""),
    Case(BUREAU, "收回", "演示-2026-01", (), "【", "收回"),
    Case(BUREAU, "缴款通知", "案件1", ("专户", "跳过", "2026年1月1日", "确认"), SYSTEM, "期限"),
    Case(BUREAU, "缴款", "案件1", ("7万", "缴款9", "今天", "确认"), SYSTEM, "60,000元"),
    Case(BUREAU, "缴款", "案件1", ("1万", "演示缴款0001", "今天", "确认"), SYSTEM, "凭证"),
]


@pytest.mark.parametrize("case", CASES)
async def test_a_guard_refuses_with_its_reason_and_source(desk: Desk, numbers: Numbers, case: Case) -> None:
    number = numbers[case.subject] if isinstance(case.subject, State) else case.subject
    person = desk(case.name)
    said = [await person.says(words) for words in (f"{case.act} {number}", *case.words)]
    refused = next(
        (one.text for one in said if case.reason in one.text and case.source in one.text), said[-1].text
    )
    assert case.source in refused
    assert case.reason in refused
    assert not any("已办" in one.text for one in said)


async def test_no_payment_before_the_minutes_number(desk: Desk, numbers: Numbers) -> None:
    number = numbers[State.TABLED]
    await told(desk(OTHER_OFFICE), f"同意 {number}", "第12次", "今天", "跳过", "确认")
    refused = await desk(PAYER).says(f"拨付 {number}")
    assert "会议纪要编号" in refused.text
    assert not refused.asks


async def test_who_recorded_the_approval_does_not_pay(
    desk: Desk, county: Parts, numbers: Numbers, clock: FrozenClock
) -> None:
    def enter(work: Work) -> None:
        add_staff(work, OPERATOR, "兼岗", frozenset({Role.OFFICE, Role.PAYER}))

    await county.database.write(enter, clock())
    both, number = desk("兼岗"), numbers[State.TABLED]
    await told(both, f"同意 {number}", "第12次", "今天", "跳过", "确认")
    await told(both, f"纪要 {number}", "〔2026〕12号", "三", "确认")
    refused = await both.says(f"拨付 {number}")
    assert SETTING in refused.text
    assert "请由其他工作人员办理" in refused.text


async def test_midterm_money_is_held_after_an_unqualified_result_until_a_decision(
    desk: Desk, county: Parts
) -> None:
    contractor = Dialogue(county, "演示承办丙")
    await told(contractor, "继续填写", "修改资金种类")
    held = await contractor.says("中期建设资金")
    assert "【第十八条】" in held.text
    assert "等待处理决定" in held.text
    decided = ("县政府", "决定1号", "今天", "其他措施", "跳过", "照决定整改", "确认")
    assert "已办" in await told(desk(OFFICE), "处理决定 演示-2026-06", *decided)
    assert "申请金额】" in (await contractor.says("中期建设资金")).text
