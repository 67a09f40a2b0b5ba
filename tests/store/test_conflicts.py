"""Acts in each other's way: the engine breaks one off, and it is run again."""

from __future__ import annotations

import asyncio
import sqlite3
import threading

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError

from store.conflicts import try_again
from store.database import Database
from store.tables.applications import Arrangement
from store.work import Work
from tests.clocks import FrozenClock
from tests.keys import KEYS


async def test_two_acts_that_lock_each_others_rows_are_both_done(postgres_url: str, clock: FrozenClock) -> None:
    met = threading.Barrier(2, timeout=60)
    tries: list[str] = []

    def lock_both(work: Work, order: str) -> None:
        tries.append(order)
        work.lock(Arrangement, order[0])
        if len(tries) <= 2:
            met.wait()
        row = work.lock(Arrangement, order[1])
        assert row is not None
        row.value += order

    async def act(order: str) -> None:
        database = Database.open(postgres_url, KEYS)
        await database.write(lambda work: lock_both(work, order), clock())
        await database.close()

    def prepare(work: Work) -> None:
        for name in "ab":
            work.add(Arrangement(name=name, value="", set_by=None, set_at=work.now))

    database = Database.open(postgres_url, KEYS)
    await database.write(prepare, clock())
    await asyncio.gather(asyncio.to_thread(asyncio.run, act("ab")), act("ba"))
    values = await database.read(
        lambda work: [row.value for name in "ab" if (row := work.get(Arrangement, name))], clock()
    )
    await database.close()
    assert sorted(values) == ["ab", "ba"]
    assert len(tries) >= 3


async def test_who_meets_nobody_else_fails_at_once(database: Database, clock: FrozenClock) -> None:
    tries: list[Work] = []

    def twice_the_same(work: Work) -> None:
        tries.append(work)
        for _ in range(2):
            row = {"name": "a", "value": "", "set_by": None, "set_at": work.now}
            work.connection.execute(insert(Arrangement), row)

    with pytest.raises(DBAPIError):
        await database.write(twice_the_same, clock())
    assert len(tries) == 1


async def test_whoever_is_always_in_the_way_is_given_up() -> None:
    tries: list[int] = []

    async def attempt() -> None:
        tries.append(1)
        raise sqlite3.OperationalError("busy")

    with pytest.raises(sqlite3.OperationalError):
        await try_again(attempt, lambda _error: True, aside=(0.0, 0.0))
    assert len(tries) == 3
