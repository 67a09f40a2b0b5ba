"""How a fake platform is reached: a server of its own on a loopback port."""

from __future__ import annotations

import asyncio
import random
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

_SILENCE = "X-No-Answer"
_GIVEN: set[int] = set()


@asynccontextmanager
async def serving(*routes: web.RouteDef) -> AsyncIterator[str]:
    """Answer by these routes; yields the address, without a slash at its end."""
    app = web.Application()
    app.add_routes(routes)
    async with TestServer(app) as server:
        yield str(server.make_url("")).rstrip("/")


def free_port() -> int:
    """A port for a program that takes its own: below those that the system gives to whoever asks for any.

    One of those could be somebody's before the program is there. None is given twice: who asked first may not be
    there yet.
    """
    while True:
        port = random.randrange(10_000, 32_768)
        if port in _GIVEN:
            continue
        with socket.socket() as tried:
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
        _GIVEN.add(port)
        return port


def silence() -> web.Response:
    """What a client of `open_impatient_session` takes for no answer within its time."""
    return web.Response(headers={_SILENCE: "yes"})


def open_impatient_session() -> aiohttp.ClientSession:
    """A session like the channels' own whose calls run out of their time where the fake says so, and only there.

    With a short timeout any call might, on a busy machine.
    """
    connector = aiohttp.TCPConnector(force_close=True)
    return aiohttp.ClientSession(
        connector=connector, cookie_jar=aiohttp.DummyCookieJar(), middlewares=(_run_out_of_time,)
    )


async def _run_out_of_time(
    request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    response = await handler(request)
    if _SILENCE in response.headers:
        response.close()
        raise aiohttp.SocketTimeoutError
    return response


@asynccontextmanager
async def serving_nothing() -> AsyncIterator[str]:
    """Take every request, and answer none; yields the address."""
    is_over = asyncio.Event()

    async def wait(_request: web.Request) -> web.Response:
        await is_over.wait()
        return web.Response()

    async with serving(web.route("*", "/{tail:.*}", wait)) as base:
        try:
            yield base
        finally:
            is_over.set()
