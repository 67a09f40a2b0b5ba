"""Staff act: one thing asked at a time, shown, confirmed, done; refused with every reason and its source."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.channels.telegram.settings import TelegramSettings
from bot.wiring import Parts
from handlers.casework.staffing import link_account
from handlers.identity.codes import LINK_LIVES, issue
from handlers.identity.who import staff_member
from handlers.messages import Channel, Person, Reply
from handlers.texts import desk as texts
from policy_kb.models import AnswerKind
from store.queries.applications import application_numbered, steps_of
from store.states import Purpose, State
from store.work import Work
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running, units
from tests.scenarios.desk.conftest import (
    ADMINISTRATOR,
    BUREAU,
    OFFICE,
    OTHER_BUREAU,
    OTHER_OFFICE,
    PAYER,
    SUPERVISOR,
)

CARD = "6222020200112233446"
"""A bank card's number by its check digit: at the desk it is an account like any other."""

Desk = Callable[[str], Dialogue]
Numbers = dict[State, str]


async def state_of(county: Parts, number: str) -> str:
    def look(work: Work) -> str:
        application = application_numbered(work, number)
        assert application is not None
        return application.state

    return await county.database.read(look, county.clock())


async def answered(person: Dialogue, *words: str) -> Reply:
    """The answer to the last of these."""
    for each in words:
        reply = await person.says(each)
    return reply


async def test_an_act_is_shown_with_its_basis_and_done_when_confirmed(
    desk: Desk, county: Parts, numbers: Numbers
) -> None:
    office, number = desk(OFFICE), numbers[State.SUBMITTED]
    shown = await office.says(f"受理 {number}")
    assert shown.asks
    assert f"将登记“受理”（{number}）" in shown.text
    assert "依据：办公室工作环节（办法未规定）" in shown.text
    assert await state_of(county, number) == State.SUBMITTED
    done = await office.says("确认")
    assert "现在是“已受理，待上报”" in done.text
    assert await state_of(county, number) == State.ACCEPTED
    assert [offer.label for offer in done.offers] == ["上报领导小组", "代录撤回申请"]


async def test_words_and_buttons_are_one_path(desk: Desk, county: Parts, numbers: Numbers) -> None:
    office = desk(OFFICE)
    await office.says("待办")
    await office.presses(6)
    await office.presses(1)
    await office.presses(1)
    assert await state_of(county, numbers[State.SUBMITTED]) == State.ACCEPTED


@pytest.mark.parametrize("words", ["举报窗口在哪里", "第十六条", "你们电话是多少"])
async def test_a_question_about_reporting_at_a_strict_step_is_answered_and_the_act_goes_on(
    desk: Desk, numbers: Numbers, words: str
) -> None:
    office = desk(OFFICE)
    await office.says(f"上报 {numbers[State.ACCEPTED]}")
    assert (await office.says(words)).text.count("【1/") == 1
    assert "已记下上报日期" in (await office.says("今天")).text


@pytest.mark.parametrize("words", ["取消", "2", "稍后再填"])
async def test_an_act_given_up_changes_nothing(desk: Desk, county: Parts, numbers: Numbers, words: str) -> None:
    office = desk(OFFICE)
    await answered(office, f"受理 {numbers[State.SUBMITTED]}", words)
    assert await state_of(county, numbers[State.SUBMITTED]) == State.SUBMITTED
    assert units(await office.says("第九条")) == ["9"]


async def test_a_returned_application_tells_everything_at_once_and_keeps_the_note_inside(
    desk: Desk, county: Parts, numbers: Numbers, clock: FrozenClock
) -> None:
    number = numbers[State.SUBMITTED]
    last = await answered(
        desk(OFFICE),
        f"退回补正 {number}",
        "1. 申请书没有盖章\n2. 缺发票",
        "电话已说",
        "修改 1",
        "1. 没有盖章",
        "确认",
    )
    assert "已退回补正" in last.text
    application = await county.database.read(lambda work: application_numbered(work, number), clock())
    assert application is not None
    step = (await county.database.read(lambda work: steps_of(work, application.id), clock()))[-1]
    assert "没有盖章" in step.told
    assert "缺发票" not in step.told
    assert (step.note, "电话" in step.told) == ("电话已说", False)


async def test_a_value_may_follow_the_number(desk: Desk, numbers: Numbers) -> None:
    asked = await desk(OFFICE).says(f"退回 {numbers[State.SUBMITTED]} 申请书没有盖章")
    assert "已记下需要补正的内容：申请书没有盖章" not in asked.text
    assert "【2/2 内部备注】" in asked.text


