from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
import structlog

from bot.channels.base import Dead, Delivery, Hold, Outgoing, Pause, Probing, Retry, Sender, Sent
from bot.channels.wechat.api import Done, WeChatApi
from bot.channels.wechat.caller import Caller
from bot.channels.wechat.delivery_policy import OUTCOMES, PAUSES, delivery_of
from bot.channels.wechat.errors import Failure, Reaction, reaction_to
from bot.channels.wechat.sender import WeChatSender
from bot.channels.wechat.signals import Signal
from bot.channels.wechat.text import LIMIT_BYTES
from bot.channels.wechat.transport import TIMEOUT, open_session
from handlers.messages import Channel, Person
from handlers.turn import say
from store.outbox.settling import Reach
from tests.bot.channels.wechat.support import APP_ID, NOW, OPENID, SECRET, Clock, Signals, settings
from tests.fakes.wechat import SEND, TOKEN, FakeWeChat, Fault


@pytest.fixture
def sender(api: WeChatApi, clock: Clock, signals: Signals) -> Sender:
    return WeChatSender(api, clock, signals)


def row(text: str = "办理进度", openid: str = OPENID) -> Outgoing:
    return Outgoing(1, Person(Channel.WECHAT, openid), say(text), key="k", attempt=1)


async def test_a_message_arrives_as_it_was_written(sender: Sender, fake: FakeWeChat) -> None:
    fake.act(OPENID)
    text = "“预付比例需在合同上载明”（第九条）\n<a> & \\u4f60 😀"
    assert await sender.send(row(text)) == Sent()
    assert fake.sent == [(OPENID, text)]


async def test_what_is_too_long_is_cut_before_the_platform_refuses_it(sender: Sender, fake: FakeWeChat) -> None:
    fake.act(OPENID)
    assert await sender.send(row("汉" * 3000)) == Sent()
    assert len(fake.sent[0][1].encode()) <= LIMIT_BYTES


async def test_nothing_to_say_is_not_sent(sender: Sender, fake: FakeWeChat) -> None:
    assert await sender.send(row("\x00 ")) == Dead("empty")
    assert fake.calls == []


async def test_the_sixth_message_waits_for_the_person(sender: Sender, fake: FakeWeChat) -> None:
    fake.act(OPENID)
    outcomes = [await sender.send(row(f"第{number}条")) for number in range(6)]
    assert outcomes == [Sent()] * 5 + [Hold("allowance_used 45047")]
    fake.act(OPENID)
    assert await sender.send(row()) == Sent()


async def test_a_menu_click_allows_three(sender: Sender, fake: FakeWeChat, clock: Clock) -> None:
    fake.act(OPENID, "touch")
    assert [type(await sender.send(row())) for _ in range(4)] == [Sent, Sent, Sent, Hold]
    clock.advance(minutes=1)
    assert await sender.send(row()) == Hold("window_closed 45015")


async def test_after_48_hours_the_message_waits(sender: Sender, fake: FakeWeChat, clock: Clock) -> None:
    fake.act(OPENID)
    clock.advance(hours=48)
    assert await sender.send(row()) == Hold("window_closed 45015")


async def test_who_left_is_held_and_who_is_unknown_is_dead(sender: Sender, fake: FakeWeChat) -> None:
    assert await sender.send(row(openid="oNobody")) == Dead("unknown_person 40003")
    fake.left.add(OPENID)
    assert await sender.send(row()) == Hold("not_following 43004", reaches_nobody=True)


async def test_the_daily_quota_pauses_until_midnight_in_china_and_alarms_once(
    sender: Sender, fake: FakeWeChat, clock: Clock, signals: Signals
) -> None:
    clock.now = datetime(2026, 11, 24, 15, 59, tzinfo=UTC)
    fake.act(OPENID)
    fake.fail(SEND, Fault.code(45009, "reach max api daily quota limit"))
    midnight = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
    assert await sender.send(row()) == Pause("daily_quota 45009", midnight, needs_somebody=True)
    assert await sender.send(row()) == Pause("daily_quota", midnight, needs_somebody=True)
    assert fake.count(SEND) == 1
    assert signals == [Signal.DAILY_QUOTA]
    clock.now = midnight
    assert await sender.send(row()) == Sent()


