"""The console is reached from this machine, or from the networks that are named, and from nowhere else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.web_application import staff_application, web_application
from tests.bot.web.raw import Client
from tests.clocks import FrozenClock
from tests.dialogue import running

APART: dict[str, object] = {"host": "127.0.0.1", "port": 0, "allow": "127.0.0.1"}
DOORS = ["/staff", "/staff/sign-in", "/staff/applications", "/staff/nothing"]


@asynccontextmanager
async def _serving(
    url: str,
    clock: FrozenClock,
    *,
    apart: bool = False,
    proxied: bool = False,
    staff: dict[str, object] | None = None,
) -> AsyncIterator[Client]:
    http = {"trusted_proxies": "127.0.0.1"} if proxied else {}
    async with running(url, clock, http=http, staff=staff or {}) as parts:
        app = staff_application(parts) if apart else web_application(parts)
        async with TestClient(TestServer(app)) as client:
            yield client


async def _status(client: Client, path: str = "/staff/sign-in", **headers: str) -> int:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    async with client.get(path, headers=named, allow_redirects=False) as response:
        return response.status


async def test_without_a_word_it_is_for_this_machine_alone(sqlite_url: str, clock: FrozenClock) -> None:
    async with _serving(sqlite_url, clock, proxied=True) as client:
        assert await _status(client) == 200
        for path in DOORS:
            assert await _status(client, path, X_Forwarded_For="203.0.113.9") == 404
            assert await _status(client, path, X_Forwarded_For="127.0.0.1, 203.0.113.9") == 404


@pytest.mark.parametrize("forwarded", ["127.0.0.1", "203.0.113.9", "", "::1"])
async def test_what_an_unknown_proxy_forwards_is_nobody(
    sqlite_url: str, clock: FrozenClock, forwarded: str
) -> None:
    """A proxy on this machine that nobody trusts would make everybody this machine."""
    async with _serving(sqlite_url, clock) as client:
        assert await _status(client, X_Forwarded_For=forwarded) == 404


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.1", "[::2]"])
async def test_a_name_that_was_made_to_lead_here_is_refused(
    sqlite_url: str, clock: FrozenClock, host: str
) -> None:
    async with _serving(sqlite_url, clock) as client:
        assert await _status(client, Host=host) == 404
        assert await _status(client, Host="localhost:8080") == 200


async def test_the_named_networks_reach_it(sqlite_url: str, clock: FrozenClock) -> None:
    staff: dict[str, object] = {"allow": "10.20.0.0/16, fd00:1::/32"}
    async with _serving(sqlite_url, clock, proxied=True, staff=staff) as client:
        for address in ("10.20.3.4", "fd00:1::7", "::ffff:10.20.3.4"):
            assert await _status(client, X_Forwarded_For=address) == 200
        for address in ("10.21.0.1", "fd00:2::7", "unknown"):
            assert await _status(client, X_Forwarded_For=address) == 404
        assert await _status(client, "/", X_Forwarded_For="10.21.0.1") == 200


async def test_with_a_listener_of_its_own_the_public_one_knows_nothing_of_it(
    sqlite_url: str, clock: FrozenClock
) -> None:
    async with _serving(sqlite_url, clock, staff=APART) as public:
        assert [await _status(public, path) for path in DOORS] == [404] * len(DOORS)
        assert await _status(public, "/") == 200


async def test_the_listener_of_its_own_serves_nothing_else(sqlite_url: str, clock: FrozenClock) -> None:
    async with _serving(sqlite_url, clock, apart=True, staff=APART) as client:
        assert await _status(client) == 200
        assert await _status(client, "/static/console.css") == 200
        assert [await _status(client, path) for path in ("/", "/measure", "/upload", "/health", "/metrics")] == [
            404
        ] * 5


async def test_its_pages_stand_in_no_frame_and_on_no_disk(sqlite_url: str, clock: FrozenClock) -> None:
    async with _serving(sqlite_url, clock) as client:
        for path in DOORS:
            async with client.get(path, allow_redirects=False) as response:
                assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
                assert response.headers["Cache-Control"] == "no-store"
                assert response.headers["X-Frame-Options"] == "DENY"
