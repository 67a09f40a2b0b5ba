from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest
from pydantic import SecretStr

from bot.channels.telegram.api import TelegramApi
from bot.channels.telegram.settings import TelegramSettings
from tests.fakes.serving import open_impatient_session
from tests.fakes.telegram import TOKEN, FakeTelegram


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram().serve() as fake:
        yield fake


@pytest.fixture
async def api(fake: FakeTelegram) -> AsyncIterator[TelegramApi]:
    settings = TelegramSettings(token=SecretStr(TOKEN), api_base=fake.base)
    timeout = aiohttp.ClientTimeout(total=60)
    async with open_impatient_session() as session:
        yield TelegramApi(settings=settings, session=session, timeout=timeout)
