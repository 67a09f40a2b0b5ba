"""The fund's entries added up: whole months as they are kept, with what days of the first and the last make of it.

A month of which most days are asked for is counted whole, and the others are taken away; of one of which few are
asked for these alone are added up. What was posted later is always taken away: of today there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Integer, Select, Subquery, cast, literal, select, union_all

from store.monthly.journal import said
from store.monthly.months import begins_at, first_of, month_at, month_in, month_of, next_month
from store.queries.ledger.scope import Scope
from store.tables.ledger import JournalEntry, JournalSum

_MOMENT, _DAY = timedelta(microseconds=1), timedelta(days=1)
_HALF = 16
"""The day in the middle of a month."""


def added_up(scope: Scope) -> Subquery:
    """Rows of `month` (of the papers), what entries say, `late`, `amount` and `entries`, to be added up further.

    `late` is 1 for what was posted when the month of its paper was over. `scope` names no contract.
    """
    months = _whole_months(scope)
    return union_all(_kept(scope, months), *_posted_later(scope, months), *_of_days(scope, months)).subquery()


class _Months(Struct, frozen=True):
    """The months of the papers that are counted whole, both included; None where there is no end."""

    first: int | None
    last: int | None


def _whole_months(scope: Scope) -> _Months:
    """Where both days lie in one month, it is."""
    first = month_of(scope.since) if scope.since is not None else None
    last = month_of(scope.until) if scope.until is not None else None
    if first is not None and first != last and scope.since is not None and scope.since.day > _HALF:
        first = next_month(first)
    if last is not None and first != last and scope.until is not None and scope.until.day < _HALF:
        last = month_of(first_of(last) - _DAY)
    return _Months(first, last)


def _kept(scope: Scope, months: _Months) -> Select[Any]:
    kept, names = JournalSum, tuple(said())
    late = cast(kept.posted_month > kept.happened_month, Integer)
    columns = {name: getattr(kept, name) for name in names}
    query = select(
        kept.happened_month.label("month"),
        *(columns[name].label(name) for name in names),
        late.label("late"),
        kept.amount.label("amount"),
        kept.entries.label("entries"),
    ).where(kept.posted_month <= _last_posted(scope), *scope.said(columns))
    if months.first is not None:
        query = query.where(kept.happened_month >= months.first)
    if months.last is not None:
        query = query.where(kept.happened_month <= months.last)
    return query


def _last_posted(scope: Scope) -> int:
    return month_at(scope.before - _MOMENT)


def _posted_later(scope: Scope, months: _Months) -> Iterator[Select[Any]]:
    """To be taken away from the months."""
    entry, over = JournalEntry, begins_at(next_month(_last_posted(scope)))
    if scope.before < over:
        late = cast(month_in(entry.happened_on) < _last_posted(scope), Integer)
        is_in = (entry.posted_at >= scope.before, entry.posted_at < over, *_days_of(months))
        yield _entries(scope, late, *is_in, sign=-1)


def _days_of(months: _Months) -> Iterator[ColumnElement[bool]]:
    if months.first is not None:
        yield JournalEntry.happened_on >= first_of(months.first)
    if months.last is not None:
        yield JournalEntry.happened_on < first_of(next_month(months.last))


def _of_days(scope: Scope, months: _Months) -> Iterator[Select[Any]]:
    """Of the months in which the scope begins and ends: what they have too much, or what is lacking of them."""
    day = JournalEntry.happened_on
    if scope.since is not None and scope.since.day > 1:
        yield _of_month(scope, month_of(scope.since), months.first, day < scope.since)
    if scope.until is not None and (scope.until + _DAY).day > 1:
        yield _of_month(scope, month_of(scope.until), months.last, day > scope.until)


def _of_month(scope: Scope, month: int, whole: int | None, others: ColumnElement[bool]) -> Select[Any]:
    """The others are taken away from a month that is counted whole; of one that is not the scope's are added."""
    entry, following = JournalEntry, next_month(month)
    late = cast(entry.posted_at >= begins_at(following), Integer)
    is_in = (entry.happened_on >= first_of(month), entry.happened_on < first_of(following))
    days = [others] if month == whole else list(scope.days())
    return _entries(scope, late, *is_in, *days, entry.posted_at < scope.before, sign=-1 if month == whole else 1)


def _entries(scope: Scope, late: ColumnElement[int], *where: ColumnElement[bool], sign: int) -> Select[Any]:
    columns = said()
    return select(
        month_in(JournalEntry.happened_on),
        *columns.values(),
        late,
        sign * JournalEntry.amount,
        literal(sign),
    ).where(*where, *scope.said(columns))
