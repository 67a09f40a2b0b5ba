"""Mornings in the town, and what staff were told on them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select

from handlers.casework.table import TABLE
from handlers.staff.calendar.morning import begin_day
from handlers.staff.lists.present import Present, present
from store.tables.notices import StaffNotice
from store.work import Work
from tests.measure import opened

_DAY = timedelta(days=1)


def at(work: Work, day: date, clock: time = time(0, 30)) -> Present:
    """Half past eight of that day in China, unless another time of UTC is named."""
    work.now = datetime.combine(day, clock, UTC)
    return present(work, TABLE)


def morning(work: Work, day: date) -> list[tuple[str, str]]:
    """What that morning tells: to whom (a role, or a member's number), and what."""
    at(work, day)
    before = len(work.all(select(StaffNotice)))
    begin_day(work, opened(), TABLE, "08:30")
    found = work.all(select(StaffNotice).order_by(StaffNotice.id))[before:]
    return [(one.role or str(one.staff_id), one.text) for one in found]


def mornings(work: Work, first: date, last: date) -> list[tuple[date, str, str]]:
    """The same of every day from the first to the last."""
    days = [first + place * _DAY for place in range((last - first).days + 1)]
    return [(day, to, text) for day in days for to, text in morning(work, day)]
