"""Requests as bytes: what no well-behaved client would send."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from aiohttp import web
from aiohttp.test_utils import TestClient

Client = TestClient[web.Request, web.Application]


def request(
    body: bytes = b"", *, path: bytes = b"/", method: bytes = b"POST", headers: tuple[bytes, ...] = ()
) -> bytes:
    lines = (
        method + b" " + path + b" HTTP/1.1",
        b"Host: x",
        b"Connection: close",
        b"Content-Length: %d" % len(body),
        *headers,
    )
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


async def exchange(client: Client, sent: bytes) -> tuple[int, str]:
    """Send bytes, and read until the server closes: the status (0: closed without a word) and everything."""
    reader, writer = await asyncio.open_connection("127.0.0.1", client.port)
    try:
        async with asyncio.timeout(60):
            writer.write(sent)
            await writer.drain()
            answer = await reader.read()
    except ConnectionError:
        return 0, ""
    finally:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()
    status = int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.") else 0
    return status, answer.decode("utf-8", "replace")