async def test_the_number_may_stand_first(desk: Desk, numbers: Numbers) -> None:
    assert "将登记“受理”" in (await desk(OFFICE).says(f"{numbers[State.SUBMITTED]} 受理")).text


async def test_an_act_alone_offers_where_it_can_be_done(desk: Desk, numbers: Numbers) -> None:
    offered = await desk(OFFICE).says("受理")
    assert [offer.value for offer in offered.offers] == [f"受理 {numbers[State.SUBMITTED]}"]
    assert "退回补正是什么意思" not in (await desk(OFFICE).says("退回补正是什么意思")).text


async def test_a_word_for_several_acts_asks_which(desk: Desk, numbers: Numbers) -> None:
    which = await desk(OFFICE).says(f"审议结果 {numbers[State.TABLED]}")
    assert which.text == texts.WHICH_ACT
    assert len(which.offers) == 5
    changes = await desk(BUREAU).says("变更 演示-2026-01")
    assert [offer.label for offer in changes.offers][:2] == ["变更合同金额", "变更预付比例"]


async def test_nothing_that_is_no_value_becomes_one(desk: Desk, numbers: Numbers) -> None:
    office = desk(OFFICE)
    await answered(office, f"同意部分金额 {numbers[State.TABLED]}", "第12次")
    for words in ("好的", "😀", "下个月吧", "2026年13月1日"):
        again = await office.says(words)
        assert "【2/4 会议日期】" in again.text, words
        assert again.asks
    assert "【3/4 同意金额】" in (await office.says("2026-11-20")).text
    assert "【3/4 同意金额】" in (await office.says("二十万左右")).text


async def test_a_question_in_the_middle_is_answered_and_the_act_asks_once(desk: Desk, numbers: Numbers) -> None:
    office = desk(OFFICE)
    await answered(office, f"同意部分金额 {numbers[State.TABLED]}", "第12次")
    answer = await office.says("烂尾咋办")
    assert units(answer) == ["9"]
    assert answer.text.count("【2/4 会议日期】") == 1


async def test_another_order_in_the_middle_leaves_the_act_undone_and_says_so(
    desk: Desk, county: Parts, numbers: Numbers
) -> None:
    office = desk(OFFICE)
    await office.says(f"受理 {numbers[State.SUBMITTED]}")
    assert (await office.says("待办")).text.startswith(texts.UNFINISHED)
    assert not (await office.says("确认")).asks
    assert await state_of(county, numbers[State.SUBMITTED]) == State.SUBMITTED


async def test_a_complaint_in_the_middle_goes_its_own_way(desk: Desk, numbers: Numbers) -> None:
    office = desk(OFFICE)
    await answered(office, f"同意部分金额 {numbers[State.TABLED]}", "第12次")
    assert (await office.says("我要举报")).kind is AnswerKind.COMPLAINT


async def test_who_comes_second_is_told_that_it_was_done(desk: Desk, county: Parts, numbers: Numbers) -> None:
    one, two, number = desk(OFFICE), desk(OTHER_OFFICE), numbers[State.SUBMITTED]
    await one.says(f"查 {number}")
    await two.says(f"受理 {number}")
    await answered(one, f"受理 {number}", "确认")
    late = await two.says("确认")
    assert f"{number} 已由他人办理，现在是“已受理，待上报”" in late.text
    assert not late.asks
    assert await state_of(county, number) == State.ACCEPTED


async def test_an_old_card_is_not_acted_on(desk: Desk, numbers: Numbers) -> None:
    one, two, number = desk(OFFICE), desk(OTHER_OFFICE), numbers[State.SUBMITTED]
    await one.says(f"查 {number}")
    await answered(two, f"受理 {number}", "确认")
    assert "已由他人办理" in (await one.presses(1)).text


@pytest.mark.parametrize(
    ("name", "words", "whose"),
    [
        (BUREAU, "受理", "领导小组办公室"),
        (OFFICE, "拨付", "拨付部门"),
        (OFFICE, "归档", "县工信局"),
        (ADMINISTRATOR, "受理", "领导小组办公室"),
        (SUPERVISOR, "验收", "县工信局"),
    ],
)
async def test_an_act_of_another_role_is_refused_with_whose_it_is(
    desk: Desk, numbers: Numbers, name: str, words: str, whose: str
) -> None:
    refused = await desk(name).says(f"{words} {numbers[State.SUBMITTED]}")
    assert f"由{whose}办理" in refused.text
    assert not refused.asks


