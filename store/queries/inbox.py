"""The inbox of a member of staff: notices to their roles and to themselves, and which of them they have read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, literal, or_, select

from store.dialects import insert
from store.states import Role
from store.tables.notices import StaffNotice, StaffNoticeMark
from store.tables.people import Staff
from store.work import Work


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose inbox: a member with the roles that they have now. What was told before they came is not for them."""

    staff_id: int
    roles: Collection[Role]


@dataclass(frozen=True, slots=True)
class InboxEntry:
    """A notice in somebody's inbox; `read_at` None where they have not read it."""

    notice: StaffNotice
    read_at: datetime | None


def mark_read(work: Work, staff_id: int, notices: Sequence[int]) -> None:
    """Note that a member has read these notices; who read one before keeps that moment."""
    if notices:
        rows = [{"staff_id": staff_id, "notice_id": number, "read_at": work.now} for number in notices]
        work.connection.execute(insert(work.connection, StaffNoticeMark).on_conflict_do_nothing(), rows)


def mark_own_read(work: Work, reader: Reader, number: int) -> bool:
    """Note that the reader has read this notice; False where it is not in their inbox."""
    query = select(StaffNotice.id).where(StaffNotice.id == number, _for(reader))
    if work.session.scalar(query) is None:
        return False
    mark_read(work, reader.staff_id, [number])
    return True


def mark_all_read(work: Work, reader: Reader, newest: int) -> None:
    """Note that the reader has read everything up to `newest`, the newest notice that they were shown."""
    unread = select(literal(reader.staff_id), StaffNotice.id, literal(work.now, StaffNoticeMark.read_at.type))
    unread = unread.where(StaffNotice.id <= newest, _for(reader), ~_is_read(reader))
    columns = ["staff_id", "notice_id", "read_at"]
    statement = insert(work.connection, StaffNoticeMark).from_select(columns, unread)
    work.connection.execute(statement.on_conflict_do_nothing())


def count_unread(work: Work, reader: Reader, most: int) -> int:
    """How many notices the reader has not read; no more than `most` are counted."""
    some = select(StaffNotice.id).where(_for(reader), ~_is_read(reader)).limit(most)
    return work.session.scalar(select(func.count()).select_from(some.subquery())) or 0


def count_entries(work: Work, reader: Reader, *, unread: bool) -> int:
    """How many notices are in the reader's inbox, or how many of them unread."""
    query = select(func.count()).select_from(StaffNotice).where(*_listed(reader, unread=unread))
    return work.session.scalar(query) or 0


def inbox_entries(work: Work, reader: Reader, *, unread: bool, first: int, most: int) -> list[InboxEntry]:
    """A page of the reader's inbox, newest first, beginning with the entry of this place."""
    mine = and_(StaffNoticeMark.notice_id == StaffNotice.id, StaffNoticeMark.staff_id == reader.staff_id)
    query = select(StaffNotice, StaffNoticeMark.read_at).outerjoin(StaffNoticeMark, mine)
    query = query.where(*_listed(reader, unread=unread)).order_by(StaffNotice.id.desc())
    found = work.session.execute(query.offset(first).limit(most))
    return [InboxEntry(notice, read_at) for notice, read_at in found]


def _listed(reader: Reader, *, unread: bool) -> list[ColumnElement[bool]]:
    return [_for(reader), ~_is_read(reader)] if unread else [_for(reader)]


def _for(reader: Reader) -> ColumnElement[bool]:
    since = select(Staff.created_at).where(Staff.id == reader.staff_id).scalar_subquery()
    to_role = StaffNotice.role.in_([role.value for role in reader.roles])
    to_them = StaffNotice.staff_id == reader.staff_id
    return and_(or_(to_them, and_(to_role, StaffNotice.staff_id.is_(None))), StaffNotice.at >= since)


def _is_read(reader: Reader) -> ColumnElement[bool]:
    mine = (StaffNoticeMark.notice_id == StaffNotice.id, StaffNoticeMark.staff_id == reader.staff_id)
    return exists().where(*mine)
