"""No address of the console shows or does anything for whoever is not signed in: all of them are walked."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.web.form_keys import form_key
from bot.web.origins import is_staff
from bot.web.staff.console import COOKIE, SIGN_IN
from bot.web_application import web_application
from bot.wiring import Parts
from handlers.casework.staffing import deactivate
from handlers.identity.staff_sessions import end_sessions_of
from handlers.identity.who import OPERATOR, staff_member
from store.states import Role, SignInWay
from store.work import Work
from tests.bot.web.staff.conftest import OWN, Client, Office
from tests.clocks import FrozenClock

OPEN = {
    ("GET", SIGN_IN),
    ("POST", SIGN_IN),
    ("POST", "/staff/sign-out"),
    ("GET", "/staff/begin/{token}"),
    ("POST", "/staff/begin/{token}"),
    ("GET", "/staff/set-up"),
    ("POST", "/staff/set-up/password"),
    ("POST", "/staff/set-up/code"),
    ("GET", "/staff/enter/{token}"),
    ("POST", "/staff/enter/{token}"),
    ("GET", "/staff/phone"),
    ("POST", "/staff/phone"),
    ("POST", "/staff/phone/enter"),
}
"""What is there for people who are not signed in."""


def _routes(app: web.Application) -> Iterator[tuple[str, str]]:
    """Each by its method and its path, with something at each of its places."""
    for route in app.router.routes():
        assert route.resource is not None
        if is_staff(path := route.resource.canonical) and route.method != "HEAD":
            is_open = (route.method, path) in OPEN
            yield route.method, path if is_open else _address(path, route.resource.get_info().get("pattern"))


_EXAMPLES = {
    "action": "act.accept",
    "subject": "application",
    "kind": "prepayment",
    "year": "2026",
    "folder": "tender",
    "quarter": "2026Q4",
    "paper": "receipt",
}


def _address(path: str, pattern: re.Pattern[str] | None) -> str:
    for number in ("AZ-2026-000001", "1", "2026", "SW-2026-0001", "2026-1", "2026-0001", "0" * 32):
        found = path.format_map(dict.fromkeys(re.findall(r"\{(\w+)\}", path), number) | _EXAMPLES)
        if pattern is None or pattern.fullmatch(found):
            return found
    raise AssertionError(f"{path} takes none of the examples: add one")


@pytest.fixture
async def server(parts: Parts) -> AsyncIterator[TestServer]:
    made = TestServer(web_application(parts))
    await made.start_server()
    yield made
    await made.close()


async def _walk(server: TestServer, token: str = "") -> list[tuple[str, str, int]]:
    """Every address that is not for everybody, with what somebody with this cookie is answered."""
    client: Client = TestClient(server, cookies={COOKIE: token} if token else {}, headers=OWN)
    found = []
    for method, path in sorted(set(_routes(server.app)) - OPEN):
        data = {"key": form_key(token)} if method == "POST" else None
        async with client.request(method, path, data=data, allow_redirects=False) as response:
            page = await response.text()
            is_led = response.headers.get("Location", "").startswith(SIGN_IN)
            asks = "登录工作台" in page
            found.append((method, path, response.status if not (is_led or asks) else 0))
    await client.session.close()
    return found


async def test_a_stranger_sees_and_does_nothing_anywhere(server: TestServer) -> None:
    found = await _walk(server)
    assert len(found) > 10
    assert [one for one in found if one[2] not in {0, 400, 403}] == []
    assert [one for one in found if one[0] == "GET" and one[2] not in {0, 400}] == []


@pytest.mark.parametrize("how", ["idle", "old", "revoked", "left", "unknown"])
async def test_whose_session_is_over_is_a_stranger(
    server: TestServer, office: Office, parts: Parts, clock: FrozenClock, how: str
) -> None:
    seat = await office("甲", Role.OFFICE)
    token = seat.token

    def act(work: Work) -> None:
        member = staff_member(work, "甲")
        assert member is not None
        if how == "revoked":
            end_sessions_of(work, member.id)
        else:
            deactivate(work, OPERATOR, "甲")

    if how in {"revoked", "left"}:
        await parts.database.write(act, clock())
    if how == "unknown":
        token = "A" * 43
    if how == "idle":
        clock.now += timedelta(minutes=31)
    if how == "old":
        clock.now += timedelta(hours=13)
    assert [one for one in await _walk(server, token) if one[2] not in {0, 400, 403}] == []


async def test_twelve_hours_are_the_most_however_busy(office: Office, clock: FrozenClock) -> None:
    seat = await office("甲", Role.OFFICE)
    for _ in range(24):
        clock.now += timedelta(minutes=29)
        assert "我的登录" in await seat.get("/staff/account")
    clock.now += timedelta(minutes=25)
    assert "登录工作台" in await seat.get("/staff/account")


async def test_a_form_of_another_members_page_is_refused_everywhere(server: TestServer, office: Office) -> None:
    """Whatever it says, and wherever it is sent."""
    mine, theirs = await office("甲", Role.OFFICE), await office("乙", Role.OFFICE)
    client: Client = TestClient(server, cookies={COOKIE: mine.token}, headers=OWN)
    posts = [path for method, path in sorted(set(_routes(server.app)) - OPEN) if method == "POST"]
    assert posts
    for path in (*posts, "/staff/sign-out"):
        for key in (form_key(theirs.token), "", "0" * 32):
            async with client.post(path, data={"key": key}, allow_redirects=False) as response:
                assert response.status in {403, 415}, (path, key)  # a form with a file comes in another way
    await client.session.close()


async def test_a_form_that_says_not_where_it_comes_from_is_refused_everywhere(
    server: TestServer, office: Office
) -> None:
    seat = await office("甲", Role.OFFICE)
    client: Client = TestClient(server, cookies={COOKIE: seat.token})
    for method, path in sorted(set(_routes(server.app))):
        if method == "POST":
            async with client.post(path, data={"key": form_key(seat.token)}) as response:
                assert response.status == 403, path
    await client.session.close()


async def test_reading_changes_nothing(
    server: TestServer, office: Office, parts: Parts, clock: FrozenClock
) -> None:
    """A link, a picture or a page read ahead does nothing."""
    await office("甲", Role.OFFICE)
    seat = await office("管", Role.ADMINISTRATOR, way=SignInWay.PASSWORD)

    def entries(work: Work) -> int:
        return int(work.connection.exec_driver_sql("SELECT count(*) FROM audit_rows").scalar() or 0)

    before = await parts.database.read(entries, clock())
    client: Client = TestClient(server, cookies={COOKIE: seat.token}, headers=OWN)
    for method, path in sorted(set(_routes(server.app))):
        if method == "GET":
            async with client.get(path, allow_redirects=False) as response:
                assert response.status < 500, path
    await client.session.close()
    assert await parts.database.read(entries, clock()) == before
