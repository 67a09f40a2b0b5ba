"""办公室公布的清单: the office keeps it, per kind of application; the measure lists no materials (Article 10)."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handlers.identity.actors import Actor, StaffMember
from handlers.results import Done, Reason, Refused, Result, Source
from handlers.texts import checklist as texts
from store.audit.entries import Facts, append, digest
from store.queries.materials import checklist, checklist_item, code_was_used
from store.queries.people import lock_register
from store.states import Kind, Role
from store.tables.applications import ChecklistItem
from store.work import Work

_CHAIN = "settings"
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
LONGEST_LABEL = 60
LONGEST_HINT = 300
_MOST = 30
_STEP = 10
_ENCODING = "utf-8"


@dataclass(frozen=True, slots=True)
class NewItem:
    """What the office asks for. `code` names it for commands and is never used for anything else again."""

    code: str
    label: str
    hint: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What becomes other; None stays. It goes in front of the item of the code `before`, or to `place`, from 1."""

    label: str | None = None
    hint: str | None = None
    required: bool | None = None
    before: str | None = None
    place: int | None = None


def list_version(work: Work, kind: Kind) -> int:
    """A number that is another one as soon as anything of the list is: what somebody saw is told apart by it."""
    said = [(item.code, item.label, item.hint, item.required) for item in checklist(work, kind.value)]
    return zlib.crc32(json.dumps(said).encode(_ENCODING))


def free_code(work: Work, kind: Kind) -> str:
    """A code that was never used, for whoever adds an item without thinking of commands."""
    number = len(checklist(work, kind.value)) + 1
    while code_was_used(work, kind.value, f"item-{number}"):
        number += 1
    return f"item-{number}"


def full_reasons(work: Work, kind: Kind) -> tuple[Reason, ...]:
    """Why nothing can be added to the list: it is as long as it may be."""
    is_full = len(checklist(work, kind.value)) >= _MOST
    return (Reason(texts.TOO_MANY, Source.SYSTEM),) if is_full else ()


def add_item(work: Work, actor: Actor, kind: Kind, new: NewItem, *, seen: int | None = None) -> Result:
    """Put an item at the list's end; it is asked for from the next answer on."""
    lock_register(work, "checklist")
    there = checklist(work, kind.value)
    if reasons := (
        *_against(work, actor, kind, seen),
        *_faults(new.label, new.hint),
        *_code_faults(work, kind, new.code),
    ) or full_reasons(work, kind):
        return Refused(reasons)
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


def change_item(
    work: Work, actor: Actor, kind: Kind, code: str, change: ItemChange, *, seen: int | None = None
) -> Result:
    """Say an item otherwise, or move it; what lies under it stays there."""
    lock_register(work, "checklist")
    item = checklist_item(work, kind.value, code)
    label = change.label if change.label is not None else (item.label if item else "-")
    if reasons := (*_against(work, actor, kind, seen), *_faults(label, change.hint or "")):
        return Refused(reasons)
    if item is None:
        return Refused((Reason(texts.UNKNOWN_ITEM, Source.SYSTEM),))
    if reason := _move(work, item, change):
        return Refused((reason,))
    item.label = _line(label)
    item.hint = _line(change.hint) if change.hint is not None else item.hint
    item.required = change.required if change.required is not None else item.required
    return _done(work, actor, item, "checklist_change")


def retire_item(work: Work, actor: Actor, kind: Kind, code: str, *, seen: int | None = None) -> Result:
    """Ask for an item no more; files that lie under it stay where they are."""
    lock_register(work, "checklist")
    if reasons := tuple(_against(work, actor, kind, seen)):
        return Refused(reasons)
    item = checklist_item(work, kind.value, code)
    if item is None:
        return Refused((Reason(texts.UNKNOWN_ITEM, Source.SYSTEM),))
    item.retired_at = work.now
    return _done(work, actor, item, "checklist_retire")


def place_reasons(work: Work, kind: Kind, place: int) -> tuple[Reason, ...]:
    """Why an item of the list cannot go to this place, counted from 1."""
    count = len(checklist(work, kind.value))
    return () if 0 < place <= count else (Reason(texts.no_such_place(count=count), Source.SYSTEM),)


def _move(work: Work, item: ChecklistItem, change: ItemChange) -> Reason | None:
    """Number the list anew with the item in its new place; why it cannot go there."""
    if change.before is None and change.place is None:
        return None
    if change.place is not None and (reasons := place_reasons(work, Kind(item.kind), change.place)):
        return reasons[0]
    rest = [one for one in checklist(work, item.kind) if one.id != item.id]
    before = next((place for place, one in enumerate(rest) if one.code == change.before), None)
    place = change.place - 1 if change.place is not None else before
    if place is None:
        return Reason(texts.UNKNOWN_ITEM, Source.SYSTEM)
    for number, one in enumerate([*rest[:place], item, *rest[place:]], start=1):
        one.position = number * _STEP
    return None


def _against(work: Work, actor: Actor, kind: Kind, seen: int | None) -> Iterator[Reason]:
    """Who may not, and whoever saw another list than there is now."""
    yield from _not_allowed(actor)
    if seen is not None and seen != list_version(work, kind):
        yield Reason(texts.MOVED_ON, Source.SYSTEM)


def _not_allowed(actor: Actor) -> tuple[Reason, ...]:
    may = isinstance(actor, StaffMember) and actor.has(Role.OFFICE)
    return () if may else (Reason(texts.NOT_ALLOWED, Source.OFFICE),)


def _faults(label: str, hint: str) -> tuple[Reason, ...]:
    found: Mapping[str, bool] = {
        texts.BAD_LABEL: not 0 < len(_line(label)) <= LONGEST_LABEL,
        texts.BAD_HINT: len(_line(hint)) > LONGEST_HINT,
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
    facts: Facts = {
        "kind": item.kind,
        "item": item.code,
        "required": item.required,
        "content": content,
        "position": item.position,
    }
    append(work, _CHAIN, actor=actor.reference, act=act, facts=facts)
    return Done(item.code, version=1)
