"""What a member has to know stands below the summary, before they confirm."""

from __future__ import annotations

from collections.abc import Callable

from store.states import State
from tests.dialogue import Dialogue
from tests.scenarios.desk.conftest import BUREAU, OFFICE, OTHER_OFFICE, PAYER

Desk = Callable[[str], Dialogue]
Numbers = dict[State, str]


async def _says(person: Dialogue, *words: str) -> str:
    for each in words:
        reply = await person.says(each)
    return reply.text


async def _listed(person: Dialogue) -> str:
    return "\n".join(offer.label for offer in (await person.says("待办")).offers)


async def test_the_payer_reads_the_condition_and_how_it_was_met_before_paying(
    desk: Desk, numbers: Numbers
) -> None:
    payee = "示例乡村物流有限公司（演示）"
    values = ("1万", "1", "指标9号", "新凭证9", payee, "今天")
    summary = await _says(desk(PAYER), f"拨付 {numbers[State.APPROVED]}", *values)
    assert "会议原则同意，附有条件：补齐发票后拨付（演示）" in summary
    assert "发票3张，原件已核对（演示）" in summary


async def test_an_unmet_condition_is_named_to_the_payer_and_waits_on_the_offices_list(
    desk: Desk, numbers: Numbers
) -> None:
    number, office = numbers[State.TABLED], desk(OFFICE)
    agreed = ("第12次", "昨天", "10万", "先办好用地手续", "跳过", "确认")
    await _says(office, f"原则同意 {number}", *agreed)
    await _says(office, f"补登纪要 {number}", "〔2026〕12号", "三", "确认")
    refused = await _says(desk(PAYER), f"拨付 {number}")
    assert "附有条件：先办好用地手续" in refused
    assert "还没有登记条件落实" in refused
    assert "【办公室" in refused
    assert f"{number} 审议通过，待拨付" in await _listed(desk(OTHER_OFFICE))
    asked = await _says(office, f"条件落实 {number}", "用地预审意见〔2026〕3号，原件已核对", "今天")
    assert "附有条件：先办好用地手续" in asked
    assert "已办：登记条件落实" in await _says(office, "确认")
    assert "【1/6 拨付金额】" in await _says(desk(PAYER), f"拨付 {number}")


async def test_the_bureau_reads_what_is_never_paid_before_it_archives(desk: Desk, numbers: Numbers) -> None:
    number, bureau = numbers[State.PAYING], desk(BUREAU)
    card = await _says(bureau, f"查 {number}")
    contract = card.split("合同：")[1].split("（")[0]
    await _says(bureau, f"终止合同 {contract}", "终止协议1号", "今天", "确认")
    assert f"{number} 不再拨付，待归档" in await _listed(bureau)
    summary = await _says(bureau, f"归档 {number}")
    assert "没有拨付。合同已终止。归档以后不再拨付，会告知申请人。" in summary
    assert "已办：归档" in await _says(bureau, "确认")


async def test_a_case_that_was_opened_goes_on_by_its_button(desk: Desk) -> None:
    office, contract = desk(OFFICE), "演示-2026-02"
    begun = (f"追回 {contract}", "2", "追回9号", "县工信局", "整改不到位", "1万元")
    assert "将登记" in await _says(office, *begun)
    reply = await office.says("确认")
    assert "已办" in reply.text, reply.text
    assert reply.offers[0].label.startswith("案件")
    assert "追回9号" in (await office.presses(1)).text


async def test_where_nothing_was_paid_nobody_types_five_fields_before_hearing_so(desk: Desk) -> None:
    refused = await desk(OFFICE).says("追回 演示-2026-03")
    assert "这份合同没有可以追回的前期预付资金" in refused.text
    assert not refused.asks


async def test_a_change_stands_on_the_card_with_its_value(desk: Desk) -> None:
    bureau = desk(BUREAU)
    await _says(bureau, "变更合同金额 演示-2026-05", "补充协议7号", "今天", "160万元", "确认")
    assert "· 合同金额：1,600,000元（补充协议7号" in await _says(bureau, "合同 演示-2026-05")


async def test_an_act_that_does_not_fit_is_refused_in_plain_words(desk: Desk, numbers: Numbers) -> None:
    refused = await _says(desk(OFFICE), f"受理 {numbers[State.RETURNED]}")
    assert "现在的状态是：已退回补正，这时办不了“受理”。" in refused


async def test_the_payer_reads_a_reduced_sum_before_paying(desk: Desk, numbers: Numbers) -> None:
    number, office = numbers[State.PAYING], desk(OFFICE)
    contract = (await _says(office, f"查 {number}")).split("合同：")[1].split("（")[0]
    who = "省商务厅会同有关部门聘请的第三方"
    await _says(office, f"评价 {contract}", "第十八条", who, "评价9号", "昨天", "不合格", "跳过", "确认")
    decided = ("县人民政府", "决定9号", "今天", "减少支持资金", "95万元", "跳过", "确认")
    await _says(office, f"处理决定 {contract}", *decided)
    values = ("1万", "1", "指标9号", "新凭证9", "示例乡村物流有限公司（演示）", "今天")
    assert "处理决定（决定9号）把这份合同的支持资金减少为950,000元" in await _says(
        desk(PAYER), f"拨付 {number}", *values
    )


async def test_a_condition_that_is_never_met_waits_for_the_archive_and_not_for_ever(
    desk: Desk, numbers: Numbers
) -> None:
    number, office, bureau = numbers[State.TABLED], desk(OFFICE), desk(BUREAU)
    await _says(office, f"原则同意 {number}", "第12次", "昨天", "10万", "先办好用地手续", "跳过", "确认")
    await _says(office, f"补登会议纪要编号 {number}", "〔2026〕12号", "三", "确认")
    summary = await _says(office, f"条件未落实 {number}", "领导小组决定〔2026〕6号", "今天", "用地没有批准")
    assert "附有条件：先办好用地手续" in summary
    assert "现在是“不再拨付，待归档”" in await _says(office, "确认")
    assert f"{number} 不再拨付，待归档" in await _listed(bureau)
    summary = await _says(bureau, f"归档 {number}")
    assert "（先办好用地手续）没有落实" in summary
    assert "已办：归档" in await _says(bureau, "确认")
