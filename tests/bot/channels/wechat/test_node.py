"""Messages encrypted by Tencent's and by the community's Node library are answered, and both open our replies."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator

import pytest
import xmltodict
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.wechat.text import LIMIT_BYTES
from bot.web.webhooks.wechat import routes
from handlers.messages import Text
from handlers.turn import say
from tests.bot.channels.wechat.support import (
    APP_ID,
    KEY,
    NOW,
    OLD_KEY,
    OPENID,
    OTHER_KEY,
    TOKEN,
    Clock,
    Signals,
    StubDispatch,
    aes_body,
    plain_query,
    settings,
    text_xml,
)
from tests.bot.nodes import Program, needs, started

Client = TestClient[web.Request, web.Application]

pytestmark = needs("wechat-crypto")

LENGTHS = range(1, 49)  # more than one block of 32 bytes, so that every padding occurs
LIBRARIES = ["wecom", "wechat"]


def words(length: int) -> str:
    """As many characters of one, three and four bytes."""
    return "".join(random.Random(length).choices("拨付预付合同年e镇😀🌾ab1，。", k=length))


class Bridge:
    """Both libraries, with the account's token."""

    def __init__(self, program: Program) -> None:
        self._program = program

    async def ask(self, lib: str, act: str, key: str, app_id: str = APP_ID, **more: str) -> dict[str, str]:
        query = plain_query()
        question = {"lib": lib, "act": act, "token": TOKEN, "key": key, "appid": app_id}
        question |= {"timestamp": query["timestamp"], "nonce": query["nonce"], **more}
        return await self._program.ask(question)


@pytest.fixture
async def bridge() -> AsyncIterator[Bridge]:
    async with started("bridge.js") as program:
        yield Bridge(program)


@pytest.fixture
def dispatch() -> StubDispatch:
    return StubDispatch()


@pytest.fixture
async def client(dispatch: StubDispatch) -> AsyncIterator[Client]:
    app = web.Application()
    table = routes(settings=settings(previous=OLD_KEY), dispatch=dispatch, clock=Clock(), watch=Signals())
    app.add_routes(table)
    async with TestClient(TestServer(app)) as client:
        yield client


async def post_sealed(client: Client, sealed: dict[str, str]) -> tuple[int, str]:
    query = {**plain_query(NOW), "encrypt_type": "aes", "msg_signature": sealed["signature"]}
    response = await client.post("/wechat", params=query, data=aes_body(sealed["envelope"]))
    return response.status, await response.text()


@pytest.mark.parametrize("lib", LIBRARIES)
@pytest.mark.parametrize("key", [KEY, OLD_KEY])
async def test_both_libraries_converse_with_us_at_every_length(
    client: Client, bridge: Bridge, dispatch: StubDispatch, lib: str, key: str
) -> None:
    for length in LENGTHS:
        asked, answered = words(length), words(100 - length)
        dispatch.replies = (say(answered),)
        status, body = await post_sealed(client, await bridge.ask(lib, "seal", key, message=text_xml(asked)))
        assert status == 200
        assert dispatch.came[-1].content == Text(asked)
        envelope = xmltodict.parse(body)["xml"]
        for reader in LIBRARIES:
            opened = await bridge.ask(
                reader,
                "open",
                key,
                envelope=envelope["Encrypt"],
                timestamp=envelope["TimeStamp"],
                nonce=envelope["Nonce"],
            )
            assert (opened["id"], opened["signature"]) == (APP_ID, envelope["MsgSignature"])
            reply = xmltodict.parse(opened["message"])["xml"]
            assert (reply["ToUserName"], reply["Content"]) == (OPENID, answered)


@pytest.mark.parametrize("lib", LIBRARIES)
async def test_the_longest_reply_and_hostile_words_open_too(
    client: Client, bridge: Bridge, dispatch: StubDispatch, lib: str
) -> None:
    for text in ("汉" * (LIMIT_BYTES // 3), "a]]></Content><MsgType>image</MsgType> & <a href='x'>"):
        dispatch.replies = (say(text),)
        _, body = await post_sealed(client, await bridge.ask(lib, "seal", KEY, message=text_xml()))
        opened = await bridge.ask(lib, "open", KEY, envelope=xmltodict.parse(body)["xml"]["Encrypt"])
        assert xmltodict.parse(opened["message"])["xml"]["Content"] == text


@pytest.mark.parametrize("lib", LIBRARIES)
async def test_another_account_and_another_key_are_not_answered(
    client: Client, bridge: Bridge, dispatch: StubDispatch, lib: str
) -> None:
    foreign = await bridge.ask(lib, "seal", KEY, "wx0000000000000000", message=text_xml())
    status, body = await post_sealed(client, foreign)
    assert (status, body) == (403, "")
    locked = await bridge.ask(lib, "seal", OTHER_KEY, message=text_xml())
    status, body = await post_sealed(client, locked)
    assert (status, body) == (200, "success")
    assert dispatch.came == []
