"""Members sign in with name, password and authenticator; nobody else does, and nobody keeps them out."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import timedelta
from html import unescape
from threading import Barrier, BrokenBarrierError
from urllib.parse import urlencode

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import bindparam, select, text
from yarl import URL

from bot.web.form_keys import form_key
from bot.web.staff.console import COOKIE, SIGN_IN
from bot.web.staff.signing_in import Passwords
from bot.web_application import web_application
from bot.wiring import Parts
from handlers.casework.staffing import add_staff, deactivate, give_roles
from handlers.identity import signing_in
from handlers.identity.staff_sessions import end_session, signed_in
from handlers.identity.who import OPERATOR, staff_member
from handlers.texts import console_signing_in as texts
from store.retention.expiry import delete_expired
from store.states import Role, SignInOutcome, SignInWay
from store.tables.audit import AuditRow
from store.tables.notices import StaffNotice
from store.tables.sign_in import SignInEvent, SignInTry
from store.tables.staff_sessions import StaffSession
from store.work import Work
from tests.bot.web.raw import exchange, request
from tests.bot.web.staff.conftest import OWN, Client, Office
from tests.clocks import FrozenClock
from tests.dialogue import running
from tests.handlers.identity.enrolled import PASSWORD, code_of, enrolled, quick_hash

NAME = "办公室甲"
STEP = timedelta(seconds=30)


@pytest.fixture
async def parts(sqlite_url: str, clock: FrozenClock) -> AsyncIterator[Parts]:
    """Visitors come through a proxy that says from where."""
    async with running(
        sqlite_url, clock, http={"trusted_proxies": "127.0.0.1"}, staff={"allow": "0.0.0.0/0"}
    ) as made:
        yield made


@pytest.fixture
async def server(parts: Parts) -> AsyncIterator[TestServer]:
    made = TestServer(web_application(parts))
    await made.start_server()
    yield made
    await made.close()


class Browser:
    """Somebody at the sign-in page, at an address of their own."""

    def __init__(self, client: Client) -> None:
        self.client = client

    async def tries(
        self, name: str = NAME, password: str = PASSWORD, code: str = "", **more: str
    ) -> ClientResponse:
        page = await (await self.client.get(SIGN_IN)).text()
        fields = {"key": _key(page), "name": name, "password": password, "code": code, **more}
        return await self.client.post(SIGN_IN, data=fields, allow_redirects=False)


@pytest.fixture
async def browser(server: TestServer) -> AsyncIterator[Callable[..., Browser]]:
    made: list[Client] = []

    def opened(address: str = "10.0.0.1") -> Browser:
        client: TestClient[web.Request, web.Application] = TestClient(
            server, headers=OWN | {"X-Forwarded-For": address}
        )
        made.append(client)
        return Browser(client)

    yield opened
    for client in made:
        await client.session.close()


@pytest.fixture
async def secret(parts: Parts, clock: FrozenClock) -> str:
    """The authenticator of a member who has set everything up, a while ago."""
    return (await _enrol(parts, clock))[0]


async def _enrol(parts: Parts, clock: FrozenClock, name: str = NAME) -> tuple[str, tuple[str, ...]]:
    def act(work: Work) -> tuple[str, tuple[str, ...]]:
        add_staff(work, OPERATOR, name, frozenset({Role.OFFICE}))
        return enrolled(work, name)

    found = await parts.database.write(act, clock())
    clock.now += timedelta(minutes=5)
    return found


def _key(page: str) -> str:
    found = re.search(r'name="key" value="(\w+)"', page)
    assert found is not None
    return found[1]


def _session(response: ClientResponse) -> str:
    cookie = response.cookies.get(COOKIE)
    return cookie.value if cookie is not None else ""


async def test_a_member_comes_in(browser: Callable[..., Browser], secret: str, clock: FrozenClock) -> None:
    at = browser()
    answer = await at.tries(code=code_of(secret, clock()))
    assert (answer.status, answer.headers["Location"]) == (303, "/staff")
    cookie = next(one for one in answer.headers.getall("Set-Cookie") if one.startswith(f"{COOKIE}="))
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert NAME in await (await at.client.get("/staff")).text()


async def test_over_https_the_cookie_is_this_very_hosts(
    browser: Callable[..., Browser], secret: str, clock: FrozenClock
) -> None:
    at = browser()
    at.client.session.headers["X-Forwarded-Proto"] = "https"
    page = await at.client.get(SIGN_IN)
    cookies = "; ".join(one.split(";")[0] for one in page.headers.getall("Set-Cookie"))
    fields = {"key": _key(await page.text()), "name": NAME, "password": PASSWORD, "code": code_of(secret, clock())}
    answer = await at.client.post(SIGN_IN, data=fields, headers={"Cookie": cookies}, allow_redirects=False)
    (cookie,) = (one for one in answer.headers.getall("Set-Cookie") if one.startswith("__Host-staff="))
    assert "Secure" in cookie


async def test_the_fifth_failure_in_a_row_is_told_at_once_to_the_member_and_to_administrators(
    browser: Callable[..., Browser], secret: str, parts: Parts, clock: FrozenClock
) -> None:
    at = browser()
    for name in (NAME, "没有的人"):
        for _ in range(5):
            await at.tries(name, code="000000")
    member = await parts.database.read(lambda work: staff_member(work, NAME), clock())
    assert member is not None
    query = select(StaffNotice).where(StaffNotice.urgent).order_by(StaffNotice.id)
    told = await parts.database.read(lambda work: work.all(query), clock())
    assert [(row.role, row.staff_id) for row in told] == [("", member.id), ("administrator", None)]
    assert all(NAME in row.text and NAME not in row.brief for row in told)


async def test_whatever_is_wrong_is_answered_alike(
    browser: Callable[..., Browser], secret: str, parts: Parts, clock: FrozenClock
) -> None:
    """Also to a member who never set anything up, or left."""

    def act(work: Work) -> None:
        for name in ("新来的", "走了的"):
            add_staff(work, OPERATOR, name, frozenset({Role.OFFICE}))
        enrolled(work, "走了的")
        deactivate(work, OPERATOR, "走了的")

    await parts.database.write(act, clock())
    clock.now += STEP * 3
    right = code_of(secret, clock())
    wrong = [
        {"name": "没有的人", "code": right},
        {"password": "不是这个密码不是这个密码", "code": right},
        {"code": "000000"},
        {"code": ""},
        {"code": code_of(secret, clock(), later=-3)},
        {"code": code_of(secret, clock(), later=3)},
        {"name": "新来的", "code": right},
        {"name": "走了的", "code": right},
    ]
    pages = []
    for place, fields in enumerate(wrong):
        answer = await browser(f"10.0.1.{place}").tries(**fields)
        assert (answer.status, _session(answer)) == (422, "")
        page = await answer.text()
        pages.append(re.sub(r'value="[^"]*"', "", page))
    assert texts.WRONG in pages[0]
    assert set(pages) == {pages[0]}


async def test_a_code_is_good_once(browser: Callable[..., Browser], secret: str, clock: FrozenClock) -> None:
    code = code_of(secret, clock())
    assert (await browser().tries(code=code)).status == 303
    assert (await browser().tries(code=code)).status == 422
    assert (await browser().tries(code=code_of(secret, clock(), later=-1))).status == 422
    clock.now += STEP
    assert (await browser().tries(code=code_of(secret, clock()))).status == 303


async def test_a_recovery_code_is_good_once_and_how_many_are_left_is_told(
    browser: Callable[..., Browser], parts: Parts, clock: FrozenClock
) -> None:
    _, codes = await _enrol(parts, clock)
    answer = await browser().tries(code=codes[0].lower().replace("-", " "))
    assert answer.status == 200
    assert "还剩9个" in await answer.text()
    assert _session(answer)
    assert (await browser().tries(code=codes[0])).status == 422
    assert (await browser().tries(code=codes[1])).status == 200


async def test_the_session_is_a_new_one_whatever_was_brought(
    browser: Callable[..., Browser], secret: str, clock: FrozenClock
) -> None:
    """Nobody goes on in a session whose token they planted in somebody's browser."""
    at = browser()
    at.client.session.cookie_jar.update_cookies({COOKIE: "planted"})
    answer = await at.tries(code=code_of(secret, clock()))
    assert _session(answer) not in {"", "planted"}
    thief = browser()
    thief.client.session.cookie_jar.update_cookies({COOKIE: "planted"})
    assert "登录" in await (await thief.client.get("/staff")).text()


