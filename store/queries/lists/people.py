"""The list of members, and that of intentions (意向登记)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from msgspec import Struct
from sqlalchemy import ColumnElement, func, or_, select

from store.queries.lists.paging import Page, Paging, matches, paged
from store.states import Role
from store.tables.applications import Intention
from store.tables.people import Staff, StaffLink
from store.work import Work


class MemberFilter(Struct, frozen=True, kw_only=True):
    """What is wanted; an empty field lets everybody pass."""

    words: str = ""
    roles: Collection[Role] = ()
    is_active: bool | None = None


class ListedMember(Struct, frozen=True):
    """A member, and how many accounts are linked to them."""

    member: Staff
    links: int


class IntentionFilter(Struct, frozen=True, kw_only=True):
    """What is wanted; registered from `since` on, and before `until`. `areas` are passages of the measure."""

    words: str = ""
    areas: Collection[str] = ()
    is_handled: bool | None = None
    since: datetime | None = None
    until: datetime | None = None
    is_descending: bool = False


class ListedIntention(Struct, frozen=True):
    """An entry, and the name of whoever saw to it."""

    intention: Intention
    handled_by: str


def list_members(work: Work, wanted: MemberFilter, asked: Paging) -> Page:
    """A page of the members that are wanted, those in office first."""
    found: list[ColumnElement[bool]] = []
    if wanted.words.strip():
        found.append(matches(wanted.words, Staff.name))
    if wanted.roles:
        found.append(or_(*(Staff.roles.contains(f'"{role.value}"', autoescape=True) for role in wanted.roles)))
    if wanted.is_active is not None:
        found.append(Staff.active.is_(wanted.is_active))
    return paged(
        work, select(Staff.id).where(*found), (Staff.active.desc(), Staff.name.asc(), Staff.id.asc()), asked
    )


def listed_members(work: Work, ids: Sequence[int]) -> dict[int, ListedMember]:
    """What is shown of these members, by id."""
    links = select(func.count()).select_from(StaffLink).where(StaffLink.staff_id == Staff.id).scalar_subquery()
    found = work.session.execute(select(Staff, links).where(Staff.id.in_(ids)))
    return {member.id: ListedMember(member, count) for member, count in found}


def list_intentions(work: Work, wanted: IntentionFilter, asked: Paging) -> Page:
    """A page of the entries that are wanted."""
    found: list[ColumnElement[bool]] = []
    if wanted.words.strip():
        found.append(matches(wanted.words, Intention.data))
    if wanted.areas:
        named = (Intention.data.contains(f'"area":"{area}"', autoescape=True) for area in wanted.areas)
        found.append(or_(*named))
    if wanted.is_handled is not None:
        is_open = Intention.handled_at.is_(None)
        found.append(~is_open if wanted.is_handled else is_open)
    if wanted.since is not None:
        found.append(Intention.registered_at >= wanted.since)
    if wanted.until is not None:
        found.append(Intention.registered_at < wanted.until)
    at, last = Intention.registered_at, Intention.id
    order = (at.desc(), last.desc()) if wanted.is_descending else (at.asc(), last.asc())
    return paged(work, select(Intention.id).where(*found), order, asked)


def listed_intentions(work: Work, ids: Sequence[int]) -> dict[int, ListedIntention]:
    """What is shown of these entries, by id."""
    query = select(Intention, Staff.name).outerjoin(Staff, Staff.id == Intention.handled_by)
    found = work.session.execute(query.where(Intention.id.in_(ids)))
    return {one.id: ListedIntention(one, name or "") for one, name in found}
