"""The channel put together: its sender from the beginning, its way in once dispatch is there."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

import structlog
from structlog.typing import FilteringBoundLogger

from bot.channels.telegram.api import TelegramApi, open_session
from bot.channels.telegram.failures import Failure
from bot.channels.telegram.holding import Holding
from bot.channels.telegram.intake import Accepts, Intake
from bot.channels.telegram.poller import Poller
from bot.channels.telegram.registration import Webhook, register
from bot.channels.telegram.sender import TelegramSender
from bot.channels.telegram.settings import TelegramSettings
from bot.channels.telegram.updates import Received
from bot.counting import Counters
from handlers.messages import Channel, Event, EventKind, Inbound, Person
from store.database import Database

log: FilteringBoundLogger = structlog.get_logger(__name__)

_LONGEST_PAUSE = 60.0


@asynccontextmanager
async def telegram_api(settings: TelegramSettings) -> AsyncIterator[TelegramApi]:
    """The Bot API, with a session of its own."""
    async with open_session() as session:
        yield TelegramApi(settings=settings, session=session)


class Telegram:
    """Attached to dispatch, then started and closed by its owner; `webhook` is None where it polls."""

    def __init__(
        self,
        *,
        settings: TelegramSettings,
        public_url: str,
        api: TelegramApi,
        clock: Callable[[], datetime],
        counters: Counters,
    ) -> None:
        secret = settings.webhook_secret
        is_pushed = secret is not None and settings.has_webhook(public_url)
        self.webhook = Webhook(public_url, secret.get_secret_value()) if is_pushed and secret else None
        self.username = ""
        self.sender = TelegramSender(api, clock, counters, on_gone=self._forget)
        self._is_ill_set = secret is not None and self.webhook is None
        self._api = api
        self._clock = clock
        self._counters = counters
        self._intake: Intake | None = None
        self._poller: Poller | None = None
        self._registering: asyncio.Task[None] | None = None
        self._is_closed = False

    @property
    def intake(self) -> Intake:
        """Where updates go."""
        assert self._intake is not None, "attach() comes first"
        return self._intake

    def attach(self, dispatch: Accepts, database: Database) -> None:
        """Connect with dispatch, which needs the sender to be there before."""
        self._intake = Intake(dispatch, self._api)
        if self.webhook is None:
            self._poller = Poller(
                api=self._api,
                intake=self._intake,
                holding=Holding(database, self._clock),
                clock=self._clock,
                counters=self._counters,
            )

    def start(self) -> None:
        """Let updates come."""
        if self._is_ill_set:
            log.warning(
                "telegram_polls", hint="EZHEN_HTTP__PUBLIC_URL is no https address: the webhook is left out"
            )
        if self._poller is not None:
            self._poller.start()
        else:
            self._registering = asyncio.create_task(self._register(), name="telegram webhook")

    async def close(self) -> None:
        """Take no more, and let what was begun end; to be asked for it again does nothing."""
        if self._is_closed:
            return
        self._is_closed = True
        if self._registering is not None:
            self._registering.cancel()
            await asyncio.gather(self._registering, return_exceptions=True)
        if self._poller is not None:
            await self._poller.close()
        elif self._intake is not None:
            await self._intake.close()

    async def _register(self) -> None:
        """Try until the platform knows where to send updates."""
        pause = 1.0
        while True:
            me = await register(self._api, self.webhook)
            if not isinstance(me, Failure):
                self.username = me.username
                return
            self._counters.count(f"telegram_{me.reaction.value}")
            log.warning("telegram_webhook_not_set", reaction=me.reaction.value, detail=me.detail, after=pause)
            await asyncio.sleep(me.after.total_seconds() if me.after else pause)
            pause = min(pause * 2, _LONGEST_PAUSE)

    def _forget(self, person: Person) -> None:
        """Whoever blocked the bot has left: what is kept of them in the channel goes."""
        if self._intake is not None and not self._is_closed:
            left = Event(EventKind.UNSUBSCRIBE)
            key = f"g{secrets.token_hex(8)}"
            self._intake.take(
                Received(Inbound(Person(Channel.TELEGRAM, person.address), key, left, self._clock()))
            )
