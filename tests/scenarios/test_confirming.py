"""A confirmation that nothing waits for is not taken for a question about the measure."""

from __future__ import annotations

import pytest

from handlers.texts import talk as texts
from tests.dialogue import Dialogue


@pytest.mark.parametrize("said", ["确认属实", "确认", "确认提交。"])
async def test_it_is_said_that_nothing_waits(talk: Dialogue, said: str) -> None:
    reply = await talk.says(said)
    assert "没有等您确认的事" in reply.text
    assert not reply.citations


async def test_a_question_with_the_same_words_is_answered(talk: Dialogue) -> None:
    assert (await talk.says("承办企业由谁确认")).citations


async def test_a_command_cut_short_confirms_what_was_asked(talk: Dialogue) -> None:
    await talk.says("撤回同意")
    assert "已按您的意思撤回同意" in (await talk.says("确认撤回")).text


async def test_a_plain_yes_confirms_and_a_no_changes_nothing(talk: Dialogue) -> None:
    await talk.says("删除我的信息")
    assert texts.LEFT_AS_IT_WAS in (await talk.says("算了")).text
    assert texts.NOTHING_TO_CONFIRM in (await talk.says("确认")).text
    await talk.says("删除我的信息")
    assert "已经删除" in (await talk.says("确认。")).text


async def test_that_it_was_read_confirms_nothing(talk: Dialogue) -> None:
    await talk.says("删除我的信息")
    assert "已经删除" not in (await talk.says("好的")).text


async def test_how_data_is_dealt_with_is_the_privacy_notice(talk: Dialogue) -> None:
    assert "隐私说明（" in (await talk.says("你们怎么处理我的信息？")).text
