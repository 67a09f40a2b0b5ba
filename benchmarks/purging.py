"""Questions while a million claims and a million sessions that are over are purged, beside questions without.

Run `.venv/bin/python -m benchmarks.bench purging`. People come at a steady pace, whether or not those before them
were answered; what they wait is told by the clock on the wall, for it is the lock that they wait for.
"""

from __future__ import annotations

import asyncio
import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager, suppress
from datetime import timedelta
from itertools import cycle
from pathlib import Path

import numpy as np
from sqlalchemy import Connection, bindparam, text

from benchmarks.databases import settings_for, sqlite_in
from benchmarks.legs import Figures, Leg, Round
from benchmarks.questions import all_questions
from bot import wiring
from bot.clock import utc_now
from bot.wiring import Parts
from handlers.messages import Channel, Inbound, Person, Text
from store.columns import Instant
from store.retention.purging import purge

ROWS = 1_000_000
_PACE, _SLICE, _SLICES = 1 / 25, 5.0, 8
"""Seconds between two people, and of a slice of time: one without a purge and one with it, in turn."""

_OLD = timedelta(days=400)
_CLAIMS = (
    "INSERT INTO claims (seq, key_hash, person_hash, state, owner, lease_until, created_at, late, answer) "
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :rows) "
    "SELECT i * 7919 + abs(random() % 7919), randomblob(32), randomblob(32), 'done', hex(randomblob(16)), "
    ":old, :old, 0, hex(randomblob(300)) FROM n"
)
_SESSIONS = (
    "INSERT INTO sessions (channel, address, version, data, updated_at, ephemeral) "
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :rows) "
    "SELECT 'wechat', 'gone' || i, 1, hex(randomblob(200)), :old, randomblob(200) FROM n"
)


@contextmanager
def _opened() -> Iterator[Round]:
    with asyncio.Runner() as runner, tempfile.TemporaryDirectory() as folder:
        stack = AsyncExitStack()
        try:
            configured = settings_for(sqlite_in(Path(folder)), Path(folder))
            parts = runner.run(stack.enter_async_context(wiring.assembled(configured, looks_at_clock=False)))
            yield lambda: runner.run(_measure(parts))
        finally:
            runner.run(stack.aclose())


async def _measure(parts: Parts) -> Figures:
    await parts.database.run(_fill)
    await parts.database.wipe()
    await _asked(parts)  # warm
    quiet, meanwhile, seconds = list[float](), list[float](), 0.0
    for _ in range(_SLICES):
        quiet += await _asked(parts)
        began, enough = time.perf_counter(), asyncio.Event()
        purging = asyncio.create_task(_purge(parts, enough))
        meanwhile += await _asked(parts)
        enough.set()
        await purging
        seconds += time.perf_counter() - began
    gone = 2 * ROWS - await parts.database.run(_left)
    p99, p99_meanwhile = np.percentile(quiet, 99), np.percentile(meanwhile, 99)
    return {
        "purge_p99_times": float(p99_meanwhile / p99),
        "purge_p99_ms": float(p99_meanwhile),
        "purge_quiet_p99_ms": float(p99),
        "purge_rows_s": gone / seconds,
    }


async def _purge(parts: Parts, enough: asyncio.Event) -> None:
    """As the calendar does it, until it is enough."""
    while not enough.is_set():
        await purge(parts.database, utc_now())
        with suppress(TimeoutError):
            await asyncio.wait_for(enough.wait(), 1)


async def _asked(parts: Parts) -> list[float]:
    """Milliseconds that each had to wait who came within a slice of time."""
    asking: list[asyncio.Task[float]] = []
    texts, began = cycle(all_questions()), time.perf_counter()
    while time.perf_counter() - began < _SLICE:
        asking.append(asyncio.create_task(_wait(parts, next(texts))))
        await asyncio.sleep(max(0.0, began + len(asking) * _PACE - time.perf_counter()))
    return await asyncio.gather(*asking)


async def _wait(parts: Parts, question: str) -> float:
    began = time.perf_counter()
    person = Person(Channel.WECHAT, secrets.token_hex(14))
    await parts.dispatcher.handle(Inbound(person, secrets.token_hex(8), Text(question), parts.clock()))
    return (time.perf_counter() - began) * 1000


def _left(connection: Connection) -> int:
    return sum(connection.scalars(text("SELECT count(*) FROM claims UNION ALL SELECT count(*) FROM sessions")))


def _fill(connection: Connection) -> None:
    old = utc_now() - _OLD
    for statement in (_CLAIMS, _SESSIONS):
        typed = text(statement).bindparams(bindparam("old", type_=Instant))
        connection.execute(typed, {"rows": ROWS, "old": old})


LEG = Leg(_opened, rounds=1)
