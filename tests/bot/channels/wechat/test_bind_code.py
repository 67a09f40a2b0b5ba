"""A bind code as a picture, and its scan through the door of the account."""

from __future__ import annotations

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.wechat.api import WeChatApi
from bot.channels.wechat.bind_code import KINDS, draw_bind_code
from bot.channels.wechat.errors import Failure
from bot.web_application import web_application
from bot.wiring import Parts
from handlers.casework.bindings import BindCode, issue_bind_code
from handlers.casework.contracts import add_contract
from handlers.identity.who import OPERATOR
from store.work import Work
from tests.bot.channels.wechat.support import PATIENCE, Clock, settings, text_xml, xml_of
from tests.bot.channels.wechat.test_end_to_end import Client, say
from tests.dialogue import running
from tests.fakes.wechat import QR, FakeWeChat, Fault
from tests.handlers.contracts.contracts import contract_terms

FIRM = "安泽县演示连翘加工有限公司"


@pytest.mark.parametrize(("kind", "start"), [("png", b"\x89PNG\r\n"), ("svg", b"<?xml")])
async def test_the_code_is_drawn_with_its_scene(api: WeChatApi, fake: FakeWeChat, kind: str, start: bytes) -> None:
    assert kind in KINDS
    picture = await draw_bind_code(api, "34679ACDEF", kind)
    assert isinstance(picture, bytes)
    assert picture.startswith(start)
    (call,) = [call.json() for call in fake.calls if call.path == QR]
    assert call["expire_seconds"] == 7 * 24 * 3600
    assert call["action_info"] == {"scene": {"scene_str": "bind34679ACDEF"}}


async def test_a_picture_that_the_platform_does_not_make_is_a_failure(api: WeChatApi, fake: FakeWeChat) -> None:
    fake.always_fail(QR, Fault.code(48001))
    assert isinstance(await draw_bind_code(api, "34679ACDEF", "png"), Failure)


async def _code(parts: Parts) -> str:
    def act(work: Work) -> BindCode:
        add_contract(work, OPERATOR, contract_terms())
        found = issue_bind_code(work, OPERATOR, "AZ-HT-001")
        assert isinstance(found, BindCode)
        return found

    return (await parts.database.write(act, parts.clock())).code


def event(kind: str, key: str, person: str) -> str:
    return xml_of(MsgType="event", Event=kind, EventKey=key, Ticket="T", FromUserName=person)


async def test_scans_of_followers_and_of_newcomers_bind(sqlite_url: str, clock: Clock, fake: FakeWeChat) -> None:
    async with (
        running(sqlite_url, clock, wechat=settings(api_base=fake.base)) as parts,
        TestClient(TestServer(web_application(parts, wechat_seconds=PATIENCE))) as client,
    ):
        await _scan(client, event("subscribe", f"qrscene_bind{await _code(parts)}", "oNEW"))
        code = await _code(parts)
        first = await say(client, event("SCAN", f"bind{code}", "oFIRST"))
        assert FIRM in first
        second = await say(client, event("SCAN", f"bind{code}", "oSECOND"))
        assert FIRM not in second
        assert "绑定码不对" in second


async def _scan(client: Client, xml: str) -> None:
    asked = await say(client, xml)
    assert FIRM in asked
    assert "我是自动应答助手" in asked
    confirmed = text_xml("1", message_id="7").replace("oABCDEFGHIJKLMNOPQRSTUVWXYZ0", "oNEW")
    assert "绑定成功" in await say(client, confirmed)
