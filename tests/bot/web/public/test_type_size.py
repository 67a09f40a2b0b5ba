"""The switch of the type: a cookie, a way back, and never to another site."""

from __future__ import annotations

import pytest

from tests.bot.web.public.test_strangers import serving
from tests.bot.web.raw import Client, exchange, request
from tests.clocks import FrozenClock


async def switch(client: Client, size: str, back: str = "/") -> tuple[int, str, str]:
    answer = await client.post("/type", data={"size": size, "back": back}, allow_redirects=False)
    return answer.status, answer.headers["Location"], answer.headers["Set-Cookie"]


async def test_the_size_is_kept_for_a_year_and_read_on_every_page(client: Client) -> None:
    status, place, cookie = await switch(client, "large", "/measure?q=%E9%A2%84%E4%BB%98")
    assert (status, place) == (303, "/measure?q=%E9%A2%84%E4%BB%98")
    assert cookie == "type=large; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax"
    for path in ("/", "/measure", "/privacy", "/nothing"):
        assert 'class="large"' in await (await client.get(path)).text()
    await switch(client, "normal")
    assert 'class="large"' not in await (await client.get("/")).text()


async def test_in_a_frame_the_cookie_says_that_it_may_be_there(sqlite_url: str, clock: FrozenClock) -> None:
    async with serving(sqlite_url, clock, embed_origins=("https://a.example",)) as client:
        _, _, cookie = await switch(client, "large")
    assert cookie.endswith("; SameSite=None; Secure; Partitioned")


@pytest.mark.parametrize(
    "back",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "/\tx", "/x\r\nSet-Cookie: a=b", "", "/" * 600],
)
async def test_the_way_back_never_leads_elsewhere(client: Client, back: str) -> None:
    assert (await switch(client, "large", back))[1] == "/"


async def test_nonsense_is_the_normal_size_and_too_much_is_refused(client: Client) -> None:
    assert (await switch(client, "<script>"))[2].startswith("type=normal;")
    status, page = await exchange(client, request(b"size=" + b"a" * 5000, path=b"/type"))
    assert status == 413
    assert "太大" in page
