"""`checklist`: 办公室公布的清单, kept by the office; the measure lists no materials."""

from __future__ import annotations

import sys
from collections.abc import Callable

from cyclopts import App
from rich.console import Console
from rich.table import Table

from bot.clock import utc_now
from bot.commands.opened import opened_database
from handlers.actors import StaffMember
from handlers.casework.results import Done, Refused, Result
from handlers.checklist import ItemChange, NewItem, add_item, change_item, retire_item
from handlers.materials import checklist
from handlers.people import staff_member
from handlers.texts import checklist as texts
from handlers.texts.materials import checklist_title
from handlers.texts.people import unknown
from store.states import Kind
from store.work import Work

app = App(name="checklist", help="What the office asks for, per kind of application.")


@app.command(name="list")
async def list_items(kind: Kind | None = None) -> None:
    """Show the lists in force, or one of them: prepayment, midterm or followup."""
    async with opened_database() as database:
        for one in [kind] if kind else list(Kind):
            items = await database.read(lambda work, one=one: checklist(work, one), utc_now())  # type: ignore[misc] # the default binds
            table = Table(*texts.COLUMNS, title=checklist_title(kind=one))
            for item in items:
                table.add_row(item.code, item.label, item.hint, texts.YES if item.required else texts.NO)
            Console().print(table if items else texts.empty(title=checklist_title(kind=one)))


@app.command
async def add(kind: Kind, code: str, label: str, *, by: str, hint: str = "", required: bool = True) -> None:
    """Put an item at the end of a list.

    Args:
        kind: prepayment, midterm or followup.
        code: what commands call the item, such as contract-copy.
        label: what people are asked for.
        by: the member of staff who decides it; the role office is needed.
        hint: what people should look after.
        required: whether an application without it is incomplete.
    """
    new = NewItem(code, label, hint, required=required)
    await _act(by, lambda work, member: add_item(work, member, kind, new))


@app.command
async def change(
    kind: Kind,
    code: str,
    *,
    by: str,
    label: str | None = None,
    hint: str | None = None,
    required: bool | None = None,
    before: str | None = None,
) -> None:
    """Say an item otherwise, or move it in front of another.

    Args:
        kind: prepayment, midterm or followup.
        code: the item's code.
        label: what people are asked for.
        hint: what people should look after.
        required: whether an application without it is incomplete.
        by: the member of staff who decides it; the role office is needed.
        before: the code of the item that it goes in front of.
    """
    new = ItemChange(label, hint, required, before)
    await _act(by, lambda work, member: change_item(work, member, kind, code, new))


@app.command
async def retire(kind: Kind, code: str, *, by: str) -> None:
    """Ask for an item no more; files that lie under it stay.

    Args:
        kind: prepayment, midterm or followup.
        code: the item's code.
        by: the member of staff who decides it; the role office is needed.
    """
    await _act(by, lambda work, member: retire_item(work, member, kind, code))


async def _act(by: str, act: Callable[[Work, StaffMember], Result]) -> None:
    """Perform the act of a member; a refusal is said on the error stream, with exit status 1."""

    def perform(work: Work) -> Result | None:
        member = staff_member(work, by)
        return act(work, member) if member else None

    async with opened_database() as database:
        result = await database.write(perform, utc_now())
    match result:
        case Done():
            print(texts.DONE)
        case Refused(reasons):
            sys.exit("\n".join(reason.text for reason in reasons))
        case None:
            sys.exit(unknown(name=by))
