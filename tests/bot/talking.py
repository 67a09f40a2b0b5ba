"""A dispatcher on a real database, with handlers that tests script."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta

from msgspec.structs import replace

from bot.channels.base import Sender
from bot.clock import Clock
from bot.counting import Counters
from bot.turns.dispatch import Dispatcher
from bot.turns.ending import Ended, Page
from bot.turns.kept import KeptAnswers
from bot.turns.runs import Opens
from bot.turns.transactions import nothing_lacks
from bot.turns.turn import Turns
from handlers.messages import Channel, Inbound, Person, Reply, Text
from handlers.rendering.paging import byte_limit, page
from handlers.rendering.plain_text import plain_text
from handlers.turn import Decision, Outcome, Turn, say
from policy_kb.dialogue.memory import Memory
from policy_kb.models import Part
from store.database import Database
from store.turns.waiting import Fits, everything_fits
from store.turns.writer import Writer
from tests.clocks import FrozenClock

Handler = Callable[[Turn], Awaitable[Decision]]
_LIMIT = byte_limit(1800, plain_text)


def cut_like_wechat(reply: Reply, channel: Channel) -> tuple[Reply, tuple[Part, ...]]:
    return page(reply, _LIMIT if channel is Channel.WECHAT else None)


def message(
    text: str, *, key: str | None = None, address: str = "anna", channel: Channel = Channel.WECHAT
) -> Inbound:
    return Inbound(Person(channel, address), key or text, Text(text), FrozenClock()())


def words(inbound: Inbound) -> str:
    assert isinstance(inbound.content, Text)
    return inbound.content.text


def answer_to(turn: Turn, text: str, *, sensitive: bool = False, forget: bool = False) -> Outcome:
    """An outcome whose session remembers the question, so that a test sees the order of turns."""
    asked = f"{turn.session.memory.topic}{words(turn.inbound)};"
    session = replace(turn.session, memory=Memory(topic=asked))
    return Outcome(replies=(say(text),), session=session, sensitive=sensitive, forget=forget)


async def echo(turn: Turn) -> Outcome:
    return answer_to(turn, f"{turn.session.memory.topic}{words(turn.inbound)}")


def said(replies: object) -> list[str]:
    assert isinstance(replies, tuple), replies
    return [reply.text for reply in replies]


async def claimed(dispatcher: Dispatcher, key: str) -> None:
    """Wait until a message that was brought stands in the database, as in line or as somebody else's."""
    await asyncio.sleep(0)  # a task that brings it begins
    run = dispatcher._runs[message(key).person, key]
    async with asyncio.timeout(60):
        await run.claimed.wait()


@asynccontextmanager
async def talking(
    database: Database,
    clock: Clock,
    respond: Handler = echo,
    *,
    senders: Mapping[Channel, Sender] | None = None,
    lease: timedelta = timedelta(seconds=4),
    grace: float = 10.0,
    hold: float = 60,
    page_: Page = cut_like_wechat,
    counters: Counters | None = None,
    on_outbox: Callable[[], None] = lambda: None,
    is_harmless: Callable[[Inbound], bool] = lambda _inbound: True,
    fits: Fits = everything_fits,
    opens: Opens = lambda _inbound: None,
    is_immediate: Callable[[Inbound], bool] = lambda _inbound: False,
    on_ended: Callable[[Inbound, Ended], None] = lambda _inbound, _ended: None,
    on_batch: Callable[[int, float], None] = lambda _size, _seconds: None,
    kept: KeptAnswers | None = None,
    before_acts: Callable[[], Awaitable[None]] = nothing_lacks,
) -> AsyncIterator[Dispatcher]:
    writer = Writer(database, clock, lease=lease, fits=fits, on_batch=on_batch)
    writer.start()
    turns = Turns(
        writer,
        respond,
        page_,
        clock,
        senders=senders,
        counters=counters,
        on_outbox=on_outbox,
        is_harmless=is_harmless,
        opens=opens,
        is_immediate=is_immediate,
        on_ended=on_ended,
        kept=kept,
        before_acts=before_acts,
        poll=0.02,
    )
    dispatcher = Dispatcher(turns, grace=grace, hold=hold)
    dispatcher.start()
    try:
        yield dispatcher
    finally:
        await dispatcher.close()
        await writer.close()
