from __future__ import annotations

import asyncio
import gzip
import os
from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import pytest
import structlog
import xmltodict
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bot.channels.base import Deferred, Unsettled
from bot.channels.wechat.settings import Mode
from bot.channels.wechat.signals import Signal
from bot.web.webhooks.wechat import BODY_LIMIT, SECONDS, routes
from handlers.messages import Event, EventKind, Media, MediaKind
from handlers.turn import say
from tests.bot.channels.wechat.support import (
    KEY,
    NOW,
    OLD_KEY,
    OPENID,
    OTHER_KEY,
    Clock,
    Signals,
    StubDispatch,
    aes_body,
    aes_query,
    decrypted,
    encrypted,
    plain_query,
    settings,
    text_xml,
    xml_of,
)

Client = TestClient[web.Request, web.Application]


def make_app(mode: Mode, dispatch: StubDispatch, clock: Clock, signals: Signals) -> web.Application:
    app = web.Application()
    app.add_routes(
        routes(settings=settings(mode, previous=OLD_KEY), dispatch=dispatch, clock=clock, watch=signals)
    )
    return app


@pytest.fixture
def dispatch() -> StubDispatch:
    return StubDispatch(say("“原文”（第九条）"))


@pytest.fixture
async def client(dispatch: StubDispatch, clock: Clock, signals: Signals) -> AsyncIterator[Client]:
    async with TestClient(TestServer(make_app(Mode.SAFE, dispatch, clock, signals))) as client:
        yield client


@pytest.fixture
async def plain_client(dispatch: StubDispatch, clock: Clock, signals: Signals) -> AsyncIterator[Client]:
    async with TestClient(TestServer(make_app(Mode.PLAIN, dispatch, clock, signals))) as client:
        yield client


async def post_encrypted(client: Client, xml: str, key: str = KEY) -> ClientResponse:
    envelope = encrypted(xml, key=key)
    return await client.post("/wechat", params=aes_query(envelope), data=aes_body(envelope))


async def is_success(response: ClientResponse) -> bool:
    return response.status == 200 and await response.text() == "success"


async def test_the_url_check_is_echoed_and_nothing_else(client: Client) -> None:
    query = {**plain_query(), "echostr": "4375120948345356249"}
    response = await client.get("/wechat", params=query)
    assert (response.status, await response.text()) == (200, "4375120948345356249")
    assert response.content_type == "text/plain"
    refused = await client.get("/wechat", params={**query, "signature": "0" * 40})
    assert (refused.status, await refused.text()) == (403, "")


async def test_no_slash_redirects(client: Client) -> None:
    response = await client.get("/wechat/", params=plain_query(), allow_redirects=False)
    assert response.status == 404


@pytest.mark.parametrize("key", [KEY, OLD_KEY])
async def test_an_encrypted_message_is_answered_under_its_key(client: Client, key: str) -> None:
    response = await post_encrypted(client, text_xml(), key)
    assert (response.status, response.content_type) == (200, "application/xml")
    envelope = xmltodict.parse(await response.text())["xml"]
    reply = xmltodict.parse(decrypted(envelope["Encrypt"], key=key))["xml"]
    assert (reply["ToUserName"], reply["Content"]) == (OPENID, "“原文”（第九条）")


async def test_a_plain_message_is_answered_plainly(plain_client: Client) -> None:
    response = await plain_client.post("/wechat", params=plain_query(), data=text_xml().encode())
    assert xmltodict.parse(await response.text())["xml"]["Content"] == "“原文”（第九条）"


async def test_what_is_not_ready_is_acknowledged(client: Client, dispatch: StubDispatch) -> None:
    dispatch.replies = Deferred()
    assert await is_success(await post_encrypted(client, text_xml()))
    assert 0 < dispatch.seconds[0] < SECONDS < 4.5  # reading the body counts


async def test_what_stands_nowhere_is_not_answered_at_all(client: Client, dispatch: StubDispatch) -> None:
    """The platform brings again what it got no answer to; any answer would end that."""
    dispatch.replies = Unsettled()
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await post_encrypted(client, text_xml())


@pytest.mark.parametrize("event", ["LOCATION", "VIEW", "TEMPLATESENDJOBFINISH", "pic_weixin", "invented"])
async def test_events_that_need_nothing_reach_nobody(
    client: Client, dispatch: StubDispatch, signals: Signals, event: str
) -> None:
    assert await is_success(await post_encrypted(client, xml_of(MsgType="event", Event=event, EventKey="k")))
    assert (dispatch.came, signals) == ([], [])


