"""The door of the script for the portal, and who may show what in a frame."""

from __future__ import annotations

import json
import re

import pytest

from tests.bot.web.public.test_strangers import serving
from tests.bot.web.raw import Client
from tests.clocks import FrozenClock

ORIGINS = ("https://www.Example.gov.cn:443", "http://portal.example:8080")


async def test_the_script_names_the_sites_as_browsers_do_and_nothing_else(
    sqlite_url: str, clock: FrozenClock
) -> None:
    async with serving(sqlite_url, clock, embed_origins=ORIGINS) as client:
        answer = await client.get("/embed.js")
        script = await answer.text()
    assert answer.content_type == "text/javascript"
    allowed = re.search(r"const allowed = (\[.*?\]);", script)
    assert allowed is not None
    assert json.loads(allowed[1]) == ["https://www.example.gov.cn", "http://portal.example:8080"]


async def test_the_script_is_kept_by_browsers_and_asked_for_again_by_its_tag(client: Client) -> None:
    answer = await client.get("/embed.js")
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert "Set-Cookie" not in answer.headers
    again = await client.get("/embed.js", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status == 304


async def test_without_the_setting_the_script_only_speaks_to_the_console(client: Client) -> None:
    script = await (await client.get("/embed.js")).text()
    assert "const allowed = [];" in script


@pytest.mark.parametrize(
    ("path", "framed"),
    [("/", True), ("/?embed=1", True), ("/mine?embed=1", True), ("/measure", False), ("/nothing", False)],
)
async def test_the_chat_and_a_firms_pages_may_stand_in_another_sites_frame(
    sqlite_url: str, clock: FrozenClock, path: str, *, framed: bool
) -> None:
    async with serving(sqlite_url, clock, embed_origins=("https://a.example",)) as client:
        policy = (await client.get(path)).headers["Content-Security-Policy"]
    assert ("https://a.example" in policy) is framed


async def test_the_framed_page_stays_in_its_frame(client: Client) -> None:
    page = await (await client.get("/?embed=1")).text()
    assert 'class=" framed"' in page
    assert 'action="/?embed=1#latest"' in page
    assert 'action="/#latest"' not in page
