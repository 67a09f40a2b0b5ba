"""Sends outbox rows: notices by a form of the account's where one is set, else as customer-service messages.

Customer-service messages are counted before they are sent: none goes where no window is open.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from bot.channels.base import Dead, Delivery, Hold, Outgoing, Sent
from bot.channels.wechat.api import Done, WeChatApi
from bot.channels.wechat.delivery_policy import OUTAGE, delivery_of
from bot.channels.wechat.errors import Failure, Reaction
from bot.channels.wechat.message_allowances import REFUSED, MessageAllowances, UncountedMessages
from bot.channels.wechat.notice_forms import NoticeForms, Ways
from bot.channels.wechat.notices import NoticeSender
from bot.channels.wechat.signals import Signal, Watch
from bot.channels.wechat.text import fitting_text_of
from handlers.messages import Channel
from store.outbox.allowances import Refusal, Unknown

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
        *,
        allowances: MessageAllowances | None = None,
    ) -> None:
        self._api = api
        self._clock = clock
        self._watch = watch
        self._allowances = allowances or UncountedMessages()
        self._notices = NoticeSender(api, clock, watch, ways, ticks)

    async def send(self, outgoing: Outgoing) -> Delivery:
        """Try once: a notice by its forms first, and in words where none of them takes it."""
        delivery = await self._by_forms(outgoing)
        return delivery or await self._in_words(outgoing)

    async def is_there(self) -> bool:
        """Ask for something harmless: of a message that is not answered nobody knows whether it arrived."""
        answer = await self._api.check_access()
        return isinstance(answer, Done) or answer.reaction not in OUTAGE

    async def _by_forms(self, outgoing: Outgoing) -> Delivery | None:
        if outgoing.reply.card is None:
            return None
        openid = outgoing.person.address
        if await self._allowances.is_gone(openid):
            return REFUSED[Refusal.GONE]
        delivery = await self._notices.send(outgoing)
        if isinstance(delivery, Hold) and delivery.reaches_nobody:
            await self._allowances.learn(openid, Failure(Reaction.NOT_FOLLOWING), Unknown.UNKNOWN)
        return delivery

    async def _in_words(self, outgoing: Outgoing) -> Delivery:
        openid, text = outgoing.person.address, fitting_text_of(outgoing.reply)
        if not text.strip():
            return Dead("empty")
        spent = await self._allowances.spend(openid, outgoing.rank)
        if isinstance(spent, Refusal):
            return REFUSED[spent]
        answer = await self._api.send_text(openid, text)
        await self._allowances.learn(openid, answer, spent)
        if isinstance(answer, Done):
            return Sent()
        if answer.reaction is Reaction.OUTCOME_UNKNOWN:
            self._watch(Signal.OUTCOME_UNKNOWN)
        return delivery_of(answer, self._clock())
