"""Visitors who are strangers: their cookie, their pace, and the menu that greets them."""

from __future__ import annotations

import re
from asyncio import gather
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer, make_mocked_request
from sqlalchemy import func, select

from bot.web.peer import Peers
from bot.web.public.pace import PER_MINUTE, Pace
from bot.web_application import web_application
from bot.wiring import Parts
from store.tables.messages import Claim, SessionRow
from tests.bot.web.raw import Client, exchange, request
from tests.clocks import FrozenClock
from tests.dialogue import running
from tests.scenarios.binding import FIRM, code_for, people, with_contracts

PROXY = {"trusted_proxies": ("127.0.0.1",)}


@asynccontextmanager
async def serving(url: str, clock: FrozenClock, **http: object) -> AsyncIterator[Client]:
    async with (
        running(url, clock, http=http) as parts,
        TestClient(TestServer(web_application(parts))) as client,
    ):
        yield client


def cookie(response: ClientResponse) -> str:
    return response.headers["Set-Cookie"]


@pytest.mark.parametrize(
    "bad", [b"\xff\xfe", b"short", b"a" * 65, b"aaaaaaaaaaaaaaaa%00", b'"aaaaaaaaaaaa\xe4aaaaaa"']
)
async def test_a_cookie_that_is_none_of_ours_is_replaced(client: Client, parts: Parts, bad: bytes) -> None:
    _, page = await exchange(client, request("text=烂尾咋办".encode(), headers=(b"Cookie: visitor=" + bad,)))
    assert re.search(r"Set-Cookie: visitor=[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{22};", page)
    assert "第九条" in page
    async with parts.database.reading() as connection:
        addresses = list(await connection.scalars(select(SessionRow.address)))
    assert [re.fullmatch(r"[A-Za-z0-9_-]{22}", address) is not None for address in addresses] == [True]


async def test_an_id_that_we_did_not_make_is_replaced_and_ours_is_kept(client: Client) -> None:
    """Whoever plants a cookie must not know the visit that follows; so are those of versions that signed none."""
    ours = cookie(await client.get("/")).partition(";")[0]
    client.session.cookie_jar.clear()
    kept = cookie(await client.get("/", headers={"Cookie": ours})).partition(";")[0]
    assert kept == ours
    name, _, mac = ours.partition(".")
    forged = mac[:-2] + ("BA" if mac.endswith("AA") else "AA")
    planted = ("visitor=" + "A" * 22, name, f"visitor={'A' * 22}.{mac}", f"{name}.{forged}")
    for one in planted:
        client.session.cookie_jar.clear()
        given = cookie(await client.get("/", headers={"Cookie": one})).partition(";")[0]
        assert given.partition(".")[0] not in {name, one.partition(".")[0]}


async def test_whoever_is_bound_gets_another_id_and_keeps_the_talk(client: Client, parts: Parts) -> None:
    await with_contracts(parts)
    await client.get("/")
    await client.post("/", data={"id": "a", "text": await code_for(parts)})
    planted = {one.key: one.value for one in client.session.cookie_jar}["visitor"]
    pages = await gather(*(client.post("/", data={"id": "b", "text": "确认绑定"}) for _ in range(2)))
    assert len({cookie(page).partition(";")[0] for page in pages}) == 1
    assert "绑定成功" in await (await client.get("/")).text()
    own = {one.key: one.value for one in client.session.cookie_jar}["visitor"]
    assert own.partition(".")[0] != planted.partition(".")[0]
    assert [address for address, _firm in await people(parts)] == [own.partition(".")[0]]
    assert FIRM in await (await client.post("/", data={"id": "c", "text": "解除绑定"})).text()
    client.session.cookie_jar.clear()
    stranger = {"Cookie": f"visitor={planted}"}
    assert "绑定成功" not in await (await client.get("/", headers=stranger)).text()
    answer = await client.post("/", data={"id": "d", "text": "解除绑定"}, headers=stranger)
    assert FIRM not in await answer.text()


async def test_a_double_click_at_the_first_visit_is_one_message(client: Client, parts: Parts) -> None:
    assert "visitor=" in cookie(await client.get("/"))
    for _ in range(2):
        await client.post("/", data={"id": "a", "text": "烂尾咋办"})
    async with parts.database.reading() as connection:
        assert await connection.scalar(select(func.count()).select_from(Claim)) == 1


async def test_the_cookie_is_kept_from_scripts_and_other_sites(client: Client) -> None:
    found = cookie(await client.get("/"))
    assert "; HttpOnly; SameSite=Lax" in found
    assert "Secure" not in found


async def test_behind_https_the_cookie_is_secure(sqlite_url: str, clock: FrozenClock) -> None:
    async with serving(sqlite_url, clock, public_url="https://ezhen.example.gov.cn") as client:
        first = cookie(await client.get("/"))
        assert first.startswith("__Host-visitor=")
        assert first.endswith("SameSite=Lax; Secure")
        again = cookie(await client.get("/", headers={"Cookie": first.partition(";")[0]}))
        assert again.partition(";")[0] == first.partition(";")[0]
    said = {"X-Forwarded-Proto": "https"}
    async with serving(sqlite_url, clock, **PROXY) as client:
        assert cookie(await client.get("/", headers=said)).endswith("SameSite=Lax; Secure")
        assert "Secure" not in cookie(await client.get("/"))
    async with serving(sqlite_url, clock) as client:
        assert "Secure" not in cookie(await client.get("/", headers=said))


