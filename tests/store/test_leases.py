"""One owner at a time: renewed by its owner, taken over when it ends, given back at once."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from store.database import Database
from store.leases import release_lease, take_lease
from tests.clocks import FrozenClock

MINUTE = timedelta(minutes=1)


async def take(database: Database, clock: FrozenClock, owner: str) -> bool:
    return await take_lease(database, "poller", owner, now=clock(), lasts=MINUTE)


async def test_one_of_many_gets_it(database: Database, clock: FrozenClock) -> None:
    taken = await asyncio.gather(*(take(database, clock, str(number)) for number in range(8)))
    assert sum(taken) == 1


async def test_its_owner_renews_it_and_others_wait_for_its_end(database: Database, clock: FrozenClock) -> None:
    assert await take(database, clock, "one")
    clock.advance(seconds=50)
    assert await take(database, clock, "one")
    clock.advance(seconds=50)
    assert not await take(database, clock, "two")
    clock.advance(seconds=10)
    assert await take(database, clock, "two")
    assert not await take(database, clock, "one")


async def test_a_lease_given_back_is_free_and_nobody_gives_back_anothers(
    database: Database, clock: FrozenClock
) -> None:
    assert await take(database, clock, "one")
    await release_lease(database, "poller", "two")
    assert not await take(database, clock, "two")
    await release_lease(database, "poller", "one")
    assert await take(database, clock, "two")
