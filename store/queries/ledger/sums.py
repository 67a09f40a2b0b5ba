"""Sums over the journal: one statement for a table of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, func, select

from store.measures import Sums
from store.monthly.journal import said
from store.queries.ledger.monthly import added_up
from store.queries.ledger.scope import KEYS, Dimension, Scope
from store.states import EntryType
from store.tables.ledger import JournalEntry
from store.work import Work

Key = tuple[Any, ...]
"""What the entries of a sum say, in the order of the dimensions."""


def total(work: Work, scope: Scope) -> Sums:
    """The sum of each type over all entries of the scope."""
    return sums_by(work, scope).get((), {})


def together(apart: Mapping[Key, Sums]) -> Sums:
    """What sums that are told apart come to: their scope's total, without asking for it."""
    found: defaultdict[EntryType, int] = defaultdict(int)
    for sums in apart.values():
        for kind, amount in sums.items():
            found[kind] += amount
    return dict(found)


def sums_by(work: Work, scope: Scope, *dimensions: Dimension) -> dict[Key, Sums]:
    """The same apart by what the entries say, in its order."""
    names = [KEYS[one] for one in dimensions]
    if scope.contract_id is not None:
        columns = said()
        return _read(work, _of_entries(scope, [columns[name] for name in names]))
    months = added_up(scope)
    keys = [months.c[name] for name in names]
    query = select(*keys, months.c.kind, func.sum(months.c.amount)).group_by(*keys, months.c.kind)
    return _read(work, query.having(func.sum(months.c.entries) > 0).order_by(*keys))


def sums_by_application(work: Work, scope: Scope) -> dict[int | None, Sums]:
    """The same by application; under None what belongs to none."""
    apart = _read(work, _of_entries(scope, [JournalEntry.application_id]))
    return {key[0]: sums for key, sums in apart.items()}


def _of_entries(scope: Scope, keys: list[Any]) -> Select[*tuple[Any, ...]]:
    query = select(*keys, JournalEntry.kind, func.sum(JournalEntry.amount)).where(*scope.conditions())
    return query.group_by(*keys, JournalEntry.kind).order_by(*keys)


def _read(work: Work, query: Select[*tuple[Any, ...]]) -> dict[Key, Sums]:
    found: defaultdict[Key, dict[EntryType, int]] = defaultdict(dict)
    for *key, kind, amount in work.session.execute(query):
        found[tuple(key)][EntryType(kind)] = int(amount)
    return dict(found)
