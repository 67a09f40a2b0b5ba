"""The whole application over a real SQLite file."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot import wiring
from bot.wiring import Parts
from tests.bot.web.raw import Client
from tests.clocks import FrozenClock
from tests.dialogue import running


@pytest.fixture
async def parts(sqlite_url: str, clock: FrozenClock) -> AsyncIterator[Parts]:
    async with running(sqlite_url, clock) as made:
        yield made


@pytest.fixture
async def client(parts: Parts) -> AsyncIterator[Client]:
    async with TestClient(TestServer(wiring.application(parts))) as made:
        yield made
