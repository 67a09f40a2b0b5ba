"""What can be done, for help: every action by what it is about, a member's own before those of others."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from handlers.casework.recipients import basis_label
from handlers.identity.actors import Door, StaffMember
from handlers.staff.actions.action import Action
from handlers.staff.actions.catalogue import Catalogue
from handlers.texts import console_help as texts
from handlers.texts.people import roles as role_words
from policy_kb.kb import PolicyKB


class Entry(Struct, frozen=True, kw_only=True):
    """An action as help tells of it. `where` are the doors from which it can be done."""

    label: str
    basis: str
    roles: str
    where: str
    is_own: bool


class Chapter(Struct, frozen=True, kw_only=True):
    """The actions on one kind of thing; `begins` says where one finds it."""

    title: str
    begins: str
    entries: tuple[Entry, ...]

    @property
    def own(self) -> tuple[Entry, ...]:
        """Those of the member."""
        return tuple(entry for entry in self.entries if entry.is_own)


def chapters(catalogue: Catalogue, kb: PolicyKB, member: StaffMember) -> tuple[Chapter, ...]:
    """Every action, those that the member may do first."""
    found = tuple(_chapters(catalogue, kb, member))
    return (*(one for one in found if one.own), *(one for one in found if not one.own))


def _chapters(catalogue: Catalogue, kb: PolicyKB, member: StaffMember) -> Iterator[Chapter]:
    for subject in dict.fromkeys(action.subject for action in catalogue.actions):
        title, begins = texts.ABOUT.get(subject.value, texts.OTHERS)
        actions = [action for action in catalogue.actions if action.subject is subject]
        entries = (_entry(action, kb, member) for action in actions)
        yield Chapter(title=title, begins=begins, entries=tuple(sorted(entries, key=lambda one: not one.is_own)))


def _entry(action: Action, kb: PolicyKB, member: StaffMember) -> Entry:
    is_at_desk = action.at_desk and Door.DESK in action.row.doors
    return Entry(
        label=action.label,
        basis=basis_label(kb, action.basis),
        roles=role_words(roles=action.roles),
        where=texts.EVERYWHERE if is_at_desk else texts.HERE_ONLY,
        is_own=action.is_for(member),
    )
