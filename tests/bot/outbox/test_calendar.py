"""Jobs by the clock."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.counting import NoCounters
from bot.outbox.calendar import HOUR, Calendar, Job
from bot.outbox.housekeeping import housekeeping
from handlers.office import Office
from store.database import Database
from tests.bot.talking import message, talking
from tests.clocks import FrozenClock


class Noting:
    def __init__(self) -> None:
        self.times = 0
        self.done = asyncio.Event()

    async def __call__(self) -> None:
        self.times += 1
        self.done.set()


async def test_a_shared_job_runs_once_a_period_whatever_the_number_of_processes(
    database: Database, clock: FrozenClock
) -> None:
    act = Noting()
    calendars = [Calendar(database, [Job("purge", HOUR, act)], clock) for _ in range(3)]
    for expected in (1, 2, 3):
        await asyncio.gather(*(one.run_due() for one in calendars * 2))
        assert act.times == expected
        clock.advance(hours=1)


async def test_a_job_of_each_process_runs_in_each(database: Database, clock: FrozenClock) -> None:
    act = Noting()
    job = Job("resume", timedelta(seconds=5), act, shared=False)
    for one in (Calendar(database, [job], clock), Calendar(database, [job], clock)):
        assert await one.run_due() == ["resume"]
        assert await one.run_due() == []
    assert act.times == 2


async def test_a_job_that_fails_stops_no_other(database: Database, clock: FrozenClock) -> None:
    async def fail() -> None:
        raise ValueError("no")

    act = Noting()
    calendar = Calendar(database, [Job("bad", HOUR, fail), Job("good", HOUR, act)], clock)
    assert await calendar.run_due() == ["good"]


async def test_jobs_run_at_the_start(database: Database, clock: FrozenClock) -> None:
    act = Noting()
    calendar = Calendar(database, [Job("purge", HOUR, act)], clock)
    calendar.start()
    async with asyncio.timeout(60):
        await act.done.wait()
    await calendar.close()


async def test_the_housekeeping_runs(database: Database, clock: FrozenClock) -> None:
    levels: dict[str, float] = {}

    class Levels(NoCounters):
        def level(self, name: str, value: float) -> None:
            levels[name] = value

    async with talking(database, clock) as dispatcher:
        await dispatcher.handle(message("问"))
        jobs = housekeeping(database, dispatcher._turns, dispatcher, clock, Levels(), office=Office())
        done = await Calendar(database, jobs, clock).run_due()
    assert done == [job.name for job in jobs]
    assert levels["outbox_ready"] == 0
