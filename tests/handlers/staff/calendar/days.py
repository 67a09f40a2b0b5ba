"""Days in the town, and what staff are told on them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select

from handlers.casework.table import TABLE
from handlers.staff.calendar.morning import plan_day
from handlers.staff.calendar.telling import overdue_to_tell, terms_to_tell
from handlers.staff.lists.present import Present, present
from store.queries.term_notices import note_told
from store.tables.notices import StaffNotice
from store.work import Work
from tests.measure import opened

_DAY = timedelta(days=1)


def at(work: Work, day: date, clock: time = time(0, 30)) -> Present:
    """Half past eight of that day in China, unless another time of UTC is named."""
    work.now = datetime.combine(day, clock, UTC)
    return present(work, TABLE)


def morning(work: Work, day: date, clock: time = time(0, 30)) -> list[tuple[str, str]]:
    """What that morning writes: to whom (a role, or a member's number), and what."""
    at(work, day, clock)
    before = len(work.all(select(StaffNotice)))
    plan_day(work, opened(), TABLE, "08:30")(work)
    found = work.all(select(StaffNotice).order_by(StaffNotice.id))[before:]
    return [(one.role or str(one.staff_id), one.text) for one in found]


def mornings(work: Work, first: date, last: date) -> list[tuple[date, str, str]]:
    """The terms and delays that are told on workdays from the first to the last: without digests, which cost."""
    found = []
    for place in range((last - first).days + 1):
        now = at(work, first + place * _DAY)
        if now.today in now.workdays:
            told = terms_to_tell(work, now) + overdue_to_tell(work, now, opened().written_out)
            note_told(work, told.keys)
            found += [(now.today, str(one.role), one.text) for one in told.notices]
    return found
