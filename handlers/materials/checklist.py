"""办公室公布的清单: the office keeps it, per kind of application; the measure lists no materials (Article 10)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from handlers.actors import Actor, StaffMember
from handlers.casework.results import Done, Reason, Refused, Result, Source
from handlers.texts import checklist as texts
from store.audit import Facts, append, digest
from store.materials import checklist, checklist_item, code_was_used
from store.people import lock_register
from store.states import Kind, Role
from store.tables.applications import ChecklistItem
from store.work import Work

_CHAIN = "settings"
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
_LONGEST_LABEL = 60
_LONGEST_HINT = 300
_MOST = 30
_STEP = 10


@dataclass(frozen=True, slots=True)
class NewItem:
    """What the office asks for. `code` names it for commands and is never used for anything else again."""

    code: str
    label: str
    hint: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What becomes other; None stays. `before` is the code of the item that it goes in front of."""

    label: str | None = None
    hint: str | None = None
    required: bool | None = None
    before: str | None = None


def add_item(work: Work, actor: Actor, kind: Kind, new: NewItem) -> Result:
    """Put an item at the list's end; it is asked for from the next answer on."""
    lock_register(work, "checklist")
    there = checklist(work, kind.value)
    if reasons := (*_not_allowed(actor), *_faults(new.label, new.hint), *_code_faults(work, kind, new.code)):
        return Refused(reasons)
    if len(there) >= _MOST:
        return Refused((Reason(texts.TOO_MANY, Source.SYSTEM),))
    item = ChecklistItem(
        kind=kind.value,
        code=new.code,
        label=_line(new.label),
        hint=_line(new.hint),
        required=new.required,
        position=there[-1].position + _STEP if there else _STEP,
        retired_at=None,
    )
    return _done(work, actor, work.add(item), "checklist_add")


def change_item(work: Work, actor: Actor, kind: Kind, code: str, change: ItemChange) -> Result:
    """Say an item otherwise, or move it; what lies under it stays there."""
    lock_register(work, "checklist")
    item = checklist_item(work, kind.value, code)
    label = change.label if change.label is not None else (item.label if item else "-")
    if reasons := (*_not_allowed(actor), *_faults(label, change.hint or "")):
        return Refused(reasons)
    if item is None or (change.before is not None and not _move(work, item, change.before)):
        return Refused((Reason(texts.UNKNOWN_ITEM, Source.SYSTEM),))
    item.label = _line(label)
    item.hint = _line(change.hint) if change.hint is not None else item.hint
    item.required = change.required if change.required is not None else item.required
    return _done(work, actor, item, "checklist_change")


def retire_item(work: Work, actor: Actor, kind: Kind, code: str) -> Result:
    """Ask for an item no more; files that lie under it stay where they are."""
    lock_register(work, "checklist")
    if reasons := _not_allowed(actor):
        return Refused(reasons)
    item = checklist_item(work, kind.value, code)
    if item is None:
        return Refused((Reason(texts.UNKNOWN_ITEM, Source.SYSTEM),))
    item.retired_at = work.now
    return _done(work, actor, item, "checklist_retire")


def _move(work: Work, item: ChecklistItem, before: str) -> bool:
    """Number the list anew with the item in front of another."""
    rest = [one for one in checklist(work, item.kind) if one.id != item.id]
    place = next((place for place, one in enumerate(rest) if one.code == before), None)
    if place is None:
        return False
    for number, one in enumerate([*rest[:place], item, *rest[place:]], start=1):
        one.position = number * _STEP
    return True


def _not_allowed(actor: Actor) -> tuple[Reason, ...]:
    may = isinstance(actor, StaffMember) and actor.has(Role.OFFICE)
    return () if may else (Reason(texts.NOT_ALLOWED, Source.OFFICE),)


def _faults(label: str, hint: str) -> tuple[Reason, ...]:
    found: Mapping[str, bool] = {
        texts.BAD_LABEL: not 0 < len(_line(label)) <= _LONGEST_LABEL,
        texts.BAD_HINT: len(_line(hint)) > _LONGEST_HINT,
    }
    return tuple(Reason(text, Source.SYSTEM) for text, is_wrong in found.items() if is_wrong)


def _code_faults(work: Work, kind: Kind, code: str) -> tuple[Reason, ...]:
    if not _CODE.fullmatch(code):
        return (Reason(texts.BAD_CODE, Source.SYSTEM),)
    return (Reason(texts.USED_CODE, Source.SYSTEM),) if code_was_used(work, kind.value, code) else ()


def _line(words: str) -> str:
    return " ".join(words.split())


def _done(work: Work, actor: Actor, item: ChecklistItem, act: str) -> Done:
    content = digest(work, f"{item.label}\n{item.hint}")
    facts: Facts = {"kind": item.kind, "item": item.code, "required": item.required, "content": content}
    append(work, _CHAIN, actor=actor.reference, act=act, facts=facts)
    return Done(item.code, version=1)
