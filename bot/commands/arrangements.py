"""`arrangements`: what the office sets where the measure leaves it open."""

from __future__ import annotations

from cyclopts import App

from bot.commands.performed import body_naming, looked, performed_as, print_table
from handlers.casework.arrangements import arrangements, set_arrangement
from handlers.texts import arrangements as texts

app = App(name="arrangements", help="What the office sets where the measure leaves it open.")


@app.command(name="list")
async def list_arrangements() -> None:
    """Show what can be set, and what holds now."""
    named = body_naming()
    rows = [(name, named(title), named(holds)) for name, title, holds in await looked(arrangements)]
    print_table(texts.COLUMNS, rows, if_empty=texts.NOTHING, title=texts.TITLE)


@app.command(name="set")
async def set_one(name: str, *value: str, by: str) -> None:
    """Set one; every change is kept with who made it.

    Args:
        name: as `arrangements list` shows it.
        value: days such as 2026-10-01 2026-10-02, or 无; 是 or 否.
        by: the member of staff who decides it; the role office is needed.
    """
    await performed_as(by, lambda work, member: set_arrangement(work, member, name, " ".join(value)))
    rows = await looked(arrangements)
    for _, title, holds in (row for row in rows if row[0] == name):
        print(body_naming()(texts.done(title=title, value=holds)))
