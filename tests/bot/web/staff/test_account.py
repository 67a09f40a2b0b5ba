"""我的登录: sessions are listed and ended, accounts confirmed, phones let in, password and codes changed anew."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import select

from bot.web.staff.account import PAGE
from bot.web.staff.console import COOKIE, SIGN_IN
from bot.wiring import Parts
from handlers.casework.arrangements import open_terminal
from handlers.casework.perform import apply_row
from handlers.casework.staffing import issue_link_code, link_account
from handlers.casework.transitions import ActName
from handlers.identity.actors import Door
from handlers.identity.staff_sessions import signed_in
from handlers.identity.who import OPERATOR, staff_member, staff_of
from handlers.messages import Channel, Person
from handlers.results import Done
from handlers.texts import console_signing_in as texts
from handlers.texts import refusals
from store.queries.people import links_of
from store.states import Role, SignInOutcome, SignInWay
from store.tables.sign_in import SignInEvent
from store.work import Work
from tests.bot.web.staff.conftest import OWN, Client, Office, Seat
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue
from tests.handlers.contracts.contracts import member
from tests.handlers.identity.enrolled import PASSWORD, code_of, enrolled

NAME = "甲"
ACCOUNT = Person(Channel.WECHAT, "oABCDEF1234")


def _key(page: str) -> str:
    found = re.search(r'name="key" value="(\w+)"', page)
    assert found is not None
    return found[1]


async def _secret(parts: Parts, clock: FrozenClock, name: str = NAME) -> str:
    found = await parts.database.write(lambda work: enrolled(work, name), clock())
    clock.now += timedelta(minutes=2)
    return found[0]


async def _door(parts: Parts, clock: FrozenClock, token: str) -> Door | None:
    found = await parts.database.read(lambda work: signed_in(work, token), clock())
    return found.member.door if found else None


async def _linked(parts: Parts, clock: FrozenClock, name: str = NAME) -> str:
    def act(work: Work) -> str:
        code = issue_link_code(work, OPERATOR, name)
        assert isinstance(code, str)
        link_account(work, ACCOUNT, code)
        found = staff_member(work, name)
        assert found is not None
        return links_of(work, found.id)[0].reference

    return await parts.database.write(act, clock())


@asynccontextmanager
async def _phone(seat: Seat) -> AsyncIterator[Client]:
    """Another browser at the same server."""
    server = seat.client.server
    assert isinstance(server, TestServer)
    client: Client = TestClient(server, headers=OWN | {"User-Agent": "iPhone Safari"})
    yield client
    await client.session.close()


async def test_a_session_is_ended_from_another_browser(office: Office, parts: Parts, clock: FrozenClock) -> None:
    here, there = await office(NAME, Role.OFFICE), await office(NAME, Role.OFFICE)
    (end,) = re.findall(r'action="(/staff/account/sessions/\w+/end)"', await here.get(PAGE))
    assert (await here.post(end))[0] == 200
    assert await _door(parts, clock, there.token) is None
    assert await _door(parts, clock, here.token) is Door.CONSOLE


async def test_nobody_ends_the_session_of_another_member(office: Office, parts: Parts, clock: FrozenClock) -> None:
    mine, theirs = await office(NAME, Role.OFFICE), await office("乙", Role.OFFICE)
    found = await parts.database.read(lambda work: signed_in(work, theirs.token), clock())
    assert found is not None
    await mine.post(f"/staff/account/sessions/{found.session.reference}/end")
    assert await _door(parts, clock, theirs.token) is Door.CONSOLE


async def test_an_administrator_ends_all_sessions_of_a_member(
    office: Office, parts: Parts, clock: FrozenClock
) -> None:
    seat = await office(NAME, Role.OFFICE)

    def act(work: Work) -> object:
        return apply_row(work, member(work, "管", Role.ADMINISTRATOR), ActName.END_SESSIONS, NAME)

    assert isinstance(await parts.database.write(act, clock()), Done)
    assert "登录工作台" in await seat.get(PAGE)


async def test_an_account_is_shown_by_its_end_and_confirmed(
    office: Office, parts: Parts, clock: FrozenClock
) -> None:
    seat = await office(NAME, Role.OFFICE)
    reference = await _linked(parts, clock)
    page = seat.text(await seat.get(PAGE))
    assert "微信账号，末尾“1234”" in page
    assert "等您确认" in page
    assert ACCOUNT.address not in page
    other = await office("乙", Role.OFFICE)
    assert (await other.post(f"{PAGE}/links/{reference}/confirm"))[0] == 422
    status, page = await seat.post(f"{PAGE}/links/{reference}/confirm")
    assert (status, texts.ACCOUNT_DONE["link"] in page) == (200, True)
    found = await parts.database.read(lambda work: staff_of(work, ACCOUNT), clock())
    assert found is not None
    assert found.name == NAME


@pytest.mark.parametrize("way", [SignInWay.ACCOUNT, SignInWay.PHONE])
async def test_a_session_without_password_changes_nothing_of_the_door(
    office: Office, parts: Parts, clock: FrozenClock, way: SignInWay
) -> None:
    seat = await office(NAME, Role.OFFICE, way=way)
    secret, reference = await _secret(parts, clock), await _linked(parts, clock)
    seat = await office(NAME, Role.OFFICE, way=way)
    proof = {"password": PASSWORD, "code": code_of(secret, clock())}
    new = {"new_password": "换成另外一句很长很长的话语", "again_password": "换成另外一句很长很长的话语"}
    tried = [
        await seat.post(f"{PAGE}/links/{reference}/confirm"),
        await seat.post(f"{PAGE}/recovery", **proof),
        await seat.post(f"{PAGE}/password", **proof, **new),
        await seat.post(f"{PAGE}/phone", phone_code="ABCDEFGH"),
    ]
    assert [status for status, _ in tried] == [422] * 4


@pytest.mark.parametrize("way", [SignInWay.ACCOUNT, SignInWay.PHONE])
async def test_a_session_without_password_gives_nobody_rights(
    office: Office, parts: Parts, clock: FrozenClock, way: SignInWay
) -> None:
    """Whoever has an administrator's telephone makes no member, no deputy, and no code that links an account."""
    await office(NAME, Role.OFFICE)
    await office("拨付甲", Role.PAYER)
    seat = await office("管", Role.ADMINISTRATOR, way=way)
    days = {"f.first_day": "2026-11-24", "f.last_day": "2026-12-24", "f.paper": "安组〔2026〕1号"}
    for act, said in (
        (f"act.staff_roles/member/{NAME}", {"f.roles": "payer"}),
        (f"act.link_code/member/{NAME}", {}),
        ("act.depute/member/拨付甲", {"f.deputy": NAME, **days}),
    ):
        status, page = await seat.post(f"/staff/act/{act}", stage="record", token=act, **said)
        assert (status, refusals.OTHER_DOOR in seat.text(page)) == (422, True), act
    member = await parts.database.read(lambda work: staff_member(work, NAME), clock())
    assert member is not None
    assert member.roles == {Role.OFFICE}


