"""Notices that two workers drain to a platform that takes everything, beside what the same database commits.

Run `.venv/bin/python -m benchmarks.bench outbox`. The workers are processes of their own, and the pace of
platforms is lifted. A look for what is due is measured while few wait and while many do: where everybody's first
notice may leave, and where it is put off, so that all others wait behind it.
"""

from __future__ import annotations

import asyncio
import logging
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import structlog
from sqlalchemy import Connection, delete, func, select, text, update

from benchmarks.databases import databases
from benchmarks.draining import TakesEverything, draining_worker, put_notices
from benchmarks.legs import Figures, Leg, Round
from bot.clock import utc_now
from handlers.messages import Channel
from store.database import Database
from store.jobs import note_probe
from store.outbox.taking import next_due
from store.states import OutboxState
from store.tables.messages import OutboxRow
from store.upgrade import upgrade

NOTICES, COMMITS, WORKERS = 4_000, 300, 2
FEW, MANY, LOOKS = 4_000, 100_000, 25
_READY = OutboxRow.state == OutboxState.READY.value


@contextmanager
def _opened() -> Iterator[Round]:
    with tempfile.TemporaryDirectory() as name, databases(Path(name)) as urls:
        key = Path(name) / "keys" / "audit.pem"
        yield lambda: {
            figure: value for engine, url in urls.items() for figure, value in _measure(engine, url, key).items()
        }


def _measure(engine: str, url: str, key: Path) -> Figures:
    commits = asyncio.run(_prepare(url, key))
    workers = [get_context("spawn").Process(target=_drain, args=(url, key)) for _ in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    name = f"outbox_{engine}"
    rate, looks = asyncio.run(_drained(url)), asyncio.run(_looks(url))
    return {name: rate / commits, f"{name}_rate": rate} | {f"{name}_{look}": ms for look, ms in looks.items()}


async def _prepare(url: str, key: Path) -> float:
    """Put as many notices as are to be drained and no others; commits of one small row, in turn, a second."""
    database = Database.open(url, await upgrade(url, key))
    await database.run(lambda connection: connection.execute(delete(OutboxRow)))
    await database.run(lambda connection: put_notices(connection, 0, NOTICES))
    began = time.perf_counter()
    for _ in range(COMMITS):
        await database.run(lambda connection: note_probe(connection, utc_now()))
    rate = COMMITS / (time.perf_counter() - began)
    await database.close()
    return rate


def _drain(url: str, key: Path) -> None:
    """A process of its own: sends until nothing is left."""

    async def drain() -> None:
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
        database = Database.open(url, await upgrade(url, key))
        worker = draining_worker(database, TakesEverything())
        while await _unsent(database):
            for _ in range(20):
                await worker.send_due()
        await database.close()

    asyncio.run(drain())


async def _unsent(database: Database) -> int:
    query = select(func.count()).select_from(OutboxRow).where(_READY)
    async with database.reading() as connection:
        return int(await connection.scalar(query) or 0)


async def _drained(url: str) -> float:
    """Notices a second between the first that was settled and the last: without the start of the processes."""
    database = Database.open(url)
    sent = OutboxRow.settled_at.is_not(None)
    span = select(func.min(OutboxRow.settled_at), func.max(OutboxRow.settled_at), func.count()).where(sent)
    async with database.reading() as connection:
        first, last, count = (await connection.execute(span)).one()
    assert first is not None
    assert last is not None
    await database.close()
    return float(count / (last - first).total_seconds())


async def _looks(url: str) -> Figures:
    database = Database.open(url)
    await database.run(lambda connection: put_notices(connection, NOTICES, FEW))
    free, blocked = await _look_twice(database)
    await database.run(lambda connection: put_notices(connection, NOTICES + FEW, MANY - FEW))
    free_of_many, blocked_of_many = await _look_twice(database)
    await database.close()
    return {
        "look": free_of_many / free,
        "look_ms": free_of_many,
        "blocked": blocked_of_many / blocked,
        "blocked_ms": blocked_of_many,
    }


async def _look_twice(database: Database) -> tuple[float, float]:
    """While everybody's first notice may leave, and while all others wait behind it; then it may leave again."""
    if not database.is_sqlite:  # which its vacuum would do within the minute
        await database.run(lambda connection: connection.execute(text("ANALYZE outbox")))
    free = await _look(database)
    await database.run(partial(_put_off, due=utc_now() + timedelta(hours=1)))
    blocked = await _look(database)
    await database.run(partial(_put_off, due=utc_now() - timedelta(hours=1)))
    return free, blocked


def _put_off(connection: Connection, due: datetime) -> None:
    heads = select(func.min(OutboxRow.id)).where(_READY).group_by(OutboxRow.address).scalar_subquery()
    connection.execute(update(OutboxRow).where(OutboxRow.id.in_(heads)).values(due=due))


async def _look(database: Database) -> float:
    """Milliseconds by the clock on the wall, for the server of PostgreSQL has a part in it: the least of many."""
    took = []
    for _ in range(LOOKS):
        began = time.perf_counter()
        found = await next_due(database, Channel.WECHAT.value)
        took.append((time.perf_counter() - began) * 1000)
    if found is None:
        raise RuntimeError("nothing waits")
    return min(took)


LEG = Leg(_opened, rounds=1)
