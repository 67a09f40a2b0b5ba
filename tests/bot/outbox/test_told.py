"""What the platform says of a notice's message is what its record says."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.channels.base import Dead, Delivery, Hold, Outgoing, Retry, Sent
from bot.counting import NoCounters
from bot.outbox.delivery import ChannelWorker
from bot.turns.dispatch import Dispatcher
from handlers.casework.bindings import unbind
from handlers.identity.who import OPERATOR
from handlers.messages import Channel
from handlers.notices.delivery import tell_firm
from handlers.notices.records import notices_to
from handlers.texts import notice_records as notice_texts
from handlers.turn import Outcome, Transaction, Turn, say
from store.database import Database
from store.outbox.rows import list_rows, replay
from store.states import NoticeState, OutboxState
from store.work import Work
from tests.bot.sending import FakeSender
from tests.bot.talking import message, talking
from tests.clocks import FrozenClock
from tests.handlers.notices.test_notices import found_firm

WRITES = "the person writes"
WRITES_ELSEWHERE = "the person writes, and is answered by the outbox"
SENDS_AGAIN = "the operator sends it again"
HELD, WAITING, SEEN = NoticeState.HELD, NoticeState.WAITING, NoticeState.SEEN
HANDED_OVER, UNREACHABLE, RELEASED = NoticeState.HANDED_OVER, NoticeState.UNREACHABLE, NoticeState.RELEASED

Event = Delivery | str


@pytest.mark.parametrize(
    ("events", "became"),
    [
        ([Sent()], [HANDED_OVER]),
        ([Sent(), WRITES, WRITES], [HANDED_OVER, SEEN, SEEN]),
        ([Retry("busy"), Sent()], [WAITING, HANDED_OVER]),
        ([Hold("closed"), WRITES, Sent()], [HELD, SEEN, SEEN]),
        ([Hold("left", reaches_nobody=True), WRITES], [UNREACHABLE, SEEN]),
        ([Dead("given up"), WRITES], [UNREACHABLE, SEEN]),
        ([Hold("closed"), WRITES_ELSEWHERE, Sent()], [HELD, RELEASED, SEEN]),
        ([Dead("given up"), WRITES_ELSEWHERE, Sent()], [UNREACHABLE, RELEASED, SEEN]),
        ([Hold("closed"), WRITES_ELSEWHERE, Retry("busy"), Sent()], [HELD, RELEASED, WAITING, HANDED_OVER]),
        ([Hold("closed"), WRITES_ELSEWHERE, Hold("closed")], [HELD, RELEASED, HELD]),
        ([Dead("blocked"), SENDS_AGAIN, Sent()], [UNREACHABLE, WAITING, HANDED_OVER]),
    ],
)
async def test_the_record_follows_what_becomes_of_the_message(
    database: Database, clock: FrozenClock, events: Sequence[Event], became: Sequence[NoticeState]
) -> None:
    sender, seen = FakeSender(), []
    worker = ChannelWorker(database, sender, clock, counters=NoCounters(), idle=60, jitter=lambda: 0.0)

    def act(work: Work) -> None:
        tell_firm(work, found_firm(work, (Channel.WECHAT, "anna")), key="a", text="有事。")

    await database.write(act, clock())
    async with talking(database, clock) as dispatcher:
        for event in events:
            clock.advance(hours=1)
            if isinstance(event, str):
                await _act(event, database, dispatcher, clock)
            else:
                sender.answer = lambda _outgoing, event=event: event  # type: ignore[misc] # mypy: default of a lambda
                await worker.send_due()
            (told,) = await database.read(lambda work: notices_to(work, 1), clock())
            seen.append(told.deliveries[0].state)
    assert seen == list(became)


@pytest.mark.parametrize(
    ("came_to", "is_told"), [(Retry("busy"), False), (Hold("closed"), False), (Dead("no"), False), (Sent(), True)]
)
async def test_what_is_on_its_way_when_its_person_is_unbound_is_not_tried_again(
    database: Database, clock: FrozenClock, came_to: Delivery, *, is_told: bool
) -> None:
    class Unbinding(FakeSender):
        async def send(self, outgoing: Outgoing) -> Delivery:
            await super().send(outgoing)
            await database.write(lambda work: unbind(work, OPERATOR, 1), clock())
            return came_to

    sender = Unbinding()
    worker = ChannelWorker(database, sender, clock, counters=NoCounters(), idle=60, jitter=lambda: 0.0)
    bound = (Channel.WECHAT, "anna")
    await database.write(lambda work: tell_firm(work, found_firm(work, bound), key="a", text="有事。"), clock())
    async with talking(database, clock) as dispatcher:
        await worker.send_due()
        clock.advance(hours=1)
        await worker.send_due()
        (answer,) = await dispatcher.handle(message("在吗"))
    assert len(sender.tried) == 1
    assert answer.text == "在吗"
    (told,) = await database.read(lambda work: notices_to(work, 1), clock())
    assert told.reached_nobody is not is_told


async def test_who_ends_their_binding_in_a_late_turn_lets_nothing_go_that_was_held(
    database: Database, clock: FrozenClock
) -> None:
    async def unbinding(turn: Turn) -> Transaction:
        def perform(work: Work) -> Outcome:
            unbind(work, OPERATOR, 1)
            return Outcome((say("已解除"),), turn.session)

        return Transaction(perform)

    sender = FakeSender()
    sender.answer = lambda _outgoing: Hold("closed")
    worker = ChannelWorker(database, sender, clock, counters=NoCounters(), idle=60, jitter=lambda: 0.0)
    bound = (Channel.WECHAT, "anna")
    await database.write(lambda work: tell_firm(work, found_firm(work, bound), key="a", text="有事。"), clock())
    await worker.send_due()
    async with talking(database, clock, unbinding) as dispatcher:
        await dispatcher.accept(message("解除绑定"))
    (told,) = await database.read(lambda work: notices_to(work, 1), clock())
    assert told.reached_nobody
    assert notice_texts.UNBOUND in told.deliveries[0].words


async def _act(event: str, database: Database, dispatcher: Dispatcher, clock: FrozenClock) -> None:
    if event == SENDS_AGAIN:
        await _replay(database, clock)
    elif event == WRITES:
        await dispatcher.handle(message("在吗", key=str(clock())))
    else:
        await dispatcher.accept(message("在吗", key=str(clock())))


async def _replay(database: Database, clock: FrozenClock) -> None:
    dead = await list_rows(database, OutboxState.DEAD)
    assert await replay(database, [row.id for row in dead], clock()) == 1
