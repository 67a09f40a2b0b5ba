"""Notices by the account's forms: which way is chosen, what a refusal leads to, and that nothing goes twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
import structlog
from msgspec.structs import replace

from bot.channels.base import Dead, Hold, Outgoing, Pause, Retry, Sender, Sent
from bot.channels.wechat.api import WeChatApi
from bot.channels.wechat.notice_forms import NoticeForms, Ways
from bot.channels.wechat.sender import WeChatSender
from bot.channels.wechat.signals import Signal
from handlers.messages import Channel, NoticeCard, NoticeKind, Person
from handlers.turn import say
from store.outbox.settling import Reach
from store.states import NoticeWay
from tests.bot.channels.wechat.support import NOW, OPENID, Clock, Signals
from tests.fakes.wechat import SEND, FakeWeChat, Fault
from tests.fakes.wechat_notices import SUBSCRIBE, TEMPLATE, Notice

SUBSCRIPTION_ID, TEMPLATE_ID = "SUBSCRIPTION_1", "TEMPLATE_1"
FIELDS = "character_string1=number phrase2=step time3=time thing4=hint thing5=领导小组办公室"
VALUES = {
    "character_string1": "AZ-2026-000001",
    "phrase2": "已受理",
    "time3": "2026年11月24日 16:00",
    "thing4": "请发送“进度查询”查看详情",
    "thing5": "领导小组办公室",
}
WORDS = "【通知】申请AZ-2026-000001：已受理。"
WAYS = Ways(
    NoticeForms.model_validate({"progress": f"{SUBSCRIPTION_ID} {FIELDS}"}),
    NoticeForms.model_validate({"progress": f"{TEMPLATE_ID} {FIELDS}"}),
)


class Ticks:
    """A stopwatch that is moved by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.a_look = 0.0

    def __call__(self) -> float:
        self.seconds += self.a_look
        return self.seconds


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def sender(api: WeChatApi, fake: FakeWeChat, clock: Clock, signals: Signals, ticks: Ticks) -> Sender:
    fake.notices.fields = {SUBSCRIPTION_ID: set(VALUES), TEMPLATE_ID: set(VALUES)}
    fake.act(OPENID)
    return WeChatSender(api, clock, signals, WAYS, ticks)


def notice(
    number: str = "AZ-2026-000001", kind: NoticeKind = NoticeKind.PROGRESS, *, key: str = "k", attempt: int = 1
) -> Outgoing:
    card = NoticeCard(kind=kind, number=number, step="已受理", brief="已受理", at=NOW)
    reply = replace(say(WORDS), card=card)
    return Outgoing(1, Person(Channel.WECHAT, OPENID), reply, key=key, attempt=attempt)


def consent(fake: FakeWeChat) -> None:
    fake.notices.consents[OPENID, SUBSCRIPTION_ID] += 1


async def test_a_consent_is_used_first_then_the_template(sender: Sender, fake: FakeWeChat) -> None:
    consent(fake)
    subscribed, templated = [await sender.send(notice(key=key)) for key in "ab"]
    assert (subscribed, templated) == (Sent(NoticeWay.SUBSCRIPTION), Sent(NoticeWay.TEMPLATE, "2"))
    assert fake.notices.sent == [
        Notice(SUBSCRIBE, OPENID, SUBSCRIPTION_ID, VALUES),
        Notice(TEMPLATE, OPENID, TEMPLATE_ID, VALUES),
    ]
    assert fake.sent == []


async def test_a_template_arrives_where_no_window_is_open(sender: Sender, fake: FakeWeChat, clock: Clock) -> None:
    clock.advance(hours=49)
    assert await sender.send(notice()) == Sent(NoticeWay.TEMPLATE, "1")
    assert len(fake.notices.sent) == 1


@pytest.mark.parametrize(
    ("code", "signals_of_both"),
    [
        (43101, []),
        (43019, []),
        (40037, [Signal.CONFIGURATION] * 2),
        (48001, [Signal.CONFIGURATION] * 2),
        (47003, [Signal.NOTICE_UNFIT] * 2),
        (45009, [Signal.DAILY_QUOTA] * 2),
        (43116, []),  # a code that nobody told us of
    ],
)
async def test_a_way_that_is_refused_leads_to_the_next_and_at_last_to_words(
    sender: Sender, fake: FakeWeChat, signals: Signals, code: int, signals_of_both: list[Signal]
) -> None:
    consent(fake)
    for path in (SUBSCRIBE, TEMPLATE):
        fake.fail(path, Fault.code(code))
    assert await sender.send(notice()) == Sent()
    assert (fake.notices.sent, fake.sent) == ([], [(OPENID, WORDS)])
    assert (fake.count(SUBSCRIBE), fake.count(TEMPLATE), fake.count(SEND)) == (1, 1, 1)
    assert signals == signals_of_both


async def test_with_every_way_refused_and_no_window_the_notice_is_held(
    sender: Sender, fake: FakeWeChat, clock: Clock
) -> None:
    clock.advance(hours=49)
    fake.notices.fields.pop(TEMPLATE_ID)
    assert await sender.send(notice()) == Hold("window_closed 45015")


async def test_an_api_at_its_daily_end_rests_alone(sender: Sender, fake: FakeWeChat) -> None:
    fake.fail(TEMPLATE, Fault.code(45009))
    for key in "ab":
        assert await sender.send(notice(key=key)) == Sent()
    assert (fake.count(TEMPLATE), len(fake.sent)) == (1, 2)


