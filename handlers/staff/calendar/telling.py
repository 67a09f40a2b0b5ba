"""Staff are told of terms: once before they end, once when they have passed, then the role above as well."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from msgspec import Struct

from handlers.casework.state_words import STANDINGS
from handlers.casework.transitions import Subject
from handlers.dates import start_of
from handlers.staff.calendar.day_notices import DayNotice
from handlers.staff.calendar.escalation import roles_above
from handlers.staff.calendar.naming import named_terms
from handlers.staff.calendar.terms import TERMS, terms_wanted
from handlers.staff.lists.present import Present
from handlers.texts import calendar as texts
from store.queries.lists.applications import listed_applications
from store.queries.lists.terms import TermKind, TermRow, every_term
from store.queries.term_notices import TermKey, TermStage, overdue_untold, untold
from store.states import NoticeSubject, Role
from store.work import Work

_DAY = timedelta(days=1)
_NAMED = 5
"""Numbers that a notice names; of more it says how many there are."""
_LIST = (NoticeSubject.CALENDAR, "")
_LEADS_TO = {
    Subject.APPLICATION: NoticeSubject.APPLICATION,
    Subject.CONTRACT: NoticeSubject.CONTRACT,
    Subject.CASE: NoticeSubject.CASE,
    Subject.COMPLAINT: NoticeSubject.COMPLAINT,
}


class Told(Struct, frozen=True):
    """Notices, and the terms that count as told by them."""

    keys: tuple[TermKey, ...] = ()
    notices: tuple[DayNotice, ...] = ()

    def __add__(self, other: Told) -> Told:
        """Both."""
        return Told(self.keys + other.keys, self.notices + other.notices)


def terms_to_tell(work: Work, now: Present) -> Told:
    """The terms that end soon, and those that have passed: each once, one notice a kind and role.

    What comes due before the next workday is told today: nobody reads it in between.
    """
    read_next = now.workdays.after(now.today, 1)
    until = {kind: read_next - _DAY + term.lead(work) for kind, term in TERMS.items() if term.is_told}
    found = every_term(work, terms_wanted(work, now, max(until.values()), kinds=until))
    rows = {_key(row, now): row for row in found if row.due <= until[row.kind]}
    fresh = untold(work, rows)
    notices: list[DayNotice] = []
    for stage in TermStage:
        for kind in until:
            some = [rows[key] for key in fresh if (key.kind, key.stage) == (kind, stage)]
            notices += _notices(work, now, kind, stage, some) if some else ()
    return Told(tuple(fresh), tuple(notices))


def overdue_to_tell(work: Work, now: Present, named: Callable[[str], str]) -> Told:
    """Applications beyond the office's standard: to their unit, and to the role above, once for each state.

    `named` calls the bodies as the guide does: a notice leaves through channels that know none.
    """
    found = overdue_untold(work, now.office.limits)
    keys = tuple(TermKey(TermKind.STANDARD, one.id, one.state_since, TermStage.PASSED) for one in found)
    listed = listed_applications(work, [one.id for one in found], now.office)
    by_standing: dict[str, list[str]] = {}
    for one in found:
        by_standing.setdefault(listed[one.id].standing, []).append(one.number)
    notices = (
        notice for standing, numbers in by_standing.items() for notice in _of_holder(now, standing, numbers, named)
    )
    return Told(keys, tuple(notices))


def _of_holder(
    now: Present, standing: str, numbers: list[str], named: Callable[[str], str]
) -> Iterator[DayNotice]:
    words = STANDINGS[standing]
    if words.holder is None:
        return
    text = texts.overdue_told(
        state=words.staff, unit=words.unit, numbers=numbers[:_NAMED], rest=len(numbers[_NAMED:])
    )
    brief = texts.overdue_brief(first=numbers[0], count=len(numbers))
    leads_to = (NoticeSubject.APPLICATION, numbers[0]) if len(numbers) == 1 else _LIST
    for role in sorted({words.holder} | roles_above(words.holder, now.office.able)):
        yield DayNotice(role=role, text=named(text), brief=brief, about=leads_to[0], number=leads_to[1])


def _key(row: TermRow, now: Present) -> TermKey:
    stage = TermStage.PASSED if row.due < now.today else TermStage.AHEAD
    return TermKey(row.kind, row.id, start_of(row.due), stage)


def _notices(
    work: Work, now: Present, kind: TermKind, stage: TermStage, rows: list[TermRow]
) -> Iterator[DayNotice]:
    names = named_terms(work, rows, now)
    title, has_passed, first = TERMS[kind].title, stage is TermStage.PASSED, names[rows[0]]
    items = [(names[row].label, row.due) for row in rows]
    text = texts.terms_told(title=title, has_passed=has_passed, items=items[:_NAMED], rest=len(items[_NAMED:]))
    brief = texts.terms_brief(title=title, has_passed=has_passed, first=first.label, count=len(rows))
    leads = _LEADS_TO.get(first.subject) if len(rows) == 1 else None
    about, number = (leads, first.number) if leads else _LIST
    for role in _told(work, kind, now, is_late=has_passed):
        yield DayNotice(role=role, text=text, brief=brief, about=about, number=number)


def _told(work: Work, kind: TermKind, now: Present, *, is_late: bool) -> list[Role]:
    own = TERMS[kind].roles(work, now.table)
    above = {one for role in own for one in roles_above(role, now.office.able)} if is_late else set()
    return sorted(own | above)