async def test_an_act_that_does_not_fit_is_refused_before_anything_is_asked(desk: Desk, numbers: Numbers) -> None:
    refused = await desk(PAYER).says(f"拨付 {numbers[State.APPROVED]}")
    assert refused.asks
    refused = await desk(PAYER).says(f"拨付 {numbers[State.SUBMITTED]}")
    assert "【系统校验】" in refused.text
    assert not refused.asks


async def test_a_refusal_at_the_end_keeps_what_was_typed(desk: Desk, numbers: Numbers) -> None:
    payer = desk(PAYER)
    firm = "示例乡村物流有限公司（演示）"
    values = ("30万", "1", "演示指标〔2026〕9号", "演示凭证9999", firm, "今天", "确认")
    assert "已拨付，待归档" in (await answered(payer, f"拨付 {numbers[State.APPROVED]}", *values)).text
    back = ("演示凭证没有", "演示退票9999", "今天", "账号有误")
    shown = await answered(payer, f"退票 {numbers[State.APPROVED]}", *back)
    assert "2. 退票凭证号：演示退票9999" in shown.text
    refused = await payer.says("确认")
    assert "【系统校验】" in refused.text
    assert "2. 退票凭证号：演示退票9999" in refused.text
    mended = await answered(payer, "修改 1", "演示凭证9999", "确认")
    assert "审议通过，待拨付" in mended.text


async def test_a_value_that_can_only_be_refused_is_refused_where_it_is_typed(desk: Desk, numbers: Numbers) -> None:
    payer = desk(PAYER)
    refused = await answered(payer, f"拨付 {numbers[State.APPROVED]}", "31万")
    assert "【系统校验】" in refused.text
    assert "【1/6 拨付金额】" in refused.text
    refused = await answered(payer, "30万", "1", "演示指标〔2026〕9号", "演示凭证0001")
    assert "【4/6 支付凭证号】" in refused.text
    refused = await answered(payer, "新凭证1", "别家公司")
    assert "示例乡村物流有限公司（演示）" in refused.text
    assert "【5/6 收款户名】" in refused.text
    refused = await answered(payer, "示例乡村物流有限公司（演示）", "2026年1月5日")
    assert "【系统校验】" in refused.text
    assert "【6/6 拨付日期】" in refused.text


async def test_the_measure_is_quoted_where_it_refuses(desk: Desk) -> None:
    refused = await desk(BUREAU).says("启用合同 演示-2026-07")
    assert "【第九条】" in refused.text
    assert units(refused) == ["9"]


async def test_a_ratio_is_entered_and_the_contract_activated(desk: Desk) -> None:
    bureau = desk(BUREAU)
    changed = await answered(
        bureau, "变更预付比例 演示-2026-07", "补充协议〔2026〕7号", "今天", "百分之三十五", "确认"
    )
    assert "已办：变更预付比例" in changed.text
    assert "履行中" in (await answered(bureau, "启用 演示-2026-07", "确认")).text
    assert "预付比例：35%" in (await bureau.says("合同 演示-2026-07")).text


async def test_a_new_account_is_checked_by_a_second_member(desk: Desk) -> None:
    one, two = desk(BUREAU), desk(OTHER_BUREAU)
    firm = "示例连翘电商有限公司（演示）"
    await answered(one, "变更收款账户 演示-2026-01", "盖章函", "今天", firm, "000000000077", "演示银行另一支行")
    shown = await answered(one, "修改收款账号", CARD, "修改收款账号", "000000000077")
    assert "银行卡号" not in shown.text
    await one.says("确认")
    assert "不能自己复核" in (await one.says("复核收款账户 演示-2026-01")).text
    assert "演示-2026-01：复核收款账户" in str((await two.says("待办")).offers)
    assert "不一致" in (await answered(two, "复核账户 演示-2026-01", "000000000078")).text
    assert "已办" in (await answered(two, "修改 1", "000000000077", "确认")).text
    assert "尾号0077" in (await two.says("合同 演示-2026-01")).text


async def test_an_evaluation_is_recorded_as_its_document_says(desk: Desk) -> None:
    office = desk(OFFICE)
    values = ("第十八条", "第三方机构", "评价〔2026〕1号", "11月20日", "2", "补齐资料")
    shown = await answered(office, "评价 演示-2026-01", *values)
    assert "5. 评价结果：基本合格" in shown.text
    assert "依据：第十七条、第十八条" in shown.text
    assert "已办" in (await office.says("确认")).text
    assert "基本合格（依据第十八条，第三方机构，评价〔2026〕1号）" in (await office.says("合同 演示-2026-01")).text


