"""Takeover against answers in flight: from its confirmation on no line of the assistant reaches the platform."""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

import pytest

from bot.channels.base import Delivery, Outgoing, Retry, Sent
from bot.outbox.delivery import Outbox
from bot.turns.dispatch import Dispatcher
from handlers.messages import Channel, Inbound, Reply
from handlers.threads.orders import Orders
from handlers.threads.silence import Silence
from handlers.turn import Decision, Outcome, Turn, say
from store.database import Database
from store.queries.threads import begin_thread, order_step
from store.states import Role, ThreadState, ThreadStep
from store.tables.threads import Thread, ThreadOrder
from store.work import Work
from tests.bot.sending import FakeSender
from tests.bot.talking import message, talking, words
from tests.clocks import FrozenClock
from tests.measure import opened
from tests.ordering import carry_out_once

_AT_ONCE = 10
"""People whose rounds run beside each other."""

_SOAKED = 500
"""On each engine: 1,000 in all."""


def _nobody_reports(_words: str) -> bool:
    return False


@dataclass
class Platform:
    """What arrived of the assistant's, by person, on the platform's own clock."""

    chance: random.Random
    attempted: asyncio.Event = field(default_factory=asyncio.Event)
    ticks: count[int] = field(default_factory=count)
    arrived: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    confirmed: dict[str, int] = field(default_factory=dict)
    answering: int = 0  # who waits for a direct answer

    def take(self, address: str, replies: tuple[Reply, ...]) -> None:
        for reply in replies:
            self.arrived[address].append((next(self.ticks), reply.text))

    async def steps(self) -> None:
        for _ in range(self.chance.choice((0, 0, 1, 3, 10))):
            await asyncio.sleep(0)

    async def wire(self) -> None:
        """A response on its way, for as long as up to two attempts at the takeover: a second of the clock."""
        for _ in range(self.chance.choice((0, 0, 1, 2))):
            await self.attempted.wait()
            await asyncio.sleep(0)

    def note_attempt(self) -> None:
        self.attempted.set()
        self.attempted = asyncio.Event()

    async def moment(self) -> None:
        await self.steps()
        if self.chance.random() < 0.4:
            await asyncio.sleep(self.chance.random() * 0.004)

    def too_late(self) -> list[str]:
        return [
            text
            for address, tick in self.confirmed.items()
            for at, text in self.arrived[address]
            if at > tick and text.startswith("答")
        ]


class Sending(FakeSender):
    """Takes its time, and now and then wants a message again."""

    def __init__(self, platform: Platform) -> None:
        super().__init__(Channel.WECHAT, per_second=1000)
        self.platform = platform

    async def send(self, outgoing: Outgoing) -> Delivery:
        await self.platform.moment()
        if self.platform.chance.random() < 0.2:
            return Retry("busy", after=timedelta(0))
        self.platform.take(outgoing.person.address, (outgoing.reply,))
        return Sent()


class Noting(Orders):
    """Notes the platform's time within the turn that confirms."""

    def __init__(self, platform: Platform) -> None:
        super().__init__(opened())
        self.platform = platform

    def _take_over(self, work: Work, thread: Thread, order: ThreadOrder, turn: Turn) -> Outcome:
        outcome = super()._take_over(work, thread, order, turn)
        if thread.state == ThreadState.TAKEN:
            # An attempt that lost to a deadlock is made again: the last is the one that was committed.
            self.platform.confirmed[thread.address] = next(self.platform.ticks)
        return outcome


def _handler(platform: Platform) -> Callable[[Turn], Awaitable[Decision]]:
    orders, silence = Noting(platform), Silence(_nobody_reports, _nobody_reports)

    async def respond(turn: Turn) -> Decision:
        decision: Decision | None = orders.decide(turn) or silence.decide(turn)
        if decision is not None:
            return decision
        await platform.moment()
        return Outcome((say(f"答{words(turn.inbound)}"), say("答完了")), turn.session)

    return respond


def _messages(address: str) -> list[Inbound]:
    return [message(f"{place}", key=f"{address}-{place}", address=address) for place in range(3)]


