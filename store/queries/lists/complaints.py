"""The list of what is kept openly (意见, 投诉 …), and what of it waits for a member."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from msgspec import Struct
from sqlalchemy import ColumnElement, and_, exists, or_, select

from store.queries.complaints import OPEN
from store.queries.lists.paging import Page, Paging, matches, paged
from store.states import ComplaintState, Role
from store.tables.complaints import Complaint, ComplaintRecusal
from store.work import Work


class ComplaintFilter(Struct, frozen=True, kw_only=True):
    """What is wanted; an empty field lets everything pass."""

    words: str = ""
    kinds: Collection[str] = ()
    states: Collection[str] = ()
    late_on: date | None = None
    is_descending: bool = True


def list_complaints(work: Work, wanted: ComplaintFilter, asked: Paging) -> Page:
    """A page of the complaints that are wanted, the newest first."""
    found: list[ColumnElement[bool]] = []
    if wanted.words.strip():
        found.append(matches(wanted.words, Complaint.number, Complaint.organ))
    if wanted.kinds:
        found.append(Complaint.kind.in_(wanted.kinds))
    if wanted.states:
        found.append(Complaint.state.in_(wanted.states))
    if wanted.late_on is not None:
        found.append(is_late(wanted.late_on))
    last = Complaint.id
    return paged(work, select(last).where(*found), (last.desc() if wanted.is_descending else last.asc(),), asked)


def listed_complaints(work: Work, ids: Sequence[int]) -> dict[int, Complaint]:
    """These complaints, by id."""
    return {one.id: one for one in work.all(select(Complaint).where(Complaint.id.in_(ids)))}


def recused_from(work: Work, ids: Sequence[int], staff_id: int) -> frozenset[int]:
    """Those of these that the member keeps out of."""
    mine = (ComplaintRecusal.complaint_id.in_(ids), ComplaintRecusal.staff_id == staff_id)
    query = select(ComplaintRecusal.complaint_id).where(*mine, ComplaintRecusal.lifted_at.is_(None))
    return frozenset(work.session.scalars(query))


def is_late(today: date) -> ColumnElement[bool]:
    """Its person is still to hear what they were to hear before today."""
    is_new = Complaint.state == ComplaintState.RECEIVED.value
    is_open = Complaint.state.in_(OPEN)
    return or_(and_(is_new, Complaint.first_due < today), and_(is_open, Complaint.answer_due < today))


def waits_for_member(staff_id: int, roles: Collection[Role], *, answers: bool) -> ColumnElement[bool]:
    """It is with the member's unit, and they need not keep out of it.

    `answers`: whether the unit is one of those that answer what nobody has taken yet.
    """
    units = [role.value for role in roles] + ([""] if answers else [])
    return and_(Complaint.state.in_(OPEN), Complaint.unit.in_(units), ~keeps_out(staff_id))


def keeps_out(staff_id: int) -> ColumnElement[bool]:
    """The member keeps out of it (回避)."""
    return exists().where(
        ComplaintRecusal.complaint_id == Complaint.id,
        ComplaintRecusal.staff_id == staff_id,
        ComplaintRecusal.lifted_at.is_(None),
    )
