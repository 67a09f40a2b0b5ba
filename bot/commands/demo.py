"""`demo`: put the demonstration into the configured database, if it is empty, and tell how it is tried."""

from __future__ import annotations

import os
from functools import partial

from bot import logs, settings, wiring
from bot.commands.database_access import explained
from bot.demo.deciding import prepare_demo
from bot.demo.making import how_to_try


async def demo() -> None:
    """Put invented firms, contracts and applications into an empty database, and print how to try them."""
    configured = settings.load(os.environ)
    logs.configure("WARNING", settings.secrets(configured))
    with explained(configured.database_url):
        async with wiring.assembled(configured) as parts:
            await prepare_demo(parts, wanted=True)
            print(await parts.database.write(partial(how_to_try, url=parts.settings.database_url), parts.clock()))