async def test_a_form_that_is_not_ours_lets_nobody_in(
    browser: Callable[..., Browser], secret: str, clock: FrozenClock
) -> None:
    at, other = browser(), browser()
    keys = [_key(await (await one.client.get(SIGN_IN)).text()) for one in (at, other)]
    fields = {"name": NAME, "password": PASSWORD, "code": code_of(secret, clock())}
    for key in ("", keys[1], "0" * 32):
        assert (await at.client.post(SIGN_IN, data={**fields, "key": key})).status == 403
    at.client.session.headers.popall("Sec-Fetch-Site")
    ours = {**fields, "key": keys[0]}
    assert (await at.client.post(SIGN_IN, data=ours)).status == 403
    for site in ("cross-site", "same-site", "none"):
        assert (await at.client.post(SIGN_IN, data=ours, headers={"Sec-Fetch-Site": site})).status == 403
    assert (await at.client.post(SIGN_IN, data=ours, headers={"Origin": "https://evil.example"})).status == 403
    origin = {"Origin": f"http://{at.client.server.host}:{at.client.server.port}"}
    assert (await at.client.post(SIGN_IN, data=ours, headers=origin, allow_redirects=False)).status == 303


async def test_who_tries_too_often_waits_longer_and_longer(
    browser: Callable[..., Browser], secret: str, clock: FrozenClock
) -> None:
    at = browser()
    for _ in range(5):
        assert (await at.tries(code="000000")).status == 422
    held = await (await at.tries(code=code_of(secret, clock()))).text()
    assert "以后再试" in held
    clock.now += timedelta(seconds=16)
    assert texts.WRONG in await (await at.tries(code="000000")).text()
    clock.now += timedelta(seconds=16)
    assert "以后再试" in await (await at.tries(code=code_of(secret, clock()))).text()
    clock.now += timedelta(minutes=16)
    assert (await at.tries(code=code_of(secret, clock()))).status == 303


