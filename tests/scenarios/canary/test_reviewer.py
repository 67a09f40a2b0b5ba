"""Who has the whole database, but no officer's key, cannot tell the order, the hour or the sender of a report.

Each thing that is told by nothing is told where rows are kept as usual: the look is sharp enough.
"""

from __future__ import annotations

import random
import secrets
from collections import defaultdict
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Protocol

import pytest
from sqlalchemy import insert

from bot.outbox.sealed_rows import sealed_rows_jobs
from handlers.dates import local_day
from store.database import Database
from store.queries.sealed_complaints import keep_complaint, rewrite_day
from store.states import BoxKind
from store.tables.messages import Incident
from store.tables.sealed_complaints import ComplaintBox, SealedComplaint
from store.work import Work
from tests.clocks import FrozenClock
from tests.keys import KEYS
from tests.scenarios.canary.reviewer import certainty, correlation, order_of_reading, places

_SURE = 5.0
"""Standard deviations: by chance once in two million looks."""

_SURE_OF_HOUR = 4.0
"""The same of a single correlation of few, whose chance falls off sooner; that of many is as likely as a mean."""

_A_DAY = 8
_MORNING = datetime(2026, 3, 1, 0, 0, tzinfo=UTC)
_HOURS = 12


class Keep(Protocol):
    """A way to keep a report."""

    def __call__(self, work: Work, box: bytes) -> None: ...


def _sealed(work: Work, box: bytes) -> None:
    """As the product keeps a report; what is sealed looks like chance."""
    boxes = {BoxKind.REPORT: box, BoxKind.CONCERNS: secrets.token_bytes(600)}
    day = local_day(work.now)
    keep_complaint(work, code_hash=box[:32], reply_key=f"age1{box[:20].hex()}", boxes=boxes, day=day)


def _as_usual(work: Work, box: bytes) -> None:
    """As any other row is kept."""
    key, day = secrets.token_hex(16), local_day(work.now)
    row = {"id": key, "day": day, "code_hash": box[:32], "reply_key": "age1", "record": None}
    work.connection.execute(insert(SealedComplaint).values(row))
    whole = {"id": secrets.token_hex(16), "side": 0, "complaint_id": key, "kind": "report", "day": day, "box": box}
    work.connection.execute(insert(ComplaintBox).values(whole))


Night = Callable[[datetime], Awaitable[object]]


async def _told_of_order(database: Database, days: int, keep: Keep) -> dict[str, float]:
    """How surely each thing that can be seen tells the order within a day."""
    seen: dict[str, list[float]] = defaultdict(list)
    for number in range(days):
        now, boxes = _MORNING + timedelta(days=number), [secrets.token_bytes(16_500) for _ in range(_A_DAY)]
        for box in boxes:
            await database.write(partial(keep, box=box), now)
        for name, found in (await _look(database, boxes)).items():
            seen[name].append(correlation(range(_A_DAY), found))
    return {name: abs(certainty(found, _A_DAY)) for name, found in seen.items()}


async def _look(database: Database, boxes: list[bytes]) -> dict[str, list[float]]:
    hashes = [box[:32] for box in boxes]
    found = {
        f"box: {name}": list(one)
        for name, one in (await places(database, "complaint_boxes", "box", boxes)).items()
    }
    rows = await places(database, "sealed_complaints", "code_hash", hashes)
    found |= {f"row: {name}": list(one) for name, one in rows.items()}
    for column in ("id", "reply_key", "code_hash"):
        query = f"SELECT code_hash FROM sealed_complaints ORDER BY {column}"
        found[f"by {column}"] = list(await order_of_reading(database, query, hashes))
    for column in ("id", "complaint_id"):
        query = f"SELECT box FROM complaint_boxes ORDER BY {column}"
        found[f"boxes by {column}"] = list(await order_of_reading(database, query, boxes))
    found["as it is read"] = list(await order_of_reading(database, "SELECT box FROM complaint_boxes", boxes))
    return found


@pytest.mark.rotated("reviewer", 2)
@pytest.mark.soak
async def test_nothing_tells_the_order_within_a_day(database: Database, soak_factor: int) -> None:
    told = await _told_of_order(database, 6 * soak_factor, _sealed)
    assert {name: sure for name, sure in told.items() if sure >= _SURE} == {}


