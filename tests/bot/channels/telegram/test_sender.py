"""What becomes of each message: pauses obeyed with order kept, the gone left alone, doubles avoided."""

from __future__ import annotations

from datetime import timedelta

import aiohttp
import pytest
from pydantic import SecretStr

from bot.channels.base import Dead, Outgoing, Pause, Retry, Sent
from bot.channels.telegram.api import TelegramApi, open_session
from bot.channels.telegram.failures import Failure, Reaction
from bot.channels.telegram.sender import TelegramSender
from bot.channels.telegram.settings import TelegramSettings
from bot.channels.telegram.text import LIMIT_UNITS
from bot.clock import ShiftedClock
from bot.counting import NoCounters
from bot.encoding import encode_replies
from bot.outbox.delivery import ChannelWorker
from handlers.messages import Channel, Person, Reply
from handlers.turn import say
from policy_kb.models import Offer, OfferKind
from store.database import Database
from store.outbox.rows import NewOutboxRow, put_out
from store.outbox.settling import Reach
from store.queries.outbox import count_rows
from store.states import OutboxState
from tests.bot.channels.telegram.support import ANNA, BERTA, GROUP
from tests.clocks import FrozenClock
from tests.fakes.serving import serving_nothing
from tests.fakes.telegram import TOKEN, FakeTelegram, Fault

FLOOD = Fault.code(429, "Too Many Requests: retry after 7", retry_after=7)
SECONDS = timedelta(seconds=7)


def outgoing(text: str = "好", chat: int = ANNA, attempt: int = 1, reply: Reply | None = None) -> Outgoing:
    return Outgoing(1, Person(Channel.TELEGRAM, str(chat)), reply or say(text), "key", attempt)


@pytest.fixture
def gone() -> list[Person]:
    return []


@pytest.fixture
def sender(api: TelegramApi, clock: FrozenClock, gone: list[Person]) -> TelegramSender:
    return TelegramSender(api, clock, NoCounters(), on_gone=gone.append)


async def test_a_message_leaves_as_plain_text_with_buttons(sender: TelegramSender, fake: FakeTelegram) -> None:
    offers = tuple(Offer(label=label, kind=OfferKind.ASK, value=label) for label in ("支持" * 40, "*b* <i>"))
    assert await sender.send(outgoing(reply=say("_好_ <b>", offers=offers))) == Sent()
    [message] = fake.sent
    assert message.text == "_好_ <b>"
    assert message.labels == [f"1 {'支持' * 40}", "2 *b* <i>", "0 人工/电话/地址"]
    assert "parse_mode" not in fake.calls[0][1]


async def test_a_chat_gets_one_message_a_second_and_a_group_twenty_a_minute(
    sender: TelegramSender, clock: FrozenClock
) -> None:
    for chat, pause in ((ANNA, 1), (GROUP, 3)):
        assert await sender.send(outgoing(chat=chat)) == Sent()
        assert await sender.send(outgoing(chat=chat)) == Retry(
            "paced", timedelta(seconds=pause), counts=False, reach=Reach.UNTRIED
        )
        clock.advance(seconds=pause)
        assert await sender.send(outgoing(chat=chat)) == Sent()


async def test_the_pause_of_a_429_is_kept_by_the_chat_alone(
    sender: TelegramSender, fake: FakeTelegram, clock: FrozenClock
) -> None:
    fake.fail("sendMessage", FLOOD)
    assert await sender.send(outgoing()) == Retry("429 Too Many Requests: retry after 7", SECONDS, counts=False)
    assert await sender.send(outgoing()) == Retry("paced", SECONDS, counts=False, reach=Reach.UNTRIED)
    assert await sender.send(outgoing(chat=BERTA)) == Sent()
    clock.advance(seconds=7)
    assert await sender.send(outgoing()) == Sent()


async def test_a_second_chat_told_to_wait_meanwhile_stops_the_whole_channel(
    sender: TelegramSender, fake: FakeTelegram, clock: FrozenClock
) -> None:
    fake.fail("sendMessage", FLOOD, Fault(429, b"<html>slow down</html>"))
    await sender.send(outgoing())
    delivery = await sender.send(outgoing(chat=BERTA))
    assert isinstance(delivery, Pause)
    assert delivery.until == clock() + SECONDS


@pytest.mark.parametrize(
    "fault",
    [
        Fault.code(403, "Forbidden: bot was blocked by the user"),
        Fault.code(403, "Forbidden: user is deactivated"),
        Fault.code(400, "Bad Request: chat not found"),
    ],
)
async def test_whoever_is_gone_is_left_alone_and_forgotten(
    sender: TelegramSender, fake: FakeTelegram, gone: list[Person], fault: Fault
) -> None:
    fake.fail("sendMessage", fault)
    assert isinstance(await sender.send(outgoing()), Dead)
    assert gone == [Person(Channel.TELEGRAM, str(ANNA))]


async def test_a_request_that_is_wrong_is_not_repeated(
    sender: TelegramSender, fake: FakeTelegram, gone: list[Person]
) -> None:
    fake.fail("sendMessage", Fault.code(400, "Bad Request: BUTTON_DATA_INVALID"))
    assert await sender.send(outgoing()) == Dead("refused 400 Bad Request: BUTTON_DATA_INVALID")
    assert gone == []


