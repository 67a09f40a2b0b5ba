from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.keys import key_file
from tests.postgres import MIGRATED, copied


@pytest.fixture
def data(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> tuple[Path, ...]:
    """The folders in which the engine and the product keep whatever they keep."""
    if database_url.startswith("sqlite"):
        return (tmp_path, key_file().parent)
    return (tmp_path, key_file().parent, Path(request.getfixturevalue("postgres_server").pgdata))


@pytest.fixture
def other_url(
    request: pytest.FixtureRequest, database_url: str, migrated_file: Path, tmp_path: Path
) -> Iterator[str]:
    """A second empty database on the same engine."""
    if database_url.startswith("sqlite"):
        yield f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'other.db')}"
        return
    with copied(request.getfixturevalue("postgres_server"), MIGRATED) as url:
        yield url