async def test_an_unknown_name_waits_as_one_that_is_known(
    browser: Callable[..., Browser], clock: FrozenClock
) -> None:
    at = browser()
    pages = [await (await at.tries(name="没有的人", code="000000")).text() for _ in range(6)]
    assert [texts.WRONG in page for page in pages] == [True] * 5 + [False]
    assert "以后再试" in pages[5]


async def test_no_stranger_keeps_a_member_out(
    browser: Callable[..., Browser], secret: str, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a member came in before, others' tries at their name or from their address do not count."""
    monkeypatch.setattr(signing_in, "nobodys_hash", lambda: quick_hash("nobody's"))  # sixty would cost seconds
    assert (await browser("10.0.0.1").tries(code=code_of(secret, clock()))).status == 303
    for place in range(40):
        await browser(f"203.0.113.{place}").tries(code="000000")
    for place in range(60):
        await browser("10.0.0.1").tries(name=f"别人{place}", code="000000")
    assert "以后再试" in await (await browser("198.51.100.7").tries(code="000000")).text()
    clock.now += STEP
    assert (await browser("10.0.0.1").tries(code=code_of(secret, clock()))).status == 303


async def test_what_is_kept_of_tries_names_nobody_and_no_password(
    browser: Callable[..., Browser], secret: str, parts: Parts, clock: FrozenClock
) -> None:
    """A password that was typed as the name is no name that a log may keep."""
    await browser().tries(name="我的密码是开门红", code="000000")
    await browser().tries(password="别人不知道的话别人不知道的话", code="000000")
    await browser().tries(code=code_of(secret, clock()))

    def look(work: Work) -> tuple[list[tuple[str, int | None]], str]:
        rows = work.all(select(SignInEvent).order_by(SignInEvent.id))
        tables = ("sign_in_events", "sign_in_tries", "audit_rows", "staff_sessions")
        stored = str([work.connection.execute(text(f"SELECT * FROM {one}")).all() for one in tables])
        return [(row.event, row.staff_id) for row in rows], stored

    events, stored = await parts.database.read(look, clock())
    assert events[1:] == [
        (SignInOutcome.REFUSED, None),
        (SignInOutcome.REFUSED, 1),
        (SignInOutcome.SIGNED_IN, 1),
    ]
    assert "开门红" not in stored
    assert "别人不知道" not in stored


async def test_a_browser_that_names_itself_in_no_text_is_refused_and_logged_as_any(
    browser: Callable[..., Browser], secret: str, parts: Parts, clock: FrozenClock
) -> None:
    """Otherwise whoever tries passwords leaves no line in the log."""
    client = browser().client
    key = _key(await (await client.get(SIGN_IN)).text())
    cookies = "; ".join(f"{one.key}={one.value}" for one in client.session.cookie_jar)
    body = urlencode({"key": key, "name": NAME, "password": "wrong", "code": "1"}).encode()
    headers = (
        b"X-Forwarded-For: 10.0.0.1",
        b"Sec-Fetch-Site: same-origin",
        b"User-Agent: \xff\xfe",
        b"Cookie: " + cookies.encode(),
    )
    status, _ = await exchange(client, request(body, path=SIGN_IN.encode(), headers=headers))
    assert status == 422
    lines = await parts.database.read(lambda work: work.all(select(SignInEvent)), clock())
    assert lines[-1].event == SignInOutcome.REFUSED.value


@pytest.mark.parametrize("cookie", [b"staff", b"staff-form", b"staff-phone", b"staff-enrolling"])
@pytest.mark.parametrize("path", ["/staff", SIGN_IN, "/staff/phone", "/staff/set-up"])
async def test_a_cookie_that_is_no_text_is_nobodys(
    browser: Callable[..., Browser], cookie: bytes, path: str
) -> None:
    headers = (b"X-Forwarded-For: 10.0.0.1", b"Cookie: " + cookie + b"=\xff")
    sent = request(path=path.encode(), method=b"GET", headers=headers)
    status, _ = await exchange(browser().client, sent)
    assert status in {200, 303, 410}


async def test_a_nul_in_a_form_or_an_address_breaks_nothing(browser: Callable[..., Browser]) -> None:
    """PostgreSQL takes none in any text."""
    answer = await browser().tries(name="办公室\0甲")
    assert answer.status == 422
    assert 'value="办公室甲"' in await answer.text()
    for address in (f"{SIGN_IN}?next=%00", "/staff/begin/%00", "/mine/%00"):
        assert (await browser().client.get(URL(address, encoded=True))).status == 400
    assert (await browser().client.get(URL(f"{SIGN_IN}?next=%2500", encoded=True))).status == 200


async def test_no_more_than_two_passwords_are_looked_at_at_once() -> None:
    """Each takes 64 MiB for a moment, whether it is compared or hashed."""
    met = Barrier(3)

    def meets() -> str:
        with suppress(BrokenBarrierError):
            met.wait(0.05)
            return "three"
        return "two"

    passwords = Passwords(compare=lambda _stored, _typed: meets() == "three", make=lambda _typed: meets())
    compared = [passwords.is_right("", "") for _ in range(3)]
    made = [passwords.hashed("") for _ in range(3)]
    assert set(await asyncio.gather(*compared, *made)) == {False, "two"}


async def test_beginning_and_end_of_a_session_are_in_the_chain(
    browser: Callable[..., Browser], secret: str, parts: Parts, clock: FrozenClock
) -> None:
    at = browser()
    token = _session(await at.tries(code=code_of(secret, clock())))
    await at.client.post("/staff/sign-out", data={"key": form_key(token)})
    query = select(AuditRow).where(AuditRow.chain == "sign-ins").order_by(AuditRow.place)
    entries = await parts.database.read(lambda work: [(row.act, row.actor) for row in work.all(query)], clock())
    assert entries == [("sign_in", "staff:1"), ("sign_out", "staff:1")]


async def test_a_token_that_was_signed_out_is_dead(
    browser: Callable[..., Browser], secret: str, parts: Parts, clock: FrozenClock
) -> None:
    at = browser()
    token = _session(await at.tries(code=code_of(secret, clock())))
    await at.client.post("/staff/sign-out", data={"key": form_key(token)})
    again = browser()
    again.client.session.cookie_jar.update_cookies({COOKIE: token})
    assert "登录工作台" in await (await again.client.get("/staff")).text()


async def test_other_roles_end_the_sessions(office: Office, parts: Parts, clock: FrozenClock) -> None:
    seat = await office("甲", Role.OFFICE)
    await parts.database.write(lambda work: give_roles(work, OPERATOR, "甲", frozenset({Role.PAYER})), clock())
    assert "登录工作台" in await seat.get("/staff")


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE staff_sessions SET staff_id = (SELECT id FROM staff WHERE name = '乙')",
        "UPDATE staff_sessions SET way = 'password'",
        "UPDATE staff_sessions SET voucher = x'00'",
    ],
)
async def test_a_session_that_was_changed_in_the_database_opens_nothing(
    office: Office, parts: Parts, clock: FrozenClock, tampering: str
) -> None:
    await office("乙", Role.PAYER)
    seat = await office("甲", Role.OFFICE, way=SignInWay.ACCOUNT)
    await parts.database.write(lambda work: work.connection.execute(text(tampering)), clock())
    found = await parts.database.read(lambda work: signed_in(work, seat.token), clock())
    assert found is None


