from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest
from pydantic import SecretStr

from bot.channels.telegram.api import TelegramApi, open_session
from bot.channels.telegram.settings import TelegramSettings
from tests.fakes.telegram import TOKEN, FakeTelegram


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram().serve() as fake:
        yield fake


@pytest.fixture
async def api(fake: FakeTelegram) -> AsyncIterator[TelegramApi]:
    settings = TelegramSettings(token=SecretStr(TOKEN), api_base=fake.base)
    timeout = aiohttp.ClientTimeout(total=2, sock_read=0.2)
    async with open_session() as session:
        yield TelegramApi(settings=settings, session=session, timeout=timeout)