async def test_the_minute_limit_pauses_a_minute(sender: Sender, fake: FakeWeChat, clock: Clock) -> None:
    fake.fail(SEND, Fault.code(45011))
    assert await sender.send(row()) == Pause("minute_quota 45011", clock() + timedelta(minutes=1))


@pytest.mark.parametrize(
    "fault",
    [
        Fault.code(-1, "system error"),
        Fault(502, b"<html>Bad Gateway</html>", "text/html"),
        Fault(503, b""),
        Fault(200, b"<html>login</html>", "text/html"),
        Fault(404, b"<html>nginx</html>", "text/html"),
    ],
)
async def test_what_was_not_done_is_tried_again(sender: Sender, fake: FakeWeChat, fault: Fault) -> None:
    fake.act(OPENID)
    fake.fail(SEND, fault)
    assert isinstance(await sender.send(row()), Retry)
    assert fake.count(SEND) == 1
    assert await sender.send(row()) == Sent()


@pytest.mark.parametrize(
    "fault",
    [
        Fault(is_silent=True, after_effect=True),
        Fault(is_broken=True, after_effect=True),
        Fault(504, b"<html>Gateway Time-out</html>", "text/html", after_effect=True),
        Fault(500, b"", after_effect=True),
        Fault(200, b"", after_effect=True),
        Fault(200, b'{"errcode":0,"errms', after_effect=True),
        Fault(200, b"[]", after_effect=True),
        Fault(200, b'{"errcode":"none"}', after_effect=True),
        Fault(200, b"[" * 100_000, after_effect=True),
        Fault(500, b"{}", after_effect=True),
        Fault(200, b"{}", after_effect=True),
    ],
)
async def test_what_may_have_arrived_is_not_doubled(
    sender: Sender, fake: FakeWeChat, signals: Signals, fault: Fault
) -> None:
    fake.act(OPENID)
    fake.fail(SEND, fault)
    assert await sender.send(row()) == Dead("outcome_unknown", reach=Reach.UNREACHED)
    assert len(fake.sent) == 1
    assert signals == [Signal.OUTCOME_UNKNOWN]


async def test_no_connection_is_tried_again(clock: Clock, signals: Signals) -> None:
    async def sleep(seconds: float) -> None: ...

    async with open_session() as session:
        api = WeChatApi(Caller(settings=settings(), session=session, clock=clock, watch=signals, sleep=sleep))
        assert await WeChatSender(api, clock, signals).send(row()) == Retry("unsent", reach=Reach.UNREACHED)


async def test_a_server_that_went_away_under_a_good_token_got_nothing(clock: Clock, signals: Signals) -> None:
    async with open_session() as session:
        async with FakeWeChat(clock, APP_ID, SECRET).serve() as fake:
            api = WeChatApi(
                Caller(settings=settings(api_base=fake.base), session=session, clock=clock, watch=signals)
            )
            assert await api.check_access() == Done()
        assert await WeChatSender(api, clock, signals).send(row()) == Retry("unsent", reach=Reach.UNREACHED)


async def test_whether_the_platform_is_there_is_asked_without_a_message(clock: Clock, signals: Signals) -> None:
    async def sleep(seconds: float) -> None: ...

    async with open_session() as session:
        async with FakeWeChat(clock, APP_ID, SECRET).serve() as fake:
            configured = settings(api_base=fake.base)
            api = WeChatApi(Caller(settings=configured, session=session, clock=clock, watch=signals, sleep=sleep))
            sender = WeChatSender(api, clock, signals)
            assert isinstance(sender, Probing)
            assert await sender.is_there()
            assert fake.count(SEND) == 0
        assert not await sender.is_there()


