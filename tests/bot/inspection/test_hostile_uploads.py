"""Hostile files through the upload page: told in words, nothing kept of them, and everybody else is answered."""

from __future__ import annotations

import asyncio
import io
import re
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import FormData
from aiohttp.test_utils import TestClient, TestServer

from bot.inspection.inspector import Inspector
from bot.web_application import web_application
from bot.wiring import Parts
from handlers.filekinds import Problem
from handlers.materials.handing_in import materials_of_draft
from handlers.messages import Channel
from handlers.texts.materials import PROBLEMS
from store.states import Kind
from store.work import Work
from tests.bot.web.raw import Client
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running
from tests.handlers.materials import bombs, giving, samples

_SECRET = "张三的账号6222000011112222333"


@asynccontextmanager
async def uploading(
    url: str, clock: FrozenClock, inspector: Inspector | None
) -> AsyncIterator[tuple[Parts, Client, str]]:
    """A visit of the upload page, with the key of its forms."""

    def begin(work: Work) -> str:
        by = giving.contractor(work, channel=Channel.WEB)
        return parts.materials.invite(work, draft=giving.draft(work, by), kind=Kind.PREPAYMENT, by=by)

    async with (
        running(url, clock, inspector) as parts,
        TestClient(TestServer(web_application(parts))) as client,
    ):
        link = re.search(r"http\S+?(/upload/\S+)", await parts.database.write(begin, clock()))
        assert link is not None
        page = await (await client.post(link[1])).text()
        key = re.search(r'name="key" value="(\w+)"', page)
        assert key is not None
        yield parts, client, key[1]


def form(key: str, *contents: bytes) -> FormData:
    data = FormData(quote_fields=False)
    data.add_field("key", key)
    data.add_field("item", "")
    for number, content in enumerate(contents):
        data.add_field("file", io.BytesIO(content), filename=f"{number}.pdf", content_type="application/pdf")
    return data


async def test_of_refused_files_no_byte_is_left_and_no_word_is_logged(
    sqlite_url: str,
    clock: FrozenClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    bent = samples.pdf_with_text(_SECRET)[:-60].replace(b"/Page", b"/Pag ") + _SECRET.encode()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    async with uploading(sqlite_url, clock, None) as (parts, client, key):
        sent = form(key, bombs.docx_of_lines(), bombs.pdf_that_swells(), bent, samples.jpeg()[:-99], samples.pdf())
        page = await (await client.post("/upload", data=sent)).text()
        assert page.count('class="refused"') == 4
        assert page.count(PROBLEMS[Problem.BOMB]) == 2
        kept = await parts.database.read(lambda work: materials_of_draft(work, 1), clock())
        assert len(kept) == 1
        folder = parts.materials.files.folder
        assert _files_in(tmp_path / "temporary") == {folder / kept[0].path}
    told = "".join(capfd.readouterr())
    assert "6222000011112222333" not in told
    assert "张三" not in told


def _files_in(folder: Path) -> set[Path]:
    return {place for place in folder.rglob("*") if place.is_file()}


async def test_while_a_file_is_looked_into_everybody_else_is_answered(sqlite_url: str, clock: FrozenClock) -> None:
    hanging = Inspector(command=(sys.executable, "-c", "import time; time.sleep(1000)"))
    async with uploading(sqlite_url, clock, hanging) as (parts, client, key):
        upload = asyncio.create_task(client.post("/upload", data=form(key, samples.pdf())))
        async with asyncio.timeout(60):
            while not hanging.running:  # noqa: ASYNC110 -- the inspector tells nobody when it starts one
                await asyncio.sleep(0)
        answer = await Dialogue(parts, "村民甲").says("支持哪些方面")
        assert answer.citations
        assert (await client.get("/health")).status == 200
        assert not upload.done()
        await hanging.close()
        assert PROBLEMS[Problem.BOMB] in await (await upload).text()
