"""The digest of a working day: to each member what waits for them, what is beyond its time, and what came due."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.casework.duty import duty_of
from handlers.identity.actors import StaffMember
from handlers.identity.who import staff_numbered
from handlers.staff.calendar.day_notices import DayNotice
from handlers.staff.calendar.terms import TERMS, terms_wanted
from handlers.staff.lists.present import Present
from handlers.staff.lists.todo import waits_of
from handlers.texts import calendar as texts
from store.queries.lists.paging import Paging
from store.queries.lists.terms import TermRow, every_term
from store.queries.lists.waiting import list_waiting
from store.queries.people import all_staff
from store.queries.threads import count_waiting
from store.work import Work

SOON = 7
"""Days that the digest looks ahead."""

_DAY = timedelta(days=1)


def digests(work: Work, now: Present) -> list[DayNotice]:
    """One to each member; whoever has nothing to do is told nothing."""
    until = now.today + timedelta(days=SOON)
    kinds = [kind for kind, term in TERMS.items() if term.is_told]
    rows = every_term(work, terms_wanted(work, now, until, kinds=kinds))
    on_duty, talks = duty_of(work).units, count_waiting(work)
    members = (staff_numbered(work, row.id) for row in all_staff(work))
    found = (
        _digest(work, member, now, rows, 0 if on_duty.isdisjoint(member.roles) else talks)
        for member in members
        if member is not None
    )
    return [one for one in found if one is not None]


def _digest(
    work: Work, member: StaffMember, now: Present, rows: tuple[TermRow, ...], talks: int
) -> DayNotice | None:
    """`talks` are the people who wait for an answer of the member's unit."""
    found = list_waiting(work, waits_of(work, member, now), now.office, Paging(1, 1))
    theirs = [row.due for row in rows if TERMS[row.kind].roles(work, now.table) & member.roles]
    if not (found.total or theirs or talks):
        return None
    before = _workday_before(now)
    text = texts.digest(
        on=now.today,
        waiting=found.total,
        overdue=found.overdue,
        today=sum(before < due <= now.today for due in theirs),
        soon=sum(due > now.today for due in theirs),
        days=SOON,
        passed=sum(due <= before for due in theirs),
        talks=talks,
    )
    brief = texts.digest_brief(waiting=found.total, overdue=found.overdue, terms=len(theirs), talks=talks)
    return DayNotice(staff_id=member.id, text=text, brief=brief)


def _workday_before(now: Present) -> date:
    """The last day on which members were told."""
    current = now.today - _DAY
    while current not in now.workdays:
        current -= _DAY
    return current
