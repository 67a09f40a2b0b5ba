"""Forms at their bounds: fields, bytes, parts and silence, each by itself, through a door of one handler."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from http import HTTPStatus

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.web.bodies import read_form
from bot.web.public.receiving import Bounds, receive_files
from tests.bot.web.raw import Client

_LIMIT = 200
_MINUTE = 60.0
_BOUNDS = Bounds(size=4000, parts=3, silence=_MINUTE)
_HASTY = {"between-bytes": Bounds(silence=0.01), "altogether": Bounds(seconds=0.01, silence=10 * _MINUTE)}
_FILE = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n%b\r\n'


async def _form(request: web.Request) -> web.Response:
    form = await read_form(request, seconds=_MINUTE, limit=_LIMIT)
    return web.Response(status=form) if isinstance(form, HTTPStatus) else web.json_response(form)


async def _files(request: web.Request) -> web.Response:
    async def take(_fields: Mapping[str, str], chunks: AsyncIterator[bytes], _name: str) -> int:
        return sum([len(chunk) async for chunk in chunks])

    taken = await receive_files(request, take, bounds=_HASTY.get(request.query_string, _BOUNDS))
    return web.Response(status=taken) if isinstance(taken, HTTPStatus) else web.json_response(taken)


@pytest.fixture
async def door() -> AsyncIterator[Client]:
    app = web.Application()
    app.add_routes([web.post("/form", _form), web.post("/files", _files)])
    async with TestClient(TestServer(app)) as made:
        yield made


async def test_a_form_is_read_up_to_its_last_byte_and_field_and_no_further(door: Client) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    for size, status in ((_LIMIT, 200), (_LIMIT + 1, 413)):
        response = await door.post("/form", data=b"a=".ljust(size, b"b"), headers=headers)
        assert response.status == status
    for fields, status in ((20, 200), (21, 400)):
        body = "&".join(f"f{number}=1" for number in range(fields))
        assert (await door.post("/form", data=body, headers=headers)).status == status


async def _sent(door: Client, *pieces: bytes, query: str = "") -> tuple[int, str]:
    """Without a length: what comes is counted as it comes."""

    async def chunks() -> AsyncIterator[bytes]:
        for piece in pieces:
            yield piece

    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    response = await door.post(f"/files{query}", data=chunks(), headers=headers)
    return response.status, await response.text()


async def test_files_are_counted_together_while_they_come(door: Client) -> None:
    half = _FILE % (b"a" * 2000)
    assert await _sent(door, half, half, b"--x--") == (200, "[2000, 2000]")
    status, _ = await _sent(door, half, _FILE % (b"a" * 2001), b"--x--")
    assert status == 413


async def test_so_many_parts_and_no_more(door: Client) -> None:
    one = _FILE % b"a"
    assert await _sent(door, one, one, b"--x--") == (200, "[1, 1]")
    status, _ = await _sent(door, one, one, one, b"--x--")
    assert status == 413


@pytest.mark.parametrize("waits", _HASTY)
async def test_whoever_falls_silent_is_not_waited_for(door: Client, waits: str) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
    head = f"POST /files?{waits} HTTP/1.1\r\n".encode()
    head += b"Host: x\r\nContent-Type: multipart/form-data; boundary=x\r\n"
    writer.write(head + b"Content-Length: 5000\r\n\r\n" + (_FILE % b"a")[:-2])
    async with asyncio.timeout(_MINUTE):
        answer = await reader.readuntil(b"\r\n")
    writer.close()
    await writer.wait_closed()
    assert b" 408 " in answer
