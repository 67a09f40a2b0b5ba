"""What the platform tells of notices that it had taken: answered with success, counted, kept with them."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot import wiring
from bot.channels.wechat.signals import Signal
from bot.settings import Settings
from bot.web.webhooks.wechat import routes
from bot.web_application import web_application
from bot.wiring import Parts
from handlers.messages import Channel
from handlers.notices.delivery import tell_firm
from handlers.notices.records import Told, notices_to
from handlers.turn import say
from store.outbox.outcomes import outcome
from store.states import NoticeState, NoticeWay, OutboxState
from tests.bot.channels.wechat.support import (
    OPENID,
    Clock,
    Signals,
    StubDispatch,
    aes_body,
    aes_query,
    encrypted,
    settings,
    xml_of,
)
from tests.handlers.materials.inspecting import inspect_here
from tests.handlers.notices.test_notices import bind
from tests.measure import opened

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


@pytest.mark.parametrize(
    ("fields", "became"),
    [
        (templated("success"), NoticeState.HANDED_OVER),
        (templated("failed:user block"), NoticeState.UNREACHABLE),
        (
            subscribed(one("43101", "failed:user block").replace("<MsgID>1<", "<MsgID>200163836<")),
            NoticeState.UNREACHABLE,
        ),
        (subscribed(one("43101", "failed:user block")), NoticeState.HANDED_OVER),
    ],
)
async def test_what_the_platform_took_and_lost_is_on_record(
    sqlite_url: str, clock: Clock, fields: dict[str, str], became: NoticeState
) -> None:
    configured = Settings(database_url=sqlite_url, wechat=settings())
    async with wiring.assembled(configured, clock=clock, kb=opened(), inspect=inspect_here) as parts:
        (delivery,) = (await told_after(parts, fields)).deliveries
    assert (delivery.state, delivery.way) == (became, NoticeWay.TEMPLATE)
    assert "模板消息" in delivery.words
    assert ("平台答复" in delivery.words) is (became is NoticeState.UNREACHABLE)


async def told_after(parts: Parts, fields: dict[str, str]) -> Told:
    """What is on record of a notice that was handed over, once the platform told this."""
    clock = parts.clock
    firm = await bind(parts.database, clock(), (Channel.WECHAT, OPENID))
    await parts.database.write(lambda work: tell_firm(work, firm, key="a", text="有事。"), clock())
    sent = outcome("notice:a:1", OutboxState.SENT, "", clock(), way=NoticeWay.TEMPLATE, receipt="200163836")
    async with parts.database.writing() as connection:
        await connection.execute(sent)
    envelope = encrypted(xml_of(MsgType="event", **fields))
    async with TestClient(TestServer(web_application(parts))) as client:
        await client.post("/wechat", params=aes_query(envelope), data=aes_body(envelope))
    (told,) = await parts.database.read(lambda work: notices_to(work, 1), clock())
    return told
