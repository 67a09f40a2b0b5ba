"""The crowd's database, settled once a worker: a copy of it costs nothing beside settling."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from store.database import Database
from tests.clocks import FrozenClock
from tests.handlers.casework.crowd import Crowd, settle
from tests.keys import KEYS


@dataclass(frozen=True, slots=True)
class Settled:
    """`template` is a SQLite file, or a database on the worker's PostgreSQL."""

    template: str
    crowd: Crowd


@dataclass(frozen=True, slots=True)
class SettledCopy:
    """What a test may change."""

    url: str
    crowd: Crowd


def settled(url: str, template: str) -> Settled:
    """Settle the crowd in the migrated database there."""

    async def write() -> Crowd:
        database = Database.open(url, KEYS)
        try:
            return await database.write(settle, FrozenClock().now)
        finally:
            await database.close()

    return Settled(template, asyncio.run(write()))
