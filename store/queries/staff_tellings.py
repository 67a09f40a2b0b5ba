"""What became of notices to staff: in which messages they left, and who has read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from store.states import NoticeSubject, OutboxState
from store.tables.messages import OutboxRow
from store.tables.notices import StaffNotice, StaffNoticeMark
from store.tables.staff_destinations import StaffDestination, StaffTelling
from store.work import Work


@dataclass(frozen=True, slots=True)
class Left:
    """A message to staff; `staff_id` None is a group. `state` None: it was settled long ago, and its row is gone."""

    notice_id: int
    channel: str
    staff_id: int | None
    state: OutboxState | None


def notices_about(work: Work, about: NoticeSubject, number: str, most: int) -> list[StaffNotice]:
    """The newest notices about something, the newest first."""
    query = select(StaffNotice).where(StaffNotice.about == about.value, StaffNotice.subject == number)
    return work.all(query.order_by(StaffNotice.id.desc()).limit(most))


def messages_with(work: Work, notices: Sequence[int]) -> list[Left]:
    """The messages in which these notices left."""
    query = (
        select(StaffTelling.notice_id, StaffDestination.channel, StaffDestination.staff_id, OutboxRow.state)
        .join(StaffDestination, StaffDestination.id == StaffTelling.destination_id)
        .outerjoin(OutboxRow, OutboxRow.dedupe_key == StaffTelling.key)
        .where(StaffTelling.notice_id.in_(notices))
        .order_by(StaffDestination.id)
    )
    found = work.session.execute(query) if notices else ()
    return [Left(notice, channel, staff, OutboxState(state) if state else None) for notice, channel, staff, state in found]


def readers_of(work: Work, notices: Sequence[int]) -> list[tuple[int, int, datetime]]:
    """Who has read these notices: the notice, the member, the moment; the first to read first."""
    query = select(StaffNoticeMark).where(StaffNoticeMark.notice_id.in_(notices))
    found = work.all(query.order_by(StaffNoticeMark.read_at)) if notices else []
    return [(one.notice_id, one.staff_id, one.read_at) for one in found]
