"""A unit of work over a real SQLite file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from store.engines import async_url, batch_engine
from store.work import Work
from tests.clocks import FrozenClock
from tests.keys import KEYS


@pytest.fixture
def work(sqlite_url: str) -> Iterator[Work]:
    engine = batch_engine(async_url(sqlite_url))
    assert engine is not None
    with engine.begin() as connection:
        yield Work(connection, FrozenClock().now, KEYS)
    engine.dispose()
