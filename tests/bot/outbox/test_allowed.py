"""WeChat's allowance spent in the order of what matters: counted where people act, spent where messages leave."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager

import pytest
from sqlalchemy import update

from bot.channels.base import Deferred, Hold, Outgoing, Retry, Sent
from bot.channels.wechat.api import WeChatApi
from bot.channels.wechat.caller import Caller
from bot.channels.wechat.message_allowances import StoredMessageAllowances
from bot.channels.wechat.sender import WeChatSender
from bot.channels.wechat.windows import opening_after
from bot.counting import NoCounters
from bot.outbox.delivery import ChannelWorker
from bot.turns.dispatch import Dispatcher
from handlers.messages import Channel, Content, Event, EventKind, Inbound, Person, Text
from handlers.notices.delivery import tell_firm
from handlers.turn import Outcome, Turn, say
from store.database import Database
from store.outbox.rows import NewOutboxRow, list_rows, put_out
from store.states import OutboxRank, OutboxState
from store.tables.messages import OutboxRow
from store.work import Work
from tests.bot.channels.wechat.support import APP_ID, SECRET, settings
from tests.bot.talking import message, said, talking
from tests.clocks import FrozenClock
from tests.fakes.serving import open_impatient_session
from tests.fakes.wechat import SEND, FakeWeChat, Fault
from tests.handlers.notices.test_notices import found_firm

ANNA = "anna"
WORDS = Text("在吗")
PATIENCE = 60


@pytest.fixture
async def fake(clock: FrozenClock) -> AsyncIterator[FakeWeChat]:
    async with FakeWeChat(clock, APP_ID, SECRET).serve() as fake:
        yield fake


@pytest.fixture
async def sender(database: Database, fake: FakeWeChat, clock: FrozenClock) -> AsyncIterator[WeChatSender]:
    async with open_impatient_session() as session:
        api = WeChatApi(
            Caller(settings=settings(api_base=fake.base), session=session, clock=clock, watch=lambda _one: None)
        )
        counted = StoredMessageAllowances(database, clock)
        yield WeChatSender(api, clock, lambda _one: None, allowances=counted)


async def answered(turn: Turn) -> Outcome:
    return Outcome((say("在。"),), turn.session)


def talk(database: Database, clock: FrozenClock, *, fits: bool = True) -> AbstractAsyncContextManager[Dispatcher]:
    return talking(
        database,
        clock,
        answered,
        opens=lambda inbound: opening_after(inbound.content),
        fits=lambda _channel, _messages: fits,
    )


async def acts(database: Database, clock: FrozenClock, fake: FakeWeChat, content: Content = WORDS) -> None:
    """Anna does something, and is answered in the request itself: that counts nowhere."""
    fake.act(ANNA, "message" if isinstance(content, Text) else "touch")
    async with talk(database, clock) as dispatcher:
        key = f"{clock()} {secrets.token_hex(4)}"
        await dispatcher.handle(Inbound(Person(Channel.WECHAT, ANNA), key, content, clock()))


def row(text: str = "进度", rank: OutboxRank = OutboxRank.ANSWER) -> Outgoing:
    return Outgoing(1, Person(Channel.WECHAT, ANNA), say(text), key="k", attempt=1, rank=rank)


async def test_the_platform_is_asked_only_where_the_count_allows(
    database: Database, clock: FrozenClock, sender: WeChatSender, fake: FakeWeChat
) -> None:
    await acts(database, clock, fake)
    assert [await sender.send(row()) for _ in range(6)] == [*[Sent()] * 5, Hold("allowance_used")]
    await acts(database, clock, fake, Event(EventKind.MENU, "k"))
    assert [await sender.send(row()) for _ in range(4)] == [*[Sent()] * 3, Hold("allowance_used")]
    clock.advance(hours=48)
    assert await sender.send(row()) == Hold("window_closed")
    assert fake.count(SEND) == len(fake.sent) == 8


async def test_what_the_platform_says_is_not_asked_again_before_the_person_did_something(
    database: Database, clock: FrozenClock, sender: WeChatSender, fake: FakeWeChat
) -> None:
    for code, name in ((45047, "allowance_used"), (45015, "window_closed"), (43004, "not_following")):
        await acts(database, clock, fake)
        fake.fail(SEND, Fault.code(code))
        gone = code == 43004
        assert await sender.send(row()) == Hold(f"{name} {code}", reaches_nobody=gone)
        calls = fake.count(SEND)
        assert await sender.send(row()) == Hold(name, reaches_nobody=gone)
        assert fake.count(SEND) == calls
    await acts(database, clock, fake)
    assert await sender.send(row()) == Sent()


async def test_what_the_platform_did_not_take_is_not_counted(
    database: Database, clock: FrozenClock, sender: WeChatSender, fake: FakeWeChat
) -> None:
    await acts(database, clock, fake)
    fake.fail(SEND, *[Fault(502, b"<html>Bad Gateway</html>", "text/html")] * 7)
    assert {type(await sender.send(row())) for _ in range(7)} == {Retry}
    assert [await sender.send(row()) for _ in range(6)] == [*[Sent()] * 5, Hold("allowance_used")]


async def test_what_waited_goes_before_the_answer_which_keeps_its_place(
    database: Database, clock: FrozenClock, sender: WeChatSender, fake: FakeWeChat
) -> None:
    def tell(work: Work) -> None:
        firm = found_firm(work, (Channel.WECHAT, ANNA))
        for number in range(1, 7):
            tell_firm(work, firm, key=str(number), text=f"第{number}件。")

    await acts(database, clock, fake)
    clock.advance(days=3)
    await database.write(tell, clock())
    worker = ChannelWorker(database, sender, clock, counters=NoCounters(), idle=60, jitter=lambda: 0.0)
    for _ in range(6):
        await worker.send_due()
    assert (fake.count(SEND), len(await list_rows(database, OutboxState.HELD))) == (0, 6)
    fake.act(ANNA)
    async with talk(database, clock, fits=False) as dispatcher:
        assert await dispatcher.handle_within(message("到哪步了"), PATIENCE) == Deferred()
    for _ in range(8):
        await worker.send_due()
    told = [f"【通知】第{number}件。" for number in range(1, 7)]
    assert [text for _, text in fake.sent] == [*told[:4], "在。"]
    async with talk(database, clock) as dispatcher:
        assert said(await dispatcher.handle_within(message("还有吗"), PATIENCE)) == [*told[4:], "在。"]
    await worker.send_due()
    assert (len(fake.sent), await list_rows(database, OutboxState.HELD)) == (5, [])


async def test_terms_leave_before_progress_where_one_message_is_left(
    database: Database, clock: FrozenClock, sender: WeChatSender, fake: FakeWeChat
) -> None:
    def tell(work: Work) -> None:
        firm = found_firm(work, (Channel.WECHAT, ANNA))
        tell_firm(work, firm, key="step", text="已受理。")
        tell_firm(work, firm, key="mend", text="要补正。", rank=OutboxRank.URGENT)

    await acts(database, clock, fake)
    for _ in range(4):
        await sender.send(row())
    await database.write(tell, clock())
    worker = ChannelWorker(database, sender, clock, counters=NoCounters(), idle=60, jitter=lambda: 0.0)
    for _ in range(3):
        await worker.send_due()
    assert fake.sent[4:] == [(ANNA, "【通知】要补正。")]
    (held,) = await list_rows(database, OutboxState.HELD)
    assert held.reason == "allowance_reserved"


async def test_a_held_message_that_nobody_can_read_stands_in_no_answers_way(
    database: Database, clock: FrozenClock
) -> None:
    async with database.writing() as connection:
        row = NewOutboxRow("k", "wechat", ANNA, "no message", OutboxRank.NOTICE)
        await connection.run_sync(put_out, [row], clock())
        await connection.execute(update(OutboxRow).values(state=OutboxState.HELD.value))
    async with talk(database, clock) as dispatcher:
        assert said(await dispatcher.handle(message("在吗"))) == ["在。"]
    assert len(await list_rows(database, OutboxState.READY)) == 1
