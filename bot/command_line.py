"""What the command line understands: every command of the product, put together from `bot.commands`."""

from __future__ import annotations

from cyclopts import App, CycloptsError

from bot.errors import UsageError
from bot.usage import explain_usage

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


def run_command() -> None:
    """Run the command that was typed.

    Raises:
        UsageError: there is no such command, or it is not used like that.
    """
    try:
        app(exit_on_error=False, print_error=False)
    except CycloptsError as error:
        raise UsageError(explain_usage(error)) from error
