"""The databases of the crowd and of the town, settled once a worker: a copy costs nothing beside settling."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from store.database import Database
from store.work import Work
from tests.clocks import FrozenClock
from tests.handlers.casework.crowd import Crowd, settle
from tests.handlers.casework.town import Town
from tests.keys import KEYS

_T = TypeVar("_T")


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


@dataclass(frozen=True, slots=True)
class SettledTown:
    """A file to copy, and who and what is in it."""

    file: Path
    town: Town

    def copy(self, folder: Path) -> str:
        """The URL of a test's own."""
        return f"sqlite:///{shutil.copy(self.file, folder / 'town.db')}"


def settled(url: str, template: str) -> Settled:
    """Settle the crowd in the migrated database there."""
    return Settled(template, asyncio.run(_written(url, settle)))


def settled_town(file: Path) -> SettledTown:
    """Settle the town in the migrated SQLite file there."""
    return SettledTown(file, asyncio.run(_written(f"sqlite:///{file}", Town)))


async def _written(url: str, act: Callable[[Work], _T]) -> _T:
    database = Database.open(url, KEYS)
    try:
        return await database.write(act, FrozenClock().now)
    finally:
        await database.close()
