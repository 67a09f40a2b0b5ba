"""The whole product behind the door: an encrypted question comes back as an encrypted, cited answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest
import xmltodict
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot import wiring
from bot.channels.wechat.text import LIMIT_BYTES
from bot.settings import Settings
from bot.web_application import web_application
from tests.bot.channels.wechat.support import (
    NOW,
    PATIENCE,
    Clock,
    aes_body,
    aes_query,
    decrypted,
    encrypted,
    settings,
    text_xml,
    xml_of,
)
from tests.fakes.wechat import FakeWeChat
from tests.handlers.materials.inspecting import inspect_here
from tests.measure import opened

Client = TestClient[web.Request, web.Application]


@pytest.fixture
async def client(sqlite_url: str, clock: Clock, fake: FakeWeChat) -> AsyncIterator[Client]:
    configured = Settings(database_url=sqlite_url, wechat=settings(api_base=fake.base))
    async with (
        wiring.assembled(configured, clock=clock, kb=opened(), inspect=inspect_here) as parts,
        TestClient(TestServer(web_application(parts, wechat_seconds=PATIENCE))) as client,
    ):
        yield client


async def say(client: Client, xml: str, now: datetime = NOW) -> str:
    """Post a push and return the words of the reply, or the bare answer."""
    envelope = encrypted(xml)
    response = await client.post("/wechat", params=aes_query(envelope, now), data=aes_body(envelope))
    assert response.status == 200
    body = await response.text()
    if not body.startswith("<"):
        return body
    reply: dict[str, Any] = xmltodict.parse(decrypted(xmltodict.parse(body)["xml"]["Encrypt"]))["xml"]
    return str(reply["Content"])


async def test_a_question_is_answered_with_the_article(client: Client) -> None:
    answer = await say(client, text_xml("拨付要经过哪些步骤"))
    assert "县政府常务会议" in answer
    assert "（第十条" in answer
    assert len(answer.encode()) <= LIMIT_BYTES


async def test_a_greeting_says_that_this_is_no_person_and_a_number_picks(client: Client) -> None:
    greeting = await say(client, xml_of(MsgType="event", Event="subscribe", EventKey=""))
    assert "我是自动应答助手，不是工作人员。" in greeting
    assert greeting.endswith("0 人工/电话/地址")
    first = greeting.split("\n1 ")[1].split("\n")[0]
    picked = await say(client, text_xml("1", message_id="2"))
    assert await say(client, text_xml(first, message_id="3")) == picked


async def test_three_deliveries_at_once_get_one_answer(client: Client) -> None:
    answers = await asyncio.gather(*(say(client, text_xml("第九条")) for _ in range(3)))
    assert len(set(answers)) == 1
    assert await say(client, text_xml("第九条")) == answers[0]


async def test_leaving_is_answered_with_success(client: Client) -> None:
    assert await say(client, xml_of(MsgType="event", Event="unsubscribe")) == "success"


@pytest.mark.parametrize("kind", ["image", "voice", "video", "file", "location", "link", "sticker"])
async def test_what_cannot_be_read_is_answered_politely(client: Client, kind: str) -> None:
    assert "文字" in await say(client, xml_of(MsgType=kind, MsgId="1", MediaId="M"))
