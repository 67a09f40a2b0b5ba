"""The command line: every command of the product, put together from `bot.commands`."""

from __future__ import annotations

import sys

from cyclopts import App

from bot.commands import ask, chat, database, doctor, knowledge, outbox, serve, wechat
from bot.settings import SettingsError
from handlers.texts import operations
from policy_kb.errors import KbError

app = App(
    name="bot.py",
    help="Messaging assistant of a county special fund. `run` serves, also with nothing configured.",
    version_flags=[],
)
app.command(serve.run)
app.command(ask.ask)
app.command(chat.chat)
app.command(knowledge.app)
app.command(outbox.app)
app.command(wechat.app)
app.command(database.app)
app.command(doctor.doctor)


def main() -> None:
    """Run one command; what the operator must mend is one clear message and exit status 2."""
    try:
        app()
    except SettingsError as error:
        sys.exit(_refusal(f"{operations.START_FAILED}\n{error}"))
    except KbError as error:
        sys.exit(_refusal(str(error)))
    except KeyboardInterrupt:
        sys.exit(130)


def _refusal(message: str) -> int:
    print(message, file=sys.stderr)
    return 2
