from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.wiring import Parts
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running


@pytest.fixture
async def parts(sqlite_url: str, clock: FrozenClock) -> AsyncIterator[Parts]:
    async with running(sqlite_url, clock) as made:
        yield made


@pytest.fixture
def talk(parts: Parts) -> Dialogue:
    return Dialogue(parts)
