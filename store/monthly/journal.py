"""Sums of the journal by the months of posting and of the papers, kept in the commit that posts."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import ColumnElement, func

from store.audit.unit import Unit
from store.monthly.areas import listed, listed_in
from store.monthly.balances import BALANCES
from store.monthly.keeping import Key, Monthly, add_to
from store.monthly.months import month_at, month_in, month_of
from store.tables.ledger import JournalEntry, JournalSum


def said() -> dict[str, Any]:
    """What an entry says, never NULL, by the columns under which sums of it are kept."""
    return {
        "kind": JournalEntry.kind,
        "source": func.coalesce(JournalEntry.source, ""),
        "budget_year": func.coalesce(JournalEntry.budget_year, 0),
        "money_kind": func.coalesce(JournalEntry.money_kind, ""),
        "areas": listed_in(JournalEntry.areas),
    }


def keep_journal(work: Unit) -> None:
    """Add what this unit of work posted since it was last asked."""
    added: defaultdict[Key, list[int]] = defaultdict(lambda: [0, 0])
    posted = work.session.take_added(JournalEntry)
    for entry in posted:
        sums = added[_key(entry)]
        sums[0] += entry.amount
        sums[1] += 1
    add_to(work.connection, JournalSum, {key: tuple(sums) for key, sums in added.items()})
    for balance in BALANCES:
        balance.keep(work.connection, posted)


def _keys() -> list[ColumnElement[Any]]:
    return [month_in(JournalEntry.happened_on), *said().values()]


JOURNAL = Monthly(
    kept=JournalSum,
    moment=lambda: JournalEntry.posted_at,
    keys=_keys,
    sums=lambda: (func.sum(JournalEntry.amount), func.count()),
)


def _key(entry: JournalEntry) -> Key:
    return (
        month_at(entry.posted_at),
        month_of(entry.happened_on),
        entry.kind,
        entry.source or "",
        entry.budget_year or 0,
        entry.money_kind or "",
        listed(entry.areas),
    )
