"""The command line: every command of the product, put together from `bot.commands`."""

from __future__ import annotations

import os
import sys

from cyclopts import App

from bot.commands import (
    ask,
    audit,
    bindings,
    chat,
    checklist,
    contracts,
    database,
    demo,
    doctor,
    knowledge,
    outbox,
    pausing,
    serve,
    staff,
    wechat,
)
from bot.errors import SettingsError
from handlers.texts import operations
from policy_kb.errors import KbError
from store.errors import StoreError

_INTERRUPTED, _NOBODY_READS = 130, 141
"""128 and the number of the signal that would have ended us: what shells expect."""

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
app.command(pausing.pause)
app.command(pausing.resume)
app.command(checklist.app)
app.command(staff.app)
app.command(contracts.app)
app.command(bindings.app)
app.command(audit.app)
app.command(wechat.app)
app.command(database.app)
app.command(demo.demo)
app.command(doctor.doctor)


def main() -> None:
    """Run one command; what the operator must mend is one clear message and exit status 2."""
    try:
        _run()
    except SettingsError as error:
        sys.exit(_refusal(f"{operations.START_FAILED}\n{error}"))
    except KbError as error:
        sys.exit(_refusal(str(error)))
    except StoreError:
        sys.exit(_refusal(operations.STORE_FAILED))
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:
        # Nobody reads on (`| head -1`): what is still to be flushed at the end must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(_NOBODY_READS)


def _run() -> None:
    try:
        app()
    finally:
        sys.stdout.flush()


def _refusal(message: str) -> int:
    print(message, file=sys.stderr)
    return 2