async def test_unsubscribing_is_told_and_answered_with_success(client: Client, dispatch: StubDispatch) -> None:
    dispatch.replies = ()
    assert await is_success(await post_encrypted(client, xml_of(MsgType="event", Event="unsubscribe")))
    assert [one.content for one in dispatch.came] == [Event(EventKind.UNSUBSCRIBE)]


async def test_messages_that_cannot_be_read_still_get_a_turn(client: Client, dispatch: StubDispatch) -> None:
    for kind in ("file", "sticker", "invented"):
        assert (await post_encrypted(client, xml_of(MsgType=kind, MsgId="1"))).content_type == "application/xml"
    assert [one.content for one in dispatch.came] == [
        Media(MediaKind.FILE), Media(MediaKind.OTHER), Media(MediaKind.OTHER)
    ]  # fmt: skip


async def test_deliveries_of_one_message_carry_one_key(client: Client, dispatch: StubDispatch) -> None:
    envelope = encrypted(text_xml())
    again = encrypted(text_xml())  # a repeat is encrypted anew
    await asyncio.gather(
        *(client.post("/wechat", params=aes_query(one), data=aes_body(one)) for one in (envelope, envelope, again))
    )
    assert len(dispatch.came) == 3
    assert len({one.key for one in dispatch.came}) == 1


async def test_fifteen_people_with_one_message_id_are_fifteen_messages(
    client: Client, dispatch: StubDispatch
) -> None:
    for number in range(15):
        await post_encrypted(
            client, xml_of(MsgType="text", Content="好", MsgId="1", FromUserName=f"oPerson{number}")
        )
    assert len({one.key for one in dispatch.came}) == 15


async def test_a_replay_of_an_hour_ago_does_nothing(
    client: Client, dispatch: StubDispatch, clock: Clock, signals: Signals
) -> None:
    clock.advance(hours=1)
    assert await is_success(await post_encrypted(client, text_xml()))
    assert (dispatch.came, signals) == ([], [Signal.CLOCK_SKEW])


async def test_forgeries_are_refused_without_a_word(
    client: Client, dispatch: StubDispatch, signals: Signals
) -> None:
    envelope, other = encrypted(text_xml()), encrypted(text_xml(), app_id="wx0000000000000000")
    good = aes_query(envelope)
    attempts = [
        ({**good, "msg_signature": "0" * 40}, aes_body(envelope)),
        ({**good, "msg_signature": good["signature"]}, aes_body(envelope)),
        ({name: value for name, value in good.items() if name != "msg_signature"}, aes_body(envelope)),
        ({**good, "nonce": "other"}, aes_body(envelope)),
        (good, aes_body(other)),
        (aes_query(other), aes_body(other)),
        (plain_query(), text_xml().encode()),
        ({}, b""),
    ]
    for query, body in attempts:
        response = await client.post("/wechat", params=query, data=body)
        assert (response.status, await response.text()) == (403, "")
    assert dispatch.came == []
    assert signals == [Signal.FORGED] * len(attempts)


async def test_wrong_settings_are_acknowledged_and_counted(client: Client, signals: Signals) -> None:
    assert await is_success(await post_encrypted(client, text_xml(), OTHER_KEY))
    assert await is_success(await post_encrypted(client, '{"MsgType":"text"}'))
    assert await is_success(await post_encrypted(client, "今天天气"))
    assert signals == [Signal.WRONG_KEY, Signal.JSON_PUSH, Signal.UNREADABLE]


@pytest.mark.parametrize("extra", [0, 1])
async def test_bodies_over_the_cap_are_refused(plain_client: Client, extra: int) -> None:
    frame = text_xml("").encode()
    body = text_xml("a" * (BODY_LIMIT - len(frame) + extra)).encode()
    response = await plain_client.post("/wechat", params=plain_query(), data=body)
    assert response.status == (413 if extra else 200)


async def test_a_compressed_bomb_is_refused_too(plain_client: Client) -> None:
    bomb = gzip.compress(b"a" * (BODY_LIMIT + 1))
    response = await plain_client.post(
        "/wechat", params=plain_query(), data=bomb, headers={"Content-Encoding": "gzip"}
    )
    assert response.status == 413


