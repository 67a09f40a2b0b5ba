"""Out of a talk about a complaint: very commands lead out, whatever else is told goes on being told of it."""

from __future__ import annotations

import pytest

from bot.wiring import Parts
from handlers.casework.table import ActName
from policy_kb.models import AnswerKind
from tests.handlers.casework import given
from tests.scenarios.county import County

BEGINS = "我要反映一下进度太慢"


@pytest.mark.parametrize(
    "command",
    [
        "查进度",
        "我的申请",
        "催办",
        "撤回申请",
        "企业说明",
        "缴款通知",
        "补正",
        "补正 {0}",
        "催办 {0}",
        "{0}",
        "{0}。",
    ],
)
async def test_a_very_command_is_another_matter(parts: Parts, command: str) -> None:
    county = await County.begin(parts)
    talk = await county.talker()
    number = await county.act(lambda town: town.submitted())
    assert (await talk.says(BEGINS)).kind is AnswerKind.COMPLAINT
    answer = await talk.says(command.format(number))
    assert answer.kind in {AnswerKind.STATUS, AnswerKind.APPLY}
    assert "12388" not in answer.text
    assert number in (await talk.says("进度怎么样了")).text


@pytest.mark.parametrize("word", ["取消", "退出", "退出。", "算了", "不是举报"])
async def test_the_talk_can_be_left(parts: Parts, word: str) -> None:
    county = await County.begin(parts)
    talk = await county.talker()
    number = await county.act(lambda town: town.submitted())
    assert "请回复“取消”" in (await talk.says(BEGINS)).text
    assert (await talk.says(word)).text.startswith("好的，不说意见和举报的事了")
    assert number in (await talk.says("钱到了没")).text


@pytest.mark.parametrize(
    "told",
    [
        "查进度的时候老王收了我的钱",
        "企业说明书是假的",
        "企业说明：老王收了钱",
        "撤回",
        "{0}这份申请是假的",
        "补正材料是老王代写的",
        "退出的那家公司给老王送了钱",
        "进度",
        "2026-123456",
    ],
)
async def test_whatever_else_is_told_belongs_to_the_complaint(parts: Parts, told: str) -> None:
    county = await County.begin(parts)
    talk = await county.talker()
    number = await county.act(lambda town: town.submitted())
    await talk.says(BEGINS)
    assert (await talk.says(told.format(number))).kind is AnswerKind.COMPLAINT


async def test_a_returned_application_is_mended_out_of_the_talk(parts: Parts) -> None:
    county = await County.begin(parts)
    talk = await county.talker()
    number = await county.act(lambda town: town.submitted())
    await county.act(lambda town: town.does(ActName.RETURN, number, given.lacking()))
    await talk.says(BEGINS)
    assert "申请书没有盖章" in (await talk.says(f"补正 {number}")).text
