"""kill -9 at any point while a contractor applies: nothing acknowledged is lost, and nothing happens twice."""

from __future__ import annotations

import json
import random
import secrets
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import Select, select

from bot.wiring import Parts
from store.base import Record
from store.tables.applications import Application, Draft, StepRow
from store.tables.audit import AuditRow
from tests.clocks import FrozenClock
from tests.dialogue import running
from tests.postgres import MIGRATED
from tests.processes import start_module
from tests.scenarios.applying import PURPOSE
from tests.scenarios.county import County
from tests.scenarios.doomed import ACKNOWLEDGED, READY, SAID, message

_R = TypeVar("_R", bound=Record)

TIMES = {"sqlite": 3, "postgres": 2}
"""Kills on either engine every day."""
SOAKED = 25
"""In a soak, on each."""
_BEGUN = "killed"
"""The database on PostgreSQL in which the county begins."""
A_MESSAGE = 0.1
"""Seconds that one message takes, about: kills fall somewhere within it."""


@dataclass(frozen=True, slots=True)
class Databases:
    """`times` is how many kills an engine takes every day; all but the one to begin in are copies of that."""

    times: int
    to_begin_in: str
    fresh: Callable[[], AbstractContextManager[str]]


def killed(url: str, place: int, after: float) -> int:
    """Kill the process while it is about the message at this place; how many were acknowledged."""
    expected = [READY, *(ACKNOWLEDGED for _ in range(place))]
    with start_module("tests.scenarios.doomed", url) as process:
        assert [process.stdout.readline().decode().strip() for _ in expected] == expected
        time.sleep(after)
        process.kill()
        later = process.communicate()[0].decode().split()
        assert process.wait() == -signal.SIGKILL
    assert set(later) <= {ACKNOWLEDGED}
    return place + len(later)


async def go_on(parts: Parts, clock: FrozenClock, acknowledged: int) -> None:
    """Everything that was not acknowledged is delivered again, as platforms do."""
    for place in range(acknowledged, len(SAID)):
        (reply,) = await parts.dispatcher.handle(message(place, clock))
        assert reply.asks or place == len(SAID) - 1, reply.text


async def rows(parts: Parts, query: Select[_R]) -> list[_R]:
    return await parts.database.read(lambda work: work.all(query), parts.clock())


@contextmanager
def copied_file(template: Path) -> Iterator[str]:
    """A database of its own on SQLite."""
    yield f"sqlite:///{shutil.copy(template, template.with_name(f'{secrets.token_hex(4)}.db'))}"


@contextmanager
def copied_database(server: Any, template: str, name: str) -> Iterator[str]:
    """A database of its own on PostgreSQL."""
    server.psql(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield server.get_uri(name)
    server.psql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Databases]:
    """As many databases as the test asks for; it runs once on either engine."""
    if request.param == "postgres":
        server = request.getfixturevalue("postgres_server")
        with copied_database(server, MIGRATED, _BEGUN) as begun:
            yield Databases(
                TIMES["postgres"], begun, lambda: copied_database(server, _BEGUN, f"killed{secrets.token_hex(4)}")
            )
        return
    template = Path(shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "begun.db"))
    yield Databases(TIMES["sqlite"], f"sqlite:///{template}", lambda: copied_file(template))


@pytest.mark.rotated("kills", 4)
@pytest.mark.soak
async def test_whoever_is_killed_while_applying_is_taken_up_where_they_were(
    databases: Databases, soak_factor: int
) -> None:
    chance = random.Random(20261124)
    async with running(databases.to_begin_in, FrozenClock()) as parts:
        await (await County.begin(parts)).talker()
    for point in range(SOAKED if soak_factor > 1 else databases.times):
        with databases.fresh() as url:
            await _killed_once(url, (point * 3 + 1) % len(SAID), chance.uniform(0, A_MESSAGE))


async def _killed_once(url: str, place: int, after: float) -> None:
    clock, acknowledged = FrozenClock(), killed(url, place, after)
    clock.advance(minutes=5)  # whatever the dead process had claimed is free again
    async with running(url, clock) as parts:
        await _check(parts, clock, acknowledged)


async def _check(parts: Parts, clock: FrozenClock, acknowledged: int) -> None:
    await go_on(parts, clock, acknowledged)
    (application,) = await rows(parts, select(Application))
    assert application.amount == 300_000_00
    assert json.loads(application.data) == {"purpose": PURPOSE, "contact": "张明", "phone": "13812345678"}
    assert await rows(parts, select(Draft)) == []
    assert len(await rows(parts, select(StepRow))) == 1
    assert len(await rows(parts, select(AuditRow).where(AuditRow.chain == application.number))) == 1
