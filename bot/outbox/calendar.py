"""Jobs by the clock: each process looks, and one row decides who does what a period needs once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.incidents import record_incident
from store.database import Database
from store.jobs import take_job

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Job:
    """`shared`: once a period over all processes; otherwise once in each. Every job runs at the start."""

    name: str
    every: timedelta
    act: Callable[[], Awaitable[object]]
    shared: bool = True

    def period(self, now: datetime) -> str:
        """The number of the period since the epoch, with its length: changing a job's length starts anew."""
        seconds = int(self.every.total_seconds())
        return f"{seconds}s-{int(now.timestamp()) // seconds}"


class Calendar:
    """Started and closed by its owner."""

    def __init__(self, database: Database, jobs: Sequence[Job], clock: Clock, *, pause: float = 1.0) -> None:
        self._database = database
        self._jobs = jobs
        self._clock = clock
        self._pause = pause
        self._seen: dict[str, str] = {}
        self._stop = asyncio.Event()
        self._running = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to look at the clock."""
        self._task = asyncio.create_task(self._look(), name="calendar")

    async def close(self, grace: float = 5.0) -> None:
        """Stop after the job that runs; one that takes longer than `grace` seconds is broken off: all may be.

        A query that is cancelled leaves its connection to be closed by a thread, which may outlive the loop.
        """
        self._stop.set()
        if self._task is not None:
            await asyncio.wait({self._task}, timeout=grace)
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def run_due(self) -> list[str]:
        """Run every job whose period is new; says which. A job that fails comes again in its next period.

        Two callers run one after the other: whatever was due is over when either comes back.
        """
        async with self._running:
            return await self._run_due()

    async def _run_due(self) -> list[str]:
        done: list[str] = []
        for job in self._jobs:
            if self._stop.is_set():
                break
            try:
                if await self._is_due(job):
                    await job.act()
                    done.append(job.name)
            except Exception as error:  # noqa: BLE001 -- one job's failure must not stop the others
                record_incident(error, self._clock, job=job.name)
        return done

    async def _is_due(self, job: Job) -> bool:
        now = self._clock()
        period = job.period(now)
        if self._seen.get(job.name) == period:
            return False
        self._seen[job.name] = period
        return not job.shared or await take_job(self._database, job.name, period, now)

    async def _look(self) -> None:
        while not self._stop.is_set():
            await self.run_due()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), self._pause)
