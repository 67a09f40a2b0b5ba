"""Photos that people send in WeChat: fetched at once through the server API, and every way that it fails."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.wechat.api import WeChatApi
from bot.media.wechat import WeChatFiles
from handlers.filekinds import Problem
from handlers.forms.attachments import Received, Rejection
from handlers.materials.handing_in import Materials
from handlers.messages import Channel, MediaKind, Person
from handlers.messages import Media as Message
from store.files import FileStore
from tests.bot.channels.wechat.support import OPENID, Clock
from tests.fakes.wechat import MEDIA, FakeWeChat, Fault, Media
from tests.handlers.materials import samples
from tests.handlers.materials.inspecting import Unlimited, inspect_here

PERSON = Person(Channel.WECHAT, OPENID)
PHOTO = Message(MediaKind.IMAGE, "MEDIA_1")
HEADERS = {"Content-Type": "image/jpeg", "Content-disposition": 'attachment; filename="MEDIA_1.jpg"'}


@pytest.fixture
def materials(api: WeChatApi, clock: Clock, tmp_path: Path) -> Materials:
    return Materials(
        FileStore(tmp_path),
        clock,
        {Channel.WECHAT: WeChatFiles(api)},
        inspect=inspect_here,
        allowances=Unlimited(),
    )


async def test_a_photo_is_fetched_and_kept_byte_for_byte(fake: FakeWeChat, materials: Materials) -> None:
    fake.media["MEDIA_1"] = Media(samples.jpeg(), HEADERS)
    got = await materials.receive(PERSON, PHOTO, draft=1)
    assert isinstance(got, Received)
    assert materials.files.locate(got.path).read_bytes() == samples.jpeg()
    assert got.name == "MEDIA_1.jpg"


async def test_the_content_counts_and_not_what_the_platform_calls_it(
    fake: FakeWeChat, materials: Materials
) -> None:
    fake.media["MEDIA_1"] = Media(b"MZ" + b"\0" * 100, HEADERS)
    assert await materials.receive(PERSON, PHOTO, draft=1) == Rejection(Problem.PROGRAM)


async def test_a_photo_that_ran_out_is_asked_for_again(materials: Materials) -> None:
    assert await materials.receive(PERSON, PHOTO, draft=1) == Rejection(Problem.GONE)
    assert await materials.receive(PERSON, Message(MediaKind.IMAGE), draft=1) == Rejection(Problem.GONE)


async def test_one_that_is_too_large_is_cut_off_while_it_comes(fake: FakeWeChat, materials: Materials) -> None:
    fake.media["MEDIA_1"] = Media(b"\xff\xd8\xff" + b"\0" * (21 * 1024 * 1024), HEADERS)
    assert await materials.receive(PERSON, PHOTO, draft=1) == Rejection(Problem.TOO_LARGE)


async def test_a_platform_that_does_not_answer_is_said_so(
    fake: FakeWeChat, materials: Materials, pauses: list[float]
) -> None:
    fake.always_fail(MEDIA, Fault(status=502))
    got = await materials.receive(PERSON, PHOTO, draft=1)
    assert got == Rejection(Problem.UNREACHED)
    assert sum(pauses) <= timedelta(seconds=30).total_seconds()


async def test_a_fault_that_passes_is_lived_through(fake: FakeWeChat, materials: Materials) -> None:
    fake.media["MEDIA_1"] = Media(samples.jpeg(), HEADERS)
    fake.fail(MEDIA, Fault.code(-1), Fault.code(40001))
    assert isinstance(await materials.receive(PERSON, PHOTO, draft=1), Received)
