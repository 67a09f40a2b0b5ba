"""The rows of sealed reports are written anew by the clock, so that nothing tells at which hour they came.

PostgreSQL keeps with each row which transaction wrote it, and a SQLite file grows as it is written: between other
rows, which have their times, a report would have its place. So the day's rows move all day, and in the night
everything is laid out as if it had come at once.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from bot.clock import Clock
from bot.outbox.calendar import Job
from bot.outbox.schedules import daily_at
from handlers.dates import local_day
from store.database import Database
from store.queries.sealed_complaints import (
    SEALED_TABLES,
    boxes_left,
    is_any_box,
    move_box,
    rewrite_day,
    rewrite_records,
)

EVERY = timedelta(minutes=10)
_AT_NIGHT = "03:40"
_NIGHTS = 7
"""Days whose boxes are moved in a night: also where the machine stood still for some."""


def sealed_rows_jobs(database: Database, clock: Clock) -> tuple[Job, ...]:
    """The list for the calendar. No row tells that the first ran: each process does it for itself."""

    async def move_newest() -> None:
        now = clock()
        for number in range(2):  # what came before midnight has not been moved since
            await database.write(partial(rewrite_day, day=local_day(now) - timedelta(days=number)), now)

    async def lay_out() -> None:
        now = clock()
        days = [local_day(now) - timedelta(days=number) for number in range(_NIGHTS)]
        if not await database.read(partial(is_any_box, since=days[-1]), now):
            return
        await database.write(rewrite_records, now)
        for day in days:
            await database.write(partial(rewrite_day, day=day), now)
            for box in await database.read(partial(boxes_left, day=day), now):
                await database.write(partial(move_box, key=box), now)
        await database.compact(*SEALED_TABLES)

    return (
        Job("newest sealed rows", EVERY, move_newest, shared=False),
        Job("sealed rows", daily_at(lambda: _AT_NIGHT), lay_out),
    )
