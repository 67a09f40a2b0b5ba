"""A county at work: a copy of the demonstration for each test, and its members of staff at their desks."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot import settings, wiring
from bot.demo.making import make_demo
from bot.wiring import Parts
from handlers.messages import Channel
from store.queries.desk import applications_in
from store.states import State
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running
from tests.handlers.materials.inspecting import inspect_here
from tests.measure import opened

OFFICE, OTHER_OFFICE = "演示办公室甲", "演示办公室乙"
BUREAU, OTHER_BUREAU = "演示工信局甲", "演示工信局乙"
PAYER, SUPERVISOR, AUDITOR, ADMINISTRATOR = "演示拨付甲", "演示监督甲", "演示审计甲", "演示管理员"


async def _make(file: Path, files: Path) -> None:
    configured = settings.Settings.model_validate({"database_url": f"sqlite:///{file}", "files": files})
    clock = FrozenClock()
    async with wiring.assembled(configured, clock=clock, kb=opened(), inspect=inspect_here) as parts:
        await make_demo(parts.database, parts.kb, parts.materials, clock)
        await parts.database.checkpoint()


@pytest.fixture(scope="session")
def county_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, made once a worker."""
    folder = tmp_path_factory.mktemp("county")
    asyncio.run(_make(folder / "county.db", folder / "files"))
    return folder / "county.db"


@pytest.fixture
async def county(county_file: Path, tmp_path: Path, clock: FrozenClock) -> AsyncIterator[Parts]:
    shutil.copy(county_file, tmp_path / "county.db")
    async with running(f"sqlite:///{tmp_path / 'county.db'}", clock) as parts:
        yield parts


@pytest.fixture
def desk(county: Parts) -> Callable[[str], Dialogue]:
    """A member at the console."""
    return lambda name: Dialogue(county, name, Channel.CONSOLE)


@pytest.fixture
async def numbers(county: Parts, clock: FrozenClock) -> dict[State, str]:
    """The number of an application in each state."""
    found = await county.database.read(lambda work: applications_in(work, list(State), 99), clock())
    return {State(one.state): one.number for one in found}
