from __future__ import annotations

import asyncio
import json
from datetime import timedelta

import aiohttp
import pytest

from bot.channels.wechat.api import Done, QrCode, WeChatApi
from bot.channels.wechat.caller import Caller
from bot.channels.wechat.errors import Failure, Reaction
from bot.channels.wechat.media import MediaFile
from bot.channels.wechat.signals import Signal
from bot.channels.wechat.transport import open_session
from tests.bot.channels.wechat.support import APP_ID, OPENID, SECRET, Clock, Signals, settings
from tests.fakes.serving import serving_nothing
from tests.fakes.wechat import DOMAIN_IP, MEDIA, MENU_GET, QR, SEND, TOKEN, FakeWeChat, Fault, Media


async def test_the_secret_travels_in_the_body_of_stable_token_only(api: WeChatApi, fake: FakeWeChat) -> None:
    assert await api.check_access() == Done()
    asked, then = fake.calls
    assert asked.json() == {
        "grant_type": "client_credential",
        "appid": APP_ID,
        "secret": SECRET,
        "force_refresh": False,
    }
    assert asked.query == {}
    assert SECRET not in str(then)


async def test_a_token_is_kept_until_five_minutes_before_its_end(
    api: WeChatApi, fake: FakeWeChat, clock: Clock
) -> None:
    await api.check_access()
    clock.advance(seconds=7200 - 301)
    await api.check_access()
    assert fake.count(TOKEN) == 1
    clock.advance(seconds=2)
    await api.check_access()
    assert fake.count(TOKEN) == 2


async def test_a_token_near_its_end_is_not_fetched_for_every_call(
    api: WeChatApi, fake: FakeWeChat, clock: Clock
) -> None:
    fake.lifetime = 300
    for _ in range(3):
        await api.check_access()
    assert fake.count(TOKEN) == 1
    clock.advance(seconds=151)
    await api.check_access()
    assert fake.count(TOKEN) == 2


@pytest.mark.parametrize("code", [40001, 40014, 42001])
async def test_a_refused_token_is_renewed_once_and_the_call_repeated_once(
    api: WeChatApi, fake: FakeWeChat, signals: Signals, code: int
) -> None:
    fake.act(OPENID)
    fake.fail(SEND, Fault.code(code))
    assert await api.send_text(OPENID, "好") == Done()
    assert (fake.count(SEND), fake.count(TOKEN)) == (2, 2)
    assert signals == []


async def test_a_token_refused_twice_fails_with_an_alarm(
    api: WeChatApi, fake: FakeWeChat, signals: Signals
) -> None:
    fake.always_fail(SEND, Fault.code(40001))
    answer = await api.send_text(OPENID, "好")
    assert isinstance(answer, Failure)
    assert answer.reaction is Reaction.TOKEN
    assert (fake.count(SEND), fake.count(TOKEN)) == (2, 2)
    assert signals == [Signal.TOKEN_REFUSED]


async def test_a_token_that_ends_under_many_calls_is_renewed_once(api: WeChatApi, fake: FakeWeChat) -> None:
    fake.act(OPENID)
    await api.check_access()
    fake.expire_token()
    answers = await asyncio.gather(*(api.show_typing(OPENID) for _ in range(30)))
    assert answers == [Done()] * 30
    assert fake.count(TOKEN) == 2


async def test_those_who_wait_for_a_token_share_its_failure(api: WeChatApi, fake: FakeWeChat) -> None:
    fake.always_fail(TOKEN, Fault.code(40164, "invalid ip 127.0.0.1, not in whitelist"))
    answers = await asyncio.gather(*(api.send_text(OPENID, "好") for _ in range(20)))
    assert {type(answer) for answer in answers} == {Failure}
    assert fake.count(TOKEN) == 1


async def test_a_call_that_is_cancelled_while_it_fetches_leaves_the_others_alone(
    api: WeChatApi, fake: FakeWeChat
) -> None:
    fake.fail(TOKEN, Fault(is_silent=True))
    first = asyncio.create_task(api.check_access())
    second = asyncio.create_task(api.check_access())
    while fake.count(TOKEN) == 0:  # noqa: ASYNC110 -- the fake has no event for it
        await asyncio.sleep(0)
    first.cancel()
    assert await second == Done()


@pytest.mark.parametrize("body", [b"{}", b'{"access_token":"","expires_in":7200}', b'{"access_token":"a"}'])
async def test_an_answer_without_a_token_is_a_failure(api: WeChatApi, fake: FakeWeChat, body: bytes) -> None:
    fake.always_fail(TOKEN, Fault(body=body))
    answer = await api.check_access()
    assert isinstance(answer, Failure)
    assert answer.reaction is Reaction.UNREADABLE


