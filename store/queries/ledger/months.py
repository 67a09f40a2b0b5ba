"""Sums of the months of a year, by the days of the papers; what was posted after its month is told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import func, select

from store.measures import Sums
from store.monthly.months import month_of
from store.queries.ledger.monthly import added_up
from store.queries.ledger.scope import Scope
from store.states import EntryType
from store.work import Work

_DAY = timedelta(days=1)


class Month(Struct, frozen=True):
    """`ends` is the first day after it."""

    number: int
    begins: date
    ends: date


class MonthSums(Struct, frozen=True):
    """All entries of a month's papers, and those of them that were posted when the month was over (补登)."""

    all: Sums
    late: Sums


def month_sums(work: Work, scope: Scope, months: Sequence[Month]) -> dict[int, MonthSums]:
    """By number of the month, of months that follow each other; those without an entry are missing.

    Each begins on a month's first day; the last may end within it. `scope` names no contract.
    """
    within = added_up(replace(scope, since=months[0].begins, until=months[-1].ends - _DAY))
    numbers = {month_of(one.begins): one.number for one in months}
    late = func.sum(within.c.amount * within.c.late)
    query = select(within.c.month, within.c.kind, func.sum(within.c.amount), late)
    query = query.group_by(within.c.month, within.c.kind).having(func.sum(within.c.entries) > 0)
    found: defaultdict[int, tuple[dict[EntryType, int], dict[EntryType, int]]] = defaultdict(lambda: ({}, {}))
    for month, kind, amount, afterwards in work.session.execute(query):
        everything, late_ones = found[numbers[month]]
        everything[EntryType(kind)], late_ones[EntryType(kind)] = int(amount), int(afterwards)
    return {month: MonthSums(*sums) for month, sums in found.items()}
