"""A contractor who mistypes, corrects and stops in the middle: each time told what to do, and nothing lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handlers.texts import applying as words
from handlers.texts import forms as texts
from policy_kb.models import AnswerKind
from tests.dialogue import Dialogue, units
from tests.scenarios.applying import PURPOSE, STEPS, drafts, fill, listing, picture, sent
from tests.scenarios.county import County


@pytest.fixture
async def talk(county: County) -> Dialogue:
    return await county.talker()


async def answers(county: County) -> dict[str, object]:
    (draft,) = await drafts(county)
    found: dict[str, object] = json.loads(draft.data)["answers"]
    return found


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("kind", "前其预付"),
        ("kind", "中"),
        ("kind", "资金"),
        ("kind", "前期预付资金，50万"),
        ("kind", "30万元"),
        ("amount", "张明13812345678"),
        ("amount", "2026年13月40日"),
        ("purpose", "13812345678"),
        ("contact", "张明 1381234567"),
        ("contact", "王"),
        ("contact", "张明和李华"),
        ("phone", "1381234567"),
        ("phone", "张明 138123456"),
        ("phone", "不是"),
    ],
)
async def test_what_was_meant_as_a_value_is_asked_again_and_never_answered_from_the_measure(
    county: County, talk: Dialogue, step: str, said: str
) -> None:
    await fill(talk, until=step)
    reply = await talk.says(said)
    assert (units(reply), reply.asks) == ([], True)
    assert step not in await answers(county)


@pytest.mark.parametrize("step", ["kind", "amount", "contact", "phone"])
async def test_a_question_at_the_same_steps_is_answered(talk: Dialogue, step: str) -> None:
    await fill(talk, until=step)
    reply = await talk.says("预付比例是多少")
    assert "9" in units(reply)
    assert reply.text.count("【") == 1 + reply.text.count("【办公室")


async def test_a_mistyped_choice_is_asked_back_by_its_name(county: County, talk: Dialogue) -> None:
    await talk.says("我要申请")
    assert "“前期预付资金”要作为资金种类填上吗" in (await talk.says("前其预付")).text
    await talk.presses(1, texts.YES_LABEL)
    assert (await answers(county))["kind"] == "prepayment"


@pytest.mark.parametrize("said", ["申请前期预付资金", "我要申请前期预付资金", "我们想申请预付款"])
async def test_a_kind_is_taken_from_the_wish_for_it_where_it_is_asked(
    county: County, talk: Dialogue, said: str
) -> None:
    await talk.says("我要申请")
    assert "申请多少钱" in (await talk.says(said)).text
    assert (await answers(county))["kind"] == "prepayment"
    assert "申请多少钱" in (await talk.says(said)).text


async def test_corrections_find_what_they_mean(county: County, talk: Dialogue) -> None:
    await fill(talk, until="purpose")
    assert "200,000元" in (await talk.says("写错了，改成20万")).text
    assert "100,000元" in (await talk.says("不对，是10万")).text
    await talk.says(PURPOSE)
    await talk.says("李华")
    assert "联系人：张明" in (await talk.says("联系人写错了，应该是张明")).text
    await talk.says("13812345678")
    summary = await talk.says("下一项")
    assert "10" in units(summary)
    changed = await talk.says("把金额改为30万")
    assert "3. 申请金额：300,000元" in changed.text
    await talk.says("确认属实")
    assert [one.amount for one in await sent(county)] == [300_000_00]


@pytest.mark.parametrize("said", ["修改金额", "修改 3", "修改 N", "上一步", "跳过", "稍后再填"])
async def test_after_cancelling_words_for_a_form_say_that_none_is_open(
    county: County, talk: Dialogue, said: str
) -> None:
    await fill(talk, until="purpose")
    await talk.says("取消")
    assert "我要申请" in (await talk.says("确认取消")).text
    reply = await talk.says(said)
    assert reply.text.startswith(texts.NOWHERE)
    assert [offer.label for offer in reply.offers] == ["我要申请"]
    assert await drafts(county) == []
    assert "资金种类" in (await talk.presses(1, "我要申请")).text


async def test_after_saving_they_lead_back_to_the_draft(talk: Dialogue) -> None:
    await fill(talk, until="purpose")
    await talk.says("稍后再填")
    assert (await talk.says("修改金额")).text.startswith(texts.NOWHERE_DRAFT)
    assert "用途说明" in (await talk.presses(1, texts.GO_ON_LABEL)).text


async def test_who_changes_something_when_asked_whether_to_cancel_goes_on(talk: Dialogue) -> None:
    await fill(talk, until="purpose")
    await talk.says("取消")
    reply = await talk.says("修改金额")
    assert reply.text.startswith(texts.NOT_CANCELLED)
    assert "申请多少钱" in reply.text


async def test_the_total_is_told_once_it_stands(county: County, talk: Dialogue) -> None:
    await county.act(listing)
    assert "【第 2 项 资金种类】" in (await talk.says("我要申请")).text
    for said, head in (
        ("1", "【3/9"),
        ("30万", "【4/9"),
        (PURPOSE, "【5/9"),
        ("张明", "【6/9"),
        ("13812345678", "【7/9"),
    ):
        assert head in (await talk.says(said)).text


async def test_going_on_at_a_material_shows_it_and_does_not_leave_it(
    county: County, talk: Dialogue, tmp_path: Path
) -> None:
    await county.act(listing)
    await fill(talk, until="files")
    await talk.does(picture(tmp_path))
    assert "【7/9 加盖公章的申请书】" in (await talk.says("继续填写")).text
    assert "【8/9 现场照片】" in (await talk.says("下一项")).text
    assert "【9/9 其他材料】" in (await talk.says("没有照片")).text


@pytest.mark.parametrize("said", ["第十六条", "举报窗口在哪里"])
async def test_a_question_about_the_windows_is_an_ordinary_one_beside_the_form(
    county: County, talk: Dialogue, said: str
) -> None:
    await fill(talk, until="kind")
    reply = await talk.says(said)
    assert "16" in units(reply)
    assert reply.asks
    assert "资金种类" in reply.text
    assert "申请多少钱" in (await talk.says("1")).text
    assert (await talk.says("稍后再填")).kind is AnswerKind.APPLY


@pytest.mark.parametrize("said", ["你们办公室电话是多少", "不留电话", "网站", "政府网站在哪"])
@pytest.mark.parametrize("step", ["kind", "amount", "contact"])
async def test_an_answer_that_merely_cites_the_article_on_reporting_does_not_leave_the_form(
    county: County, talk: Dialogue, step: str, said: str
) -> None:
    await fill(talk, until=step)
    reply = await talk.says(said)
    assert reply.asks
    assert step not in await answers(county)
    assert (await talk.says(STEPS[step])).asks
    assert step in await answers(county)


async def test_files_are_taken_out_at_their_own_step(talk: Dialogue) -> None:
    await fill(talk)
    reply = await talk.says("删除 1")
    assert reply.text.startswith(words.TAKE_OUT_HOW)
    assert reply.asks


@pytest.mark.parametrize("said", ["就写三十万吧", "就三十万", "三十万 😀"])
async def test_a_sum_is_never_taken_for_a_report(county: County, talk: Dialogue, said: str) -> None:
    await fill(talk, until="amount")
    assert "用途说明" in (await talk.says(said)).text
    assert (await answers(county))["amount"] == 300_000_00


@pytest.mark.parametrize("said", ["13812345678，中午别打", "打13812345678找张会计"])
async def test_a_telephone_is_asked_back_at_its_step_whatever_else_is_said(
    county: County, talk: Dialogue, said: str
) -> None:
    await fill(talk, until="phone")
    assert "“13812345678”要作为联系电话填上吗" in (await talk.says(said)).text
    await talk.says("1")
    assert (await answers(county))["phone"] == "13812345678"


async def test_who_accuses_with_a_telephone_is_led_to_the_report(county: County, talk: Dialogue) -> None:
    await fill(talk, until="phone")
    assert (await talk.says("李四收了三十万回扣，他电话13812345678")).kind is AnswerKind.COMPLAINT
    assert "phone" not in await answers(county)


@pytest.mark.parametrize("step", ["kind", "amount", "purpose", "contact", "phone"])
async def test_a_surname_alone_is_answered_at_every_step(county: County, talk: Dialogue, step: str) -> None:
    await fill(talk, until=step)
    reply = await talk.says("王")
    assert reply.asks
    assert step not in await answers(county)


async def test_what_is_filled_in_is_listed_where_a_change_or_the_whole_is_asked_for(talk: Dialogue) -> None:
    await fill(talk, until="phone")
    for asked in ("修改", "修改 99", "修改住址", "汇总"):
        told = (await talk.says(asked)).text
        assert "已经填好的：\n1. " in told, asked
        assert PURPOSE in told, asked
        assert "联系电话】" in told, asked


async def test_how_much_may_be_applied_for_is_told_from_the_contract(talk: Dialogue) -> None:
    await fill(talk, until="amount")
    for asked in ("最多能申请多少钱", "能申请多少", "上限是多少", "按最高的来"):
        reply = await talk.says(asked)
        assert "【系统校验】" in reply.text, asked
        assert "最多还有" in reply.text, asked
        assert "申请金额】" in reply.text, asked
