"""Sends outbox rows as customer-service messages, and says what became of each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.channels.base import Dead, Delivery, Hold, Outgoing, Pause, Retry, Sent
from bot.channels.wechat.api import Done, WeChatApi
from bot.channels.wechat.errors import Failure, Reaction
from bot.channels.wechat.signals import Signal, Watch
from bot.channels.wechat.text import fitting_text_of
from handlers.messages import Channel

_MINUTE = timedelta(minutes=1)
_UNTIL_SOMEBODY_ACTED = timedelta(minutes=10)
"""Configuration is never repeated against: the rows wait while a person mends it."""


class WeChatSender:
    """The `Sender` of the channel."""

    channel = Channel.WECHAT
    per_second = 20.0  # the platform names a day's quota only (500,000); minutes are limited by 45011
    burst = 20

    def __init__(self, api: WeChatApi, clock: Callable[[], datetime], watch: Watch) -> None:
        self._api = api
        self._clock = clock
        self._watch = watch

    async def send(self, outgoing: Outgoing) -> Delivery:
        """Try once."""
        text = fitting_text_of(outgoing.reply)
        if not text.strip():
            return Dead("empty")
        answer = await self._api.send_text(outgoing.person.address, text)
        if isinstance(answer, Done):
            return Sent()
        if answer.reaction is Reaction.OUTCOME_UNKNOWN:
            self._watch(Signal.OUTCOME_UNKNOWN)
        return delivery_of(answer, self._clock())


def delivery_of(failure: Failure, now: datetime) -> Delivery:
    """Decide what a failure means for the row."""
    reason = f"{failure.reaction.value} {failure.code}" if failure.code else failure.reaction.value
    if failure.reaction in PAUSES:
        return Pause(reason, failure.until or now + PAUSES[failure.reaction])
    return FATES[failure.reaction](reason)


PAUSES = {
    Reaction.TOKEN: _MINUTE,
    Reaction.MINUTE_QUOTA: _MINUTE,
    Reaction.DAILY_QUOTA: timedelta(days=1),  # the client says until when: midnight in China
    Reaction.CONFIGURATION: _UNTIL_SOMEBODY_ACTED,
    Reaction.NOT_GRANTED: _UNTIL_SOMEBODY_ACTED,
}
"""What stops the whole channel, and for how long."""

FATES: dict[Reaction, type[Retry | Hold | Dead]] = {
    Reaction.BUSY: Retry,
    Reaction.UNSENT: Retry,
    Reaction.GATEWAY: Retry,
    Reaction.OTHER: Retry,
    Reaction.UNREADABLE: Retry,
    Reaction.WINDOW_CLOSED: Hold,
    Reaction.ALLOWANCE_USED: Hold,
    Reaction.NOT_FOLLOWING: Hold,
    Reaction.RESTRICTED: Hold,  # perhaps this person only: the others go on
    # It may have arrived, and the platform takes no key against doubles: staff replay it where they must.
    Reaction.OUTCOME_UNKNOWN: Dead,
    Reaction.BUG: Dead,
    Reaction.UNKNOWN_PERSON: Dead,
    Reaction.TOO_LONG: Dead,
    Reaction.TOO_LARGE: Dead,
    Reaction.IGNORE: Dead,
    Reaction.MEDIA_GONE: Dead,
    Reaction.LINK_ONLY: Dead,
    Reaction.OAUTH_CODE: Dead,
    Reaction.WRONG_TEMPLATE: Dead,
    Reaction.NO_MENU: Dead,
}
"""What becomes of the one row."""
