"""The inbox of a member of staff: notices to their roles and to themselves, and which of them they have read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, exists, func, select, union_all

from store.dialects import insert
from store.queries.lists.paging import Page, Paging, shown_page
from store.states import Role
from store.tables.notices import StaffInbox, StaffNotice, StaffNoticeMark
from store.tables.people import Staff
from store.work import Work

_COMMITTED = timedelta(hours=1)
"""Nothing that old is still to be committed, with a smaller number than others that were read already."""


class Reader(Struct, frozen=True):
    """Whose inbox: a member with the roles that they have now. What was told before they came is not for them."""

    staff_id: int
    roles: Collection[Role]


class InboxEntry(Struct, frozen=True):
    """A notice in somebody's inbox; `read_at` None where they have not read it."""

    notice: StaffNotice
    read_at: datetime | None


def mark_read(work: Work, staff_id: int, notices: Sequence[int]) -> None:
    """Note that a member has read these notices; who read one before keeps that moment."""
    if notices:
        rows = [{"staff_id": staff_id, "notice_id": number, "read_at": work.now} for number in notices]
        work.connection.execute(insert(work.connection, StaffNoticeMark).on_conflict_do_nothing(), rows)


def mark_own_read(work: Work, reader: Reader, number: int) -> StaffNotice | None:
    """Note that the reader has read this notice, and give it; None where it is not in their inbox."""
    reach = _reach(work, reader)
    if work.session.scalar(_all(reach, StaffNotice.id == number)) is None:
        return None
    mark_read(work, reader.staff_id, [number])
    _advance(work, reach)
    return work.get(StaffNotice, number)


def mark_all_read(work: Work, reader: Reader, newest: int) -> None:
    """Note that the reader has read everything up to `newest`, the newest notice that they were shown."""
    reach = _reach(work, reader)
    unread = list(work.session.scalars(_unread(reach, StaffNotice.id <= newest)))
    mark_read(work, reader.staff_id, unread)
    _advance(work, reach)


def was_told(work: Work, role: Role, brief: str, since: datetime) -> bool:
    """Whether a role was told something of the same few words since."""
    same = (StaffNotice.role == role.value, StaffNotice.brief == brief, StaffNotice.at > since)
    return work.session.scalar(select(exists().where(*same))) or False


def newest_notice(work: Work) -> int:
    """The number of the newest notice to anybody; 0 where there is none."""
    return work.session.scalar(select(func.max(StaffNotice.id))) or 0


def count_unread(work: Work, reader: Reader, most: int) -> int:
    """How many notices the reader has not read; no more than `most` are counted."""
    reach = _reach(work, reader)
    some = _unread(reach, most=most).subquery()
    return min(most, work.session.scalar(select(func.count()).select_from(some)) or 0)


def inbox_page(work: Work, reader: Reader, *, unread: bool, asked: Paging) -> tuple[Page, list[InboxEntry]]:
    """A page of the reader's inbox, newest first: all of it, or what is unread."""
    reach = _reach(work, reader)
    listed = _unread if unread else _all
    total = work.session.scalar(select(func.count()).select_from(listed(reach).subquery())) or 0
    number = shown_page(total, asked)
    found = listed(reach, most=number * asked.size).subquery().c.id
    query = select(found).order_by(found.desc()).offset((number - 1) * asked.size).limit(asked.size)
    ids = tuple(work.session.scalars(query))
    return Page(ids, total, number, asked.size), _entries(work, reader, ids)


def _entries(work: Work, reader: Reader, ids: Sequence[int]) -> list[InboxEntry]:
    mine = and_(StaffNoticeMark.notice_id == StaffNotice.id, StaffNoticeMark.staff_id == reader.staff_id)
    query = select(StaffNotice, StaffNoticeMark.read_at).outerjoin(StaffNoticeMark, mine)
    found = work.session.execute(query.where(StaffNotice.id.in_(ids)).order_by(StaffNotice.id.desc()))
    return [InboxEntry(notice, read_at) for notice, read_at in found]


class _Reach(Struct, frozen=True):
    """Whose inbox, the last notice before they came, and the one up to which they have read everything.

    Numbers, not subqueries: PostgreSQL plans by them.
    """

    reader: Reader
    before: int
    read_to: int


def _reach(work: Work, reader: Reader) -> _Reach:
    since = select(Staff.created_at).where(Staff.id == reader.staff_id).scalar_subquery()
    before = select(StaffNotice.id).where(StaffNotice.at < since).order_by(StaffNotice.at.desc()).limit(1)
    read_to = select(StaffInbox.read_to).where(StaffInbox.staff_id == reader.staff_id)
    found = work.session.execute(select(before.scalar_subquery(), read_to.scalar_subquery())).one()
    return _Reach(reader, found[0] or 0, found[1] or 0)


def _all(reach: _Reach, *conditions: ColumnElement[bool], most: int | None = None) -> CompoundSelect[Any]:
    """The ids of everything in the inbox."""
    return _after(reach.reader, reach.before, *conditions, most=most)


def _unread(reach: _Reach, *conditions: ColumnElement[bool], most: int | None = None) -> CompoundSelect[Any]:
    """The ids of what is unread in it."""
    mine = (StaffNoticeMark.notice_id == StaffNotice.id, StaffNoticeMark.staff_id == reach.reader.staff_id)
    first = max(reach.before, reach.read_to)
    return _after(reach.reader, first, ~exists().where(*mine), *conditions, most=most)


def _after(reader: Reader, last: int, *conditions: ColumnElement[bool], most: int | None) -> CompoundSelect[Any]:
    """The ids of later notices to each of their roles and to themselves, each read from its own index.

    No more than the newest `most` of each, where a page needs no more.
    """
    to = [StaffNotice.role == role.value for role in sorted(reader.roles)]
    sources = (*to, StaffNotice.staff_id == reader.staff_id)
    later = StaffNotice.id > last
    return union_all(*(_newest(select(StaffNotice.id).where(one, later, *conditions), most) for one in sources))


def _newest(query: Select[Any], most: int | None) -> Select[Any]:
    if most is None:
        return query
    return select(query.order_by(StaffNotice.id.desc()).limit(most).subquery().c.id)


def _advance(work: Work, reach: _Reach) -> None:
    """Look for what is unread beyond the last notice before the first that is."""
    old = StaffNotice.at <= work.now - _COMMITTED
    last = work.session.scalar(select(StaffNotice.id).where(old).order_by(StaffNotice.at.desc()).limit(1)) or 0
    unread = _unread(reach, StaffNotice.id <= last).subquery()
    first = work.session.scalar(select(func.min(unread.c.id)))
    row = {"staff_id": reach.reader.staff_id, "read_to": last if first is None else first - 1}
    statement = insert(work.connection, StaffInbox)
    keep = statement.on_conflict_do_update(
        index_elements=["staff_id"], set_={"read_to": statement.excluded.read_to}
    )
    work.connection.execute(keep, [row])
