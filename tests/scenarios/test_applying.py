"""Applying in the chat, from 我要申请 to the 申请编号; each rule told where it applies."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.wiring import Parts
from handlers.casework.table import ActName
from handlers.texts import applying as words
from handlers.texts import forms as texts
from policy_kb.models import AnswerKind
from store.states import State
from tests.dialogue import Dialogue, units
from tests.handlers.casework.town import Town
from tests.measure import opened
from tests.scenarios.applying import PURPOSE, drafts, fill, materials, picture, sent
from tests.scenarios.county import County


@pytest.fixture
async def talk(county: County) -> Dialogue:
    return await county.talker()


async def test_a_contractor_applies_with_two_photos_and_gets_a_number(
    county: County, talk: Dialogue, tmp_path: Path
) -> None:
    await fill(talk, until="files")
    first = await talk.does(picture(tmp_path, "合同.jpg"))
    assert "已收到“合同.jpg”" in first.text
    await talk.does(picture(tmp_path, "现场.jpg", colour="red"))
    summary = await talk.says("下一项")
    for line in ("300,000元", PURPOSE, "张明", "13812345678", "2 个文件：合同.jpg、现场.jpg", "前期预付资金"):
        assert line in summary.text
    assert "须如实提供材料，并对所提供材料的真实性、完整性和合法性负责" in summary.text
    assert units(summary) == ["10"]
    ended = await talk.says("确认属实")
    (application,) = await sent(county)
    assert application.number in ended.text
    assert "领导小组办公室" in ended.text
    assert "办公室工作环节（办法未规定）" in ended.text
    assert (application.amount, application.state) == (300_000_00, State.SUBMITTED.value)
    assert not ended.asks
    assert "已提交，等待受理" in (await talk.presses(1)).text


@pytest.mark.parametrize("said", ["我要申请", "申请拨付", "我想申请前期预付资金", "提交拨付申请"])
async def test_the_wish_to_apply_is_heard_and_fills_nothing(county: County, talk: Dialogue, said: str) -> None:
    reply = await talk.says(said)
    assert reply.asks
    assert reply.kind is AnswerKind.APPLY
    (draft,) = await drafts(county)
    assert list(json.loads(draft.data)["answers"]) == ["contract"]


async def test_who_is_not_bound_is_led_to_binding_and_others_to_leave_an_intention(parts: Parts) -> None:
    reply = await Dialogue(parts, "路人").says("我要申请")
    assert units(reply) == ["10"]
    assert [offer.label for offer in reply.offers] == ["绑定", "意向登记"]
    for word in ("不支持", "可以申请", "能申请"):
        assert word not in reply.text


async def test_a_firm_without_a_contract_in_force_is_told_so(county: County, talk: Dialogue) -> None:
    await county.act(_pause)
    reply = await talk.says("我要申请")
    assert reply.text.startswith(opened().written_out(words.NO_CONTRACT))
    assert not reply.asks


def _pause(town: Town) -> None:
    town.contract = town.work.get(type(town.contract), town.contract.id) or town.contract
    town.contract.state = "paused"


async def test_one_of_several_contracts_is_chosen_by_number_or_name(county: County, talk: Dialogue) -> None:
    await county.act(lambda town: town.contract_of("AZ-HT-002", project="连翘茶电商推广"))
    asked = await talk.says("我要申请")
    assert len(asked.offers) == 2
    assert "资金种类" in (await talk.says("连翘茶电商推广")).text
    chosen = await talk.says("修改合同")
    assert "连翘茶电商推广（合同编号 AZ-HT-002）" in chosen.text


async def test_a_kind_that_is_held_is_refused_at_once_with_its_article(talk: Dialogue) -> None:
    await talk.says("我要申请")
    refused = await talk.says("中期建设资金")
    assert "第十八条" in refused.text
    assert units(refused) == ["18"]
    assert "资金种类" in refused.text
    assert refused.asks


async def test_a_second_open_application_of_a_kind_is_refused(county: County, talk: Dialogue) -> None:
    number = await county.act(lambda town: town.submitted())
    await talk.says("我要申请")
    refused = await talk.says("1")
    assert "系统校验" in refused.text
    assert number in refused.text


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("60万零1元", "预付比例需在合同上载明"),
        ("三百万", "系统校验"),
        ("五十万左右", "大约"),
        ("三万到五万", "从多少到多少"),
        ("负五万", "负数"),
        ("100美元", "人民币"),
    ],
)
async def test_a_sum_that_cannot_be_is_asked_again_with_the_reason(
    county: County, talk: Dialogue, said: str, reason: str
) -> None:
    await fill(talk, until="amount")
    refused = await talk.says(said)
    assert reason in refused.text
    assert "申请金额" in refused.text
    assert "amount" not in json.loads((await drafts(county))[0].data)["answers"]


async def test_every_kind_of_chit_chat_and_question_fills_no_step(county: County, talk: Dialogue) -> None:
    await talk.says("我要申请")
    for step, value in (
        ("kind", "1"),
        ("amount", "30万"),
        ("purpose", PURPOSE),
        ("contact", "张明"),
        ("phone", ""),
    ):
        for said in ("你好", "好的", "嗯", "哈哈", "👍", "支持哪些方面", "材料要交什么", "谢谢", "……", "第九条"):
            reply = await talk.says(said)
            assert reply.asks
            answers = json.loads((await drafts(county))[0].data)["answers"]
            assert step not in answers, (step, said)
        if value:
            await talk.says(value)


async def test_a_question_in_between_is_answered_and_the_form_asks_again_once(talk: Dialogue) -> None:
    await fill(talk, until="amount")
    answer = await talk.says("卖到国外有扶持吗")
    assert units(answer)[0] == "7.3"
    assert answer.text.count("申请多少钱") == 1
    assert answer.text.rstrip().endswith(texts.HINTS)
    assert answer.offers == ()
    taken = await talk.says("30万")
    assert "已记下申请金额：300,000元" in taken.text


@pytest.mark.parametrize("said", ["隐私说明", "0", "人工", "查进度", "我的申请", "查我的信息", "更多"])
async def test_commands_in_between_are_done_and_the_form_asks_again_once(talk: Dialogue, said: str) -> None:
    await fill(talk, until="amount")
    reply = await talk.says(said)
    assert reply.asks
    assert reply.text.count("申请多少钱") == 1


async def test_nothing_but_the_very_words_sends(county: County, talk: Dialogue) -> None:
    await fill(talk)
    for said in ("确认", "同意", "是的", "确认属实吧", "属实"):
        assert "确认属实" in (await talk.says(said)).text
        assert await sent(county) == []
    await talk.says("　確認属实。")
    assert len(await sent(county)) == 1


async def test_a_refusal_at_the_end_keeps_everything(county: County, talk: Dialogue) -> None:
    await fill(talk)
    await county.act(lambda town: town.submitted())
    refused = await talk.says("确认属实")
    assert refused.text.startswith(words.REFUSED)
    assert "系统校验" in refused.text
    assert PURPOSE in refused.text
    assert refused.asks
    assert len(await drafts(county)) == 1


async def test_cancelling_deletes_only_after_the_very_words(
    county: County, talk: Dialogue, tmp_path: Path
) -> None:
    await fill(talk, until="files")
    await talk.does(picture(tmp_path))
    await talk.says("取消")
    assert texts.NOT_CANCELLED in (await talk.says("算不准")).text
    assert len(await materials(county)) == 1
    await talk.says("取消")
    gone = await talk.says("确认取消")
    assert gone.text.startswith(texts.CANCELLED)
    assert (await drafts(county), await materials(county)) == ([], [])
    assert texts.NO_DRAFT in (await talk.says("继续填写")).text


async def test_the_last_word_of_one_form_does_not_fill_the_next(county: County, talk: Dialogue) -> None:
    await fill(talk)
    await talk.says("确认属实")
    (application,) = await sent(county)
    await county.act(lambda town: town.does(ActName.ACCEPT, application.number))
    begun = await talk.says("我要申请")
    assert "资金种类" in begun.text
    assert list(json.loads((await drafts(county))[0].data)["answers"]) == ["contract"]


async def test_words_of_complaint_in_a_form_are_kept_nowhere_and_the_draft_stays(
    county: County, talk: Dialogue
) -> None:
    await fill(talk, until="purpose")
    reply = await talk.says("我要举报有人拿专项资金买车")
    assert reply.kind is AnswerKind.COMPLAINT
    assert not reply.asks
    assert "继续填写" in reply.text
    assert (await talk.says("就是他们单位的头儿")).kind is AnswerKind.COMPLAINT
    data = (await drafts(county))[0].data
    assert "买车" not in data
    assert "头儿" not in data
    resumed = await talk.says("继续填写")
    assert "用途说明" in resumed.text
    assert "已记下用途说明" in (await talk.says(PURPOSE)).text


async def test_offers_of_the_form_are_pressed_and_old_ones_refused(talk: Dialogue) -> None:
    await talk.says("我要申请")
    assert "申请多少钱" in (await talk.presses(1, "前期预付资金")).text
    stale = await talk.presses(2, "中期建设资金")
    assert "申请多少钱" in stale.text
    assert stale.asks
