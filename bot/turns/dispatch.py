"""The one way in: every channel's messages are claimed, answered once and in order, and committed here."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any

import structlog

from bot.channels.base import Deferred, Taken, Unsettled
from bot.turns.runs import Run
from bot.turns.turn import Turns
from handlers.messages import Inbound, Person, Reply
from handlers.texts import common
from handlers.turn import say
from store.errors import StoreError
from store.turns.claims import Committed, Renewal

_LOG = structlog.get_logger(__name__)
_STOPPING = (say(common.STOPPING),)

HOLD = 6.0
"""Seconds beyond a caller's own in which the word that the answer comes later may still reach the database.

Longer than any platform holds the line: one that cuts it before was told nothing, and brings the message again.
"""


class Dispatcher:
    """Started and closed by its owner, who closes the writer afterwards.

    A message is one `Run`, however often it is delivered: repeats join the run that is there.
    """

    def __init__(self, turns: Turns, *, grace: float = 10.0, hold: float = HOLD) -> None:
        self._hold = hold
        self._turns = turns
        self._writer = turns.writer
        self._grace = grace
        self._runs: dict[tuple[Person, str], Run] = {}
        self._closing = False
        self._heart: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to renew the leases of long turns."""
        self._heart = asyncio.create_task(self._beat(), name="leases")

    async def close(self) -> None:
        """Accept no more; let running turns end; what does not end in time is left to its lease."""
        self._closing = True
        tasks = [run.task for run in self._runs.values()]
        if tasks:
            _, unfinished = await asyncio.wait(tasks, timeout=self._grace)
            await _cancel(unfinished)
        await self._turns.close()
        if self._heart is not None:
            await _cancel([self._heart])

    @property
    def running(self) -> int:
        """How many messages are being worked on."""
        return len(self._runs)

    async def handle(self, inbound: Inbound) -> tuple[Reply, ...]:
        """Answer a message, however long it takes."""
        run = self._join(inbound)
        return _STOPPING if run is None else await _answer(run)

    async def handle_within(self, inbound: Inbound, seconds: float) -> tuple[Reply, ...] | Deferred | Unsettled:
        """Answer a message; or return `Deferred`: then the outbox answers, and only then, also after a kill.

        `Unsettled` where the store does not take even the word that the answer comes later, or may not keep the
        message: whoever brought it has to bring it again. See docs/decisions/one-way-in.md.
        """
        run = self._join(inbound)
        if run is None:
            return _STOPPING
        if not await run.ends_within(seconds):
            await self._postpone(run)
        if run.task.done() and not run.late:
            return _answered(run)
        run.late = True
        return Deferred() if run.is_settled else Unsettled()

    async def accept(self, inbound: Inbound) -> Taken:
        """Answer a message through the outbox, and tell when everything that it does stands in the database.

        For platforms that bring a message again until they are told: with `Taken.NOT` they must not be.
        """
        known = self._runs.get((inbound.person, inbound.key))
        run = known or (None if self._closing else self._begin(inbound, late=True))
        if run is None:
            return Taken.NOT
        await asyncio.wait({run.task})
        if run.task.cancelled() or run.failed:
            return Taken.NOT
        return Taken.BEFORE if run.repeated else Taken.NOW

    def resume(self, inbound: Inbound) -> Run | None:
        """Begin a message that nobody waits for: of a process that died, or of staff. None where it is begun."""
        if self._closing or (inbound.person, inbound.key) in self._runs:
            return None
        return self._begin(inbound, late=True)

    def _join(self, inbound: Inbound) -> Run | None:
        if self._closing:
            return None
        return self._runs.get((inbound.person, inbound.key)) or self._begin(inbound, late=False)

    def _begin(self, inbound: Inbound, *, late: bool) -> Run:
        run = Run(inbound, late=late)
        run.begin(self._run(run))
        self._runs[inbound.person, inbound.key] = run
        return run

    async def _run(self, run: Run) -> tuple[Reply, ...]:
        try:
            return await self._turns.answer(run)
        finally:
            del self._runs[run.inbound.person, run.inbound.key]
            run.tell_end()

    async def _postpone(self, run: Run) -> None:
        """Mark the turn late in the database, where its completion looks; come back when that is done, or over.

        The writer keeps the order of submission, so exactly one of the two comes first. A turn that has ended
        already is about to answer here. One whose message may not be kept has to end here.
        """
        try:
            async with asyncio.timeout(self._hold):
                await _first(run.claimed.wait(), run.task)
                if run.task.done():
                    return
                result = await self._writer.submit(run.postponement(keep=self._turns.may_keep(run)))
                if isinstance(result, Committed):
                    run.late, run.is_kept = True, result.kept
                if not run.is_kept:
                    await asyncio.wait({run.task})
        except (StoreError, TimeoutError) as error:
            _LOG.warning("late turn does not stand in the database", error=type(error).__name__)

    async def _beat(self) -> None:
        """Renew the leases of turns that take longer than a moment, in one write for all."""
        pause = self._writer.lease.total_seconds() / 3
        while True:
            await asyncio.sleep(pause)
            owners = tuple(run.owner for run in self._runs.values() if run.holds)
            if owners:
                await self._renew(owners)

    async def _renew(self, owners: tuple[str, ...]) -> None:
        try:
            await self._writer.submit(Renewal(owners))
        except StoreError as error:
            _LOG.warning("leases not renewed", error=type(error).__name__)


async def _answer(run: Run) -> tuple[Reply, ...]:
    """The run's answer. A caller who goes away does not take the run along."""
    await asyncio.wait({run.task})
    return _answered(run)


def _answered(run: Run) -> tuple[Reply, ...]:
    return _STOPPING if run.task.cancelled() else run.task.result()


async def _first(event: Coroutine[Any, Any, object], task: asyncio.Task[tuple[Reply, ...]]) -> None:
    """Wait for the event or the task, whichever comes first."""
    waiting = asyncio.ensure_future(event)
    try:
        await asyncio.wait({waiting, task}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()


async def _cancel(tasks: Iterable[asyncio.Task[object]]) -> None:
    tasks = list(tasks)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
