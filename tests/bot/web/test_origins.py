"""Forms of other sites are refused at every door but the platforms'; our own pages' forms never are."""

from __future__ import annotations

import pytest

from tests.bot.web.public.test_strangers import serving
from tests.bot.web.raw import Client, exchange, request
from tests.clocks import FrozenClock

DOORS = ["/", "/?embed=1", "/type", "/upload", "/upload/remove", "/upload/some-link", "/nothing"]
HEADERS = {"Content-Type": "application/x-www-form-urlencoded"}


async def status(client: Client, path: str = "/", **headers: str) -> int:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = await client.post(path, data="id=a&text=x", headers=HEADERS | named, allow_redirects=False)
    return answer.status


@pytest.mark.parametrize("site", ["cross-site", "same-site", "", "SAME-ORIGIN"])
@pytest.mark.parametrize("path", DOORS)
async def test_a_form_that_another_sites_page_sends_is_refused_at_every_door(
    client: Client, path: str, site: str
) -> None:
    assert await status(client, path, Sec_Fetch_Site=site) == 403


@pytest.mark.parametrize("site", ["same-origin", "none"])
async def test_our_own_pages_and_the_person_alone_may_send(client: Client, site: str) -> None:
    assert await status(client, Sec_Fetch_Site=site, Origin="null") == 200
    assert await status(client, "/type", Sec_Fetch_Site=site) == 303


async def test_the_refusal_is_a_page_in_chinese_with_every_header(client: Client) -> None:
    answer = await client.post("/", data={"text": "x"}, headers={"Sec-Fetch-Site": "cross-site"})
    page = await answer.text()
    assert "不是从本网页发出的" in page
    assert "<html" in page
    assert "form-action 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Referrer-Policy"] == "same-origin"  # or browsers would hide our own origin as well
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "https://evil.example",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "",
        "http://",
        "http://[",
        "x",
        "*",
    ],
)
async def test_an_older_browser_names_the_origin_instead(client: Client, origin: str) -> None:
    assert await status(client, Origin=origin) == 403


async def test_an_older_browsers_own_page_and_no_browser_may_send(client: Client) -> None:
    assert await status(client, Origin=f"http://127.0.0.1:{client.port}") == 200
    assert await status(client) == 303  # the same message again: it stands on the page of the visit


@pytest.mark.parametrize("origin", ["https://a.example", "https://A.example:443"])
async def test_behind_a_proxy_our_host_is_what_the_proxy_was_asked_for(
    sqlite_url: str, clock: FrozenClock, origin: str
) -> None:
    async with serving(sqlite_url, clock) as client:
        assert await status(client, Origin=origin, Host="a.example") == 200  # nginx: proxy_set_header Host $host
        assert await status(client, Origin=origin, X_Forwarded_Host="a.example") == 403  # a stranger's own word
    async with serving(sqlite_url, clock, trusted_proxies=("127.0.0.1",)) as client:
        assert await status(client, Origin=origin, X_Forwarded_Host="a.example") == 200
        assert await status(client, Origin=origin, X_Forwarded_Host="a.example, b.example") == 403
    async with serving(sqlite_url, clock, public_url="https://a.example") as client:
        assert await status(client, Origin=origin) == 200


async def test_the_doors_of_platforms_are_none_of_its_business(client: Client) -> None:
    strange = (b"Sec-Fetch-Site: cross-site",)
    for path in (b"/wechat", b"/telegram"):
        assert (await exchange(client, request(path=path, headers=strange)))[0] == 404  # not set up, not refused


async def test_reading_is_free_wherever_the_link_stands(client: Client) -> None:
    for path in ("/", "/measure", "/privacy"):
        assert (await client.get(path, headers={"Sec-Fetch-Site": "cross-site"})).status == 200
