"""The rows of a year of the fund: its last day of payments (最后支付日), and that its books are closed (结账)."""

from collections.abc import Callable, Iterator
from datetime import date

from handlers.casework.application_guards import no_day_to_come
from handlers.casework.application_records import staff_id
from handlers.casework.attempt import MONEY_DOORS, Attempt, Guard, Recorded, Transition, guard, system
from handlers.casework.fields import Line, OptionalWords, asked
from handlers.casework.register_rows import register_row
from handlers.casework.transitions import ActName, Subject
from handlers.dates import local_day
from handlers.results import Reason
from handlers.texts import years as texts
from policy_kb.expressions import lazy_compile
from policy_kb.models import Model
from store.queries.years import is_closed
from store.states import Role, YearRecordKind
from store.tables.years import YearRecord

_YEAR = lazy_compile(r"20[0-9]{2}")


class LastDayFields(Model):
    """The last day of payments, as a paper of the treasury says; it may still come."""

    day: date = asked(texts.LAST_DAY)
    document: Line = asked(texts.LAST_DAY_DOCUMENT)
    note: OptionalWords = asked(texts.NOTE, default="")


class CloseFields(Model):
    """The day on which the books were closed, and the paper that says so."""

    day: date = asked(texts.CLOSED_ON)
    document: Line = asked(texts.CLOSED_DOCUMENT)
    note: OptionalWords = asked(texts.NOTE, default="")


def year_named(number: str) -> int | None:
    """The year that a number names; None for what is none."""
    return int(number) if _YEAR.fullmatch(number) else None


@guard(hides=True)
def _known(attempt: Attempt) -> Iterator[Reason]:
    year = year_named(attempt.number)
    if year is None or year > local_day(attempt.work.now).year:
        yield system(texts.NO_YEAR)


@guard(hides=True)
def _open(attempt: Attempt) -> Iterator[Reason]:
    """A year is closed once, and nothing of it is recorded afterwards."""
    year = year_named(attempt.number)
    if year is not None and is_closed(attempt.work, year):
        yield system(texts.CLOSED_ALREADY)


@guard(hides=True)
def _over(attempt: Attempt) -> Iterator[Reason]:
    """Its last day has come."""
    year = year_named(attempt.number)
    if year is not None and local_day(attempt.work.now) < _last(year):
        yield system(texts.not_over(year=year))


@guard("day")
def _in_year(attempt: Attempt) -> Iterator[Reason]:
    year, given = year_named(attempt.number), attempt.given(LastDayFields)
    if year is not None and given.day.year != year:
        yield system(texts.not_of_year(year=year))


@guard("day")
def _not_before_its_end(attempt: Attempt) -> Iterator[Reason]:
    year, given = year_named(attempt.number), attempt.given(CloseFields)
    if year is not None and given.day < _last(year):
        yield system(texts.closed_too_early(year=year))


def _last(year: int) -> date:
    return date(year, 12, 31)


def _last_day_set(attempt: Attempt) -> Recorded:
    given = attempt.given(LastDayFields)
    row = _added(attempt, YearRecordKind.LAST_PAYMENT_DAY, given)
    said = texts.last_day(year=row.year, on=row.day, document=row.document)
    return Recorded(record=row, staff_notice=said, facts={"year": row.year})


def _closed(attempt: Attempt) -> Recorded:
    given = attempt.given(CloseFields)
    row = _added(attempt, YearRecordKind.CLOSED, given)
    said = texts.closed(year=row.year, on=row.day, document=row.document)
    return Recorded(record=row, staff_notice=said, facts={"year": row.year})


def _added(attempt: Attempt, kind: YearRecordKind, given: LastDayFields | CloseFields) -> YearRecord:
    year = year_named(attempt.number)
    assert year is not None  # its guard has looked
    row = YearRecord(
        year=year,
        kind=kind.value,
        day=given.day,
        document=given.document,
        note=given.note,
        recorded_by=staff_id(attempt),
        recorded_at=attempt.work.now,
    )
    return attempt.work.add(row)


def _row(
    act: ActName,
    *guards: Guard,
    roles: frozenset[Role],
    fields: type[Model],
    record: Callable[[Attempt], Recorded],
) -> Transition:
    return register_row(
        act,
        Subject.YEAR,
        _known,
        _open,
        *guards,
        roles=roles,
        fields=fields,
        record=record,
        tells=(Role.OFFICE, Role.BUREAU, Role.PAYER),
        not_theirs=texts.NOT_YOURS,
        doors=MONEY_DOORS,
    )


YEAR_ROWS = (
    _row(
        ActName.LAST_PAYMENT_DAY,
        _in_year,
        roles=frozenset({Role.OFFICE, Role.PAYER}),
        fields=LastDayFields,
        record=_last_day_set,
    ),
    _row(
        ActName.CLOSE_YEAR,
        _over,
        no_day_to_come,
        _not_before_its_end,
        roles=frozenset({Role.OFFICE}),
        fields=CloseFields,
        record=_closed,
    ),
)
