"""What aiohttp itself refuses is said in Chinese, and leaves no trace of calls in the log."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from structlog.testing import capture_logs

from bot.web.pages import Pages
from bot.web.unreadable import Runner
from bot.web_application import web_application
from bot.wiring import Parts

_Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@asynccontextmanager
async def _served(parts: Parts, **options: float) -> AsyncIterator[Runner]:
    runner = Runner(web_application(parts), Pages(parts.office), access_log=None, **options)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield runner
    finally:
        await runner.cleanup()


@asynccontextmanager
async def _line(runner: Runner) -> AsyncIterator[_Line]:
    reader, writer = await asyncio.open_connection(*runner.addresses[0])
    try:
        async with asyncio.timeout(60):
            yield reader, writer
    finally:
        writer.close()
        await writer.wait_closed()


async def sent(parts: Parts, said: bytes) -> tuple[bytes, str]:
    """The first line and everything of the answer to these bytes."""
    async with _served(parts) as runner, _line(runner) as (reader, writer):
        writer.write(said)
        answer = await reader.read()
    return answer.partition(b"\r\n")[0], answer.decode()


@pytest.mark.parametrize(
    ("said", "status", "words"),
    [
        (b"GET /?q=" + b"a" * 9000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"414", "网址太长"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"a" * 9000 + b"\r\n\r\n", b"414", "网址太长"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nno header\r\n\r\n", b"400", "请从首页重新开始"),
        (b"nonsense\r\n\r\n", b"400", "请从首页重新开始"),
    ],
)
async def test_an_unreadable_request_is_refused_in_chinese(
    parts: Parts, caplog: pytest.LogCaptureFixture, said: bytes, status: bytes, words: str
) -> None:
    with capture_logs() as logged:
        line, page = await sent(parts, said)
    assert status in line
    assert words in page
    assert "<html" in page
    assert "Content-Security-Policy: default-src 'none'" in page
    assert caplog.records == []
    assert [(one["event"], one["log_level"]) for one in logged] == [("web.unreadable", "info")]


async def test_every_other_request_is_served(parts: Parts) -> None:
    line, page = await sent(parts, b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert b"200" in line
    assert "我是自动应答助手" in page


async def test_whoever_sends_no_whole_head_is_cut_off_and_whoever_sends_a_slow_body_is_not(parts: Parts) -> None:
    """On a busy machine a head may come too late that was sent at once: then there is more time for it."""
    for head_seconds in (0.2, 2, 20):
        if (await _answer_to_a_slow_body(parts, head_seconds)).startswith(b"HTTP/1.1 200"):
            return
    raise AssertionError("a slow body is cut off")


async def _answer_to_a_slow_body(parts: Parts, head_seconds: float) -> bytes:
    """It comes when those are cut off who sent nothing or half a head."""
    form = b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 11\r\nConnection: close\r\n\r\n"
    async with (
        _served(parts, head_seconds=head_seconds) as runner,
        _line(runner) as (answer, slow_body),
        _line(runner) as (closed, half_a_head),
        _line(runner) as (hung_up, _silent),
    ):
        slow_body.write(b"POST / HTTP/1.1\r\nHost: x\r\n" + form)
        half_a_head.write(b"GET / HTTP/1.1\r\nHost: x\r\nA: a")
        assert [await closed.read(), await hung_up.read()] == [b"", b""]
        slow_body.write(b"text=menu+1")
        return await answer.read()
