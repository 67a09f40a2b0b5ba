"""Doors that are made when somebody first comes."""

from __future__ import annotations

import asyncio
import threading
from http import HTTPStatus

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.typedefs import Handler

from bot.web.deferred import DeferredRoutes


async def _hello(request: web.Request) -> web.Response:
    return web.Response(text=request.match_info.get("name", "nobody"))


class _Doors:
    """`may_end` holds back who makes them; of the first `failing` times nothing comes."""

    def __init__(self, *, failing: int = 0) -> None:
        self.made, self._failing = 0, failing
        self.has_begun, self.may_end = threading.Event(), threading.Event()

    def make(self) -> list[web.RouteDef]:
        self.made += 1
        self.has_begun.set()
        self.may_end.wait(60)
        if self.made <= self._failing:
            raise OSError("no file can be opened")
        return [web.get("/later", _hello), web.get("/later/{name}", _hello)]


@web.middleware
async def _guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What stands before all doors hears of whatever goes wrong behind them."""
    try:
        return await handler(request)
    except OSError:
        return web.Response(status=503)


def _client(doors: _Doors) -> TestClient[web.Request, web.Application]:
    app = web.Application(middlewares=[_guard])
    app.add_routes([web.get("/", _hello), DeferredRoutes("/later", doors.make)])
    return TestClient(TestServer(app))


async def test_they_are_made_once_for_all_who_come_first_while_others_are_answered() -> None:
    doors = _Doors()
    async with _client(doors) as client:
        first = [asyncio.create_task(client.get(f"/later/{name}")) for name in "ab"]
        assert (await client.get("/")).status == 200
        doors.may_end.set()
        assert [await (await one).text() for one in first] == ["a", "b"]
        assert await (await client.get("/later")).text() == "nobody"
    assert doors.made == 1


async def test_who_goes_away_meanwhile_takes_them_from_nobody() -> None:
    doors = _Doors()
    async with _client(doors) as client:
        gone = asyncio.create_task(client.get("/later"))
        await asyncio.to_thread(doors.has_begun.wait, 60)
        gone.cancel()
        stays = asyncio.create_task(client.get("/later"))
        doors.may_end.set()
        assert (await stays).status == 200
    assert doors.made == 1


async def test_what_is_not_among_them_is_refused_as_everywhere() -> None:
    doors = _Doors()
    doors.may_end.set()
    async with _client(doors) as client:
        found = [(await client.get(path)).status for path in ("/later/a/b", "/laterly")]
        assert (*found, (await client.post("/later")).status) == (404, 404, 405)


async def test_what_could_not_be_made_is_made_for_who_comes_next() -> None:
    doors = _Doors(failing=1)
    doors.may_end.set()
    async with _client(doors) as client:
        assert [(await client.get("/later")).status for _ in range(3)] == [503, 200, 200]
    assert doors.made == 2


async def test_for_who_may_not_come_in_nothing_is_made() -> None:
    doors = _Doors()
    app = web.Application()
    app.add_routes([DeferredRoutes("/later", doors.make, lambda _request: HTTPStatus.FORBIDDEN)])
    async with TestClient(TestServer(app)) as client:
        assert (await client.get("/later")).status == 404
    assert doors.made == 0


async def test_a_start_with_nobody_there_makes_none() -> None:
    doors = _Doors()
    async with _client(doors) as client:
        assert (await client.get("/")).status == 200
    assert doors.made == 0
