from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.channels.wechat.api import WeChatApi
from bot.channels.wechat.caller import Caller
from tests.bot.channels.wechat.support import APP_ID, SECRET, Clock, Signals, settings
from tests.fakes.serving import open_impatient_session
from tests.fakes.wechat import FakeWeChat


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def signals() -> Signals:
    return Signals()


@pytest.fixture
def pauses() -> list[float]:
    """How long the client waited between attempts; nobody really waits."""
    return []


@pytest.fixture
async def fake(clock: Clock) -> AsyncIterator[FakeWeChat]:
    async with FakeWeChat(clock, APP_ID, SECRET).serve() as fake:
        yield fake


@pytest.fixture
async def api(fake: FakeWeChat, clock: Clock, signals: Signals, pauses: list[float]) -> AsyncIterator[WeChatApi]:
    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    async with open_impatient_session() as session:
        caller = Caller(
            settings=settings(api_base=fake.base),
            session=session,
            clock=clock,
            watch=signals,
            timeout=aiohttp.ClientTimeout(total=60),
            sleep=sleep,
        )
        yield WeChatApi(caller)
