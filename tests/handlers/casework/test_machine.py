"""Whatever staff and two firms try: no rule of the measure, of the office or of the system is broken."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from handlers.audit.verify_chains import verify
from store.database import Database
from store.engines import async_url, batch_engine
from store.work import Work, working
from tests.handlers.casework.machine import Casework
from tests.handlers.casework.settled import Settled
from tests.handlers.casework.waiting import check_kept, check_waiting_in_turn
from tests.keys import KEYS
from tests.postgres import copied

_T = TypeVar("_T")

PARTS = 5 if os.environ.get("EZHEN_TEST_SOAK") == "1" else 1
"""Of the walks, each with examples of its own: the workers share them."""


class OnSqlite(Casework):
    """A copy of the settled file for every run. The disk is not asked to sync: that is tested elsewhere."""

    template: str

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
        self.raw = raw  # the engine has no other connection

    def written(self) -> int:
        """Rows that were written over this connection, also in what was rolled back."""
        return int(self.raw.total_changes)

    def transact(self, act: Callable[[Work], _T]) -> _T:
        with self.engine.begin() as connection:
            return working(connection, act=act, now=self.clock.now, keys=KEYS)

    def teardown(self) -> None:
        assert self.transact(verify).breaks == ()
        self.transact(lambda work: check_waiting_in_turn(work, self.seen.entries))
        self.transact(check_kept)
        self.engine.dispose()
        shutil.rmtree(self.folder)


class OnPostgres(Casework):
    """A database of its own for every run."""

    server: Any
    template: str

    def __init__(self) -> None:
        super().__init__()
        self.places = ExitStack()
        url = self.places.enter_context(copied(self.server, self.template))
        self.runner = asyncio.Runner()
        self.database = Database.open(url, KEYS)

    def transact(self, act: Callable[[Work], _T]) -> _T:
        return self.runner.run(self.database.write(act, self.clock.now))

    def teardown(self) -> None:
        self.transact(lambda work: check_waiting_in_turn(work, self.seen.entries))
        self.transact(check_kept)
        self.runner.run(self.database.close())
        self.runner.close()
        self.places.close()


def _run(machine: type[Casework], *, runs: int, steps: int) -> None:
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    chosen = settings(max_examples=runs, stateful_step_count=steps, deadline=None, suppress_health_check=checks)
    run_state_machine_as_test(machine, settings=chosen)


@pytest.mark.rotated("walks", 1)
@pytest.mark.soak
@pytest.mark.parametrize("part", range(PARTS))
def test_no_rule_is_broken_on_sqlite(
    settled_file: Settled, soak_factor: int, pytestconfig: pytest.Config, part: int
) -> None:
    members = {"template": settled_file.template, "crowd": settled_file.crowd}
    machine = seed(int(pytestconfig.option.hypothesis_seed) + part)(type("SqliteCasework", (OnSqlite,), members))
    _run(machine, runs=200 // PARTS if soak_factor > 1 else 2, steps=50)


@pytest.mark.rotated("walks", 1)
@pytest.mark.soak
@pytest.mark.postgres
def test_no_rule_is_broken_on_postgres(postgres_server: Any, settled_postgres: Settled, soak_factor: int) -> None:
    members = {
        "template": settled_postgres.template,
        "crowd": settled_postgres.crowd,
        "server": postgres_server,
    }
    machine = type("PostgresCasework", (OnPostgres,), members)
    _run(machine, runs=30 if soak_factor > 1 else 1, steps=30)
