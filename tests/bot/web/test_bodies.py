"""Bodies that are broken, slow or given up, and headers that no browser sends: never an error of ours."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.web.app import create_app
from bot.web.pages import Pages
from bot.web.peer import Peers
from bot.web.public.chat import WebChat
from bot.web.public.exchanges import Exchanges
from bot.web.public.measure import MeasureText
from bot.web.public.pace import Pace
from bot.web.public.strangers import Strangers
from bot.web.public.visitors import Visitors
from bot.wiring import Parts
from tests.bot.web.raw import Client, exchange, request
from tests.clocks import FrozenClock

ENCODINGS = [b"gzip", b"deflate", b"br", b"zstd", b"identity", b"x", b"gzip, gzip"]


async def errors(client: Client) -> str:
    lines = (await (await client.get("/metrics")).text()).splitlines()
    return "".join(line for line in lines if "web_errors" in line or "failed" in line)


@pytest.mark.parametrize("encoding", [b"gzip", b"deflate"])
async def test_a_body_that_is_not_packed_as_it_says_is_refused_in_chinese(client: Client, encoding: bytes) -> None:
    status, page = await exchange(client, request(b"text=1", headers=(b"Content-Encoding: " + encoding,)))
    assert status == 400
    assert "请从首页重新开始" in page
    assert await errors(client) == ""


async def _nowhere(_old: str, _new: str) -> None:
    """Nobody is bound here."""


async def test_a_body_that_does_not_arrive_is_refused_in_time(parts: Parts) -> None:
    pages = Pages(parts.office)
    chat = WebChat(
        dispatch=parts.dispatcher,
        pages=pages,
        office=parts.office,
        kb=parts.kb,
        clock=parts.clock,
        strangers=Strangers(Peers(), Pace(parts.clock), Visitors(None)),
        history=parts.history,
        exchanges=Exchanges(MeasureText(parts.kb)),
        move=_nowhere,
        seconds=0.05,
    )
    app = create_app(routes=chat.routes(), pages=pages, metrics=parts.metrics, peers=Peers())
    async with TestClient(TestServer(app)) as client:
        reader, writer = await asyncio.open_connection("127.0.0.1", client.port)
        writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\ntext=")
        async with asyncio.timeout(60):
            head = await reader.readuntil(b"\r\n")
        writer.close()
        await writer.wait_closed()
    assert b" 408 " in head
    assert "web_errors" not in parts.metrics.render().decode()


async def test_a_body_that_is_given_up_is_no_error_of_ours(client: Client) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", client.port)
    writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 50\r\n\r\n")
    async with asyncio.timeout(60):
        await reader.readuntil(b"100 Continue\r\n\r\n")  # the body is about to be read
        writer.write(b"text=")
        await writer.drain()
        writer.transport.abort()
        assert client.server.runner is not None
        assert client.server.runner.server is not None
        while client.server.runner.server.connections:  # noqa: ASYNC110 -- the server tells nobody of a lost one
            await asyncio.sleep(0)
    await client.get("/")
    assert await errors(client) == ""


_LINE = st.binary(max_size=80).map(lambda value: bytes(one for one in value if one not in b"\r\n\0"))


_REQUESTS = st.builds(
    request,
    st.one_of(st.binary(max_size=300), st.binary(max_size=50).map(lambda tail: b"text=1&id=a" + tail)),
    path=st.one_of(
        st.sampled_from(
            [
                b"/",
                b"/?embed=1",
                b"/type",
                b"/embed.js",
                b"/wechat",
                b"/health",
                b"/static/%00",
                b"/static/..%2f..%2fapp.py",
            ]
        ),
        st.binary(max_size=20).map(lambda tail: b"/" + b"".join(b"%%%02x" % one for one in tail)),
        st.binary(max_size=60).map(lambda tail: b"/measure?q=" + b"".join(b"%%%02x" % one for one in tail)),
        st.binary(max_size=20).map(lambda tail: b"/static/" + b"".join(b"%%%02x" % one for one in tail)),
        _LINE.map(lambda tail: b"/" + tail.replace(b" ", b"")),
    ),
    method=st.sampled_from([b"POST", b"POST", b"GET", b"HEAD", b"PUT"]),
    headers=st.tuples(
        st.sampled_from([b"X-Nothing: 1", *(b"Content-Encoding: " + one for one in ENCODINGS)]),
        st.one_of(_LINE, _LINE.map(lambda value: b"visitor=" + value)).map(lambda value: b"Cookie: " + value),
    ),
)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(sent=_REQUESTS)
async def test_no_request_gives_an_error_of_ours(client: Client, clock: FrozenClock, sent: bytes) -> None:
    clock.advance(minutes=1)
    status, page = await exchange(client, sent)
    assert 200 <= status < 500
    assert "Traceback" not in page
    assert await errors(client) == ""
