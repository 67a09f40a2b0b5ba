"""Sends outbox rows: notices by a form of the account's where one is set, else as customer-service messages."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from bot.channels.base import Dead, Delivery, Outgoing, Sent
from bot.channels.wechat.api import Done, WeChatApi
from bot.channels.wechat.delivery_policy import delivery_of
from bot.channels.wechat.errors import Reaction
from bot.channels.wechat.notice_forms import NoticeForms, Ways
from bot.channels.wechat.notices import NoticeSender
from bot.channels.wechat.signals import Signal, Watch
from bot.channels.wechat.text import fitting_text_of
from handlers.messages import Channel, Reply

NO_WAYS = Ways(NoticeForms(), NoticeForms())


class WeChatSender:
    """The `Sender` of the channel."""

    channel = Channel.WECHAT
    per_second = 20.0  # the platform names a day's quota only (500,000); minutes are limited by 45011
    burst = 20

    def __init__(
        self,
        api: WeChatApi,
        clock: Callable[[], datetime],
        watch: Watch,
        ways: Ways = NO_WAYS,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._api = api
        self._clock = clock
        self._watch = watch
        self._notices = NoticeSender(api, clock, watch, ways, ticks)

    async def send(self, outgoing: Outgoing) -> Delivery:
        """Try once: a notice by its forms first, and in words where none of them takes it."""
        delivery = await self._notices.send(outgoing)
        return delivery or await self._send_words(outgoing.person.address, outgoing.reply)

    async def _send_words(self, openid: str, reply: Reply) -> Delivery:
        text = fitting_text_of(reply)
        if not text.strip():
            return Dead("empty")
        answer = await self._api.send_text(openid, text)
        if isinstance(answer, Done):
            return Sent()
        if answer.reaction is Reaction.OUTCOME_UNKNOWN:
            self._watch(Signal.OUTCOME_UNKNOWN)
        return delivery_of(answer, self._clock())
