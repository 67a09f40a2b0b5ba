"""The office keeps its checklists at the desk: items added, said otherwise, ordered, retired."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from bot.wiring import Parts
from handlers.materials.handing_in import checklist
from handlers.messages import Channel
from handlers.texts import checklist as checklist_texts
from handlers.texts import desk as texts
from store.states import Kind
from store.tables.audit import AuditRow
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue
from tests.scenarios.desk.conftest import AUDITOR, BUREAU, OFFICE, OTHER_OFFICE
from tests.scenarios.desk.test_acting import answered, link

Desk = Callable[[str], Dialogue]
LIST = "前期预付资金清单"


async def labels(county: Parts, clock: FrozenClock, kind: Kind = Kind.PREPAYMENT) -> list[str]:
    items = await county.database.read(lambda work: checklist(work, kind), clock())
    return [item.label for item in items]


async def test_an_item_is_added_by_buttons_and_asked_of_the_next_applicant(
    desk: Desk, county: Parts, clock: FrozenClock
) -> None:
    office = desk(OFFICE)
    await office.says("清单")
    shown = await office.presses(1)
    assert [offer.label for offer in shown.offers][:2] == ["增加清单项", "第1项 拨付申请书（加盖公章）"]
    await office.presses(1)
    summary = await answered(office, "营业执照 复印件", "是", "跳过")
    assert "2. 是否必交：是" in summary.text
    assert "依据：办公室工作环节（办法未规定）" in summary.text
    done = await office.says("确认")
    assert f"已办：增加清单项（{LIST}），现在是“共4项”" in done.text
    assert "4. 营业执照 复印件（必交）" in done.text
    assert (await labels(county, clock))[-1] == "营业执照 复印件"
    assert "营业执照" not in str(await labels(county, clock, Kind.MIDTERM))


async def test_an_item_is_said_otherwise_moved_and_retired_and_each_is_audited(
    desk: Desk, county: Parts, clock: FrozenClock
) -> None:
    office = desk(OFFICE)
    await answered(office, f"修改清单项名称 {LIST}第1项", "拨付申请表", "确认")
    await answered(office, f"修改清单项说明 {LIST} 1", "去掉", "确认")
    await answered(office, f"清单项改为可不交 {LIST}第1项", "确认")
    moved = await answered(office, "调整清单项顺序 预付清单 第1项", "第三项", "确认")
    assert "3. 拨付申请表（没有可不交）\n" in f"{moved.text}\n"
    gone = await answered(office, f"停用清单项 {LIST}第1项", "确认")
    assert "共2项" in gone.text
    assert await labels(county, clock) == ["资金使用计划", "拨付申请表"]
    rows = await county.database.read(
        lambda work: work.all(select(AuditRow).where(AuditRow.chain == "settings").order_by(AuditRow.place)),
        clock(),
    )
    assert [row.act for row in rows][-5:] == ["checklist_change"] * 4 + ["checklist_retire"]
    assert "拨付申请表" not in str([row.facts for row in rows])


async def test_an_act_alone_leads_by_list_and_item_to_its_question(desk: Desk) -> None:
    office = desk(OFFICE)
    assert (await office.says("停用清单项")).text == texts.which_list(label="停用清单项")
    which = await office.presses(1)
    assert which.text == texts.WHICH_ITEM
    asked = await office.presses(2)
    assert "将登记“停用清单项”" in asked.text
    assert "这一项现在是：项目建设合同复印件" in asked.text
    assert checklist_texts.FILES_STAY in asked.text


@pytest.mark.parametrize("place", ["-1", "9", "第九项", "1.5", "最后", "二十"])
async def test_a_place_that_is_none_is_refused_at_once(desk: Desk, place: str) -> None:
    refused = await answered(desk(OFFICE), f"调整清单项顺序 {LIST}第1项", place)
    assert checklist_texts.no_such_place(count=3) in refused.text
    assert "【1/1 新位置】" in refused.text


async def test_a_name_that_is_too_long_is_asked_again(desk: Desk) -> None:
    again = await answered(desk(OFFICE), f"增加清单项 {LIST}", "长" * 61)
    assert "没有记下" in again.text
    assert "【1/3 清单项名称】" in again.text


async def test_who_comes_second_sees_the_list_as_it_is(desk: Desk, county: Parts, clock: FrozenClock) -> None:
    one, two = desk(OFFICE), desk(OTHER_OFFICE)
    await two.says(f"停用清单项 {LIST}第2项")
    await answered(one, f"增加清单项 {LIST}", "营业执照", "否", "跳过", "确认")
    late = await two.says("确认")
    assert f"{LIST} contract-copy 有新的记录，现在是“共4项”" in late.text
    assert len(await labels(county, clock)) == 4
    await answered(two, f"停用清单项 {LIST} contract-copy")
    await answered(one, f"停用清单项 {LIST} contract-copy", "确认")
    assert (await two.says("确认")).text == texts.STOPPED
    assert len(await labels(county, clock)) == 3


async def test_nobody_else_changes_it_and_everybody_of_the_staff_reads_it(desk: Desk) -> None:
    refused = await desk(BUREAU).says(f"增加清单项 {LIST}")
    assert "由领导小组办公室办理" in refused.text
    shown = await desk(AUDITOR).says("中期清单")
    assert "中期建设资金申请：办公室公布的清单（办公室设置，办法未规定）" in shown.text
    assert not shown.offers
    assert not (await desk(AUDITOR).says("清单")).offers


async def test_what_is_already_so_is_not_done_again(desk: Desk) -> None:
    office = desk(OFFICE)
    card = await office.says(f"{LIST}第1项")
    assert "清单项改为必交" not in str(card.offers)
    refused = await office.says(f"清单项改为必交 {LIST}第1项")
    assert checklist_texts.IS_SO in refused.text
    assert not refused.asks


async def test_names_are_not_typed_in_a_channel_out_of_the_country(county: Parts, clock: FrozenClock) -> None:
    await county.database.write(link, clock())
    phone = Dialogue(county, "linked", Channel.TELEGRAM)
    await phone.says("工作台")
    assert (await phone.says(f"增加清单项 {LIST}")).text == texts.RECORD_AT_THE_CONSOLE
