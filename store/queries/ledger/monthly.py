"""The fund's entries added up: whole months as they are kept, less what of the first and the last lies outside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, Subquery, cast, literal, select, union_all

from store.monthly.journal import said
from store.monthly.months import begins_at, first_of, month_at, month_in, month_of, next_month
from store.queries.ledger.scope import Scope
from store.tables.ledger import JournalEntry, JournalSum

_MOMENT, _DAY = timedelta(microseconds=1), timedelta(days=1)


def added_up(scope: Scope) -> Subquery:
    """Rows of `month` (of the papers), what entries say, `late`, `amount` and `entries`, to be added up further.

    `late` is 1 for what was posted when the month of its paper was over. `scope` names no contract.
    """
    return union_all(_kept(scope), *_outside(scope)).subquery()


def _kept(scope: Scope) -> Select[Any]:
    """The months that the scope touches."""
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
    if scope.since is not None:
        query = query.where(kept.happened_month >= month_of(scope.since))
    if scope.until is not None:
        query = query.where(kept.happened_month <= month_of(scope.until))
    return query


def _last_posted(scope: Scope) -> int:
    return month_at(scope.before - _MOMENT)


def _outside(scope: Scope) -> Iterator[Select[Any]]:
    """What those months have that the scope has not: posted later, or of papers before or after its days."""
    entry, over = JournalEntry, begins_at(next_month(_last_posted(scope)))
    if scope.before < over:
        days = list(_days_of_months(scope))
        late = cast(month_in(entry.happened_on) < _last_posted(scope), Integer)
        yield _less(scope, late, entry.posted_at >= scope.before, entry.posted_at < over, *days)
    if scope.since is not None and scope.since.day > 1:
        yield _of_month(scope, month_of(scope.since), entry.happened_on < scope.since)
    if scope.until is not None and (scope.until + _DAY).day > 1:
        yield _of_month(scope, month_of(scope.until), entry.happened_on > scope.until)


def _days_of_months(scope: Scope) -> Iterator[ColumnElement[bool]]:
    if scope.since is not None:
        yield JournalEntry.happened_on >= first_of(month_of(scope.since))
    if scope.until is not None:
        yield JournalEntry.happened_on < first_of(next_month(month_of(scope.until)))


def _of_month(scope: Scope, month: int, where: ColumnElement[bool]) -> Select[Any]:
    entry, following = JournalEntry, next_month(month)
    late = cast(entry.posted_at >= begins_at(following), Integer)
    is_in = (entry.happened_on >= first_of(month), entry.happened_on < first_of(following))
    return _less(scope, late, *is_in, where, entry.posted_at < scope.before)


def _less(scope: Scope, late: ColumnElement[int], *where: ColumnElement[bool]) -> Select[Any]:
    """Entries, each to be taken away."""
    columns = said()
    return select(
        month_in(JournalEntry.happened_on),
        *columns.values(),
        late,
        -JournalEntry.amount,
        literal(-1),
    ).where(*where, *scope.said(columns))
