"""Jobs by the clock: each process looks, and one row decides who does what a period needs once."""

from __future__ import annotations

import asyncio
import random
import secrets
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

from msgspec import Struct

from bot.clock import Clock
from bot.incidents import record_incident
from bot.outbox.schedules import Every, Schedule
from bot.retry import Backoff
from store.database import Database
from store.jobs import Turn, begin_job, end_job, is_first, is_taken, leave_job, take_period
from store.work import Work

HOUR = timedelta(hours=1)

_AGAIN = Backoff(timedelta(seconds=5), timedelta(minutes=10))
_LASTS = timedelta(minutes=10)
"""How long a job of several transactions may take before another process begins it anew."""


class Job(Struct, frozen=True):
    """Runs at the start and then in each new period of its schedule, given as such or as a length of time.

    `work` has its effect in the database: it runs within the transaction that takes its period, so that it is done
    once over all processes, or not at all and then again. `act` is anything else. Where that is `shared`, one of
    the processes does it and takes the period afterwards: broken off it is begun anew, so twice must do no harm.
    One that comes back with False has more to do: the others have their turn, and it goes on at the next look.
    What is not shared each process does for itself. `plan` reads on a snapshot what takes long to read, and gives
    the work, so that nobody who writes waits for it. With `from_next` the first period that there ever was is
    taken and left: it began before anybody had the job.
    """

    name: str
    every: timedelta | Schedule
    act: Callable[[], Awaitable[object]] | None = None
    shared: bool = True
    work: Callable[[Work], object] | None = None
    plan: Callable[[Work], Callable[[Work], object]] | None = None
    from_next: bool = False

    def __post_init__(self) -> None:
        """Refuse a job that is not one thing.

        Raises:
            TypeError: it has several ways, or none.
        """
        if sum(way is not None for way in (self.act, self.work, self.plan)) != 1:
            raise TypeError(f"the job {self.name} wants one of act, work and plan")

    def period(self, now: datetime) -> str:
        """The name of the period that the moment belongs to."""
        schedule = Every(self.every) if isinstance(self.every, timedelta) else self.every
        return schedule.period(now)


class Calendar:
    """Started and closed by its owner."""

    def __init__(self, database: Database, jobs: Sequence[Job], clock: Clock, *, pause: float = 1.0) -> None:
        self._database = database
        self._jobs = jobs
        self._clock = clock
        self._pause = pause
        self._owner = secrets.token_hex(16)
        self._seen: dict[str, str] = {}
        self._failed: dict[str, _Failure] = {}
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
        """Run every job whose period is new; says which. A job that fails is tried again after a pause.

        Two callers run one after the other: whatever was due is over when either comes back.
        """
        async with self._running:
            return await self._run_due()

    async def _run_due(self) -> list[str]:
        done: list[str] = []
        for job in self._jobs:
            if self._stop.is_set():
                break
            now = self._clock()
            try:
                if self._is_due(job, now) and await self._run(job, job.period(now), now):
                    done.append(job.name)
            except Exception as error:  # noqa: BLE001 -- one job's failure must not stop the others
                if job.shared:
                    self._note_failure(job, now)
                record_incident(error, self._clock, job=job.name)
        return done

    def _is_due(self, job: Job, now: datetime) -> bool:
        failed = self._failed.get(job.name)
        return self._seen.get(job.name) != job.period(now) and (failed is None or failed.again <= now)

    def _note_failure(self, job: Job, now: datetime) -> None:
        times = self._failed[job.name].times + 1 if job.name in self._failed else 1
        pause = _AGAIN.pause(times, random.random())  # noqa: S311 -- spreads load
        self._failed[job.name] = _Failure(times, now + pause)

    async def _run(self, job: Job, period: str, now: datetime) -> bool:
        """Do the job unless somebody did; False also while another process is at it, and then it is due still."""
        if job.act is not None:
            return await self._act(job, job.act, period, now)
        effect = job.work or await self._planned(job, period, now)
        done = effect is not None and await self._database.write(
            lambda work: _worked(work, job, period, effect), now
        )
        self._settle(job, period)
        return done

    async def _planned(self, job: Job, period: str, now: datetime) -> Callable[[Work], object] | None:
        """The work that is planned; None where the period is taken."""

        def look(work: Work) -> Callable[[Work], object] | None:
            assert job.plan is not None
            if is_taken(work.connection, job.name, period):
                return None
            is_left = job.from_next and is_first(work.connection, job.name, period)
            return _nothing if is_left else job.plan(work)

        return await self._database.read(look, now)

    async def _act(self, job: Job, act: Callable[[], Awaitable[object]], period: str, now: datetime) -> bool:
        if job.shared:
            return await self._run_alone(job, act, period, now)
        self._settle(job, period)  # also where it fails: it comes again in its next period
        await act()
        return True

    async def _run_alone(self, job: Job, act: Callable[[], Awaitable[object]], period: str, now: datetime) -> bool:
        database, name, owner = self._database, job.name, self._owner
        begin = partial(begin_job, job=name, period=period, owner=owner, now=now, lasts=_LASTS)
        turn = await database.run(begin)
        if turn is Turn.OURS:
            leave = partial(leave_job, job=name, owner=owner)
            try:
                is_over = await act()
            except BaseException:
                await database.run(leave)
                raise
            if is_over is False:
                await database.run(leave)
                return False
            await database.run(partial(end_job, job=name, period=period, owner=owner, now=now))
        if turn is not Turn.OTHERS:
            self._settle(job, period)
        return turn is Turn.OURS

    def _settle(self, job: Job, period: str) -> None:
        self._seen[job.name] = period
        self._failed.pop(job.name, None)

    async def _look(self) -> None:
        """After a pause at first: what is due must not keep the doors shut that are just being opened."""
        while not self._stop.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), self._pause)
            await self.run_due()


class _Failure(Struct, frozen=True):
    """How often a job failed in a row, and when it is tried again."""

    times: int
    again: datetime


def _nothing(_work: Work) -> None:
    """What the first period there ever was comes to."""


def _worked(work: Work, job: Job, period: str, effect: Callable[[Work], object]) -> bool:
    """The period and the effect are one commit."""
    if not take_period(work.connection, job.name, period, work.now):
        return False
    if job.from_next and is_first(work.connection, job.name, period):
        return False
    effect(work)
    return True
