"""A platform that tests script: what it answers, and what arrived."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.channels.base import Delivery, Outgoing, Sent
from handlers.messages import Channel

Answer = Callable[[Outgoing], Delivery]


class FakeSender:
    """Takes everything unless told otherwise; `per_second` is high so that nothing waits unless a test says so."""

    def __init__(self, channel: Channel = Channel.WECHAT, *, per_second: float = 1000.0, burst: int = 50) -> None:
        self.channel = channel
        self.per_second = per_second
        self.burst = burst
        self.tried: list[Outgoing] = []
        self.sent: list[str] = []
        self.arrived = asyncio.Event()
        self.answer: Answer = lambda _outgoing: Sent()

    async def send(self, outgoing: Outgoing) -> Delivery:
        self.tried.append(outgoing)
        delivery = self.answer(outgoing)
        if isinstance(delivery, Sent):
            self.sent.append(outgoing.reply.text)
            self.arrived.set()
        return delivery
