"""The list of reports, for officers alone: what is due first, then what came last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from handlers.casework.sealed.authority import reading_denial, stands_aside, units_of
from handlers.casework.sealed.procedure import Procedure, SealedRecord, procedure_of, record_of
from handlers.casework.sealed.terms import Due, disposed_on, terms_of
from handlers.casework.workdays import workdays_of
from handlers.dates import Workdays, local_day
from handlers.identity.actors import StaffMember
from handlers.results import Reason
from handlers.staff.actions.acting import Acting
from handlers.staff.sealed.naming import reference
from handlers.texts import sealed_handling as texts
from store.queries.sealed_complaints import ListedComplaint, listed_complaints, newest_days
from store.states import BoxKind, RecipientUnit

PAGE = 50
"""Lines of a page."""


class SealedLine(Struct, frozen=True):
    """A report in the list. Of one that is none of the member's there is its day, and no more."""

    id: str
    reference: str
    day: date
    is_aside: bool
    state: str = ""
    track: str = ""
    due: Due | None = None
    is_overdue: bool = False
    waits: str = ""
    marks: tuple[str, ...] = ()
    is_open: bool = True
    is_registered: bool = True

    @property
    def term(self) -> str:
        """What is due first, in words."""
        said = texts.due(term=self.due.term.value, on=self.due.on) if self.due else ""
        return (said or self.waits) if self.is_registered else texts.open_first(then=said)


class SealedList(Struct, frozen=True):
    """A page of the list. `has_key` tells whether the member can open anything at all."""

    lines: tuple[SealedLine, ...]
    total: int
    number: int
    pages: int
    shows_all: bool
    has_key: bool


def sealed_list(acting: Acting, page: int, *, shows_all: bool) -> SealedList | Reason:
    """A page: what is still to be done, or everything."""
    work, member = acting.work, acting.member
    if reason := reading_denial(work, member):
        return reason
    units, today = units_of(work, member), local_day(work.now)
    lines = list(_lines(acting, units, today)) if units else []
    lines.sort(key=_urgency)
    shown = [line for line in lines if shows_all or line.is_open]
    pages = max(1, -(-len(shown) // PAGE))
    number = min(max(1, page), pages)
    cut = tuple(shown[(number - 1) * PAGE : number * PAGE])
    return SealedList(cut, len(shown), number, pages, shows_all, bool(units))


def waiting_count(acting: Acting) -> int:
    """How many reports this member has still to do something about."""
    found = sealed_list(acting, 1, shows_all=False)
    return 0 if isinstance(found, Reason) else found.total


def _urgency(line: SealedLine) -> tuple[bool, date, int]:
    """What nobody has opened yet comes first, then what is due first, then what came last."""
    return line.is_registered, line.due.on if line.due else date.max, -line.day.toordinal()


def _lines(acting: Acting, units: frozenset[RecipientUnit], today: date) -> Iterator[SealedLine]:
    workdays = workdays_of(acting.work)
    added = newest_days(acting.work, BoxKind.ADDITION)
    for one in listed_complaints(acting.work):
        record = record_of(one)
        found = procedure_of(record)
        if stands_aside(found, acting.member, units):
            yield SealedLine(one.id, reference(one.id), one.day, is_aside=True, is_open=False)
        else:
            line = _line(one, found, workdays, today)
            yield _with_addition(line, added.get(one.id), record, acting.member)


def _line(one: ListedComplaint, found: Procedure, workdays: Workdays, today: date) -> SealedLine:
    due = next(iter(terms_of(found, one.day, workdays, today)), None)
    return SealedLine(
        id=one.id,
        reference=reference(one.id),
        day=one.day,
        is_aside=False,
        state=texts.STATES[found.state.value],
        track=texts.TRACKS[found.track.value] if found.track else texts.UNREGISTERED,
        due=due,
        is_overdue=due is not None and due.on < today,
        waits=texts.WAITS_RECEIPT if found.handed_over and not found.receipt else "",
        marks=tuple(_marks(found)),
        is_registered=found.track is not None,
        is_open=due is not None or found.proposed is not None or disposed_on(found) is None,
    )


def _with_addition(line: SealedLine, day: date | None, record: SealedRecord, member: StaffMember) -> SealedLine:
    """What was added since the member looked is to be read, whatever else is done. Days tell no more than days."""
    looked = max((one.on for one in record.looks if one.by == member.id), default=date.min)
    if day is None or day < looked:
        return line
    return replace(line, marks=(*line.marks, texts.added(on=day)), is_open=True)


def _marks(found: Procedure) -> Iterator[str]:
    if found.track is not None:
        yield texts.NAMES[found.is_named]
    if found.links:
        yield texts.DUPLICATE
    if found.frozen:
        yield texts.FROZEN_MARK
    if found.proposed:
        yield texts.DELETION_MARK