async def test_reviews_of_a_quarter_and_inspections_are_two_records(desk: Desk) -> None:
    supervisor, bureau = desk(SUPERVISOR), desk(BUREAU)
    shown = await answered(supervisor, "监督审核 演示-2026-01", "2026q3", "昨天", "未发现问题")
    assert "1. 季度：2026年第3季度" in shown.text
    await supervisor.says("确认")
    await answered(bureau, "监督检查 演示-2026-01", "昨天", "王工、李工", "进度正常", "确认")
    card = (await bureau.says("合同 演示-2026-01")).text
    assert "监督检查：进度正常" in card
    assert "监督审核 2026Q3：未发现问题" in card


async def test_money_taken_back_is_entered_case_by_case(desk: Desk) -> None:
    bureau = desk(BUREAU)
    await answered(bureau, "缴款 案件1", "2万", "演示缴款0002", "今天", "1", "2026", "确认")
    assert "余额 40,000元" in (await bureau.says("案件1")).text
    over = await answered(bureau, "缴款 案件1", "5万")
    assert "【系统校验】" in over.text


async def test_bind_codes_and_unbinding(desk: Desk, county: Parts) -> None:
    office = desk(OFFICE)
    given = await office.says("发绑定码 演示-2026-01")
    code = given.text.split("绑定码：")[1].split("\n")[0]
    contractor = Dialogue(county, "经办人")
    await answered(contractor, code, "确认绑定")
    listed = await office.says("解绑 演示-2026-01")
    number = listed.text.split("绑定 ")[1].split("：")[0]
    assert "经办人" not in listed.text.split("绑定 ")[1].split("\n")[0]
    assert "已办：解除绑定" in (await answered(office, number, "确认")).text
    assert any("解除了您与单位的绑定" in notice for notice in await after(contractor))
    assert "不能办这一步" in (await desk(PAYER).says("发绑定码 演示-2026-01")).text


async def after(person: Dialogue) -> list[str]:
    await person.says("你好")
    return person.notices


def link(work: Work) -> None:
    member = staff_member(work, OFFICE)
    assert member is not None
    for channel in (Channel.WECHAT, Channel.TELEGRAM):
        code = issue(work, Purpose.LINK, member.id, LINK_LIVES, by=None)
        assert link_account(work, Person(channel, "linked"), code)


async def test_a_linked_account_enters_the_desk_and_telegram_shows_number_and_step_alone(
    county: Parts, clock: FrozenClock, numbers: Numbers
) -> None:
    await county.database.write(link, clock())
    phone = Dialogue(county, "linked", Channel.TELEGRAM)
    assert units(await phone.says("第九条")) == ["9"]
    listed = await phone.says("工作台")
    assert numbers[State.SUBMITTED] in str(listed.offers)
    card = await phone.says(f"查 {numbers[State.SUBMITTED]}")
    shown = listed.text + str(listed.offers[:5]) + card.text
    assert "示例" not in shown
    assert "元" not in card.text
    assert "受理" in [offer.label for offer in card.offers]
    refused = await phone.says(f"退回补正 {numbers[State.SUBMITTED]}")
    assert (refused.text, refused.asks) == (texts.RECORD_AT_THE_CONSOLE, False)
    assert (await phone.says(f"受理 {numbers[State.SUBMITTED]}")).asks
    await phone.says("取消")
    contracts = await phone.says("合同列表")
    assert contracts.offers
    assert "示例" not in str(contracts.offers)
    assert (await phone.says("退出工作台")).text == texts.LEFT
    assert "【" not in (await phone.says(f"查 {numbers[State.SUBMITTED]}")).text


async def test_with_an_assessment_on_record_telegram_shows_staff_as_much_as_the_console(
    county_file: Path, tmp_path: Path, clock: FrozenClock, desk: Desk
) -> None:
    """The fixture's county is another copy: what its terminal says is what Telegram is to say."""
    shutil.copy(county_file, tmp_path / "assessed.db")
    bot = TelegramSettings(token=SecretStr("123456:ABC-def_ghi"), detail="晋评〔2026〕1号")
    async with running(f"sqlite:///{tmp_path / 'assessed.db'}", clock, telegram=bot) as parts:
        await parts.database.write(link, clock())
        phone = Dialogue(parts, "linked", Channel.TELEGRAM)
        shown = [await phone.says(words) for words in ("工作台", "合同列表", "合同 演示-2026-01")]
    console = [await desk(OFFICE).says(words) for words in ("工作台", "合同列表", "合同 演示-2026-01")]
    assert [one.text for one in shown[1:]] == [one.text for one in console[1:]]
    assert shown[1].offers == console[1].offers
    assert "示例" in str(shown[0].offers)
    assert "示例" in str(shown[1].offers)
    assert "元" in shown[2].text
