"""The power is cut at any write: what was told stands, an act stands with its claim, and no file is damaged."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select, text

from handlers.turn import Transaction, Turn
from store.database import Database
from store.states import ClaimState
from store.tables.applications import Arrangement
from store.tables.messages import Claim
from tests.bot.talking import message, said, talking
from tests.bot.turns.test_one_commit import immediate, noting
from tests.clocks import FrozenClock
from tests.keys import KEYS
from tests.power import Disk, forgetful_disk

_WAVES, _PEOPLE, _BETWEEN = 6, 4, 23


async def respond(turn: Turn) -> Transaction:
    return noting(turn)


class Cuts:
    """Copies of the disk as the loss of power leaves it, each with what had been told until then."""

    def __init__(self, disk: Disk, folder: Path, share: float) -> None:
        self.told: set[str] = set()
        self.taken: list[tuple[Path, set[str]]] = []
        self._disk, self._folder, self._share = disk, folder, share
        self._chance = random.Random(share)
        self._writes = 0

    def note(self) -> None:
        self._writes += 1
        if self._writes % _BETWEEN == 0:
            self.cut()

    def cut(self) -> None:
        place, told = self._folder / f"{len(self.taken)}", set(self.told)
        self._disk.lose_power(place, self._chance, self._share)
        self.taken.append((place, told))


@pytest.mark.parametrize("share", [0.0, 0.5], ids=["nothing unsynced", "some of it"])
async def test_a_loss_of_power_takes_nothing_that_was_told(
    sqlite_url: str, tmp_path: Path, clock: FrozenClock, share: float
) -> None:
    with forgetful_disk() as disk:
        cuts = Cuts(disk, tmp_path, share)
        disk.on_write = cuts.note
        await _talk(sqlite_url, clock, cuts)
        disk.on_write = lambda: None
    assert len(cuts.told) == _WAVES * _PEOPLE
    assert len(cuts.taken) > _WAVES
    for place, told in cuts.taken:
        database = Database.open(f"sqlite:///{place / 'test.db'}", KEYS)
        acts, claims = await database.run(_found)
        await database.close()
        assert told <= acts
        assert claims == len(acts)


async def _talk(url: str, clock: FrozenClock, cuts: Cuts) -> None:
    """Several people at once, and the log is folded into the file between."""
    database = Database.open(url, KEYS)

    async def bring(name: str, address: str) -> None:
        assert said(await dispatcher.handle(message(name, address=address))) == [f"记下{name}"]
        cuts.told.add(name)

    async with talking(database, clock, respond, is_immediate=immediate) as dispatcher:
        for wave in range(_WAVES):
            await asyncio.gather(*(bring(f"{wave}-{person}", f"p{person}") for person in range(_PEOPLE)))
            cuts.cut()
            if wave % 2:
                await database.checkpoint()
    await database.close()


def _found(connection: Connection) -> tuple[set[str], int]:
    assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
    done = select(func.count()).where(Claim.state == ClaimState.DONE.value)
    return set(connection.scalars(select(Arrangement.name))), connection.scalar(done) or 0


@pytest.mark.postgres
async def test_postgresql_is_nowhere_told_to_commit_before_it_has_synced(postgres_url: str) -> None:
    """The server's own setting holds, and `doctor` looks at it."""
    database = Database.open(postgres_url, KEYS)

    def look(connection: Connection) -> str:
        whose = "SELECT source FROM pg_settings WHERE name = 'synchronous_commit'"
        return str(connection.scalar(text(whose)))

    assert await database.run(look) == await database.glance(look) == "configuration file"
    await database.close()
