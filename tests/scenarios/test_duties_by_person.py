"""Who sent an application never decides on it, by whatever account, also after unbinding and erasure."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.wiring import Parts
from handlers.casework.arrangements import open_terminal
from handlers.casework.staffing import deactivate, issue_link_code
from handlers.identity.who import OPERATOR
from handlers.messages import Channel, Event, EventKind
from handlers.texts import binding as texts
from handlers.texts import refusals
from store.work import Work
from tests.dialogue import Dialogue
from tests.handlers.contracts.contracts import member
from tests.scenarios.applying import fill, sent
from tests.scenarios.binding import code_for
from tests.scenarios.county import County
from tests.stored import everything_stored

ACCOUNT = "oSENDER4711"
MEMBER, COLLEAGUE = "张办", "李办"


async def _said(talk: Dialogue, *words: str) -> str:
    for each in words:
        reply = await talk.says(each)
    return reply.text


async def _sends(parts: Parts, county: County) -> tuple[Dialogue, str]:
    """Somebody is bound in WeChat and sends an application."""
    talk = Dialogue(parts, ACCOUNT, Channel.WECHAT)
    assert "绑定成功" in await _said(talk, await code_for(parts), "确认绑定")
    await fill(talk)
    await talk.says("确认属实")
    (application,) = await sent(county)
    return talk, application.number


async def _links(parts: Parts, talk: Dialogue, name: str = MEMBER) -> str:
    """The account is confirmed as soon as it is linked."""

    def act(work: Work) -> str:
        open_terminal(work, OPERATOR)
        code = issue_link_code(work, OPERATOR, name)
        assert isinstance(code, str)
        return code

    code = await parts.database.write(act, parts.clock())
    return await _said(talk, code)


@pytest.mark.parametrize("leaving", ["unbinds", "erased", "leaves"])
async def test_the_account_that_sent_it_never_accepts_it(
    parts: Parts, county: County, tmp_path: Path, leaving: str
) -> None:
    talk, number = await _sends(parts, county)
    match leaving:
        case "unbinds":
            assert texts.UNBOUND in await _said(talk, "解除绑定", "确认解除绑定")
        case "erased":
            assert "已经删除" in await _said(talk, "删除我的信息", "确认删除")
        case _:
            await talk.sends(Event(EventKind.UNSUBSCRIBE))
    stored = await everything_stored(parts.database, tmp_path)
    assert leaving == "unbinds" or ACCOUNT.encode() not in stored
    assert texts.linked(name=MEMBER) in await _links(parts, talk)
    assert refusals.SENT_BY_YOU in await _said(talk, "工作台", f"受理 {number}")
    # Not even at a desk of their own, after the account was taken from them again.
    await talk.sends(Event(EventKind.UNSUBSCRIBE))
    at_desk = Dialogue(parts, MEMBER, Channel.CONSOLE)
    assert refusals.SENT_BY_YOU in await _said(at_desk, f"受理 {number}")
    assert refusals.SENT_BY_YOU not in await _said(Dialogue(parts, COLLEAGUE, Channel.CONSOLE), f"受理 {number}")


async def test_who_was_a_member_first_and_sent_it_later_never_accepts_it(parts: Parts, county: County) -> None:
    account = Dialogue(parts, ACCOUNT, Channel.WECHAT)
    await _links(parts, account)
    await parts.database.write(lambda work: deactivate(work, OPERATOR, MEMBER), parts.clock())
    _talk, number = await _sends(parts, county)

    def comes_back(work: Work) -> None:
        member(work, MEMBER, *member(work, COLLEAGUE).roles)

    await parts.database.write(comes_back, parts.clock())
    at_desk = Dialogue(parts, MEMBER, Channel.CONSOLE)
    assert refusals.SENT_BY_YOU in await _said(at_desk, f"受理 {number}")


@pytest.mark.parametrize("taken", ["off", "erased"])
async def test_an_account_that_was_a_members_serves_no_other(parts: Parts, county: County, taken: str) -> None:
    talk = Dialogue(parts, ACCOUNT, Channel.WECHAT)
    await _links(parts, talk)
    if taken == "off":
        await parts.database.write(lambda work: deactivate(work, OPERATOR, MEMBER), parts.clock())
    else:
        await _said(talk, "删除我的信息", "确认删除")
    assert texts.ANOTHERS_ACCOUNT in await _links(parts, talk, COLLEAGUE)
    if taken == "erased":
        assert texts.linked(name=MEMBER) in await _links(parts, talk)


async def test_the_notice_says_what_is_kept_of_a_bound_account(parts: Parts) -> None:
    told = await _said(Dialogue(parts, "oANY", Channel.WECHAT), "隐私说明")
    assert "绑定过承办企业的账号" in told
    assert "不由提交人自己受理" in told
