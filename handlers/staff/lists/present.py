"""What the lists look at beside their rows: who is there, the rules, the service standards, and the calendar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from msgspec import Struct, field

from handlers.casework.service_standards import limits_of, standards_of
from handlers.casework.table import Table
from handlers.casework.waiting import waiting_rules
from handlers.casework.workdays import workdays_of
from handlers.dates import Workdays, local_day
from handlers.identity.deputies import roles_today
from handlers.staff.lists.listing import Cell, Mark
from handlers.texts import console_lists as texts
from store.queries.lists.applications import Office
from store.queries.people import all_staff
from store.states import Role
from store.work import Work


class Present(Struct, frozen=True):
    """One moment. `standards` are workdays by state."""

    table: Table
    office: Office
    today: date
    standards: Mapping[str, int]
    workdays: Workdays
    _passed: dict[date, int] = field(default_factory=dict)

    def passed(self, since: datetime) -> int:
        """How many workdays have begun since."""
        day = local_day(since)
        if day not in self._passed:
            self._passed[day] = self.workdays.between(day, self.today)
        return self._passed[day]

    def waited(self, since: datetime, state: str = "") -> Cell:
        """For how long something has waited, and how that is to the office's standard for its state."""
        passed, standard = self.passed(since), self.standards.get(state)
        day = local_day(since)
        said, below, mark = texts.waits(workdays=passed, is_today=day == self.today), texts.iso(day), Mark.NONE
        if standard is None:
            return Cell(said, below)
        if passed > standard:
            below, mark = texts.beyond(workdays=passed - standard, standard=standard), Mark.OVERDUE
        elif passed == standard:
            below, mark = texts.nearly(standard=standard), Mark.SOON
        else:
            below = f"{below} · {texts.within(standard=standard)}"
        return Cell(said, below, mark)


def present(work: Work, table: Table) -> Present:
    """As it is in this unit of work."""
    standards, workdays, today = standards_of(work), workdays_of(work), local_day(work.now)
    acting = roles_today(work, all_staff(work))
    able = {role: tuple(number for number, roles in acting.items() if role in roles) for role in Role}
    limits = limits_of(standards, workdays, today)
    return Present(table, Office(rules=waiting_rules(table), able=able, limits=limits), today, standards, workdays)


def overdue_note(now: Present, *, asked_for: bool) -> tuple[str, ...]:
    """Why nothing is listed as overdue, where the office has set no standards."""
    return (texts.NO_STANDARDS,) if asked_for and not now.standards else ()
