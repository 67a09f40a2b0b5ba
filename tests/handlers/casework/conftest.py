"""A unit of work over a real SQLite file, for acts one after the other; the settled crowd on either engine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from store.engines import async_url, batch_engine
from store.work import Work
from tests.clocks import FrozenClock
from tests.handlers.casework.settled import Settled, SettledCopy, SettledTown, settled
from tests.handlers.casework.town import Town
from tests.keys import KEYS
from tests.postgres import MIGRATED, copied, tell


@pytest.fixture
def work(request: pytest.FixtureRequest) -> Iterator[Work]:
    """On an empty database, or, where the test asks for the settled town, on that one."""
    url = request.getfixturevalue("town_url" if "settled_town" in request.fixturenames else "sqlite_url")
    engine = batch_engine(async_url(url))
    assert engine is not None
    with engine.begin() as connection:
        yield Work(connection, FrozenClock().now, KEYS)
    engine.dispose()


@pytest.fixture
def town(work: Work, settled_town: SettledTown) -> Town:
    return settled_town.town.seen_by(work)


@pytest.fixture(scope="session")
def settled_file(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Settled:
    file = tmp_path_factory.mktemp("settled") / "settled.db"
    shutil.copy(migrated_file, file)
    return settled(f"sqlite:///{file}", str(file))


@pytest.fixture(scope="session")
def settled_postgres(postgres_server: Any) -> Settled:
    tell(postgres_server, f"CREATE DATABASE settled TEMPLATE {MIGRATED}")
    return settled(postgres_server.get_uri("settled"), "settled")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def settled_copy(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SettledCopy]:
    """A test's own; it runs once on either engine."""
    if request.param == "sqlite":
        made: Settled = request.getfixturevalue("settled_file")
        yield SettledCopy(f"sqlite:///{shutil.copy(made.template, tmp_path / 'settled.db')}", made.crowd)
        return
    made = request.getfixturevalue("settled_postgres")
    with copied(request.getfixturevalue("postgres_server"), made.template) as url:
        yield SettledCopy(url, made.crowd)
