"""The office's acts on its checklists, as commands and the desk call them: each is a row of the table."""

from __future__ import annotations

from msgspec import Struct, structs

from handlers.casework.checklist_rows import MOST, ItemChangeFields, ItemFields
from handlers.casework.perform import apply_row
from handlers.casework.registers import item_number
from handlers.casework.transitions import ActName
from handlers.identity.actors import Actor
from handlers.results import Reason, Result, Source
from handlers.texts import checklist as texts
from store.queries.materials import checklist, code_was_used
from store.states import Kind
from store.work import Work


class NewItem(Struct, frozen=True):
    """What the office asks for. `code` names it for commands and is never used for anything else again."""

    code: str
    label: str
    hint: str = ""
    required: bool = True


class ItemChange(Struct, frozen=True):
    """What becomes other; None stays. It goes in front of the item of the code `before`, or to `place`, from 1."""

    label: str | None = None
    hint: str | None = None
    required: bool | None = None
    before: str | None = None
    place: int | None = None


def add_item(work: Work, actor: Actor, kind: Kind, new: NewItem, *, seen: int | None = None) -> Result:
    """Put an item at the list's end; it is asked for from the next answer on."""
    fields = ItemFields.model_construct(**structs.asdict(new))
    return apply_row(work, actor, ActName.CHECKLIST_ADD, kind.value, fields, seen=seen)


def change_item(
    work: Work, actor: Actor, kind: Kind, code: str, change: ItemChange, *, seen: int | None = None
) -> Result:
    """Say an item otherwise, or move it; what lies under it stays there."""
    fields = ItemChangeFields.model_construct(**structs.asdict(change))
    return apply_row(work, actor, ActName.CHECKLIST_CHANGE, item_number(kind, code), fields, seen=seen)


def retire_item(work: Work, actor: Actor, kind: Kind, code: str, *, seen: int | None = None) -> Result:
    """Ask for an item no more; files that lie under it stay where they are."""
    return apply_row(work, actor, ActName.CHECKLIST_RETIRE, item_number(kind, code), seen=seen)


def free_code(work: Work, kind: Kind) -> str:
    """A code that was never used, for whoever adds an item without thinking of commands."""
    number = len(checklist(work, kind.value)) + 1
    while code_was_used(work, kind.value, f"item-{number}"):
        number += 1
    return f"item-{number}"


def full_reasons(work: Work, kind: Kind) -> tuple[Reason, ...]:
    """Why nothing can be added to the list: it is as long as it may be."""
    is_full = len(checklist(work, kind.value)) >= MOST
    return (Reason(texts.TOO_MANY, Source.SYSTEM),) if is_full else ()


def place_reasons(work: Work, kind: Kind, place: int) -> tuple[Reason, ...]:
    """Why an item of the list cannot go to this place, counted from 1."""
    count = len(checklist(work, kind.value))
    return () if 0 < place <= count else (Reason(texts.no_such_place(count=count), Source.SYSTEM),)