@pytest.mark.rotated("reviewer", 2)
async def test_the_order_of_rows_that_are_kept_as_usual_is_told(database: Database) -> None:
    told = await _told_of_order(database, 6, _as_usual)
    assert max(told.values()) >= _SURE, told


async def _told_of_hour(database: Database, night: Night, times: int) -> dict[str, float]:
    """How surely the rows that have their times tell between which of them a report was written."""
    hours = random.SystemRandom().sample([*range(_HOURS)] * times, times * _HOURS)
    seen: dict[str, list[float]] = defaultdict(list)
    for number, hour in enumerate(hours):
        day, box, dated = _MORNING + timedelta(days=number), secrets.token_bytes(16_500), list[str]()
        for at in range(_HOURS):
            now = day + timedelta(hours=at)
            if at == hour:
                await database.write(partial(_sealed, box=box), now)
            dated += await database.write(_some_rows, now)
        await night(day + timedelta(days=1))
        known = await places(database, "incidents", "error", dated)
        for name, (place,) in (await places(database, "complaint_boxes", "box", [box])).items():
            if name in known:
                seen[name].append(sum(one < place for one in known[name]))
    return {name: abs(certainty([correlation(hours, found)], len(hours))) for name, found in seen.items()}


def _some_rows(work: Work) -> list[str]:
    """Rows with a time, as every turn and every act leaves some."""
    marks = [secrets.token_hex(100) for _ in range(6)]
    rows = [{"reference": mark[:16], "at": work.now, "place": mark[:180], "error": mark} for mark in marks]
    work.connection.execute(insert(Incident), rows)
    return marks


def _acts(database: Database, clock: FrozenClock) -> list[Callable[[], Awaitable[object]]]:
    """What the clock lets be done: every ten minutes, and in the night."""
    return [job.act for job in sealed_rows_jobs(database, clock) if job.act is not None]


async def _no_night(_now: datetime) -> None:
    """Nobody lays anything out."""


@pytest.mark.rotated("reviewer", 2)
@pytest.mark.soak
async def test_after_the_night_nothing_tells_the_hour(database: Database, soak_factor: int) -> None:
    clock = FrozenClock()
    _, lay_out = _acts(database, clock)

    async def night(now: datetime) -> None:
        clock.now = now
        await lay_out()

    told = await _told_of_hour(database, night, 2 * soak_factor)
    limit = _SURE if soak_factor > 1 else _SURE_OF_HOUR
    assert {name: sure for name, sure in told.items() if sure >= limit} == {}


@pytest.mark.rotated("reviewer", 2)
async def test_before_the_night_the_hour_is_told(database: Database) -> None:
    told = await _told_of_hour(database, _no_night, 2)
    assert max(told.values()) >= _SURE_OF_HOUR, told


@pytest.mark.postgres
async def test_ten_minutes_later_only_the_last_ten_are_told(postgres_url: str) -> None:
    """Also of what came just before midnight."""
    database, clock = Database.open(postgres_url, KEYS), FrozenClock(datetime(2026, 3, 1, 15, 59, tzinfo=UTC))
    move_newest, _ = _acts(database, clock)
    box = secrets.token_bytes(16_500)
    await database.write(partial(_sealed, box=box), clock())
    dated = await database.write(_some_rows, clock())
    clock.advance(minutes=10)
    await move_newest()
    (written,) = (await places(database, "complaint_boxes", "box", [box]))["xmin"]
    (row,) = (await places(database, "sealed_complaints", "code_hash", [box[:32]]))["xmin"]
    assert min(written, row) > max((await places(database, "incidents", "error", dated))["xmin"])
    await database.close()


async def test_the_night_leaves_no_page_free_in_the_file(sqlite_url: str) -> None:
    """Of those that were freed since something tells where rows lay before."""
    database, clock = Database.open(sqlite_url, KEYS), FrozenClock()
    _, lay_out = _acts(database, clock)
    await database.write(partial(_sealed, box=secrets.token_bytes(40_000)), clock())
    await database.write(partial(rewrite_day, day=local_day(clock())), clock())

    async def free_pages() -> int:
        async with database.reading() as connection:
            return int((await connection.exec_driver_sql("PRAGMA freelist_count")).scalar_one())

    assert await free_pages() > 0
    await lay_out()
    assert await free_pages() == 0
    await database.close()
