"""How many applications and contracts there are: whole months as they are counted, and the other days' rows.

Ask `keep_counts` first, where the unit of work may have changed something.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import BigInteger, ColumnElement, Select, cast, func, literal, select, union_all

from store.monthly.applications import keep_applications
from store.monthly.contracts import keep_contracts
from store.monthly.months import begins_at, first_of, month_at, month_of, next_month
from store.queries.lists.areas import is_counted_for, is_of_contract_for
from store.standings.deriving import keep_standings
from store.tables.applications import Application, ApplicationCount
from store.tables.contracts import Contract, ContractCount
from store.work import Work

_NEVER = 999_912
_MOMENT, _DAY = timedelta(microseconds=1), timedelta(days=1)


class Came(Struct, frozen=True):
    """Into its state from a moment on, and before another; None is whenever."""

    since: datetime | None = None
    before: datetime | None = None

    @property
    def whole_months(self) -> tuple[int, int]:
        """The first month that begins no sooner, and the one within which the other moment lies."""
        first = month_at(self.since - _MOMENT) if self.since is not None else 0
        return next_month(first), month_at(self.before) if self.before is not None else _NEVER


def keep_counts(work: Work) -> None:
    """Count anew what changed so far."""
    keep_standings(work)
    keep_applications(work)
    keep_contracts(work)


def applications_in(
    states: Collection[str], came: Came, areas: Collection[str] = ()
) -> Iterator[Select[str, int]]:
    """States with counts, to be added up, of what came to these states so; no states are all."""
    begins, ends = came.whole_months
    if came.since is not None and came.before is not None and begins >= ends:
        yield from _rows(states, areas, came.since, came.before)
        return
    kept = ApplicationCount
    query = select(kept.state, kept.applications)
    query = query.where(kept.state.in_(sorted(states))) if states else query
    query = query.where(is_counted_for(areas)) if areas else query
    if came.since is not None:
        query = query.where(kept.month >= begins)
        yield from _rows(states, areas, came.since, begins_at(begins))
    if came.before is not None:
        query = query.where(kept.month < ends)
        yield from _rows(states, areas, begins_at(ends), came.before)
    yield query


def _rows(
    states: Collection[str], areas: Collection[str], since: datetime, before: datetime
) -> Iterator[Select[str, int]]:
    """What came from a moment on and before another."""
    if since >= before:
        return
    one = Application
    query = select(one.state, func.count()).where(one.state_since >= since, one.state_since < before)
    query = query.where(one.state.in_(sorted(states))) if states else query
    yield (query.where(is_of_contract_for(areas)) if areas else query).group_by(one.state)


def count_applications(came: Mapping[str, Came], areas: Collection[str] = ()) -> ColumnElement[int]:
    """How many came to each state so, all together."""
    alike: defaultdict[Came, set[str]] = defaultdict(set)
    for state, one in came.items():
        alike[one].add(state)
    return _sum(query for one, states in alike.items() for query in applications_in(states, one, areas))


def count_all_applications(came: Came, areas: Collection[str] = ()) -> ColumnElement[int]:
    """The same of every state."""
    return _sum(applications_in((), came, areas))


def count_signed(states: Collection[str], by: date, after: date | None = None) -> ColumnElement[int]:
    """How many contracts in these states were signed up to and with a day, and after an earlier one."""
    since = after + _DAY if after is not None else None
    return _sum(_contracts(states, Contract.signed_on, ContractCount.signed_month, since, by + _DAY))


def count_due(states: Collection[str], before: date) -> ColumnElement[int]:
    """How many contracts in these states are due before a day."""
    return _sum(_contracts(states, Contract.due_on, ContractCount.due_month, None, before))


def count_contracts(states: Collection[str]) -> ColumnElement[int]:
    """How many are in these states; no states are all."""
    query = select(literal(""), ContractCount.contracts)
    return _sum([query.where(ContractCount.state.in_(sorted(states))) if states else query])


def _contracts(
    states: Collection[str], day: Any, month: Any, since: date | None, before: date
) -> Iterator[Select[str, int]]:
    """Those in these states whose day lies in whole months, and those of the days before and after these."""
    row = select(literal(""), func.count(Contract.id)).where(Contract.state.in_(sorted(states)))
    begins, ends = next_month(month_of(since - _DAY)) if since is not None else 0, month_of(before)
    if since is not None and begins >= ends:
        yield row.where(day >= since, day < before)
        return
    kept = select(literal(""), ContractCount.contracts).where(ContractCount.state.in_(sorted(states)))
    yield kept.where(month >= begins, month < ends)
    if since is not None and since < first_of(begins):
        yield row.where(day >= since, day < first_of(begins))
    if first_of(ends) < before:
        yield row.where(day >= first_of(ends), day < before)


def _sum(parts: Any) -> ColumnElement[int]:
    counts = list(parts)
    if not counts:
        return literal(0)
    found = union_all(*counts).subquery()
    total = select(cast(func.coalesce(func.sum(found.c[1]), 0), BigInteger))
    return total.scalar_subquery()
