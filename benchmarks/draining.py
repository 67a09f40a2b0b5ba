"""Notices that wait, and a worker that sends them to a platform without limits."""

from __future__ import annotations

import asyncio
import itertools
import time
from dataclasses import dataclass, field

from sqlalchemy import Connection

from bot.channels.base import Dead, Delivery, Outgoing, Sent
from bot.clock import Clock, utc_now
from bot.counting import NoCounters
from bot.outbox.delivery import ChannelWorker
from handlers.messages import Channel
from handlers.turn import say
from store.database import Database
from store.outbox.rows import NewOutboxRow, put_out

PEOPLE = 400
_LATER = itertools.count(10_000_000, 10_000)
"""The first numbers of notices that take the place of those which left."""


@dataclass(slots=True)
class TakesEverything:
    """A platform that answers at once."""

    channel: Channel = Channel.WECHAT
    per_second: float = 1_000_000.0
    burst: int = 1_000_000
    sent: int = field(default=0, init=False)

    async def send(self, outgoing: Outgoing) -> Delivery:
        await asyncio.sleep(0)
        self.sent += 1
        return Sent() if outgoing.reply.text else Dead("empty")


def put_notices(connection: Connection, first: int, count: int) -> None:
    """So many for as many people as there are, in turn."""
    payload = say("【通知】申请 2026-001 已受理。").to_json()
    rows = [
        NewOutboxRow(f"notice:{first + n}", Channel.WECHAT.value, f"p{n % PEOPLE}", payload) for n in range(count)
    ]
    for start in range(0, count, 1000):
        put_out(connection, rows[start : start + 1000], utc_now())


def draining_worker(database: Database, platform: TakesEverything, clock: Clock = utc_now) -> ChannelWorker:
    """Sends only when it is told to."""
    return ChannelWorker(database, platform, clock, counters=NoCounters(), idle=0.05, jitter=lambda: 0.5)


async def drain_cost(database: Database, looks: int) -> float:
    """Processor milliseconds a notice, with the commits that settle it; as many wait afterwards as before.

    Raises:
        RuntimeError: none was sent.
    """
    platform = TakesEverything()
    worker, began = draining_worker(database, platform), time.process_time()
    for _ in range(looks):
        await worker.send_due()
    busy = time.process_time() - began
    if not platform.sent:
        raise RuntimeError("no notice left")
    await database.run(lambda connection: put_notices(connection, next(_LATER), platform.sent))
    return busy * 1000 / platform.sent
