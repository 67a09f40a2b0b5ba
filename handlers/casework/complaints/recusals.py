"""Which units a complaint is with, who of them keeps out of it (回避), and who is told of it then."""

from __future__ import annotations

import json

from handlers.identity.actors import HANDLING
from handlers.identity.roles import roles_of
from store.queries.arrangements import arranged
from store.queries.complaints import open_units, recusal_of, recusals_of
from store.queries.people import all_staff
from store.states import RecusalReason, Role
from store.tables.complaints import Complaint, ComplaintRecusal
from store.tables.people import Staff
from store.work import Work

UNITS = "complaint_units"
"""Name of the arrangement of the units that answer complaints. Stored: never rename it."""

_SHORTEST = 2
"""Characters of a name that words can be searched for."""


def recuse_the_named(work: Work, row: Complaint, words: str) -> None:
    """Members whom its words name keep out of it, until another member says that it is somebody else."""
    plain = "".join(words.split())
    for member in handling_members(work):
        if len(member.name) >= _SHORTEST and member.name in plain:
            keep_out(work, row, member.id, RecusalReason.NAMED, None)


def keep_out(work: Work, row: Complaint, staff_id: int, reason: RecusalReason, by: int | None) -> None:
    """Have a member keep out of it; one who was let in again because of a name is not kept out for the same."""
    there = recusal_of(work, row.id, staff_id)
    if there is None:
        new = ComplaintRecusal(complaint_id=row.id, staff_id=staff_id, reason=reason.value, set_by=by, at=work.now)
        work.add(new)
    elif there.lifted_at is not None and reason is not RecusalReason.NAMED:
        there.reason, there.set_by, there.at = reason.value, by, work.now
        there.lifted_by = there.lifted_at = None


def handling_members(work: Work) -> list[Staff]:
    """The members who may answer complaints."""
    return [one for one in all_staff(work) if one.active and not roles_of(one).isdisjoint(HANDLING)]


def left_to_handle(work: Work, row: Complaint) -> frozenset[int]:
    """The members who keep not out of it, in whatever unit that answers complaints."""
    out = {one.staff_id for one in recusals_of(work, row.id)}
    return frozenset(one.id for one in handling_members(work)) - out


def units_of(work: Work, row: Complaint) -> frozenset[Role]:
    """The unit that took it or was given it; before, those that the office arranged to answer."""
    return frozenset({Role(row.unit)}) if row.unit else answering_units(work)


def answering_units(work: Work) -> frozenset[Role]:
    """The units that answer complaints which nobody has taken yet."""
    stored = arranged(work, UNITS)
    return frozenset(map(Role, json.loads(stored))) if stored else frozenset({Role.OFFICE})


def units_with_open(work: Work) -> frozenset[Role]:
    """The units that have one to answer, and those that answer what nobody has taken yet."""
    return answering_units(work) | {Role(unit) for unit in open_units(work)}


def units_for(work: Work, row: Complaint) -> tuple[Role, ...]:
    """Whom to tell of it; where all members of its units keep out, the other units as well, which can take it."""
    units, out = units_of(work, row), {one.staff_id for one in recusals_of(work, row.id)}
    staffed = {role for one in handling_members(work) if one.id not in out for role in roles_of(one)}
    return tuple(sorted(units)) if not out or units & staffed else HANDLING
