"""Jobs by the clock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.counting import NoCounters
from bot.outbox.calendar import HOUR, Calendar, Job
from bot.outbox.housekeeping import housekeeping
from bot.outbox.schedules import Cron, daily_at
from handlers.dates import moment
from handlers.office import Office
from store.database import Database
from store.leases import take_lease
from store.tables.notices import StaffNotice
from store.work import Work
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


async def test_an_effect_and_its_period_are_one_commit(database: Database, clock: FrozenClock) -> None:
    """A fault after the effect was written leaves neither; whoever comes next does both, once."""
    faults = [True]

    def note(work: Work) -> None:
        work.add(StaffNotice(role="office", staff_id=None, about="", subject="", text="到期", at=work.now))
        if faults:
            faults.pop()
            raise ValueError("after the effect")

    broken, other = (Calendar(database, [Job("due", HOUR, work=note)], clock) for _ in range(2))
    assert await broken.run_due() == []
    assert await _notices(database, clock) == 0
    done = await asyncio.gather(*(one.run_due() for one in (broken, other, other)))
    assert sorted(done) == [[], [], ["due"]]
    assert await _notices(database, clock) == 1


async def test_a_job_that_failed_is_tried_again_within_its_period(database: Database, clock: FrozenClock) -> None:
    tries: list[datetime] = []

    def fail_twice(work: Work) -> None:
        tries.append(work.now)
        if len(tries) < 3:
            raise ValueError("not yet")

    calendar = Calendar(database, [Job("due", HOUR, work=fail_twice)], clock)
    for _ in range(90):
        await calendar.run_due()
        clock.advance(seconds=1)
    assert len(tries) == 3
    assert tries[1] - tries[0] <= timedelta(seconds=5) < tries[2] - tries[0]


async def test_a_job_of_several_commits_that_was_broken_off_is_begun_anew(
    database: Database, clock: FrozenClock
) -> None:
    """Its period is taken when it is done; a process that died at it holds it for some minutes and no longer."""
    assert await take_lease(database, "job:purge", "the dead", now=clock(), lasts=timedelta(minutes=10))
    act = Noting()
    calendar = Calendar(database, [Job("purge", 24 * HOUR, act)], clock)
    assert await calendar.run_due() == []
    clock.advance(minutes=11)
    assert await calendar.run_due() == ["purge"]
    assert await calendar.run_due() == []
    assert act.times == 1


async def test_a_job_that_has_more_to_do_lets_the_others_have_their_turn(
    database: Database, clock: FrozenClock
) -> None:
    """Any process goes on with it; its period is over when it is."""
    left = [2]

    async def purge() -> bool:
        left[0] -= 1
        return left[0] < 0

    orders = Noting()
    jobs = [Job("purge", HOUR, purge), Job("orders", timedelta(seconds=1), orders, shared=False)]
    calendars = [Calendar(database, jobs, clock) for _ in range(2)]
    done: list[bool] = []
    for _ in range(3):
        done.extend(["purge" in await one.run_due() for one in calendars])
        clock.advance(seconds=1)
    assert done == [False, False, True, False, False, False]
    assert (left, orders.times) == ([-1], 6)


async def test_a_job_of_a_time_of_day_is_done_once_a_day_and_late_rather_than_never(
    database: Database, clock: FrozenClock
) -> None:
    hour, days = ["08:30"], list[str]()
    job = Job("digest", daily_at(lambda: hour[0]), work=lambda work: days.append(f"{moment(work.now)}"))
    calendar = Calendar(database, [job], clock)
    await calendar.run_due()  # what a day before left
    clock.now = datetime(2026, 11, 25, 0, 29, tzinfo=UTC)
    assert await calendar.run_due() == []
    clock.advance(minutes=1)
    assert await calendar.run_due() == ["digest"]
    hour[0] = "09:00"
    clock.advance(hours=1)
    assert await calendar.run_due() == []
    clock.now = datetime(2026, 11, 26, 6, 0, tzinfo=UTC)  # nobody was there at nine
    assert await Calendar(database, [job], clock).run_due() == ["digest"]
    assert days[1:] == ["2026年11月25日08:30", "2026年11月26日14:00"]


async def test_what_takes_long_to_read_is_planned_beside_and_written_with_its_period(
    database: Database, clock: FrozenClock
) -> None:
    plans: list[bool] = []

    def plan(work: Work) -> Callable[[Work], object]:
        plans.append(work.is_snapshot)
        return lambda then: then.add(
            StaffNotice(
                role="office",
                staff_id=None,
                about="",
                subject="",
                text="到期",
                at=then.now,
                urgent=False,
                brief="",
            )
        )

    calendars = [Calendar(database, [Job("day", HOUR, plan=plan, from_next=True)], clock) for _ in range(2)]
    for expected in (0, 1, 2):
        for one in calendars:
            await one.run_due()
        assert await _notices(database, clock) == expected
        clock.advance(hours=1)
    assert plans == [True, True]  # the first period ever is left, and whoever comes second plans nothing


@pytest.mark.parametrize(
    ("utc", "day"),
    [
        (datetime(2026, 11, 30, 0, 29, 59, 999999, tzinfo=UTC), "2026-11-27"),  # a Monday morning in China
        (datetime(2026, 11, 30, 0, 30, tzinfo=UTC), "2026-11-30"),
        (datetime(2026, 11, 30, 0, 30, 0, 1, tzinfo=UTC), "2026-11-30"),
        (datetime(2026, 12, 5, 12, 0, tzinfo=UTC), "2026-12-04"),
    ],
)
def test_an_expression_of_cron_is_read_in_chinas_time(utc: datetime, day: str) -> None:
    assert Cron(lambda: "30 8 * * MON-FRI").period(utc) == f"day-{day}"


async def test_a_job_is_refused_that_is_not_one_thing() -> None:
    with pytest.raises(TypeError, match="purge"):
        Job("purge", HOUR)


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


async def _notices(database: Database, clock: FrozenClock) -> int:
    count = select(func.count(StaffNotice.id))
    return await database.read(lambda work: work.session.scalar(count) or 0, clock())
