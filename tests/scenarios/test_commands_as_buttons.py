"""Commands as buttons: each is understood as itself, whoever presses it and wherever a form stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.wiring import Parts
from handlers.applications import status_words
from handlers.forms import applying_words
from handlers.messages import Channel, Reply
from handlers.talk.command_menu import command_menu
from handlers.texts import complaining
from handlers.texts import forms as form_texts
from policy_kb.init import init
from policy_kb.kb import PolicyKB
from policy_kb.models import AnswerKind
from tests.dialogue import Dialogue
from tests.measure import opened
from tests.scenarios.applying import drafts, fill, listing
from tests.scenarios.county import County

MENU = command_menu(opened())
NOT_UNDERSTOOD = {
    AnswerKind.UNSTATED,
    AnswerKind.OOS,
    AnswerKind.RULES,
    AnswerKind.MATERIALS,
    AnswerKind.STEPS,
    AnswerKind.CATEGORIES,
    AnswerKind.COMPLAINT,
}
OF_COMPLAINTS = {complaining.SUGGEST_COMMAND, complaining.MINE, complaining.REPORT_COMMAND}
CONFIRMING = {"确认撤回", "追回通知", "收回通知", "我的申请"}
"""What only answers a question, and other names of what has a button; 我的申请 is a link to the pages."""


def words(reply: Reply) -> dict[str, str]:
    return {offer.label: offer.value for offer in reply.commands}


def test_every_command_of_applications_has_a_button() -> None:
    commands = status_words.COMMANDS | applying_words.COMMANDS
    assert commands - CONFIRMING <= set(MENU.words)
    assert set(MENU.first) <= set(MENU.words)


@pytest.mark.parametrize("is_bound", [True, False])
@pytest.mark.parametrize("command", MENU.words)
async def test_a_command_is_understood_as_one(
    parts: Parts, county: County, command: str, *, is_bound: bool
) -> None:
    if is_bound:
        await county.act(lambda town: town.bound(town.contract.firm_id, "承办网", Channel.WEB))
        await county.act(lambda town: town.submitted())
    reply = await Dialogue(parts, "承办网", Channel.WEB).says(command)
    is_of_complaints = command in OF_COMPLAINTS and reply.kind is AnswerKind.COMPLAINT
    assert is_of_complaints or reply.kind not in NOT_UNDERSTOOD, reply.text


async def test_a_link_is_given_also_where_the_form_was_left(county: County) -> None:
    await county.act(listing)
    talk = await county.talker()
    assert "没有填到一半的内容" in (await talk.says("上传链接")).text
    await fill(talk, until="files")
    await talk.says("稍后再填")
    reply = await talk.says("上传链接")
    assert "/upload/" in reply.text
    assert "加盖公章的申请书" in reply.text  # the form goes on where it stood
    assert len(await drafts(county)) == 1


async def test_each_step_names_what_can_be_said_besides(county: County) -> None:
    await county.act(listing)
    talk = await county.talker()
    reply = await talk.says("我要申请")
    assert list(words(reply)) == ["上一步", "稍后再填", "取消", "帮助"]
    reply = await fill(talk, until="files", begin="继续填写")
    assert list(words(reply))[:2] == ["上传链接", "下一项"]


async def test_everything_offered_besides_is_taken_for_what_it_says(county: County) -> None:
    talk = await county.talker()
    review = await fill(talk)
    offered = words(review)
    assert offered["修改申请金额"] == "修改 3"
    assert "确认属实" in offered
    for command in ("修改 3", "上一步", "稍后再填", "继续填写", "帮助", "取消"):
        reply = await talk.says(command)
        assert form_texts.NOT_UNDERSTOOD not in reply.text, command
        assert reply.kind not in NOT_UNDERSTOOD, command


async def test_the_declaration_has_its_very_words_as_a_button(county: County) -> None:
    talk = await county.talker()
    reply = await fill(talk)
    reply = await talk.says(words(reply)["确认属实"])
    if "已提交" not in reply.text:  # a long summary has the declaration on a page of its own
        reply = await talk.says(words(reply)["确认属实"])
    assert "已提交" in reply.text


def test_where_no_applications_are_taken_nothing_of_them_is_offered(tmp_path: Path) -> None:
    (tmp_path / "规定.txt").write_text("第一条 为了管好茶叶，制定本规定。\n第二条 茶叶每年检查一次。\n", "utf-8")
    menu = command_menu(PolicyKB.open(init(tmp_path / "规定.txt", tmp_path / "kb")))
    assert menu.first == ()
    assert {group[0] for group in menu.groups} == {"意见与举报", "我的信息", "帮助"}
