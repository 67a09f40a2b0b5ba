"""What the platform tells of notices that it had taken: answered with success, counted, nothing stored."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.wechat.signals import Signal
from bot.web.webhooks.wechat import routes
from handlers.turn import say
from tests.bot.channels.wechat.support import (
    Clock,
    Signals,
    StubDispatch,
    aes_body,
    aes_query,
    encrypted,
    settings,
    xml_of,
)

Client = TestClient[web.Request, web.Application]


def one(code: str, status: str) -> str:
    fields = f"<TemplateId>T</TemplateId><MsgID>1</MsgID><ErrorCode>{code}</ErrorCode>"
    return f"<List>{fields}<ErrorStatus><![CDATA[{status}]]></ErrorStatus></List>"


def subscribed(*entries: str) -> dict[str, str]:
    event = f"<SubscribeMsgSentEvent>{''.join(entries)}</SubscribeMsgSentEvent>"
    return {"Event": "subscribe_msg_sent_event", "raw": event}


def templated(status: str) -> dict[str, str]:
    return {"Event": "TEMPLATESENDJOBFINISH", "MsgID": "200163836", "Status": status}


@pytest.fixture
def dispatch() -> StubDispatch:
    return StubDispatch(say("不该有答复"))


@pytest.fixture
async def client(dispatch: StubDispatch, clock: Clock, signals: Signals) -> AsyncIterator[Client]:
    app = web.Application()
    app.add_routes(routes(settings=settings(), dispatch=dispatch, clock=clock, watch=signals))
    async with TestClient(TestServer(app)) as client:
        yield client


@pytest.mark.parametrize(
    ("fields", "counted"),
    [
        (templated("success"), []),
        (templated("failed:user block"), [Signal.NOTICE_BLOCKED]),
        (templated("failed: system failed"), [Signal.NOTICE_FAILED]),
        (subscribed(one("0", "success")), []),
        (subscribed(one("43101", "failed:user block")), [Signal.NOTICE_BLOCKED]),
        (subscribed(one("0", "success"), one("1003", "system")), [Signal.NOTICE_FAILED]),
        (subscribed(one("1", ""), one("2", "user block")), [Signal.NOTICE_FAILED, Signal.NOTICE_BLOCKED]),
        (subscribed(), []),
        (subscribed("<List>odd</List>"), []),
        ({"Event": "TEMPLATESENDJOBFINISH", "raw": "<Status><Nested>1</Nested></Status>"}, []),
        ({"Event": "subscribe_msg_popup_event", "raw": "<SubscribeMsgSentEvent>x</SubscribeMsgSentEvent>"}, []),
    ],
)
async def test_a_receipt_is_acknowledged_and_counted_where_it_failed(
    client: Client, dispatch: StubDispatch, signals: Signals, fields: dict[str, str], counted: list[Signal]
) -> None:
    envelope = encrypted(xml_of(MsgType="event", **fields))
    response = await client.post("/wechat", params=aes_query(envelope), data=aes_body(envelope))
    assert (response.status, await response.text()) == (200, "success")
    assert (signals, dispatch.came) == (counted, [])
