"""`wechat`: what is done on the Official Account from here."""

from __future__ import annotations

import os
import sys

from cyclopts import App

from bot import logs, settings, wiring
from bot.channels.wechat.errors import Failure
from bot.channels.wechat.menu import OverLimit, Published, default_menu, publish_menu
from bot.clock import utc_now
from bot.errors import SettingsError
from handlers.texts import operations

app = App(name="wechat", help="What is done on the Official Account from here.")


@app.command
async def menu() -> None:
    """Publish the account's menu, if it differs from the one that is there.

    Raises:
        SettingsError: no account is configured.
    """
    configured = settings.load(os.environ)
    if configured.wechat is None:
        raise SettingsError(operations.WECHAT_OFF)
    logs.configure("CRITICAL", settings.secrets(configured))  # the line printed below says all
    async with wiring.wechat_api(configured.wechat, utc_now) as api:
        result = await publish_menu(api, default_menu())
    match result:
        case Published.CREATED:
            print(operations.MENU_CREATED)
        case Published.UNCHANGED:
            print(operations.MENU_UNCHANGED)
        case OverLimit(problems):
            sys.exit("\n".join(problems))
        case Failure():
            sys.exit(operations.wechat_failed(code=result.code, reaction=result.reaction.value))