@pytest.mark.parametrize("how", ["ended", "idle", "old"])
async def test_a_session_that_is_over_is_not_opened_again_in_the_database(
    office: Office, parts: Parts, clock: FrozenClock, how: str
) -> None:
    """Whoever kept an old cookie and can write into the file gains nothing."""
    seat = await office("甲", Role.OFFICE)
    if how == "ended":
        await parts.database.write(lambda work: end_session(work, seat.token), clock())
    else:
        clock.now += timedelta(minutes=31) if how == "idle" else timedelta(hours=13)
    later = clock() + timedelta(days=1)

    def tamper(work: Work) -> None:
        moments = {"seen": clock(), "later": later}
        for statement in (
            "UPDATE staff_sessions SET ended_at = NULL",
            "UPDATE staff_sessions SET ends_at = :later",
            "UPDATE staff_sessions SET seen_at = :seen",
            *(["UPDATE staff_sessions SET opened_at = :seen"] if how == "old" else []),
        ):
            given = {name: value for name, value in moments.items() if f":{name}" in statement}
            typed = (bindparam(name, type_=StaffSession.ends_at.type) for name in given)
            work.connection.execute(text(statement).bindparams(*typed), given)

    await parts.database.write(tamper, clock())
    assert await parts.database.read(lambda work: signed_in(work, seat.token), clock()) is None


