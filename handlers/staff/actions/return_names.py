"""The papers of an application that 退回补正 can name: every item of the office's list, every file beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handlers.casework.papers import papers_of
from handlers.forms.spec import Named
from handlers.staff.actions.targets import Target
from handlers.texts import naming as texts
from store.queries.materials import checklist, materials_of_application
from store.tables.applications import ChecklistItem, Material
from store.work import Work


def no_names(_work: Work, _target: Target) -> tuple[Named, ...]:
    """Most acts name no papers."""
    return ()


def return_names(work: Work, target: Target) -> tuple[Named, ...]:
    """In the order of the list; what is required and was not handed in is told in any case."""
    sent = target.application
    if sent is None:
        return ()
    items, files = checklist(work, sent.kind), materials_of_application(work, sent.id)
    return tuple(_names(items, files, papers_of(work, sent.id)))


def _names(items: Sequence[ChecklistItem], files: Sequence[Material], papers: frozenset[str]) -> Iterator[Named]:
    for item in items:
        names = tuple(file.name for file in files if file.item == item.code)
        is_there = bool(names) or item.code in papers
        yield Named(
            code=item.code,
            label=item.label,
            hint=_hint(item, names, on_paper=item.code in papers),
            always=item.required and not is_there,
        )
    known = {item.code for item in items}
    for file in files:
        if file.item not in known:
            yield Named(code=f"file:{file.id}", label=file.name, hint=texts.NOT_ASKED)


def _hint(item: ChecklistItem, names: tuple[str, ...], *, on_paper: bool) -> str:
    if names:
        return texts.handed_in(files=names)
    if on_paper:
        return texts.ON_PAPER
    return texts.REQUIRED if item.required else texts.OPTIONAL
