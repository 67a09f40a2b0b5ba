"""What the calendar does on the morning of a working day: terms, delays, and a digest to each member."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from handlers.casework.table import Table
from handlers.dates import ZONE
from handlers.notices.delivery import tell_member, tell_staff
from handlers.staff.calendar.day_notices import DayNotice
from handlers.staff.calendar.digest import digests
from handlers.staff.calendar.telling import Told, overdue_to_tell, terms_to_tell
from handlers.staff.lists.present import present
from policy_kb.kb import PolicyKB
from store.queries.term_notices import note_told
from store.work import Work


def plan_day(work: Work, kb: PolicyKB, table: Table, at: str) -> Callable[[Work], object]:
    """Read what staff are to be told, which takes its time, and give the writing of it, which does not.

    On a day off that is nothing: the next workday tells it. `at` is the hour of the digest, as 08:30: who makes up
    for an earlier day before it leaves this day to it.
    """
    now = present(work, table)
    if now.today not in now.workdays or f"{work.now.astimezone(ZONE):%H:%M}" < at:
        return partial(_write, told=Told(), digests=[])
    told = terms_to_tell(work, now) + overdue_to_tell(work, now, kb.written_out)
    return partial(_write, told=told, digests=digests(work, now))


def _write(work: Work, *, told: Told, digests: list[DayNotice]) -> None:
    note_told(work, told.keys)
    for one in told.notices:
        assert one.role is not None
        tell_staff(work, one.role, text=one.text, brief=one.brief, about=one.about, number=one.number)
    for one in digests:
        assert one.staff_id is not None
        tell_member(work, one.staff_id, text=one.text, brief=one.brief, about=one.about, number=one.number)
