"""Files handed in within a talk: in the terminal, in WeChat, and by the upload page for the web chat."""

from __future__ import annotations

import hashlib
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import FormData
from aiohttp.test_utils import TestClient, TestServer

from bot.web_application import web_application
from bot.wiring import Parts
from handlers.casework.checklists import NewItem, add_item
from handlers.materials.handing_in import materials_of_application
from handlers.messages import Channel, Media, MediaKind, Reply
from store.queries.applications import application_numbered
from store.states import Kind
from store.tables.applications import Material
from store.work import Work
from tests.bot.web.raw import Client
from tests.dialogue import Dialogue
from tests.handlers.casework.town import Town
from tests.handlers.materials import samples

BEFORE = ("我要申请", "前期预付资金", "10万元", "购买烘干设备两台", "张明", "13800000000")


@pytest.fixture
async def client(parts: Parts) -> AsyncIterator[Client]:
    async with TestClient(TestServer(web_application(parts))) as made:
        yield made


async def begun(parts: Parts, channel: Channel) -> Dialogue:
    """Somebody who is asked for the first file of the office's list."""

    def act(work: Work) -> None:
        town = Town(work)
        add_item(work, town.office, Kind.PREPAYMENT, NewItem("contract", "合同复印件"))
        add_item(work, town.office, Kind.PREPAYMENT, NewItem("photo", "现场照片", required=False))
        town.bound(town.contract.firm_id, "承办甲", channel)

    await parts.database.write(act, parts.clock())
    talk = Dialogue(parts, channel=channel)
    for words in BEFORE:
        reply = await talk.says(words)
    assert "请交：合同复印件" in reply.text
    return talk


async def sends(talk: Dialogue, folder: Path, name: str, content: bytes) -> Reply:
    (folder / name).write_bytes(content)
    return await talk.does(Media(MediaKind.FILE, str(folder / name)))


async def submitted(talk: Dialogue) -> str:
    """Go on to the end, and return the 申请编号."""
    for _ in range(5):
        reply = await talk.says("下一项")
        if "确认属实" in reply.text:
            break
    reply = await talk.says("确认属实")
    found = re.search(r"AZ-2026-\d{6}", reply.text)
    assert found is not None, reply.text
    return found[0]


async def materials(parts: Parts, number: str) -> list[Material]:
    def look(work: Work) -> list[Material]:
        application = application_numbered(work, number)
        assert application is not None
        return materials_of_application(work, application.id)

    return await parts.database.read(look, parts.clock())


async def test_files_of_the_talk_belong_to_the_application_byte_for_byte(parts: Parts, tmp_path: Path) -> None:
    talk, contents = await begun(parts, Channel.TERMINAL), (samples.jpeg(), samples.pdf())
    for name, content in zip(("第一页.jpg", "第二页.pdf"), contents, strict=True):
        assert f"已收到“{name}”" in (await sends(talk, tmp_path, name, content)).text
    kept = await materials(parts, await submitted(talk))
    assert [(one.item, one.name) for one in kept] == [("contract", "第一页.jpg"), ("contract", "第二页.pdf")]
    for one, content in zip(kept, contents, strict=True):
        assert parts.materials.files.locate(one.path).read_bytes() == content
        assert one.sha256 == hashlib.sha256(content).hexdigest()


async def test_a_file_that_is_refused_leaves_the_question_standing(parts: Parts, tmp_path: Path) -> None:
    talk = await begun(parts, Channel.TERMINAL)
    for name, content, said in (
        ("a.pdf", b"MZ" + b"\0" * 99, "程序文件"),
        ("b.pdf", b"", "空的"),
        ("c.docx", samples.bomb(), "大得不正常"),
    ):
        reply = await sends(talk, tmp_path, name, content)
        assert said in reply.text
        assert reply.text.count("请交：合同复印件") == 1
    gone = await talk.does(Media(MediaKind.FILE, str(tmp_path / "nowhere.pdf")))
    assert "没有这个文件" in gone.text


async def test_the_web_chat_gives_a_link_and_knows_what_was_uploaded(parts: Parts, client: Client) -> None:
    talk = await begun(parts, Channel.WEB)
    assert "上传链接" in (await talk.does(Media(MediaKind.IMAGE, "x"))).text
    said = (await talk.says("上传链接")).text
    found = re.search(r"http://127\.0\.0\.1:8080(/upload/\S+)", said)
    assert found is not None, said
    page = await (await client.post(found[1])).text()
    key = re.search(r'name="key" value="(\w+)"', page)
    assert key is not None
    data = FormData(quote_fields=False)
    data.add_field("key", key[1])
    data.add_field("item", "contract")
    data.add_field("file", samples.pdf(), filename="合同.pdf", content_type="application/pdf")
    assert "收到" in await (await client.post("/upload", data=data)).text()
    assert [one.name for one in await materials(parts, await submitted(talk))] == ["合同.pdf"]


async def test_a_required_file_that_is_not_there_is_asked_for(parts: Parts) -> None:
    talk = await begun(parts, Channel.TERMINAL)
    for words in ("下一项", "没有", "跳过"):
        assert "请交：合同复印件" in (await talk.says(words)).text