async def test_a_group_that_moved_is_followed(
    sender: TelegramSender, fake: FakeTelegram, clock: FrozenClock
) -> None:
    fake.moved[GROUP] = GROUP - 1
    for _ in range(2):
        assert await sender.send(outgoing(chat=GROUP)) == Sent()
        clock.advance(seconds=3)
    assert [one.chat for one in fake.sent] == [GROUP - 1] * 2
    assert fake.count("sendMessage") == 3


@pytest.mark.parametrize("fault", [Fault(502, b"<html>"), Fault.code(500, "Internal Server Error")])
async def test_trouble_of_the_platform_is_tried_again(
    sender: TelegramSender, fake: FakeTelegram, fault: Fault
) -> None:
    fake.fail("sendMessage", fault)
    delivery = await sender.send(outgoing(attempt=9))
    assert isinstance(delivery, Retry)
    assert delivery.after is None
    assert delivery.counts


@pytest.mark.parametrize("fault", [Fault(is_broken=True), Fault(is_silent=True), Fault(200, b"<html>")])
async def test_an_unknown_outcome_is_tried_twice_again_and_no_more(
    sender: TelegramSender, fake: FakeTelegram, clock: FrozenClock, fault: Fault
) -> None:
    fates = []
    for attempt in (1, 2, 3):
        fake.fail("sendMessage", fault)
        fates.append(type(await sender.send(outgoing(attempt=attempt))))
        clock.advance(seconds=1)
    assert fates == [Retry, Retry, Dead]


async def test_a_platform_that_never_answers_is_given_up() -> None:
    async with serving_nothing() as base, open_session() as session:
        settings = TelegramSettings(token=SecretStr(TOKEN), api_base=base)
        api = TelegramApi(settings=settings, session=session, timeout=aiohttp.ClientTimeout(sock_read=0.01))
        assert await api.get_me() == Failure(Reaction.OUTCOME_UNKNOWN, "SocketTimeoutError")


async def test_an_answer_that_says_ok_is_a_success_whatever_it_tells(
    sender: TelegramSender, fake: FakeTelegram
) -> None:
    fake.fail("sendMessage", Fault(200, b'{"ok": true, "result": {"message_id": "x"}}'))
    assert await sender.send(outgoing()) == Sent()


async def test_a_wrong_token_stops_the_channel_until_somebody_acted(
    sender: TelegramSender, fake: FakeTelegram, clock: FrozenClock
) -> None:
    fake.fail("sendMessage", Fault.code(401, "Unauthorized"))
    delivery = await sender.send(outgoing())
    assert isinstance(delivery, Pause)
    assert delivery.until == clock() + timedelta(minutes=10)


@pytest.mark.parametrize("text", ["汉" * (LIMIT_UNITS + 1), "😀" * (LIMIT_UNITS // 2 + 1), "a\n" * LIMIT_UNITS])
async def test_nothing_over_the_limit_is_sent(sender: TelegramSender, fake: FakeTelegram, text: str) -> None:
    assert await sender.send(outgoing(text)) == Sent()
    assert fake.sent[0].text.endswith("请回复“人工”。）")


@pytest.mark.parametrize("text", ["汉" * LIMIT_UNITS, "😀" * (LIMIT_UNITS // 2)])
async def test_what_just_fits_is_sent_whole(sender: TelegramSender, fake: FakeTelegram, text: str) -> None:
    assert await sender.send(outgoing(text)) == Sent()
    assert fake.sent[0].text == text


async def test_nothing_is_sent_of_a_reply_without_words(sender: TelegramSender, fake: FakeTelegram) -> None:
    assert await sender.send(outgoing(" \x00\ud83d ")) == Dead("empty")
    assert fake.calls == []


@pytest.fixture
def worker(database: Database, api: TelegramApi) -> tuple[ChannelWorker, ShiftedClock]:
    clock = ShiftedClock()
    sender = TelegramSender(api, clock, NoCounters())
    return ChannelWorker(database, sender, clock, counters=NoCounters(), idle=60, jitter=lambda: 1.0), clock


async def test_a_429_keeps_the_order_starves_nobody_and_loses_nothing(
    database: Database, fake: FakeTelegram, worker: tuple[ChannelWorker, ShiftedClock]
) -> None:
    """Many pauses: none of them counts."""
    at_work, clock = worker
    rows = [("a1", ANNA, "一"), ("a2", ANNA, "二"), ("b1", BERTA, "甲")]
    new = [
        NewOutboxRow(key, "telegram", str(chat), encode_replies((say(text),))[1:-1]) for key, chat, text in rows
    ]
    async with database.writing() as connection:
        await connection.run_sync(put_out, new, clock())
    fake.fail("sendMessage", FLOOD)
    await at_work.send_due()
    assert [one.text for one in fake.sent] == ["甲"]
    for _ in range(12):
        fake.fail("sendMessage", FLOOD)
        clock.advance(timedelta(seconds=8))
        await at_work.send_due()
    for _ in range(3):
        clock.advance(timedelta(seconds=8))
        await at_work.send_due()
    assert [one.text for one in fake.sent] == ["甲", "一", "二"]
    assert (await count_rows(database))[OutboxState.SENT] == 3
