"""How a target is named, and what staff read of where it stands."""

from __future__ import annotations

from handlers.casework.standing import standing_of
from handlers.casework.transitions import Subject
from handlers.materials.handing_in import checklist
from handlers.staff.actions.targets import Target
from handlers.texts import checklist as checklist_texts
from handlers.texts import desk as texts
from handlers.texts import intentions, threads
from handlers.texts.casework import case_number
from store.work import Work


def name_of(target: Target) -> str:
    """What people type to name the target."""
    match target.subject:
        case Subject.CASE:
            return case_number(number=target.number)
        case Subject.LIST | Subject.ITEM:
            return texts.list_name(kind=target.listed, code=target.item.code if target.item else "")
        case Subject.INTENTION:
            return intentions.name(number=target.number)
        case Subject.THREAD:
            return threads.name(number=target.number)
        case Subject.SETTINGS | Subject.ANSWERS:  # all of them together need no name
            return target.name
        case _:
            return target.name or target.number


def title_of(target: Target) -> str:
    """What people read of the target on a page, where nobody has to type it."""
    return texts.item_title(kind=target.listed, label=target.item.label) if target.item else name_of(target)


def state_label(work: Work, target: Target) -> str:
    """Staff's word for where the target stands; empty for what stands nowhere."""
    if target.application is not None:
        return standing_of(work, target.application).staff
    if target.standing is not None:
        return texts.state_label(subject=target.subject.value, state=target.standing.value)
    return checklist_texts.count(count=len(checklist(work, target.listed))) if target.kind is not None else ""
