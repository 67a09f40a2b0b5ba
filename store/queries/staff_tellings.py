"""What became of notices to staff: in which messages they left, and who has read them."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from sqlalchemy import Select, select

from store.states import NoticeSubject, OutboxState
from store.tables.messages import OutboxRow
from store.tables.notices import StaffNotice, StaffNoticeMark
from store.tables.people import Staff
from store.tables.staff_destinations import StaffDestination, StaffTelling
from store.work import Work


class Left(Struct, frozen=True):
    """A message to the member of this name, or to a group. Without `state` it was settled long ago."""

    notice_id: int
    channel: str
    name: str
    state: OutboxState | None


class ToldStaff(Struct, frozen=True):
    """The newest notices about something, the newest first, each with the name of the member that it is for.

    `readers` are notice, name and moment, the first to read first.
    """

    notices: tuple[tuple[StaffNotice, str], ...]
    messages: tuple[Left, ...]
    readers: tuple[tuple[int, str, datetime], ...]


def told_staff(work: Work, about: NoticeSubject, number: str, most: int) -> ToldStaff:
    """What is on record of them: three statements, also where there are none."""
    newest = select(StaffNotice.id).where(StaffNotice.about == about.value, StaffNotice.subject == number)
    ids = newest.order_by(StaffNotice.id.desc()).limit(most).subquery()
    which = select(ids.c.id)
    found = (
        select(StaffNotice, Staff.name)
        .outerjoin(Staff, Staff.id == StaffNotice.staff_id)
        .where(StaffNotice.id.in_(which))
        .order_by(StaffNotice.id.desc())
    )
    notices = tuple((notice, name or "") for notice, name in work.session.execute(found))
    return ToldStaff(notices, _messages(work, which), _readers(work, which))


def _messages(work: Work, notices: Select[tuple[int]]) -> tuple[Left, ...]:
    query = (
        select(StaffTelling.notice_id, StaffDestination.channel, Staff.name, OutboxRow.state)
        .join(StaffDestination, StaffDestination.id == StaffTelling.destination_id)
        .outerjoin(Staff, Staff.id == StaffDestination.staff_id)
        .outerjoin(OutboxRow, OutboxRow.dedupe_key == StaffTelling.key)
        .where(StaffTelling.notice_id.in_(notices))
        .order_by(StaffDestination.id)
    )
    return tuple(
        Left(notice, channel, name or "", OutboxState(state) if state else None)
        for notice, channel, name, state in work.session.execute(query)
    )


def _readers(work: Work, notices: Select[tuple[int]]) -> tuple[tuple[int, str, datetime], ...]:
    query = (
        select(StaffNoticeMark.notice_id, Staff.name, StaffNoticeMark.read_at)
        .join(Staff, Staff.id == StaffNoticeMark.staff_id)
        .where(StaffNoticeMark.notice_id.in_(notices))
        .order_by(StaffNoticeMark.read_at, Staff.id)
    )
    return tuple((notice, name, at) for notice, name, at in work.session.execute(query))