async def test_who_left_and_who_is_unknown_is_not_written_to_in_another_way(
    sender: Sender, fake: FakeWeChat
) -> None:
    fake.left.add(OPENID)
    consent(fake)
    assert await sender.send(notice()) == Hold("not_following 43004", reaches_nobody=True)
    fake.fail(SUBSCRIBE, Fault.code(40003))
    assert await sender.send(notice()) == Dead("unknown_person 40003")
    assert fake.count(TEMPLATE) == fake.count(SEND) == 0


async def test_a_template_of_unknown_outcome_is_repeated_under_its_key_and_arrives_once(
    sender: Sender, fake: FakeWeChat, clock: Clock, signals: Signals
) -> None:
    fake.fail(TEMPLATE, Fault(is_broken=True, after_effect=True))
    assert await sender.send(notice()) == Retry("outcome_unknown", timedelta(seconds=20), reach=Reach.UNREACHED)
    clock.advance(seconds=20)
    assert await sender.send(notice(attempt=2)) == Sent(NoticeWay.TEMPLATE, "1")
    assert (len(fake.notices.sent), fake.sent, signals) == (1, [], [Signal.OUTCOME_UNKNOWN])


async def test_two_notices_and_two_people_have_keys_of_their_own(sender: Sender, fake: FakeWeChat) -> None:
    for key in ("notice:a", "notice:b", "notice:a"):
        await sender.send(notice(key=key))
    assert len(fake.notices.sent) == 2
    keys = [str(call.json()["client_msg_id"]) for call in fake.calls if call.path == TEMPLATE]
    assert all(len(key) == 32 and "notice" not in key for key in keys)


async def test_when_the_key_may_have_ended_an_unknown_outcome_is_left_to_staff(
    sender: Sender, fake: FakeWeChat, clock: Clock
) -> None:
    clock.advance(minutes=9)
    fake.fail(TEMPLATE, Fault(is_silent=True, after_effect=True))
    assert await sender.send(notice()) == Dead("outcome_unknown", reach=Reach.UNREACHED)


async def test_a_subscription_notice_of_unknown_outcome_is_not_doubled(sender: Sender, fake: FakeWeChat) -> None:
    consent(fake)
    fake.fail(SUBSCRIBE, Fault(500, b"", after_effect=True))
    assert await sender.send(notice()) == Dead("outcome_unknown", reach=Reach.UNREACHED)
    assert (len(fake.notices.sent), fake.sent) == (1, [])


@pytest.mark.parametrize(("code", "delivery"), [(45065, Sent(NoticeWay.TEMPLATE)), (43116, Dead("other 43116"))])
async def test_a_repeat_that_the_platform_refuses_with_a_code_goes_no_other_way(
    sender: Sender, fake: FakeWeChat, code: int, delivery: object
) -> None:
    fake.fail(TEMPLATE, Fault.code(code))
    assert await sender.send(notice(attempt=2)) == delivery
    assert fake.sent == []


@pytest.mark.parametrize("fault", [Fault.code(-1), Fault(502, b"")])
async def test_what_was_not_done_is_tried_again_by_the_same_way(
    sender: Sender, fake: FakeWeChat, fault: Fault
) -> None:
    fake.fail(TEMPLATE, fault)
    assert isinstance(await sender.send(notice()), Retry)
    assert fake.sent == []


async def test_the_minute_limit_of_a_way_holds_this_notice_alone(sender: Sender, fake: FakeWeChat) -> None:
    fake.fail(TEMPLATE, Fault.code(45011))
    assert await sender.send(notice()) == Retry("minute_quota 45011", timedelta(minutes=1), counts=False)


async def test_a_wrong_secret_pauses_the_channel(sender: Sender, fake: FakeWeChat, clock: Clock) -> None:
    fake.fail("/cgi-bin/stable_token", Fault.code(40125))
    assert await sender.send(notice()) == Pause(
        "configuration 40125", clock() + timedelta(minutes=10), needs_somebody=True
    )


async def test_a_slow_platform_leaves_the_next_way_to_the_next_attempt(
    sender: Sender, fake: FakeWeChat, ticks: Ticks
) -> None:
    ticks.a_look = 9.0
    assert await sender.send(notice()) == Retry("slow")
    assert fake.count(TEMPLATE) == fake.count(SEND) == 0


async def test_a_number_that_does_not_fit_is_never_shortened_but_told_in_words(
    sender: Sender, fake: FakeWeChat, signals: Signals
) -> None:
    with structlog.testing.capture_logs() as logs:
        assert await sender.send(notice("县工信合字第3号")) == Sent()
    assert fake.sent == [(OPENID, WORDS)]
    assert signals == [Signal.NOTICE_UNFIT] * 2
    assert "县工信合字第3号" not in repr(logs)


async def test_kinds_without_a_form_and_replies_without_a_card_go_in_words(
    sender: Sender, fake: FakeWeChat
) -> None:
    assert await sender.send(notice(kind=NoticeKind.MEND)) == Sent()
    plain = Outgoing(1, Person(Channel.WECHAT, OPENID), say("你好"), key="k", attempt=1)
    assert await sender.send(plain) == Sent()
    assert [text for _, text in fake.sent] == [WORDS, "你好"]
    assert fake.count(TEMPLATE) == 0
