"""The door of the webhook: the secret first, 200 only after the commit, and set at the start where it differs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.base import Taken
from bot.channels.telegram.api import ALLOWED_UPDATES, TelegramApi
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.registration import Webhook, register
from bot.counting import NoCounters
from bot.web.webhooks.telegram import HEADER, routes
from bot.web_application import web_application
from handlers.messages import Inbound, Text
from tests.bot.channels.telegram.support import ANNA, PUBLIC, running
from tests.clocks import FrozenClock
from tests.fakes.telegram import FakeTelegram, Fault

Client = TestClient[web.Request, web.Application]
SECRET = "s3cret_-"


class StubDispatch:
    def __init__(self) -> None:
        self.came: list[Inbound] = []
        self.fate = Taken.NOW
        self.gate = asyncio.Event()
        self.gate.set()

    async def accept(self, inbound: Inbound) -> Taken:
        self.came.append(inbound)
        await self.gate.wait()
        return self.fate


@pytest.fixture
def dispatch() -> StubDispatch:
    return StubDispatch()


@asynccontextmanager
async def opened(
    dispatch: StubDispatch, api: TelegramApi, clock: FrozenClock, *, seconds: float
) -> AsyncIterator[Client]:
    """A client of the door, which waits for a turn so long."""
    app, intake = web.Application(), Intake(dispatch, api)
    table = routes(
        secret=SECRET,
        intake=intake,
        username=lambda: "ezhen_bot",
        clock=clock,
        counters=NoCounters(),
        seconds=seconds,
    )
    app.add_routes(table)
    async with TestClient(TestServer(app)) as client:
        yield client
    dispatch.gate.set()
    await intake.close()


@pytest.fixture
async def client(dispatch: StubDispatch, api: TelegramApi, clock: FrozenClock) -> AsyncIterator[Client]:
    async with opened(dispatch, api, clock, seconds=60) as client:
        yield client


def update(fake: FakeTelegram, text: str = "第九条") -> dict[str, object]:
    return {"update_id": 7, "message": fake.message(ANNA, text=text)}


SIGNED = {HEADER: SECRET}


async def test_half_a_character_is_taken_whole(client: Client, dispatch: StubDispatch, fake: FakeTelegram) -> None:
    async with client.post("/telegram", headers=SIGNED, json=update(fake, "第九条\ud83d")) as answer:
        assert answer.status == 200
    assert [one.content for one in dispatch.came] == [Text("第九条\ufffd")]


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [(HEADER, "")],
        [(HEADER, "S3cret_-")],
        [(HEADER, SECRET + "x")],
        [(HEADER, SECRET[:-1])],
        [(HEADER, "密")],
        [(HEADER, SECRET), (HEADER, SECRET)],
        [("X-Telegram-Bot-Api-Secret", SECRET)],
        [("Authorization", SECRET)],
    ],
)
async def test_without_the_secret_nothing_is_read(
    client: Client, dispatch: StubDispatch, fake: FakeTelegram, headers: list[tuple[str, str]]
) -> None:
    response = await client.post("/telegram", json=update(fake), headers=headers)
    assert (response.status, await response.text()) == (403, "")
    assert dispatch.came == []


@pytest.mark.parametrize("name", [HEADER, HEADER.lower(), HEADER.upper()])
async def test_with_the_secret_it_is_taken(
    client: Client, dispatch: StubDispatch, fake: FakeTelegram, name: str
) -> None:
    response = await client.post("/telegram", json=update(fake), headers={name: SECRET})
    assert response.status == 200
    assert len(dispatch.came) == 1


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"7", b'{"update_id": 1}', b"[" * 50_000, "甲".encode("gbk")])
async def test_what_cannot_be_read_is_not_asked_for_again(
    client: Client, dispatch: StubDispatch, body: bytes
) -> None:
    response = await client.post("/telegram", data=body, headers=SIGNED)
    assert response.status == 200
    assert dispatch.came == []


async def test_what_was_not_taken_is_to_be_brought_again(
    client: Client, dispatch: StubDispatch, fake: FakeTelegram
) -> None:
    dispatch.fate = Taken.NOT
    response = await client.post("/telegram", json=update(fake), headers=SIGNED)
    assert response.status == 503


async def test_a_slow_turn_is_not_waited_for_beyond_the_bound(
    dispatch: StubDispatch, api: TelegramApi, clock: FrozenClock, fake: FakeTelegram
) -> None:
    dispatch.gate.clear()
    async with opened(dispatch, api, clock, seconds=0.05) as client:
        response = await client.post("/telegram", headers=SIGNED, json=update(fake))
        assert response.status in {503, 408}  # where not even the body was read in time; either is brought again
    async with opened(dispatch, api, clock, seconds=60) as client:
        response = await client.post("/telegram", headers=SIGNED, json=update(fake))
        assert response.status == 200


async def test_too_large_a_body_is_refused(client: Client, dispatch: StubDispatch) -> None:
    response = await client.post("/telegram", data=b" " * 300_000, headers=SIGNED)
    assert response.status == 413


async def test_the_webhook_is_set_once_and_anew_when_its_secret_changes(
    api: TelegramApi, fake: FakeTelegram
) -> None:
    for secret in ("one", "one", "two"):
        await register(api, Webhook(PUBLIC, secret))
    assert fake.count("setWebhook") == 2
    assert fake.webhook["secret_token"] == "two"
    assert fake.webhook["url"].startswith(f"{PUBLIC}/telegram?v=")
    assert fake.webhook["allowed_updates"] == list(ALLOWED_UPDATES)
    assert "two" not in fake.webhook["url"]
    await register(api, None)
    await register(api, None)
    assert fake.count("deleteWebhook") == 1


async def test_the_whole_product_answers_through_its_webhook_and_a_repeat_is_one(
    fake: FakeTelegram, database_url: str
) -> None:
    fake.fail("getMe", Fault.code(429, "Too Many Requests: retry after 1", retry_after=1))
    async with (
        running(fake, database_url, SECRET) as parts,
        TestClient(TestServer(web_application(parts))) as client,
    ):
        await fake.until(lambda: fake.webhook)
        asked = update(fake)
        answers = await asyncio.gather(*(client.post("/telegram", json=asked, headers=SIGNED) for _ in range(3)))
        assert [response.status for response in answers] == [200] * 3
        await fake.until(lambda: fake.sent)
        assert (await client.post("/telegram", json=asked, headers=SIGNED)).status == 200
        assert (await client.post("/telegram", json=asked)).status == 403
        health = await (await client.get("/health")).json()
    assert health["channels"] == ["web", "telegram"]
    assert len(fake.sent) == 1
    assert fake.count("getUpdates") == 0


async def test_a_bot_that_polls_has_no_door(fake: FakeTelegram, sqlite_url: str) -> None:
    async with (
        running(fake, sqlite_url) as parts,
        TestClient(TestServer(web_application(parts))) as client,
    ):
        assert (await client.post("/telegram", json={}, headers=SIGNED)).status == 404