def _taking(address: str) -> Callable[[Work], None]:
    def order(work: Work) -> None:
        thread = begin_thread(work, Channel.WECHAT.value, address)
        thread.state, thread.unit = ThreadState.TAKING.value, Role.OFFICE.value
        order_step(work, thread, ThreadStep.TAKE_OVER)

    return order


async def _says(dispatcher: Dispatcher, platform: Platform, said: Inbound, share_late: float) -> None:
    """One message, by way of a direct answer or of one that comes later; the platform may bring it again."""
    await platform.moment()
    for _ in range(platform.chance.choice((1, 1, 2))):
        if platform.chance.random() < share_late:
            await dispatcher.accept(said)
        else:
            await _answered_directly(dispatcher, platform, said)
        await platform.moment()


async def _answered_directly(dispatcher: Dispatcher, platform: Platform, said: Inbound) -> None:
    platform.answering += 1
    try:
        answered = await dispatcher.handle_within(said, platform.chance.choice((0.0, 0.001, 5.0)))
    finally:
        platform.answering -= 1
    if isinstance(answered, tuple):
        await platform.wire()
        platform.take(said.person.address, answered)


async def _round(
    database: Database, dispatcher: Dispatcher, platform: Platform, clock: FrozenClock, said: list[Inbound]
) -> None:
    share_late = platform.chance.choice((0.0, 0.5, 1.0, 1.0))
    talk = asyncio.gather(*(_says(dispatcher, platform, one, share_late) for one in said))
    await platform.moment()
    await database.write(_taking(said[0].person.address), clock())
    await talk


async def _attempt(database: Database, dispatcher: Dispatcher, platform: Platform, clock: FrozenClock) -> int:
    """The clock stands still while an answer is handed over: its commit may take longer than many attempts."""
    begun = await carry_out_once(database, dispatcher, clock)
    if not platform.answering:
        clock.advance(seconds=0.5)
    platform.note_attempt()
    return begun


async def test_an_answer_that_is_given_again_is_waited_for_as_the_first_time(
    database: Database, clock: FrozenClock
) -> None:
    platform = Platform(random.Random(11))
    (said, *_) = _messages("anna")
    async with talking(database, clock, _handler(platform)) as dispatcher:
        answer = await dispatcher.handle(said)
        clock.advance(seconds=4.9)
        assert await dispatcher.handle(said) == answer  # on its way again
        await database.write(_taking("anna"), clock())
        for _ in range(9):
            clock.advance(seconds=0.5)
            await carry_out_once(database, dispatcher, clock)
        assert not platform.confirmed
        assert await dispatcher.handle(said) == ()
        clock.advance(seconds=0.5)
        await carry_out_once(database, dispatcher, clock)
    assert platform.confirmed.keys() == {"anna"}


@pytest.mark.soak
async def test_no_line_of_the_assistant_arrives_after_the_takeover_was_confirmed(
    database: Database, clock: FrozenClock, soak_factor: int
) -> None:
    rounds_wanted = _SOAKED if soak_factor > 1 else 20 if database.is_sqlite else _AT_ONCE
    platform = Platform(random.Random(11))
    outbox = Outbox(database, [Sending(platform)], clock, idle=0.01)
    async with talking(database, clock, _handler(platform), on_outbox=outbox.wake) as dispatcher:
        outbox.start()
        try:
            for first in range(0, rounds_wanted, _AT_ONCE):
                people = [_messages(f"p{first + place}") for place in range(_AT_ONCE)]
                rounds = [_round(database, dispatcher, platform, clock, said) for said in people]
                talks = asyncio.gather(*rounds)
                while not talks.done():
                    await _attempt(database, dispatcher, platform, clock)
                await talks
                while await _attempt(database, dispatcher, platform, clock):
                    pass
                for said in people:  # platforms bring again what they think nobody answered
                    platform.take(said[0].person.address, await dispatcher.handle(said[0]))
        finally:
            await outbox.close()
    assert len(platform.confirmed) == rounds_wanted
    assert platform.too_late() == []
    assert any(text.startswith("答") for lines in platform.arrived.values() for _, text in lines)