async def test_a_password_that_was_written_into_the_database_lets_nobody_in(
    browser: Callable[..., Browser], parts: Parts, clock: FrozenClock
) -> None:
    """With the hash and the secret of a password and an authenticator of their own."""
    own, _ = await _enrol(parts, clock, "乙")
    await _enrol(parts, clock)
    taken = (
        "UPDATE credentials SET password_hash = (SELECT password_hash FROM credentials WHERE staff_id = 1),"
        " totp_secret = (SELECT totp_secret FROM credentials WHERE staff_id = 1)"
    )
    await parts.database.write(lambda work: work.connection.execute(text(taken)), clock())
    assert (await browser().tries(code=code_of(own, clock()))).status == 422
    assert (await browser().tries(name="乙", code=code_of(own, clock()))).status == 303


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example", "/staff\\evil", "/measure", "/staffx", ""]
)
async def test_it_leads_on_to_pages_of_the_console_alone(
    browser: Callable[..., Browser], secret: str, clock: FrozenClock, address: str
) -> None:
    answer = await browser().tries(code=code_of(secret, clock()), next=address)
    assert answer.headers["Location"] == "/staff"


async def test_words_of_a_form_whose_session_is_over_come_along(
    browser: Callable[..., Browser], secret: str, parts: Parts, clock: FrozenClock
) -> None:
    at = browser()
    token = _session(await at.tries(code=code_of(secret, clock())))
    clock.now += timedelta(minutes=31)
    typed = {"key": form_key(token), "note": "缺“实施方案”<盖章>", "password": "不该带走的"}
    page = await (await at.client.post("/staff/sign-out", data=typed)).text()
    assert "刚才填写的内容不会丢" not in page  # signing out needs no session
    page = await (await at.client.post("/staff/act/act.accept/application/AZ-2026-000001", data=typed)).text()
    assert "刚才填写的内容不会丢" in page
    assert "不该带走的" not in page
    carried = {
        unescape(name): unescape(value)
        for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    }
    fields = carried | {"name": NAME, "password": PASSWORD, "code": code_of(secret, clock())}
    resumed = await (await at.client.post(SIGN_IN, data=fields)).text()
    assert 'action="/staff/act/act.accept/application/AZ-2026-000001"' in resumed
    assert unescape(resumed).count("缺“实施方案”<盖章>") == 1
    assert 'name="resumed" value="1"' in resumed  # shown again, and done only when it is confirmed again


async def test_they_come_along_for_nobody_else(
    browser: Callable[..., Browser], secret: str, parts: Parts, clock: FrozenClock
) -> None:
    other, _ = await _enrol(parts, clock, "乙")
    at = browser()
    token = _session(await at.tries(code=code_of(secret, clock())))
    clock.now += timedelta(minutes=31)
    typed = {"key": form_key(token), "note": "只给办公室甲看"}
    page = await (await at.client.post("/staff/act/act.accept/application/AZ-2026-000001", data=typed)).text()
    carried = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    fields = carried | {"name": "乙", "password": PASSWORD, "code": code_of(other, clock())}
    answer = await at.client.post(SIGN_IN, data=fields, allow_redirects=False)
    assert answer.status == 303
    assert "只给办公室甲看" not in await answer.text()


async def test_old_tries_and_lines_of_the_log_go(
    browser: Callable[..., Browser], secret: str, parts: Parts, clock: FrozenClock
) -> None:
    await browser().tries(code="000000")
    clock.now += timedelta(days=3)
    await parts.database.write(delete_expired, clock())

    def counts(work: Work) -> tuple[int, int]:
        return len(work.all(select(SignInTry))), len(work.all(select(SignInEvent)))

    assert await parts.database.read(counts, clock()) == (0, 2)
    clock.now += timedelta(days=190)
    await parts.database.write(delete_expired, clock())
    assert await parts.database.read(counts, clock()) == (0, 0)
