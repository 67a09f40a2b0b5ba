"""Who somebody is: members of staff and people bound to a firm, as the database has them at this moment."""

from __future__ import annotations

import unicodedata

from msgspec.structs import replace

from handlers.identity.actors import Contractor, Door, StaffMember, System
from handlers.identity.deputies import stand_ins
from handlers.identity.roles import roles_of
from handlers.messages import Person
from store.audit.vouching import is_intact
from store.queries.bindings import binding_of
from store.queries.people import staff_named
from store.queries.strangers import has_nothing_of
from store.tables.people import Staff, StaffLink
from store.work import Work

OPERATOR = System("operator")
"""Whoever runs commands on the machine itself."""


def staff_member(work: Work, name: str) -> StaffMember | None:
    """The active member of this name."""
    return _member(work, staff_named(work, read_name(name)))


def staff_of(work: Work, person: Person) -> StaffMember | None:
    """The active member who is writing: at the terminal by name, elsewhere by the account linked to them."""
    if person.traits.is_office_door:
        return _at(staff_member(work, person.address), Door.TERMINAL)
    if not person.traits.proves_accounts or is_stranger(work, person):
        return None
    link = work.get(StaffLink, (person.channel.value, person.address))
    if link is None or link.unconfirmed_since is not None or not is_intact(work, link):
        return None
    return _at(_member(work, work.get(Staff, link.staff_id)), Door.DESK)


def is_stranger(work: Work, person: Person) -> bool:
    """Whether nothing is kept of the person beside the talk itself: no firm, no desk, no draft, no complaint.

    Most of those who ask are strangers; to tell them apart costs a tenth of looking each of these up.
    """
    return not person.traits.is_office_door and has_nothing_of(
        work.connection, person.channel.value, person.address
    )


def staff_numbered(work: Work, number: int) -> StaffMember | None:
    """The active member of this id."""
    return _member(work, work.get(Staff, number))


def contractor(work: Work, person: Person) -> Contractor | None:
    """The person as who acts for a firm now; None for everybody else."""
    if is_stranger(work, person):
        return None
    found = binding_of(work, person.channel.value, person.address)
    return Contractor(found.id, found.firm_id, person) if found and is_intact(work, found) else None


def read_name(name: str) -> str:
    """A member's name in its one spelling."""
    return unicodedata.normalize("NFKC", name).strip()


def _at(member: StaffMember | None, door: Door) -> StaffMember | None:
    return replace(member, door=door) if member else None


def _member(work: Work, row: Staff | None) -> StaffMember | None:
    """Nobody is a member by what was written into the database past every act."""
    if row is None or not row.active or not is_intact(work, row):
        return None
    own = roles_of(row)
    standing_in = stand_ins(work, row, own)
    roles = own.union(*(one.roles for one in standing_in))
    return StaffMember(row.id, row.name, roles, own_roles=own, stands_in=standing_in)
