"""A polled bot over a real database with handlers that tests script, in this process or in one that is killed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

from pydantic import SecretStr

from bot.channels.base import Taken
from bot.channels.telegram.api import TelegramApi, open_session
from bot.channels.telegram.holding import Holding
from bot.channels.telegram.intake import Accepts, Intake
from bot.channels.telegram.poller import Poller
from bot.channels.telegram.sender import TelegramSender
from bot.channels.telegram.settings import TelegramSettings
from bot.clock import Clock, utc_now
from bot.counting import NoCounters
from bot.outbox.delivery import Outbox
from handlers.messages import Inbound
from store.database import Database
from tests.bot.talking import Handler, echo, talking
from tests.fakes.telegram import TOKEN

LEASE = timedelta(minutes=1)
"""Longer than any test: whoever goes on behind a killed process has a clock that is so far ahead."""


class Around:
    """Dispatch with something before and after it."""

    def __init__(self, inner: Accepts) -> None:
        self.inner = inner
        self.before: Callable[[Inbound], None] = lambda _inbound: None
        self.after: Callable[[Inbound], None] = lambda _inbound: None

    async def accept(self, inbound: Inbound) -> Taken:
        self.before(inbound)
        taken = await self.inner.accept(inbound)
        self.after(inbound)
        return taken


@asynccontextmanager
async def polling(
    database: Database,
    base: str,
    respond: Handler = echo,
    *,
    around: Callable[[Around], None] = lambda _: None,
    clock: Clock = utc_now,
    is_started: bool = True,
) -> AsyncIterator[Poller]:
    """A poller with its outbox.

    One that is not started is moved by the test, a step at a time.
    """
    settings = TelegramSettings(token=SecretStr(TOKEN), api_base=base)
    async with open_session() as session:
        api = TelegramApi(settings=settings, session=session)
        outbox = Outbox(database, [TelegramSender(api, clock, NoCounters())], clock, idle=0.2)
        async with talking(database, clock, respond, lease=LEASE, on_outbox=outbox.wake) as dispatcher:
            dispatch = Around(dispatcher)
            around(dispatch)
            poller = Poller(
                api=api,
                intake=Intake(dispatch, api),
                holding=Holding(database, clock, lasts=LEASE),
                clock=clock,
                counters=NoCounters(),
                long_poll=1,
            )
            outbox.start()
            if is_started:
                poller.start()
            try:
                yield poller
            finally:
                await poller.close()
                await outbox.close()
