"""`intentions`: 意向登记 that wait for the office, and those that it has seen to."""

from __future__ import annotations

import json

from cyclopts import App

from bot.commands.performed import performed_as, print_table
from handlers.casework.intentions import see_to_intention, waiting_intentions
from handlers.dates import day, local_day
from handlers.identity.actors import StaffMember
from handlers.results import Refused
from handlers.texts import intentions as texts
from store.tables.applications import Intention
from store.work import Work

app = App(name="intentions", help="What people who are no contractors would like to hear of.")


@app.command(name="list")
async def list_intentions(*, by: str) -> None:
    """List the entries that nobody has seen to, oldest first.

    Args:
        by: the member of staff who reads them; the role office is needed.
    """
    rows = await performed_as(by, _listed)
    print_table(texts.COLUMNS, rows, if_empty=texts.NONE_WAITING)


@app.command
async def seen(number: int, *, by: str) -> None:
    """Note that the office has seen to an entry, by the number that `intentions list` shows.

    Args:
        number: the entry's number.
        by: the member of staff who saw to it; the role office is needed.
    """
    await performed_as(by, lambda work, member: see_to_intention(work, member, number))
    print(texts.SEEN)


def _listed(work: Work, member: StaffMember) -> list[tuple[str, ...]] | Refused:
    waiting = waiting_intentions(work, member)
    if isinstance(waiting, Refused):
        return waiting
    return [_row(one) for one in waiting]


def _row(one: Intention) -> tuple[str, ...]:
    said = json.loads(one.data)
    return str(one.id), day(local_day(one.registered_at)), said["called"], said["phone"] or "", said["wish"]
