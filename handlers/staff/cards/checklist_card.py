"""The office's list of a kind of application on a card, and an item of it."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.casework.transitions import Subject
from handlers.materials.checklist import list_version
from handlers.materials.published import list_lines
from handlers.staff.cards.card import Card, Line, Part, Section
from handlers.texts import checklist as texts
from handlers.texts.materials import checklist_title
from store.states import Kind
from store.tables.applications import ChecklistItem
from store.work import Work


def checklist_lines(work: Work, kind: Kind) -> Iterator[str]:
    """One of the office's lists, an item a line; where there is none, that is said."""
    lines = tuple(list_lines(work, kind))
    yield from lines or (texts.empty(title=checklist_title(kind=kind)),)


def checklist_card(work: Work, kind: Kind) -> Card:
    """The list as it stands."""
    title, *items = checklist_lines(work, kind)
    section = Section(part=Part.ITEMS, lines=tuple(Line(words=item) for item in items))
    return Card(
        subject=Subject.LIST,
        number=kind.value,
        name="",
        title=title,
        version=list_version(work, kind),
        sections=(section,),
    )


def item_card(work: Work, item: ChecklistItem) -> Card:
    """The item as it stands; it is as new as its list."""
    kind = Kind(item.kind)
    return Card(
        subject=Subject.ITEM,
        number=f"{item.kind}/{item.code}",
        name="",
        title=texts.now(label=item.label, hint=item.hint, required=item.required),
        version=list_version(work, kind),
        sections=(),
    )