async def test_another_password_ends_the_others_and_this_browser_goes_on(
    office: Office, parts: Parts, clock: FrozenClock
) -> None:
    await office(NAME, Role.OFFICE)
    secret = await _secret(parts, clock)
    here, there = await office(NAME, Role.OFFICE), await office(NAME, Role.OFFICE)
    new = {"new_password": "换成另外一句很长很长的话语", "again_password": "换成另外一句很长很长的话语"}
    wrong = {"password": "不是现在的密码啊啊", "code": code_of(secret, clock())}
    status, page = await here.post(f"{PAGE}/password", **wrong, **new)
    assert (status, texts.OLD_WRONG in page) == (422, True)
    right = {"password": PASSWORD, "code": code_of(secret, clock())}
    status, page = await here.post(f"{PAGE}/password", **right, **new)
    assert (status, texts.ACCOUNT_DONE["password"] in page) == (200, True)
    assert [await _door(parts, clock, seat.token) for seat in (here, there)] == [None, None]
    async with _phone(here) as client:
        page = await (await client.get(SIGN_IN)).text()
        clock.now += timedelta(seconds=30)
        fields = {
            "key": _key(page),
            "name": NAME,
            "password": "换成另外一句很长很长的话语",
            "code": code_of(secret, clock()),
        }
        assert (await client.post(SIGN_IN, data=fields, allow_redirects=False)).status == 303


@pytest.mark.parametrize("where", ["password", "recovery"])
async def test_whoever_tries_passwords_in_a_browser_left_open_is_in_the_log(
    office: Office, parts: Parts, clock: FrozenClock, where: str
) -> None:
    await office(NAME, Role.OFFICE)
    await _secret(parts, clock)
    seat = await office(NAME, Role.OFFICE)
    new = {"new_password": "换成另外一句很长很长的话语", "again_password": "换成另外一句很长很长的话语"}
    status, _ = await seat.post(f"{PAGE}/{where}", password="不是现在的密码啊啊", code="000000", **new)
    assert status == 422
    lines = await parts.database.read(lambda work: work.all(select(SignInEvent)), clock())
    assert lines[-1].event == SignInOutcome.REFUSED.value


async def test_new_recovery_codes_take_the_place_of_the_old(
    office: Office, parts: Parts, clock: FrozenClock
) -> None:
    await office(NAME, Role.OFFICE)
    secret, old = await parts.database.write(lambda work: enrolled(work, NAME), clock())
    clock.now += timedelta(minutes=2)
    seat = await office(NAME, Role.OFFICE)
    status, page = await seat.post(f"{PAGE}/recovery", password=PASSWORD, code=code_of(secret, clock()))
    new = re.findall(r"<code>([A-Z0-9-]+)</code>", page)
    assert (status, len(new), set(new) & set(old)) == (200, 10, set())
    assert not re.findall(r"<code>", await seat.get(PAGE))
    for code, status in ((old[0], 422), (new[0], 200)):
        async with _phone(seat) as client:
            key = _key(await (await client.get(SIGN_IN)).text())
            fields = {"key": key, "name": NAME, "password": PASSWORD, "code": code}
            assert (await client.post(SIGN_IN, data=fields)).status == status


