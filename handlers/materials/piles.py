"""The files of a draft or an application under the items of the office's list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.texts import materials as texts
from store.tables.applications import ChecklistItem, Material


@dataclass(frozen=True, slots=True)
class Pile:
    """An item of the office's list, with what lies under it; the last pile has no item."""

    code: str
    label: str
    hint: str
    required: bool
    files: tuple[Material, ...]


def piles_of(items: Sequence[ChecklistItem], files: Sequence[Material]) -> tuple[Pile, ...]:
    """The files under their items, in the list's order; what no item names lies in the last pile."""
    codes = {item.code for item in items}
    piles = [Pile(item.code, item.label, item.hint, item.required, _under(files, item.code)) for item in items]
    rest = tuple(file for file in files if file.item not in codes)
    return (*piles, Pile("", texts.OTHER_FILES if items else texts.FILES, "", required=False, files=rest))


def _under(files: Sequence[Material], code: str) -> tuple[Material, ...]:
    return tuple(file for file in files if file.item == code)
