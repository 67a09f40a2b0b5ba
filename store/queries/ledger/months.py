"""Sums of the months of a year, by the days of the papers; what was posted after its month is told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, case, func, literal, select

from store.columns import Instant
from store.queries.ledger.measures import Sums
from store.queries.ledger.scope import Scope
from store.states import EntryType
from store.tables.ledger import JournalEntry
from store.work import Work

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Month:
    """`ends` is the first day after it, and `over` the moment at which that begins in the county."""

    number: int
    begins: date
    ends: date
    over: datetime


@dataclass(frozen=True, slots=True)
class MonthSums:
    """All entries of a month's papers, and those of them that were posted when the month was over (补登)."""

    all: Sums
    late: Sums


def month_sums(work: Work, scope: Scope, months: Sequence[Month]) -> dict[int, MonthSums]:
    """By number of the month, of months that follow each other; those without an entry are missing."""
    within = replace(scope, since=months[0].begins, until=months[-1].ends - _DAY)
    number, over = _number(months), _over(months)
    is_late = case((JournalEntry.posted_at >= over, JournalEntry.amount), else_=0)
    query = select(number, JournalEntry.kind, func.sum(JournalEntry.amount), func.sum(is_late))
    query = query.where(*within.conditions()).group_by(number, JournalEntry.kind)
    found: defaultdict[int, tuple[dict[EntryType, int], dict[EntryType, int]]] = defaultdict(lambda: ({}, {}))
    for month, kind, amount, late in work.session.execute(query):
        everything, afterwards = found[int(month)]
        everything[EntryType(kind)], afterwards[EntryType(kind)] = int(amount), int(late)
    return {month: MonthSums(*sums) for month, sums in found.items()}


def _number(months: Sequence[Month]) -> ColumnElement[int]:
    """No engine's own calendar: the same comparison of days on both."""
    whens = [(JournalEntry.happened_on < one.ends, one.number) for one in months[:-1]]
    return case(*whens, else_=months[-1].number) if whens else literal(months[-1].number)


def _over(months: Sequence[Month]) -> ColumnElement[datetime]:
    whens = [(JournalEntry.happened_on < one.ends, literal(one.over, Instant())) for one in months[:-1]]
    last = literal(months[-1].over, Instant())
    return case(*whens, else_=last) if whens else last
