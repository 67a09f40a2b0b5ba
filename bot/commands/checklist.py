"""`checklist`: 办公室公布的清单, kept by the office; the measure lists no materials."""

from __future__ import annotations

from cyclopts import App

from bot.clock import utc_now
from bot.commands.database_access import opened_database
from bot.commands.performed import performed_as, print_table
from handlers.casework.checklists import ItemChange, NewItem, add_item, change_item, retire_item
from handlers.materials.handing_in import checklist
from handlers.texts import checklist as texts
from handlers.texts.materials import checklist_title
from store.states import Kind

app = App(name="checklist", help="What the office asks for, per kind of application.")


@app.command(name="list")
async def list_items(kind: Kind | None = None) -> None:
    """Show the lists in force, or one of them: prepayment, midterm or followup."""
    async with opened_database() as database:
        for one in [kind] if kind else list(Kind):
            items = await database.read(lambda work, one=one: checklist(work, one), utc_now())  # type: ignore[misc] # the default binds
            title = checklist_title(kind=one)
            rows = ((item.code, item.label, item.hint, texts.YES if item.required else texts.NO) for item in items)
            print_table(texts.COLUMNS, rows, if_empty=texts.empty(title=title), title=title)


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
    await performed_as(by, lambda work, member: add_item(work, member, kind, new))
    print(texts.DONE)


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
    await performed_as(by, lambda work, member: change_item(work, member, kind, code, new))
    print(texts.DONE)


@app.command
async def retire(kind: Kind, code: str, *, by: str) -> None:
    """Ask for an item no more; files that lie under it stay.

    Args:
        kind: prepayment, midterm or followup.
        code: the item's code.
        by: the member of staff who decides it; the role office is needed.
    """
    await performed_as(by, lambda work, member: retire_item(work, member, kind, code))
    print(texts.DONE)
