"""One of the office's checklists as the console shows it, with what the member may do to each item."""

from __future__ import annotations

from msgspec import Struct

from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.targets import Target, item_target
from store.queries.materials import checklist
from store.states import Kind
from store.tables.applications import ChecklistItem


class ItemLine(Struct, frozen=True):
    """An item; `number` names it to its actions."""

    item: ChecklistItem
    number: str


class ChecklistView(Struct, frozen=True):
    """`acts` are on the list, `item_acts` on each of its items."""

    kind: Kind
    items: tuple[ItemLine, ...]
    acts: tuple[Action, ...]
    item_acts: tuple[Action, ...]


def checklist_view(acting: Acting, catalogue: Catalogue, target: Target) -> ChecklistView:
    """The list as it is in this snapshot. Its items are alike: what can be done to one can be done to all."""
    work, member, kind = acting.work, acting.member, target.listed
    items = [(item, item_target(work, item)) for item in checklist(work, kind.value)]
    on_items = catalogue.offered(work, member, items[0][1]) if items else []
    return ChecklistView(
        kind=kind,
        items=tuple(ItemLine(item, place.number) for item, place in items),
        acts=tuple(catalogue.offered(work, member, target)),
        item_acts=tuple(on_items),
    )
