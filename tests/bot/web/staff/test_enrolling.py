"""A link that is good once leads through password and authenticator to recovery codes that are shown once."""

from __future__ import annotations

import re

import pytest

from bot.wiring import Parts
from handlers.casework.credentials import issue_login_link
from handlers.casework.staffing import add_staff
from handlers.identity.who import OPERATOR
from handlers.texts import console_signing_in as texts
from store.states import Role
from store.work import Work
from tests.bot.web.staff.conftest import OWN, Client
from tests.clocks import FrozenClock
from tests.handlers.identity.enrolled import PASSWORD, code_of

NAME = "办公室甲"


@pytest.fixture
async def link(parts: Parts, clock: FrozenClock) -> str:
    def act(work: Work) -> object:
        add_staff(work, OPERATOR, NAME, frozenset({Role.OFFICE}))
        return issue_login_link(work, OPERATOR, NAME)

    return str(await parts.database.write(act, clock()))


@pytest.fixture
async def own(client: Client) -> Client:
    client.session.headers.update(OWN)
    return client


def _key(page: str) -> str:
    found = re.search(r'name="key" value="(\w+)"', page)
    assert found is not None
    return found[1]


async def _begun(client: Client, link: str) -> str:
    page = await (await client.get(link)).text()
    answer = await client.post(link, data={"key": _key(page)})
    return await answer.text()


async def _with_password(client: Client, link: str, password: str = PASSWORD, again: str = "") -> str:
    key = _key(await _begun(client, link))
    fields = {"key": key, "password": password, "again": again or password}
    return await (await client.post("/staff/set-up/password", data=fields)).text()


async def test_from_the_link_to_the_console(own: Client, link: str, clock: FrozenClock) -> None:
    page = await _with_password(own, link)
    assert "<svg" in page
    (secret,) = re.findall(r'<p class="code" lang="en">([A-Z2-7 ]+)</p>', page)
    code = code_of(secret.replace(" ", ""), clock())
    wrong = await own.post("/staff/set-up/code", data={"key": _key(page), "code": "000000"})
    assert (wrong.status, texts.CODE_WRONG in await wrong.text()) == (422, True)
    done = await own.post("/staff/set-up/code", data={"key": _key(page), "code": code})
    shown = await done.text()
    assert len(set(re.findall(r"<code>([A-Z0-9-]+)</code>", shown))) == 10
    assert NAME in await (await own.get("/staff")).text()
    assert (await own.get("/staff/set-up")).status == 410
    again = await own.post("/staff/set-up/code", data={"key": _key(page), "code": code})
    assert again.status == 410


async def test_looking_at_the_link_uses_nothing_up(own: Client, link: str) -> None:
    """Chats and mail programs look at links before people do."""
    for _ in range(3):
        assert (await own.get(link)).status == 200
    assert "请设一个密码" in await _begun(own, link)


async def test_the_link_is_good_once(own: Client, link: str) -> None:
    page = await (await own.get(link)).text()
    await own.post(link, data={"key": _key(page)})
    assert (await own.get(link)).status == 410
    assert (await own.post(link, data={"key": _key(page)})).status == 410


async def test_a_newer_link_ends_the_older(own: Client, link: str, parts: Parts, clock: FrozenClock) -> None:
    newer = await parts.database.write(lambda work: issue_login_link(work, OPERATOR, NAME), clock())
    assert (await own.get(link)).status == 410
    assert (await own.get(str(newer))).status == 200


async def test_another_browser_has_no_part_in_it(own: Client, link: str) -> None:
    page = await _with_password(own, link)
    own.session.cookie_jar.clear()
    assert (await own.get("/staff/set-up")).status == 410
    assert (await own.post("/staff/set-up/code", data={"key": _key(page), "code": "0"})).status == 403


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("短密码", "12到128个字"),
        ("password1234", texts.TOO_COMMON),
        ("1234567890123", texts.TOO_COMMON),
        ("woaini5201314", texts.TOO_COMMON),
        ("啊啊啊啊啊啊啊啊啊啊啊啊啊", texts.TOO_COMMON),
        ("abcdefghijklmnop", texts.TOO_COMMON),
        (f"{NAME}的密码就是这一句话", texts.MADE_OF_A_NAME),
    ],
)
async def test_what_others_try_first_is_no_password(own: Client, link: str, password: str, told: str) -> None:
    assert told in await _with_password(own, link, password)


@pytest.mark.parametrize(
    "password", ["all lower case is fine", "我家门前有两棵枣树一棵是", "x" * 6 + "abcdQWER 7 马"]
)
async def test_no_rule_of_composition(own: Client, link: str, password: str) -> None:
    assert "扫码" in await _with_password(own, link, password)


async def test_the_second_must_be_the_first(own: Client, link: str) -> None:
    assert texts.NOT_THE_SAME in await _with_password(own, link, PASSWORD, "另外一句完全不同的话语")