async def test_in_a_frame_the_cookie_says_that_it_may_be_there(sqlite_url: str, clock: FrozenClock) -> None:
    async with serving(sqlite_url, clock, embed_origins=("https://a.example",)) as client:
        answer = await client.get("/")
    assert cookie(answer).endswith("; SameSite=None; Secure; Partitioned")
    assert answer.headers["Content-Security-Policy"].endswith("frame-ancestors 'self' https://a.example")


async def test_whoever_is_asked_to_wait_keeps_the_words_and_sees_the_visit(client: Client) -> None:
    await client.get("/")
    for number in range(PER_MINUTE):
        await client.post("/", data={"id": f"a{number}", "text": "第九条"})
    async with client.post("/", data={"id": "b", "text": "第十条 <怎么>说"}) as refused:
        page = await refused.text()
    assert refused.status == 429
    assert "发得太快了" in page
    assert ">第十条 &lt;怎么&gt;说</textarea>" in page
    assert page.count("<blockquote>") > 1
    async with client.post("/", data={"id": "c", "text": "第十条"}, headers={"HX-Request": "true"}) as part:
        assert part.status == 429
        assert "<html" not in await part.text()


async def test_a_stranger_who_writes_too_fast_is_asked_to_wait(client: Client, clock: FrozenClock) -> None:
    for number in range(PER_MINUTE):
        assert (await client.post("/", data={"id": str(number), "text": "你好"})).status == 200
    refused = await client.post("/", data={"id": "x", "text": "你好"})
    assert refused.status == 429
    assert "请稍等一分钟" in await refused.text()
    assert (await client.get("/")).status == 200
    clock.advance(seconds=60)
    assert (await client.post("/", data={"id": "x", "text": "你好"})).status == 200


async def test_behind_a_trusted_proxy_everybody_has_a_pace_of_their_own(
    sqlite_url: str, clock: FrozenClock
) -> None:
    async with serving(sqlite_url, clock, **PROXY) as client:

        async def status(forwarded: str, number: int) -> int:
            said = {"X-Forwarded-For": forwarded}
            return (await client.post("/", data={"id": str(number), "text": "你好"}, headers=said)).status

        for number in range(PER_MINUTE):
            assert await status("6.6.6.6, 203.0.113.1", number) == 200
        assert await status("7.7.7.7, 203.0.113.1", 100) == 429  # what stands to the left may be invented
        assert await status("203.0.113.2", 101) == 200


def test_a_minute_slides_and_memory_is_bounded() -> None:
    clock = FrozenClock()
    pace = Pace(clock, per_minute=2, most=3)
    assert [pace.allows("a"), pace.allows("a"), pace.allows("a")] == [True, True, False]
    clock.advance(seconds=59)
    assert not pace.allows("a")
    clock.advance(seconds=1)
    assert pace.allows("a")
    clock.now -= timedelta(hours=1)  # set back: nobody is shut out for an hour
    assert pace.allows("a")
    for number in range(10):
        pace.allows(str(number))
    assert len(pace) == 3


@pytest.mark.parametrize(
    ("direct", "forwarded", "household"),
    [
        ("203.0.113.9", "1.1.1.1", "203.0.113.9"),  # a stranger's own word
        ("10.0.0.1", "1.1.1.1", "1.1.1.1"),
        ("::ffff:10.0.0.1", "1.1.1.1, 10.0.0.7", "1.1.1.1"),
        ("10.0.0.1", "no address", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("2001:db8::1", "", "2001:db8::/64"),
        ("127.0.0.1", "1.1.1.1", None),  # a proxy that nobody named: its visitors cannot be told apart
    ],
)
def test_forwarded_addresses_are_believed_from_trusted_proxies_alone(
    direct: str, forwarded: str, household: str | None
) -> None:
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    came = make_mocked_request("GET", "/", headers=headers).clone(remote=direct)
    assert Peers(("10.0.0.0/8",)).of(came).household == household


@pytest.mark.parametrize("number", ["1", "２"])
async def test_the_greetings_menu_can_be_typed(client: Client, number: str) -> None:
    page = await (await client.get("/")).text()
    assert 'name="fresh" value="1"' in page
    answer = await (await client.post("/", data={"id": "a", "text": number, "fresh": "1"})).text()
    assert "<blockquote>" in answer
    assert 'name="fresh" value=""' in answer


async def test_a_number_after_an_answer_picks_from_that_answer(client: Client) -> None:
    await client.get("/")
    exchange_ = await client.post(
        "/", data={"id": "a", "text": "支持哪些方面", "fresh": "1"}, headers={"HX-Request": "true"}
    )
    assert 'id="fresh" name="fresh" value="" hx-swap-oob="true"' in await exchange_.text()
    page = await (await client.post("/", data={"id": "b", "text": "3", "fresh": ""})).text()
    assert "第七条第（三）项" in page


async def test_without_cookies_a_number_is_never_taken_for_the_greetings(client: Client) -> None:
    page = await (await client.post("/", data={"id": "a", "text": "1", "fresh": ""})).text()
    assert "现在没有可选的数字菜单" in page


def test_a_clock_that_was_set_back_makes_nobody_wait(clock: FrozenClock) -> None:
    pace = Pace(clock, per_minute=1)
    assert pace.allows("a")
    assert not pace.allows("a")
    clock.advance(hours=-1)
    assert pace.allows("a")
    assert not pace.allows("a")
