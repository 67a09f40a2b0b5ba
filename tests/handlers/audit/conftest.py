"""One database in which much was done, for those who attack it; every attack is rolled back."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine

from handlers.audit.verify_chains import outside_copy, read_anchor, verify
from store.queries.audit_chains import Head
from store.work import Work, working
from tests.handlers.audit.audited import LATER, NOW, Attack, live
from tests.keys import KEYS
from tests.made_once import made_once


@pytest.fixture(scope="session")
def lived_file(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file in which much was done, to copy from."""

    def make(file: Path) -> None:
        shutil.copy(migrated_file, file)
        engine = create_engine(f"sqlite:///{file}")
        with engine.begin() as connection:
            working(connection, act=live, now=NOW, keys=KEYS)
        engine.dispose()

    return made_once(tmp_path_factory.getbasetemp(), "lived.db", make)


@pytest.fixture(scope="module")
def connection(lived_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """One prepared database; every attack is rolled back."""
    file = shutil.copy(lived_file, tmp_path_factory.mktemp("attacked") / "lived.db")
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture(scope="module")
def anchor(connection: Connection) -> Sequence[Head]:
    """The copy that is kept outside."""
    copy = working(connection, act=outside_copy, now=NOW, keys=KEYS)
    connection.rollback()
    return read_anchor(copy)


@pytest.fixture
def attack(connection: Connection, anchor: Sequence[Head]) -> Iterator[Attack]:
    """Attack, and see what is found, also with the outside copy."""

    def found(tamper: Callable[[Work], object]) -> list[str]:
        work = Work(connection, LATER, KEYS)
        tamper(work)
        work.session.expunge_all()
        return [one.what for one in verify(work, anchor).breaks]

    yield found
    connection.rollback()
