"""Which officer may have to do with a report: none whom it is about, and nobody as a deputy."""

from __future__ import annotations

from handlers.casework.attempt import system
from handlers.casework.sealed.procedure import Procedure, procedure_of, record_of
from handlers.casework.sealed.window import recipients
from handlers.identity.actors import Door, StaffMember
from handlers.identity.roles import roles_of
from handlers.results import Reason
from handlers.texts import sealed_handling as texts
from store.queries.sealed_complaints import ListedComplaint, complaint_called
from store.states import RecipientUnit, Role
from store.tables.people import Staff
from store.work import Work


def is_officer(work: Work, member: StaffMember) -> bool:
    """Whether reports are theirs to deal with: by a role of their own, never as somebody's deputy."""
    found = work.get(Staff, member.id)
    return found is not None and found.active and Role.REPORT_OFFICER in roles_of(found)


def reading_denial(work: Work, member: StaffMember) -> Reason | None:
    """Why this member sees no report at all: whoever signed in by an account has not proved who they are."""
    if not is_officer(work, member):
        return system(texts.OFFICERS_ONLY)
    return system(texts.OTHER_DOOR) if member.door is Door.DESK else None


def units_of(work: Work, member: StaffMember) -> frozenset[RecipientUnit]:
    """Where a member works, as their keys in use say."""
    return frozenset(one.unit for one in recipients(work) if one.staff_id == member.id)


def stands_aside(procedure: Procedure, member: StaffMember, units: frozenset[RecipientUnit]) -> bool:
    """Whether a report is none of theirs: it is about their unit, or they said that it touches them."""
    return member.id in procedure.away or not units.isdisjoint(procedure.concerns)


def handling_denial(work: Work, member: StaffMember, complaint: ListedComplaint) -> Reason | None:
    """Why this member has nothing to do with this report; None where they have."""
    if reason := reading_denial(work, member):
        return reason
    units = units_of(work, member)
    if not units:
        return system(texts.NO_KEY)
    return system(texts.ASIDE) if stands_aside(procedure_of(record_of(complaint)), member, units) else None


def handled_complaint(work: Work, member: StaffMember, key: str) -> ListedComplaint | Reason:
    """The report of this id, for an officer who may deal with it; nobody else learns whether there is one."""
    found = complaint_called(work, key)
    if found is None:
        return system(texts.NO_SUCH if is_officer(work, member) else texts.OFFICERS_ONLY)
    return handling_denial(work, member, found) or found
