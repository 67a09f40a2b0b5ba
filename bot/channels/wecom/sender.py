"""Sends outbox rows to the group and to single members, and says what became of each."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import quote

from bot.channels.base import Dead, Delivery, Outgoing, Pause, Retry, Sent
from bot.channels.recipient_pace import RecipientPace
from bot.channels.wechat.api import Done
from bot.channels.wechat.delivery_policy import delivery_of as delivery_in_wechat
from bot.channels.wechat.delivery_policy import reason_of
from bot.channels.wechat.errors import Failure, Reaction
from bot.channels.wecom.api import ApplicationApi, RobotApi
from bot.channels.wecom.text import card_of, markdown_of, text_of
from bot.counting import Counters
from handlers.messages import Channel, Reply
from store.outbox.settling import Reach

_UNTIL_SOMEBODY_ACTED = timedelta(minutes=10)

_BETWEEN_TWO = timedelta(seconds=4.5)
"""To one member: 800 an hour, and from two processes 27 a minute. Beyond 1,000 and 30 the platform drops messages
without a word."""


class RobotSender:
    """The `Sender` of the group. Less than twenty messages start within any minute, over all processes."""

    channel = Channel.WECOM_ROBOT
    per_second = 1 / 3.2
    burst = 1

    def __init__(
        self, api: RobotApi, clock: Callable[[], datetime], counters: Counters, *, console_url: str = ""
    ) -> None:
        self._api = api
        self._clock = clock
        self._counters = counters
        self._console_url = console_url
        self._removed = ""

    async def send(self, outgoing: Outgoing) -> Delivery:
        """Try once. Where the robot is no more, nothing is asked of the platform until a new key is set."""
        text = markdown_of(outgoing.reply, link_of(self._console_url, outgoing.reply))
        if not text:
            return Dead("empty")
        if self._removed:
            return Pause(self._removed, self._clock() + _UNTIL_SOMEBODY_ACTED, needs_somebody=True)
        answer = await self._api.send_markdown(text)
        if isinstance(answer, Done):
            return Sent()
        if answer.reaction is Reaction.CONFIGURATION:
            self._removed = reason_of(answer)
        self._counters.count(f"wecom_robot_{answer.reaction.value}")
        return delivery_of(answer, self._clock())


class ApplicationSender:
    """The `Sender` to single members: a card that leads to the case, or words where the console has no address."""

    channel = Channel.WECOM
    per_second = 5.0  # the platform names no limit over all members but a day's, 200 times their number
    burst = 5

    def __init__(
        self, api: ApplicationApi, clock: Callable[[], datetime], counters: Counters, *, console_url: str = ""
    ) -> None:
        self._api = api
        self._clock = clock
        self._counters = counters
        self._console_url = console_url
        self._pace = RecipientPace(lambda _userid: _BETWEEN_TWO)

    async def send(self, outgoing: Outgoing) -> Delivery:
        """Try once."""
        card = card_of(outgoing.reply)
        if card is None:
            return Dead("empty")
        userid, now = outgoing.person.address, self._clock()
        if wait := self._pace.take(userid, now):
            return Retry("paced", wait, counts=False, reach=Reach.UNTRIED)
        link = link_of(self._console_url, outgoing.reply)
        if link:
            # Two notices in the same words within half an hour are two: each has its own mark.
            answer = await self._api.send_card(userid, card, f"{link}#{_mark(outgoing.key)}")
        else:
            answer = await self._api.send_text(userid, text_of(outgoing.reply))
        if isinstance(answer, Done):
            return Sent()
        self._counters.count(f"wecom_{answer.reaction.value}")
        return delivery_of(answer, now)


def delivery_of(failure: Failure, now: datetime) -> Delivery:
    """As in WeChat, but an unknown outcome is tried again.

    The platform knows a card's repeat, and a group that reads a line twice is better than one that never does.
    """
    if failure.reaction in {Reaction.OUTCOME_UNKNOWN, Reaction.TOO_LARGE}:
        return Retry(reason_of(failure), reach=Reach.UNREACHED)
    return delivery_in_wechat(failure, now)


def link_of(console_url: str, reply: Reply) -> str:
    """The page that a notice is about, or the console's first; empty where the console has no address."""
    return f"{console_url}{quote(reply.leads_to or '/staff', safe='/?=&%')}" if console_url else ""


def _mark(key: str) -> str:
    return f"n{hashlib.blake2b(key.encode(), digest_size=6).hexdigest()}"