async def test_a_body_that_does_not_decompress_is_refused(plain_client: Client, dispatch: StubDispatch) -> None:
    response = await plain_client.post(
        "/wechat", params=plain_query(), data=text_xml().encode(), headers={"Content-Encoding": "gzip"}
    )
    assert response.status == 400
    assert dispatch.came == []


async def test_an_exception_is_acknowledged_and_its_words_stay_inside(
    client: Client, dispatch: StubDispatch, signals: Signals
) -> None:
    dispatch.failure = RuntimeError("boom")
    with structlog.testing.capture_logs() as logs:
        assert await is_success(await post_encrypted(client, text_xml()))
    assert signals == [Signal.FAILED]
    [entry] = logs
    assert (entry["event"], entry["error"]) == ("wechat_callback_failed", "RuntimeError")
    assert entry["reference"]


async def test_a_body_that_never_ends_is_given_up(dispatch: StubDispatch, clock: Clock, signals: Signals) -> None:
    """The platform itself gives up after five seconds; nobody may hold a connection for longer."""
    app = web.Application()
    table = routes(settings=settings(), dispatch=dispatch, clock=clock, watch=signals, seconds=0.05)
    app.add_routes(table)
    async with TestServer(app) as server:
        reader, writer = await asyncio.open_connection(server.host, server.port)
        writer.write(b"POST /wechat HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc")
        await writer.drain()
        assert (await reader.readline()).startswith(b"HTTP/1.1 408 ")
        writer.close()
        await writer.wait_closed()
    assert dispatch.came == []


async def test_signals_and_logs_hold_nothing_of_the_request(client: Client) -> None:
    with structlog.testing.capture_logs() as logs:
        await post_encrypted(client, text_xml("私密内容"), OTHER_KEY)
        await client.post("/wechat", params={**plain_query(), "openid": OPENID}, data="私密内容".encode())
    assert len(logs) == 2
    assert not any(word in repr(logs) for word in (OPENID, "私密内容", KEY, OLD_KEY))


COUNT = 2_000 if os.environ.get("EZHEN_TEST_SOAK") == "1" else 150

QUERY = st.dictionaries(
    st.sampled_from(["signature", "msg_signature", "timestamp", "nonce", "openid", "encrypt_type", "echostr", "x"])
    | st.text(max_size=5),
    st.text(max_size=60) | st.sampled_from(["aes", "raw", str(int(NOW.timestamp()))]),
    max_size=8,
)
BODY = st.binary(max_size=400) | st.text(max_size=200).map(str.encode) | st.just(text_xml().encode())


@pytest.mark.soak
@given(query=QUERY, body=BODY, signed=st.sampled_from([{}, plain_query()]), mode=st.sampled_from(Mode))
@hypothesis_settings(
    max_examples=COUNT,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_nothing_posted_gives_a_server_error(
    query: dict[str, str], body: bytes, signed: dict[str, str], mode: Mode
) -> None:
    async def post() -> None:
        app = make_app(mode, StubDispatch(), Clock(), Signals())
        async with TestClient(TestServer(app)) as client:
            params = {**query, **signed}
            for response in (
                await client.post("/wechat", params=params, data=body),
                await client.get("/wechat", params=params),
            ):
                text = await response.text()
                assert response.status in {200, 403}
                assert "Traceback" not in text
                assert "Error" not in text or text == params.get("echostr")

    asyncio.run(post())


@pytest.mark.soak
@given(tail=st.binary(max_size=300), body=BODY)
@hypothesis_settings(max_examples=COUNT, deadline=None)
def test_no_raw_query_gives_a_server_error(tail: bytes, body: bytes) -> None:
    """Bytes as no client library would send them: broken percent signs, control characters, 8-bit text."""

    async def post() -> None:
        app = make_app(Mode.SAFE, StubDispatch(), Clock(), Signals())
        async with TestServer(app) as server:
            reader, writer = await asyncio.open_connection(server.host, server.port)
            head = b"POST /wechat?" + tail.replace(b"\n", b"").replace(b"\r", b"").replace(b" ", b"")
            size = str(len(body)).encode()
            writer.write(
                head + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + size + b"\r\n\r\n" + body
            )
            await writer.drain()
            status = await reader.readline()
            writer.close()
            assert status.split(b" ")[1][:1] in {b"2", b"4"}

    asyncio.run(post())


def test_the_answer_leaves_the_platform_half_a_second() -> None:
    assert timedelta(seconds=SECONDS) < timedelta(seconds=4.5)
