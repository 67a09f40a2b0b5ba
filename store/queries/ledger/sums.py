"""Sums over the journal: one statement for a table of them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import func, select

from store.queries.ledger.measures import Sums
from store.queries.ledger.scope import Dimension, Scope, key_of
from store.states import EntryType
from store.tables.ledger import JournalEntry
from store.work import Work

Key = tuple[Any, ...]
"""What the entries of a sum say, in the order of the dimensions."""


def total(work: Work, scope: Scope) -> Sums:
    """The sum of each type over all entries of the scope."""
    return sums_by(work, scope).get((), {})


def sums_by(work: Work, scope: Scope, *dimensions: Dimension) -> dict[Key, Sums]:
    """The same apart by what the entries say, in its order."""
    keys = [key_of(one) for one in dimensions]
    return _grouped(work, scope, keys)


def sums_by_application(work: Work, scope: Scope) -> dict[int | None, Sums]:
    """The same by application; under None what belongs to none."""
    return {key[0]: sums for key, sums in _grouped(work, scope, [JournalEntry.application_id]).items()}


def _grouped(work: Work, scope: Scope, keys: list[Any]) -> dict[Key, Sums]:
    query = select(*keys, JournalEntry.kind, func.sum(JournalEntry.amount)).where(*scope.conditions())
    found: defaultdict[Key, dict[EntryType, int]] = defaultdict(dict)
    for *key, kind, amount in work.session.execute(query.group_by(*keys, JournalEntry.kind).order_by(*keys)):
        found[tuple(key)][EntryType(kind)] = int(amount)
    return dict(found)
