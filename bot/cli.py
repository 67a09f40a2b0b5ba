"""The command line: every command of the product, put together from `bot.commands`."""

from __future__ import annotations

import os
import sys

from cyclopts import App, CycloptsError

from bot.errors import SettingsError
from bot.usage import explain_usage
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
_COMMANDS = (
    ("run", "serve:run", "Serve the public chat and every channel whose keys are set."),
    ("ask", "ask:ask", "Answer one question, or every line of standard input."),
    ("chat", "chat:chat", "Chat on the terminal, or play JSON lines."),
    ("kb", "knowledge:app", "Parse regulations; make, learn and check a knowledge base."),
    ("outbox", "outbox:app", "Messages that wait, were held or could not be sent."),
    ("pause", "pausing:pause", "Answer nothing but a notice until resume."),
    ("resume", "pausing:resume", "Answer again."),
    ("checklist", "checklist:app", "What the office asks for, per kind of application."),
    ("arrangements", "arrangements:app", "What the office sets where the measure leaves it open."),
    ("staff", "staff:app", "Members of staff, their roles and accounts."),
    ("officers", "officers:app", "The public keys of those who receive reports."),
    ("complaints", "complaints:app", "Sealed reports: copied out, sealed anew by an officer, put back."),
    ("contracts", "contracts:app", "Contracts of contractors, and the codes that bind people to their firms."),
    ("bindings", "bindings:app", "Who acts for which firm."),
    ("intentions", "intentions:app", "意向登记 that wait for the office."),
    ("audit", "audit:app", "Check the audit chains; copy their heads to be kept elsewhere."),
    ("export", "exporting:export", "The whole archive of a contract as a ZIP that sha256sum -c verifies."),
    ("wechat", "wechat:app", "What is done on the Official Account from here."),
    ("db", "database:app", "The database's schema."),
    ("demo", "demo:demo", "Fill an empty database with invented data."),
    ("doctor", "doctor:doctor", "Check everything that is configured, and say what to do."),
)
"""Each command with its place in `bot.commands`, of which only the one that is run is imported."""

for _name, _place, _help in _COMMANDS:
    app.command(f"bot.commands.{_place}", name=_name, help=_help)


def main() -> None:
    """Run one command; what the operator must mend is one clear message and exit status 2."""
    try:
        _run()
    except CycloptsError as error:
        sys.exit(_refusal(explain_usage(error)))
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
        app(exit_on_error=False, print_error=False)
    finally:
        sys.stdout.flush()


def _refusal(message: str) -> int:
    print(message, file=sys.stderr)
    return 2
