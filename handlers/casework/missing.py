"""Which items of the office's list an application still lacks (第十条: the list itself is the office's)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from handlers.materials.handing_in import checklist
from store.states import Kind
from store.tables.applications import ChecklistItem, Material
from store.work import Work


def missing_items(
    work: Work, kind: Kind, materials: Sequence[Material], papers: Collection[str] = ()
) -> list[ChecklistItem]:
    """The required items that none of the materials stands under, and of which the counter has no paper."""
    there = {*papers, *(material.item for material in materials)}
    return [item for item in checklist(work, kind) if item.required and item.code not in there]
