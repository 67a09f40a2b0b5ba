"""The files of a draft or an application under the items of the office's list."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct

from handlers.texts import materials as texts
from store.tables.applications import ChecklistItem, Material


class Pile(Struct, frozen=True):
    """An item of the office's list, with what lies under it; the last pile has no item."""

    code: str
    label: str
    hint: str
    required: bool
    files: tuple[Material, ...]
    before: tuple[Material, ...] = ()  # what was submitted before, of an application that is mended


def piles_of(
    items: Sequence[ChecklistItem], files: Sequence[Material], before: Sequence[Material] = ()
) -> tuple[Pile, ...]:
    """The files under their items, in the list's order; what no item names lies in the last pile."""
    codes = {item.code for item in items}

    def under(code: str) -> dict[str, tuple[Material, ...]]:
        return {"files": _under(files, code, codes), "before": _under(before, code, codes)}

    piles = [Pile(item.code, item.label, item.hint, item.required, **under(item.code)) for item in items]
    return (*piles, Pile("", texts.OTHER_FILES if items else texts.FILES, "", required=False, **under("")))


def _under(files: Sequence[Material], code: str, codes: Collection[str]) -> tuple[Material, ...]:
    return tuple(file for file in files if (file.item if file.item in codes else "") == code)