async def _shown(client: Client) -> str:
    page = await (await client.get("/staff/phone")).text()
    page = await (await client.post("/staff/phone", data={"key": _key(page)})).text()
    (code,) = re.findall(r'<p class="code" lang="en">([^<]+)</p>', page)
    return str(code)


async def _goes_on(client: Client) -> str:
    key = _key(await (await client.get("/staff/phone")).text())
    await client.post("/staff/phone/enter", data={"key": key})
    cookie = next((one for one in client.session.cookie_jar if one.key == COOKIE), None)
    return cookie.value if cookie is not None else ""


async def test_a_phone_shows_a_code_that_a_desktop_lets_in(
    office: Office, parts: Parts, clock: FrozenClock
) -> None:
    seat = await office(NAME, Role.OFFICE)
    async with _phone(seat) as client:
        code = await _shown(client)
        assert await _goes_on(client) == ""
        status, page = await seat.post(f"{PAGE}/phone", phone_code=code.lower())
        assert (status, "iPhone" in page) == (200, True)
        assert await _goes_on(client) == ""  # to look is not to let in
        await seat.post(f"{PAGE}/phone/let-in", phone_code=code)
        assert "已在电脑上授权" in await (await client.get("/staff/phone")).text()
        token = await _goes_on(client)
    assert await _door(parts, clock, token) is Door.DESK
    async with _phone(seat) as another:
        assert (await seat.post(f"{PAGE}/phone/let-in", phone_code=code))[0] == 422
        assert await _goes_on(another) == ""


async def test_a_phones_code_lives_for_minutes(office: Office, clock: FrozenClock) -> None:
    seat = await office(NAME, Role.OFFICE)
    async with _phone(seat) as client:
        code = await _shown(client)
        clock.now += timedelta(minutes=5)
        assert (await seat.post(f"{PAGE}/phone", phone_code=code))[0] == 422


async def test_codes_are_not_guessed(office: Office, clock: FrozenClock) -> None:
    seat = await office(NAME, Role.OFFICE)
    async with _phone(seat) as client:
        code = await _shown(client)
        for place in range(6):
            await seat.post(f"{PAGE}/phone", phone_code=f"AAAA346{place}")
        assert (await seat.post(f"{PAGE}/phone", phone_code=code))[0] == 422
        clock.now += timedelta(seconds=40)
        assert (await seat.post(f"{PAGE}/phone", phone_code=code))[0] == 200


async def test_nobody_fills_the_waiting_room(office: Office) -> None:
    seat = await office(NAME, Role.OFFICE)
    async with _phone(seat) as client:
        key = _key(await (await client.get("/staff/phone")).text())
        found = [
            (await client.post("/staff/phone", data={"key": key}, allow_redirects=False)).status for _ in range(12)
        ]
    assert found == [303] * 10 + [429] * 2


async def test_a_linked_account_leads_into_the_console_without_money(
    office: Office, parts: Parts, clock: FrozenClock
) -> None:
    seat = await office(NAME, Role.OFFICE)
    await parts.database.write(lambda work: open_terminal(work, OPERATOR), clock())
    await _linked(parts, clock)
    talk = Dialogue(parts, ACCOUNT.address, Channel.WECHAT)
    (link,) = re.findall(r"http://[^/]+(/staff/enter/\S+)", (await talk.says("登录")).text)
    async with _phone(seat) as client:
        for _ in range(2):  # looking at it uses nothing up
            page = await (await client.get(link)).text()
        await client.post(link, data={"key": _key(page)})
        token = next(one.value for one in client.session.cookie_jar if one.key == COOKIE)
        assert (await client.post(link, data={"key": _key(page)})).status == 410
    assert await _door(parts, clock, token) is Door.DESK


async def test_to_others_the_word_is_a_word_as_any(parts: Parts) -> None:
    for channel in (Channel.WECHAT, Channel.WEB, Channel.TERMINAL):
        reply = await Dialogue(parts, "somebody-0000000000", channel).says("登录")
        assert "/staff" not in reply.text


async def test_the_link_lives_for_minutes_and_a_newer_ends_it(
    office: Office, parts: Parts, clock: FrozenClock
) -> None:
    seat = await office(NAME, Role.OFFICE)
    await parts.database.write(lambda work: open_terminal(work, OPERATOR), clock())
    await _linked(parts, clock)
    talk = Dialogue(parts, ACCOUNT.address, Channel.WECHAT)
    links = [re.findall(r"http://[^/]+(/staff/enter/\S+)", (await talk.says("登录")).text)[0] for _ in range(2)]
    async with _phone(seat) as client:
        assert [(await client.get(link)).status for link in links] == [410, 200]
        clock.now += timedelta(minutes=6)
        assert (await client.get(links[1])).status == 410
