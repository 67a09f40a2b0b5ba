"""Photos through WeChat's own door: encrypted XML in, the file fetched from the platform, the answer encrypted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import select

from bot import wiring
from bot.settings import Settings
from bot.web_application import web_application
from bot.wiring import Parts
from handlers.casework.checklists import NewItem, add_item
from handlers.messages import Channel
from store.states import Kind
from store.tables.applications import Material
from store.work import Work
from tests.bot.channels.wechat.support import OPENID, PATIENCE, Clock, settings, text_xml, xml_of
from tests.bot.channels.wechat.test_end_to_end import Client, say
from tests.fakes.wechat import MEDIA, FakeWeChat, Media
from tests.handlers.casework.town import Town
from tests.handlers.materials import samples
from tests.handlers.materials.inspecting import inspect_here
from tests.measure import opened

BEFORE = ("我要申请", "前期预付资金", "10万元", "购买烘干设备两台", "张明", "13800000000")
HEADERS = {"Content-Type": "image/jpeg", "Content-disposition": 'attachment; filename="P.jpg"'}


@pytest.fixture
async def parts(sqlite_url: str, clock: Clock, fake: FakeWeChat, tmp_path: Path) -> AsyncIterator[Parts]:
    configured = Settings(database_url=sqlite_url, files=tmp_path / "files", wechat=settings(api_base=fake.base))
    async with wiring.assembled(configured, clock=clock, kb=opened(), inspect=inspect_here) as made:
        yield made


@pytest.fixture
async def client(parts: Parts) -> AsyncIterator[Client]:
    """At the question for the first file."""

    def act(work: Work) -> None:
        town = Town(work)
        add_item(work, town.office, Kind.PREPAYMENT, NewItem("contract", "合同复印件"))
        town.bound(town.contract.firm_id, OPENID, Channel.WECHAT)

    await parts.database.write(act, parts.clock())
    async with TestClient(TestServer(web_application(parts, wechat_seconds=PATIENCE))) as made:
        for number, words in enumerate(BEFORE):
            answer = await say(made, text_xml(words, message_id=str(number)))
        assert "请交：合同复印件" in answer
        yield made


def photo(media_id: str, message_id: str) -> str:
    return xml_of(MsgType="image", PicUrl="http://mmbiz.qpic.cn/x", MediaId=media_id, MsgId=message_id)


async def kept(parts: Parts) -> list[Material]:
    return await parts.database.read(lambda work: work.all(select(Material)), parts.clock())


async def test_two_photos_are_kept_byte_for_byte_and_a_repeat_changes_nothing(
    client: Client, parts: Parts, fake: FakeWeChat
) -> None:
    contents = {"M1": samples.jpeg(), "M2": samples.jpeg(colour="red")}
    for number, (name, content) in enumerate(contents.items(), start=100):
        fake.media[name] = Media(content, HEADERS)
        first = await say(client, photo(name, str(number)))
        assert "已收到" in first
        assert await say(client, photo(name, str(number))) == first
    rows = await kept(parts)
    found = [parts.materials.files.locate(row.path).read_bytes() for row in rows]
    assert found == list(contents.values())
    assert fake.count(MEDIA) == len(contents)


async def test_a_photo_that_ran_out_is_asked_for_again(client: Client, parts: Parts) -> None:
    answer = await say(client, photo("GONE", "100"))
    assert "请重新发一次" in answer
    assert "请交：合同复印件" in answer
    assert await kept(parts) == []


async def test_a_photo_that_nobody_asked_for_is_not_even_fetched(
    client: Client, parts: Parts, fake: FakeWeChat
) -> None:
    await say(client, text_xml("稍后再填", message_id="99"))
    fake.media["M1"] = Media(samples.jpeg(), HEADERS)
    assert "没有保存" in await say(client, photo("M1", "100"))
    assert fake.count(MEDIA) == 0
    assert await kept(parts) == []


async def test_a_link_to_the_upload_page_brings_what_wechat_cannot_send(client: Client) -> None:
    answer = await say(client, text_xml("上传链接", message_id="100"))
    assert "/upload/" in answer
