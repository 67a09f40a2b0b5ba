"""Sends outbox rows as messages with buttons, and says what became of each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.channels.base import Dead, Delivery, Outgoing, Pause, Retry, Sent
from bot.channels.recipient_pace import RecipientPace
from bot.channels.telegram.api import Done, TelegramApi
from bot.channels.telegram.buttons import rows_of
from bot.channels.telegram.failures import Failure, Reaction
from bot.channels.telegram.text import fitting_text_of
from bot.counting import Counters
from handlers.messages import Channel, Person
from store.outbox.settling import Reach

_UNTIL_SOMEBODY_ACTED = timedelta(minutes=10)
"""A wrong token is never repeated against: the rows wait while a person mends it."""

OUTAGE = frozenset({Reaction.BUSY, Reaction.UNSENT, Reaction.OUTCOME_UNKNOWN})
"""What says that the platform is in trouble, or not there."""

_MOST_UNKNOWN = 3
"""Attempts whose outcome is unknown: each may have arrived, so that more would only double it."""

_PERSON, _GROUP = timedelta(seconds=1), timedelta(seconds=3)
"""One message a second in a chat, twenty a minute in a group."""


class TelegramSender:
    """The `Sender` of the channel. Pauses that the platform asks for never count as attempts."""

    channel = Channel.TELEGRAM
    per_second = 25.0  # with the burst at most 30 within any second, over all chats and processes
    burst = 5

    def __init__(
        self,
        api: TelegramApi,
        clock: Callable[[], datetime],
        counters: Counters,
        *,
        on_gone: Callable[[Person], None] = lambda _person: None,
    ) -> None:
        self._api = api
        self._clock = clock
        self._counters = counters
        self._on_gone = on_gone
        self._pace = RecipientPace(_interval)
        self._moved: dict[str, str] = {}
        self._flood: tuple[str, datetime] | None = None

    async def send(self, outgoing: Outgoing) -> Delivery:
        """Try once; a group that has moved is followed at once."""
        text, address = fitting_text_of(outgoing.reply), outgoing.person.address
        if not text:
            return Dead("empty")
        if wait := self._pace.take(address, self._clock()):
            return Retry("paced", wait, counts=False, reach=Reach.UNTRIED)
        answer = await self._send(address, text, outgoing)
        if isinstance(answer, Failure) and answer.reaction is Reaction.MOVED:
            self._moved[address] = answer.moved_to
            answer = await self._send(address, text, outgoing)
        return Sent() if isinstance(answer, Done) else self._failed(answer, outgoing)

    async def _send(self, address: str, text: str, outgoing: Outgoing) -> Done | Failure:
        return await self._api.send_text(self._moved.get(address, address), text, rows_of(outgoing.reply))

    def _failed(self, failure: Failure, outgoing: Outgoing) -> Delivery:
        self._counters.count(f"telegram_{failure.reaction.value}")
        if failure.reaction is Reaction.FLOOD:
            return self._flooded(failure, outgoing.person.address)
        if failure.reaction is Reaction.GONE:
            self._on_gone(outgoing.person)
        return delivery_of(failure, outgoing.attempt, self._clock())

    def _flooded(self, failure: Failure, chat: str) -> Delivery:
        """One chat waits alone; when a second is told to wait meanwhile, it is the bot that sends too much."""
        now = self._clock()
        after = failure.after or timedelta(seconds=1)
        before, self._flood = self._flood, (chat, now + after)
        if before is not None and before[0] != chat and now < before[1]:
            return Pause(failure.detail, max(before[1], now + after))
        self._pace.put_off(chat, now + after)
        return Retry(failure.detail, after, counts=False)


def _interval(chat: str) -> timedelta:
    """The platform gives groups negative numbers."""
    return _GROUP if int(chat) < 0 else _PERSON


def delivery_of(failure: Failure, attempt: int, now: datetime) -> Delivery:
    """Decide what a failure means for the row."""
    reason = f"{failure.reaction.value} {failure.detail}".strip()
    reach = Reach.UNREACHED if failure.reaction in OUTAGE else Reach.ANSWERED
    match failure.reaction:
        case Reaction.TOKEN:
            return Pause(reason, now + _UNTIL_SOMEBODY_ACTED, needs_somebody=True)
        case Reaction.GONE | Reaction.REFUSED:
            return Dead(reason)
        case Reaction.OUTCOME_UNKNOWN if attempt >= _MOST_UNKNOWN:
            return Dead(reason, reach=reach)
        case _:
            return Retry(reason, reach=reach)
