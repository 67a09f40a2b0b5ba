"""The one way out: sends what is due, a worker a channel, at the pace that the platform allows."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta

import structlog

from bot.channels.base import Dead, Delivery, Outgoing, Pause, Retry, Sender
from bot.clock import Clock
from bot.counting import Counters, NoCounters
from bot.encoding import decode_reply
from bot.incidents import record_incident
from bot.outbox.settling import settle_delivery
from bot.outbox.trouble import report_trouble
from handlers.messages import Person
from store.database import Database
from store.outbox.pace import Pace
from store.outbox.rows import TakenRow, next_due, pause, settle, take_rows

_LOG = structlog.get_logger(__name__)
_CHANCE = secrets.SystemRandom()
_LEASE = timedelta(seconds=60)
_ATTEMPT = 30.0  # seconds for one attempt: well within the lease, so that nobody else sends meanwhile
_MOST = 8  # messages on their way at once, a channel


class Outbox:
    """Started and closed by its owner. `wake` after a commit that put something out."""

    def __init__(
        self,
        database: Database,
        senders: Iterable[Sender],
        clock: Clock,
        *,
        counters: Counters | None = None,
        idle: float = 1.0,
        jitter: Callable[[], float] = _CHANCE.random,
    ) -> None:
        self._workers = [
            ChannelWorker(database, sender, clock, counters=counters or NoCounters(), idle=idle, jitter=jitter)
            for sender in senders
        ]
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to send."""
        self._tasks = [asyncio.create_task(worker.work(), name="outbox") for worker in self._workers]

    def wake(self) -> None:
        """Look at once: something was put out in this process."""
        for worker in self._workers:
            worker.wake()

    async def close(self, grace: float = 10.0) -> None:
        """Take no more; let what is on its way arrive. The rest is due again when its lease ends."""
        for worker in self._workers:
            worker.stop()
        if self._tasks:
            _, unfinished = await asyncio.wait(self._tasks, timeout=grace)
            for task in unfinished:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)


class ChannelWorker:
    """Sends one channel's rows. Any number of processes may run one: the rows' leases keep them apart."""

    def __init__(
        self,
        database: Database,
        sender: Sender,
        clock: Clock,
        *,
        counters: Counters,
        idle: float,
        jitter: Callable[[], float],
        attempt: float = _ATTEMPT,
    ) -> None:
        self._database = database
        self._sender = sender
        self._clock = clock
        self._counters = counters
        self._idle = idle
        self._jitter = jitter
        self._attempt = attempt
        self._pace = Pace(interval=timedelta(seconds=1 / sender.per_second), burst=sender.burst)
        self._bell = asyncio.Event()
        self._stopping = False

    def wake(self) -> None:
        """End the pause."""
        self._bell.set()

    def stop(self) -> None:
        """End after what is on its way."""
        self._stopping = True
        self._bell.set()

    async def work(self) -> None:
        """Send until stopped; a failing database is asked again after the pause."""
        while not self._stopping:
            seconds = self._idle
            try:
                seconds = await self.send_due()
            except Exception as error:  # noqa: BLE001 -- a worker that died would silence its channel
                record_incident(error, self._clock, channel=self._sender.channel.value)
                self._counters.count("outbox_failed")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._bell.wait(), max(0.001, min(self._idle, seconds)))
            self._bell.clear()

    async def send_due(self) -> float:
        """Send what is due and allowed now; says after how many seconds it is worth looking again."""
        now, channel = self._clock(), self._sender.channel.value
        due = await next_due(self._database, channel)
        if due is None or due > now:
            return self._idle if due is None else (due - now).total_seconds()
        owner = secrets.token_hex(16)
        rows, again = await take_rows(
            self._database, channel, pace=self._pace, owner=owner, now=now, lease=_LEASE, most=_MOST
        )
        await asyncio.gather(*(self._deliver(row, owner) for row in rows))
        if not rows and again <= now:
            return self._idle  # everything due waits behind an earlier message that is on its way
        return (again - now).total_seconds()

    async def _deliver(self, row: TakenRow, owner: str) -> None:
        delivery = await self._try(row)
        now = self._clock()
        settlement = settle_delivery(delivery, row.attempt, since=row.created_at, now=now, jitter=self._jitter())
        if isinstance(delivery, Pause):
            await pause(self._database, row.channel, delivery.until, now)
            await report_trouble(self._database, self._sender.channel, (delivery,), now)
        if await settle(self._database, row, owner, settlement, now):
            self._note(row, delivery, settlement.due)
        else:
            _LOG.warning("outbox row was taken over", row=row.id)

    async def _try(self, row: TakenRow) -> Delivery:
        """One attempt. Whatever the sender raises is our mistake; the row is tried again all the same."""
        reply = decode_reply(row.payload)
        if reply is None:
            return Dead("unreadable")
        person = Person(self._sender.channel, row.address)
        outgoing = Outgoing(
            id=row.id, person=person, reply=reply, key=row.dedupe_key, attempt=row.attempt, rank=row.rank
        )
        try:
            async with asyncio.timeout(self._attempt):
                return await self._sender.send(outgoing)
        except TimeoutError:
            return Retry("no answer in time")
        except Exception as error:  # noqa: BLE001 -- as said above
            incident = record_incident(error, self._clock, channel=row.channel, row=str(row.id))
            return Retry(f"{incident.error}, reference {incident.reference}")

    def _note(self, row: TakenRow, delivery: Delivery, due: datetime) -> None:
        name = type(delivery).__name__.lower()
        self._counters.count(f"outbox_{name}")
        _LOG.info("outbox", row=row.id, channel=row.channel, attempt=row.attempt, became=name, due=due.isoformat())