@pytest.mark.parametrize(
    "fault", [Fault.code(-1), Fault(502, b"<html>", "text/html"), Fault(is_silent=True), Fault(504)]
)
async def test_what_may_be_repeated_is_repeated_three_times_with_growing_pauses(
    api: WeChatApi, fake: FakeWeChat, pauses: list[float], fault: Fault
) -> None:
    fake.fail(DOMAIN_IP, fault, fault, fault)
    assert await api.check_access() == Done()
    assert fake.count(DOMAIN_IP) == 4
    assert [low <= pause <= 2 * low for low, pause in zip((0.5, 1, 2), pauses, strict=True)] == [True] * 3


async def test_a_platform_that_never_answers_is_given_up(clock: Clock, signals: Signals) -> None:
    async with serving_nothing() as base, open_session() as session:
        timeout = aiohttp.ClientTimeout(sock_read=0.01)
        caller = Caller(
            settings=settings(api_base=base), session=session, clock=clock, watch=signals, timeout=timeout
        )
        answer = await WeChatApi(caller).send_text(OPENID, "好")
    assert isinstance(answer, Failure)
    assert (answer.reaction, answer.detail) == (Reaction.UNSENT, "SocketTimeoutError")


async def test_retries_end(api: WeChatApi, fake: FakeWeChat) -> None:
    fake.always_fail(MENU_GET, Fault.code(-1))
    answer = await api.get_menu()
    assert isinstance(answer, Failure)
    assert answer.reaction is Reaction.BUSY
    assert fake.count(MENU_GET) == 4


async def test_a_code_carries_its_scene(api: WeChatApi, fake: FakeWeChat) -> None:
    code = await api.create_qr_code("bind-7", lives=timedelta(minutes=10))
    assert code == QrCode(ticket="TICKET", url="http://weixin.qq.com/q/1", expire_seconds=600)
    assert fake.scenes == ['{"scene": {"scene_str": "bind-7"}}']
    fake.fail(QR, Fault(body=b'{"ticket": 1}'))
    answer = await api.create_qr_code("bind-8", lives=timedelta(minutes=10))
    assert isinstance(answer, Failure)
    assert answer.reaction is Reaction.UNREADABLE


async def test_typing_is_shown_and_ended(api: WeChatApi, fake: FakeWeChat) -> None:
    assert await api.show_typing(OPENID) == Done()
    assert await api.show_typing(OPENID, on=False) == Done()
    assert fake.typing == [(OPENID, "Typing"), (OPENID, "CancelTyping")]


JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 100
NAMED = {"Content-Disposition": 'attachment; filename="M1.jpg"'}


async def test_media_is_fetched_with_its_name(api: WeChatApi, fake: FakeWeChat) -> None:
    fake.media["M1"] = Media(JPEG, {"Content-Type": "image/jpeg", **NAMED})
    assert await api.get_media("M1") == MediaFile(JPEG, "image/jpeg", "M1.jpg")


@pytest.mark.parametrize("body", [b"123", b'{"errcode": 40007}', b"[1]", b""])
async def test_a_file_that_looks_like_json_is_a_file(api: WeChatApi, fake: FakeWeChat, body: bytes) -> None:
    fake.media["M1"] = Media(body, {"Content-Type": "text/plain", **NAMED})
    fake.media["M2"] = Media(body, {"Content-Type": "video/mp4"})
    for media_id in ("M1", "M2"):
        found = await api.get_media(media_id)
        assert isinstance(found, MediaFile)
        assert found.content == body


@pytest.mark.parametrize("content_type", ["application/json", "text/plain"])
async def test_media_errors_and_links_are_failures(api: WeChatApi, fake: FakeWeChat, content_type: str) -> None:
    gone = await api.get_media("M9")
    assert isinstance(gone, Failure)
    assert (gone.reaction, gone.code) == (Reaction.MEDIA_GONE, 40007)
    link = json.dumps({"video_url": "http://127.0.0.1/video"}).encode()
    for body, reaction in ((link, Reaction.LINK_ONLY), (b"{}", Reaction.UNREADABLE)):
        fake.media["V"] = Media(body, {"Content-Type": content_type})
        found = await api.get_media("V")
        assert isinstance(found, Failure)
        assert found.reaction is reaction


async def test_media_over_the_cap_is_not_kept(api: WeChatApi, fake: FakeWeChat) -> None:
    fake.media["M1"] = Media(b"x" * 1001, {"Content-Type": "image/jpeg"})
    assert isinstance(await api.get_media("M1", cap=1001), MediaFile)
    answer = await api.get_media("M1", cap=1000)
    assert isinstance(answer, Failure)
    assert answer.reaction is Reaction.TOO_LARGE
    assert fake.count(MEDIA) == 2


async def test_media_with_an_old_token_is_fetched_with_a_new_one(api: WeChatApi, fake: FakeWeChat) -> None:
    fake.media["M1"] = Media(JPEG, {"Content-Type": "image/jpeg"})
    await api.get_media("M1")
    fake.expire_token()
    assert isinstance(await api.get_media("M1"), MediaFile)
