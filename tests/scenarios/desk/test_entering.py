"""The bureau enters a contract at the desk; what can be refused is refused where it is typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.wiring import Parts
from handlers.texts import contracts as contract_texts
from handlers.texts import desk as texts
from store.queries.contracts import contract_numbered
from store.tables.contracts import Contract
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue
from tests.handlers.contracts.contracts import CREDIT_CODES
from tests.scenarios.desk.conftest import BUREAU, OFFICE
from tests.scenarios.desk.test_acting import answered

Desk = Callable[[str], Dialogue]
NUMBER = "AZ-HT-2026-099"
FIRM = "安泽县新来商贸有限公司"
VALUES = (
    NUMBER,
    FIRM,
    CREDIT_CODES[0],
    "快递进村",
    "AZCG-2026-09",
    "一百二十万零五十",
    "2026年3月1日",
    "2027年3月1日",
    "0412 3456 7890 1234",
    "演示银行安泽支行",
)


async def found(county: Parts, clock: FrozenClock, number: str = NUMBER) -> Contract | None:
    return await county.database.read(lambda work: contract_numbered(work, number), clock())


async def test_a_contract_is_entered_with_all_its_fields_and_activated(
    desk: Desk, county: Parts, clock: FrozenClock
) -> None:
    bureau = desk(BUREAU)
    listed = await bureau.says("合同列表")
    assert listed.offers[-1].label == "登记合同"
    await bureau.presses(len(listed.offers))
    shown = await answered(bureau, *VALUES, "百分之三十")
    assert "6. 合同金额：1,200,050元" in shown.text
    assert texts.PAYEE_IS_THE_FIRM in shown.text
    assert await found(county, clock) is None
    done = await bureau.says("确认")
    assert f"已办：登记合同（{NUMBER}），现在是“未启用”" in done.text
    contract = await found(county, clock)
    assert contract is not None
    assert (contract.amount, contract.ratio, contract.payee_name) == (120_005_000, 3000, FIRM)
    assert contract.payee_account == "0412345678901234"
    assert done.offers[0].label == "启用合同"
    await bureau.presses(1)
    assert "履行中" in (await bureau.says("确认")).text


async def test_a_contract_without_a_ratio_is_entered_and_not_activated(desk: Desk) -> None:
    bureau = desk(BUREAU)
    done = await answered(bureau, "登记合同", *VALUES, "跳过", "确认")
    assert "已办：登记合同" in done.text
    assert "启用合同" not in str(done.offers)
    assert "【第九条】" in (await bureau.says(f"启用合同 {NUMBER}")).text


@pytest.mark.parametrize(
    ("place", "wrong", "said"),
    [
        (0, "演示-2026-01", contract_texts.exists(number="演示-2026-01")),
        (2, "91141026MA0CEH01X2", contract_texts.BAD_CREDIT_CODE),
        (7, "2026年2月28日", contract_texts.DUE_BEFORE_SIGNED),
        (8, "1234", contract_texts.BAD_ACCOUNT),
    ],
)
async def test_what_is_wrong_is_told_where_it_is_typed_and_nothing_before_it_is_lost(
    desk: Desk, place: int, wrong: str, said: str
) -> None:
    bureau = desk(BUREAU)
    refused = await answered(bureau, "登记合同", *VALUES[:place], wrong)
    assert f"【系统校验】{said}" in refused.text
    assert f"【{place + 1}/11 " in refused.text
    assert "已办" in (await answered(bureau, *VALUES[place:], "30%", "确认")).text


async def test_a_firm_that_is_known_has_one_name(desk: Desk) -> None:
    bureau = desk(BUREAU)
    await answered(bureau, "登记合同", *VALUES, "30%", "确认")
    other = ("AZ-HT-2026-100", "安泽县别的公司", *VALUES[2:])
    refused = await answered(bureau, "登记合同", *other[:3])
    assert contract_texts.other_firm(name=FIRM) in refused.text
    shown = await answered(bureau, "修改 2", FIRM, *other[2:], "30%", "确认")
    assert "已办：登记合同（AZ-HT-2026-100）" in shown.text


async def test_a_number_beside_the_word_is_the_first_value_or_told_to_be_taken(desk: Desk) -> None:
    bureau = desk(BUREAU)
    assert "【2/11 承办企业名称】" in (await bureau.says(f"录入合同 {NUMBER}")).text
    await bureau.says("取消")
    taken = await bureau.says("登记合同 演示-2026-01")
    assert "已经登记过" in taken.text
    assert "【1/11 合同编号】" in taken.text


async def test_of_two_who_enter_one_number_the_second_is_told(
    desk: Desk, county: Parts, clock: FrozenClock
) -> None:
    one, two = desk(BUREAU), desk("演示工信局乙")
    await answered(one, "登记合同", *VALUES, "30%")
    await answered(two, "登记合同", *VALUES, "40%", "确认")
    late = await one.says("确认")
    assert contract_texts.exists(number=NUMBER) in late.text
    assert f"1. 合同编号：{NUMBER}" in late.text
    contract = await found(county, clock)
    assert contract is not None
    assert contract.ratio == 4000


async def test_given_up_nothing_is_entered_and_nobody_else_enters_any(
    desk: Desk, county: Parts, clock: FrozenClock
) -> None:
    bureau = desk(BUREAU)
    assert (await answered(bureau, "登记合同", *VALUES, "取消")).text == texts.CANCELLED
    assert await found(county, clock) is None
    assert "由县工信局办理" in (await desk(OFFICE).says("登记合同")).text
    assert "登记合同" not in str((await desk(OFFICE).says("合同列表")).offers)
    assert not (await bureau.says("登记合同 需要什么手续")).asks
