"""Answers that are not ready in time: `success` first, then one customer-service message, whatever is repeated."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.wechat.api import WeChatApi
from bot.channels.wechat.sender import WeChatSender
from bot.outbox.delivery import Outbox
from bot.web.webhooks.wechat import routes
from handlers.turn import Outcome, Turn, say
from store.database import Database
from store.queries.outbox import count_rows
from store.states import OutboxState
from tests.bot.channels.wechat.support import (
    OPENID,
    Clock,
    Signals,
    aes_body,
    aes_query,
    encrypted,
    settings,
    text_xml,
)
from tests.bot.channels.wechat.test_end_to_end import say as say_to
from tests.bot.talking import talking
from tests.fakes.wechat import FakeWeChat

LATE = "迟到的答复"

Client = TestClient[web.Request, web.Application]


class SlowHandler:
    """Answers when it is let."""

    def __init__(self) -> None:
        self.may_answer = asyncio.Event()
        self.turns = 0

    async def __call__(self, turn: Turn) -> Outcome:
        self.turns += 1
        await self.may_answer.wait()
        return Outcome(replies=(say(LATE),), session=turn.session)


@pytest.fixture
def handler() -> SlowHandler:
    return SlowHandler()


@pytest.fixture
async def client(
    *, database: Database, handler: SlowHandler, api: WeChatApi, clock: Clock, signals: Signals
) -> AsyncIterator[Client]:
    outbox = Outbox(database, [WeChatSender(api, clock, signals)], clock, idle=0.05)
    outbox.start()
    try:
        async with talking(database, clock, handler, on_outbox=outbox.wake) as dispatch:
            app = web.Application()
            app.add_routes(routes(settings=settings(), dispatch=dispatch, clock=clock, watch=signals, seconds=0.1))
            async with TestClient(TestServer(app)) as client:
                yield client
    finally:
        await outbox.close()


async def _waiting(database: Database) -> int:
    counted = await count_rows(database)
    return counted.get(OutboxState.HELD, 0) + counted.get(OutboxState.READY, 0)


async def deliver(client: Client, xml: str = text_xml()) -> str:
    envelope = encrypted(xml)
    response = await client.post("/wechat", params=aes_query(envelope), data=aes_body(envelope))
    return await response.text()


async def test_a_late_answer_is_sent_once_however_often_the_message_came(
    client: Client, handler: SlowHandler, fake: FakeWeChat
) -> None:
    fake.act(OPENID)
    assert [await deliver(client) for _ in range(3)] == ["success"] * 3
    handler.may_answer.set()
    await asyncio.wait_for(fake.something_sent.wait(), timeout=60)
    assert await deliver(client) == "success"
    assert fake.sent == [(OPENID, LATE)]
    assert handler.turns == 1


async def test_what_the_allowance_holds_back_comes_with_the_answer_to_the_next_message(
    client: Client, handler: SlowHandler, api: WeChatApi, fake: FakeWeChat, database: Database
) -> None:
    fake.act(OPENID)
    for number in range(5):
        await api.send_text(OPENID, f"{number}")
    fake.something_sent.clear()
    assert await deliver(client) == "success"
    handler.may_answer.set()
    async with asyncio.timeout(60):
        while not (await count_rows(database)).get(OutboxState.HELD):  # noqa: ASYNC110 -- a state in the database
            await asyncio.sleep(0.02)
    assert len(fake.sent) == 5
    fake.act(OPENID)
    answer = await say_to(client, text_xml("还在吗", message_id="2"))
    async with asyncio.timeout(60):
        while await _waiting(database):  # noqa: ASYNC110 -- as above
            await asyncio.sleep(0.02)
    # On a busy machine this answer is late as well: then both leave by the outbox.
    assert answer.count(LATE) + sum(text.count(LATE) for _, text in fake.sent[5:]) == 2
