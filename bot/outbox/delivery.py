"""The one way out: sends what is due, a worker a channel, at the pace that the platform allows."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import timedelta

import structlog

from bot.channels.base import Delivery, Pause, Sender
from bot.clock import Clock
from bot.counting import Counters, NoCounters
from bot.incidents import record_incident
from bot.outbox.attempting import LONGEST, Attempts, told_missing
from bot.outbox.settling import reach_of, rest, settle_delivery
from bot.outbox.trouble import report_trouble
from store.database import Database
from store.outbox.pace import Pace
from store.outbox.settling import Attempted, settle
from store.outbox.taking import Take, TakenRow, next_due, take_rows

_LOG = structlog.get_logger(__name__)
_CHANCE = secrets.SystemRandom()
_LEASE = timedelta(seconds=60)
_MOST = 32  # messages on their way at once, a channel


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
        attempt: float = LONGEST,
    ) -> None:
        self._database = database
        self._sender = sender
        self._channel = sender.channel.value
        self._attempts = Attempts(sender, clock, attempt)
        self._clock = clock
        self._counters = counters
        self._idle = idle
        self._jitter = jitter
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
                record_incident(error, self._clock, channel=self._channel)
                self._counters.count("outbox_failed")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._bell.wait(), max(0.001, min(self._idle, seconds)))
            self._bell.clear()

    async def send_due(self) -> float:
        """Send what is due and allowed now; says after how many seconds it is worth looking again."""
        now = self._clock()
        due = await next_due(self._database, self._channel)
        if due is None or due > now:
            return self._idle if due is None else (due - now).total_seconds()
        take = Take(self._channel, self._pace, secrets.token_hex(16), _LEASE, _MOST)
        rows, again = await take_rows(self._database, take, now)
        await self._deliver(rows)
        if not rows and again <= now:
            return self._idle  # what was due is on its way in another process
        return (again - now).total_seconds()

    async def _deliver(self, rows: Iterable[TakenRow]) -> None:
        """Attempts side by side: those that end while a commit is under way are settled by the next."""
        running = {asyncio.create_task(self._attempts.make(row)): row for row in rows}
        try:
            while running:
                ended, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                await self._settle([(running.pop(one), one.result()) for one in ended])
        finally:
            for one in running:
                one.cancel()
            await asyncio.gather(*running, return_exceptions=True)

    async def _settle(self, ended: list[tuple[TakenRow, Delivery]]) -> None:
        """Write down what became of some rows, in one commit."""
        now = self._clock()
        attempts = {row.id: (self._attempted(row, delivery), delivery) for row, delivery in ended}
        settled = await settle(self._database, self._channel, [one for one, _ in attempts.values()], now, rest)
        for number, (one, delivery) in attempts.items():
            if number in settled:
                self._note(one, delivery)
            else:
                _LOG.warning("outbox row was taken over", row=number)
        await report_trouble(self._database, self._sender.channel, [delivery for _, delivery in ended], now)

    def _attempted(self, row: TakenRow, delivery: Delivery) -> Attempted:
        now, jitter = self._clock(), self._jitter()
        return Attempted(
            row,
            settle_delivery(delivery, row.attempt, failing=row.failing, now=now, jitter=jitter),
            reach_of(delivery),
            pause_until=delivery.until if isinstance(delivery, Pause) else None,
            told_missing=told_missing(row, delivery),
        )

    def _note(self, one: Attempted, delivery: Delivery) -> None:
        name, row, due = type(delivery).__name__.lower(), one.row, one.settlement.due.isoformat()
        self._counters.count(f"outbox_{name}")
        _LOG.info("outbox", row=row.id, channel=row.channel, attempt=row.attempt, became=name, due=due)