async def test_a_wrong_secret_pauses_the_channel_and_alarms(clock: Clock, signals: Signals) -> None:
    async with FakeWeChat(clock, "wx0000000000000000", SECRET).serve() as fake, open_session() as session:
        api = WeChatApi(Caller(settings=settings(api_base=fake.base), session=session, clock=clock, watch=signals))
        outcome = await WeChatSender(api, clock, signals).send(row())
        assert outcome == Pause("configuration 40013", clock() + timedelta(minutes=10), needs_somebody=True)
        assert signals == [Signal.CONFIGURATION]
        assert (fake.count(TOKEN), fake.count(SEND)) == (1, 0)


async def test_fifty_sends_at_once_fetch_one_token(sender: Sender, fake: FakeWeChat) -> None:
    people = [f"oPerson{number}" for number in range(50)]
    for openid in people:
        fake.act(openid)
    outcomes = await asyncio.gather(*(sender.send(row(openid=openid)) for openid in people))
    assert outcomes == [Sent()] * 50
    assert fake.count(TOKEN) == 1
    assert sorted(openid for openid, _ in fake.sent) == sorted(people)


async def test_one_restricted_person_does_not_stop_the_others(
    sender: Sender, fake: FakeWeChat, signals: Signals
) -> None:
    fake.fail(SEND, Fault.code(50002))
    assert await sender.send(row()) == Hold("restricted 50002")
    assert signals == [Signal.RESTRICTED]


async def test_neither_logs_nor_outcomes_hold_secrets_or_people(sender: Sender, fake: FakeWeChat) -> None:
    fake.act(OPENID)
    with structlog.testing.capture_logs() as logs:
        await sender.send(row("私密内容"))
        token = fake.calls[-1].query["access_token"]
        faults = [
            Fault.code(40003, f"echo {token} rid: 7"),
            Fault(is_silent=True),
            Fault(is_broken=True),
            Fault(302, b"", "text/html"),
            Fault(200, b"\xff"),
        ]
        outcomes: list[Delivery] = []
        for fault in faults:
            fake.fail(SEND, fault)
            outcomes.append(await sender.send(row("私密内容")))
        fake.expire_token()
        fake.fail(TOKEN, Fault.code(40125, f"invalid appsecret {SECRET}"))
        outcomes.append(await sender.send(row("私密内容")))
    assert len(logs) == 6
    shown = repr(logs) + repr(outcomes)
    assert "rid: 7" in shown
    assert not any(word in shown for word in (token, SECRET, OPENID, "私密内容", "access_token"))


def test_every_reaction_decides_about_the_row() -> None:
    assert set(OUTCOMES) | set(PAUSES) == set(Reaction)
    assert not set(OUTCOMES) & set(PAUSES)
    for reaction in Reaction:
        assert isinstance(delivery_of(Failure(reaction, 1), NOW), Delivery)


@pytest.mark.parametrize(
    ("code", "reaction"),
    [
        (-1, Reaction.BUSY),
        (42001, Reaction.TOKEN),
        (40164, Reaction.CONFIGURATION),
        (41001, Reaction.BUG),
        (41002, Reaction.CONFIGURATION),
        (44002, Reaction.BUG),
        (47003, Reaction.BUG),
        (43004, Reaction.NOT_FOLLOWING),
        (43019, Reaction.NO_CONSENT),
        (43101, Reaction.NO_CONSENT),
        (45080, Reaction.IGNORE),
        (48001, Reaction.NOT_GRANTED),
        (99999, Reaction.OTHER),
    ],
)
def test_codes_have_their_reactions(code: int, reaction: Reaction) -> None:
    assert reaction_to(code) is reaction


def test_a_send_ends_before_the_outbox_gives_up() -> None:
    assert TIMEOUT.total is not None
    assert 4 * TIMEOUT.total < 30  # token, message, new token, message again
