from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.wiring import Parts
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running
from tests.handlers.casework.settled import SettledTown
from tests.scenarios.county import County


@pytest.fixture
def begun_url(request: pytest.FixtureRequest) -> str:
    """An empty database, or where the test asks for the county, the town's."""
    url: str = request.getfixturevalue("town_url" if "county" in request.fixturenames else "sqlite_url")
    return url


@pytest.fixture
async def parts(begun_url: str, clock: FrozenClock) -> AsyncIterator[Parts]:
    async with running(begun_url, clock) as made:
        yield made


@pytest.fixture
def talk(parts: Parts) -> Dialogue:
    return Dialogue(parts)


@pytest.fixture
async def county(request: pytest.FixtureRequest, parts: Parts, settled_town: SettledTown) -> County:
    is_copy = "begun_url" in request.fixturenames  # a module's own `parts` may begin elsewhere
    return await County.begin(parts, settled_town.town if is_copy else None)
