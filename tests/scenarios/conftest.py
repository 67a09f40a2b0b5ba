from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.wiring import Parts
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running
from tests.scenarios.county import County


@pytest.fixture
async def parts(sqlite_url: str, clock: FrozenClock) -> AsyncIterator[Parts]:
    async with running(sqlite_url, clock) as made:
        yield made


@pytest.fixture
def talk(parts: Parts) -> Dialogue:
    return Dialogue(parts)


@pytest.fixture
async def county(parts: Parts) -> County:
    return await County.begin(parts)
