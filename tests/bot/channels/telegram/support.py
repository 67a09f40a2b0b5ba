"""The whole product with its bot on the fake platform."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from pydantic import SecretStr

from bot import wiring
from bot.channels.telegram.settings import TelegramSettings
from bot.clock import utc_now
from bot.settings import HttpSettings, Settings
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.handlers.materials.inspecting import inspect_here
from tests.measure import opened

ANNA, BERTA = 1001, 1002
GROUP = -100500
PUBLIC = "https://fund.example"


def settings(fake: FakeTelegram, secret: str = "") -> TelegramSettings:
    return TelegramSettings(
        token=SecretStr(TOKEN), api_base=fake.base, webhook_secret=SecretStr(secret) if secret else None
    )


@asynccontextmanager
async def running(fake: FakeTelegram, url: str, secret: str = "") -> AsyncIterator[wiring.Parts]:
    """Serve as `run` does: started after everything else, and closed before."""
    http = HttpSettings(public_url=PUBLIC)
    configured = Settings(database_url=url, telegram=settings(fake, secret), http=http)
    async with wiring.assembled(configured, clock=utc_now, kb=opened(), inspect=inspect_here) as parts:
        assert parts.telegram is not None
        parts.telegram.start()
        yield parts
