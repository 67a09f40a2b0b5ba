"""Whatever staff and two firms try: no rule of the measure, of the office or of the system is broken."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from handlers.audit.verify_chains import verify
from store.database import Database
from store.engines import async_url, batch_engine
from store.work import Work, working
from tests.clocks import FrozenClock
from tests.handlers.casework.crowd import Crowd, settle
from tests.handlers.casework.machine import Casework
from tests.keys import KEYS

_T = TypeVar("_T")
_NUMBERS = count()


class OnSqlite(Casework):
    """A copy of the settled file for every run. The disk is not asked to sync: that is tested elsewhere."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copy(self.template, self.folder / "test.db")
        engine = batch_engine(async_url(f"sqlite:///{self.folder / 'test.db'}"))
        assert engine is not None
        self.engine = engine
        with engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            raw.execute("PRAGMA synchronous=OFF")

    def transact(self, act: Callable[[Work], _T]) -> _T:
        with self.engine.begin() as connection:
            return working(connection, act=act, now=self.clock.now, keys=KEYS)

    def teardown(self) -> None:
        assert self.transact(verify).breaks == ()
        self.engine.dispose()
        shutil.rmtree(self.folder)


class OnPostgres(Casework):
    """A database of its own for every run."""

    server: Any
    template: str

    def __init__(self) -> None:
        super().__init__()
        self.name = f"machine{next(_NUMBERS)}"
        self.server.psql(f"CREATE DATABASE {self.name} TEMPLATE {self.template}")
        self.runner = asyncio.Runner()
        self.database = Database.open(self.server.get_uri(self.name), KEYS)

    def transact(self, act: Callable[[Work], _T]) -> _T:
        return self.runner.run(self.database.write(act, self.clock.now))

    def teardown(self) -> None:
        self.runner.run(self.database.close())
        self.runner.close()
        self.server.psql(f"DROP DATABASE {self.name} WITH (FORCE)")


async def _settled(url: str) -> Crowd:
    database = Database.open(url, KEYS)
    try:
        return await database.write(settle, FrozenClock().now)
    finally:
        await database.close()


def _run(machine: type[Casework], *, runs: int, steps: int) -> None:
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    chosen = settings(max_examples=runs, stateful_step_count=steps, deadline=None, suppress_health_check=checks)
    run_state_machine_as_test(machine, settings=chosen)


@pytest.mark.soak
def test_no_rule_is_broken_on_sqlite(migrated_file: Path, tmp_path: Path, soak_factor: int) -> None:
    file = tmp_path / "settled.db"
    shutil.copy(migrated_file, file)
    crowd = asyncio.run(_settled(f"sqlite:///{file}"))
    machine = type("SqliteCasework", (OnSqlite,), {"template": file, "crowd": crowd})
    _run(machine, runs=500 if soak_factor > 1 else 12, steps=50)


@pytest.fixture
def settled_postgres(postgres_server: Any) -> Iterator[tuple[str, Crowd]]:
    name = f"settled{os.getpid()}"
    postgres_server.psql(f"CREATE DATABASE {name} TEMPLATE migrated")
    yield name, asyncio.run(_settled(postgres_server.get_uri(name)))
    postgres_server.psql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.soak
@pytest.mark.postgres
def test_no_rule_is_broken_on_postgres(
    postgres_server: Any, settled_postgres: tuple[str, Crowd], soak_factor: int
) -> None:
    name, crowd = settled_postgres
    members = {"template": name, "crowd": crowd, "server": postgres_server}
    machine = type("PostgresCasework", (OnPostgres,), members)
    _run(machine, runs=5 * soak_factor, steps=30)
