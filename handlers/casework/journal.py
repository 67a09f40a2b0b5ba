"""Posting to the journal of money: the one way in which an act adds an entry."""

from __future__ import annotations

from handlers.dates import local_day
from store.queries.years import is_closed
from store.tables.ledger import JournalEntry
from store.work import Work


def post(work: Work, entry: JournalEntry) -> JournalEntry:
    """Add the entry in the act's commit.

    What belongs in a closed year is an adjusting entry (调整分录) of today: the closed year stays what it was, and
    the entry keeps its budget year and its paper.
    """
    if is_closed(work, entry.happened_on.year):
        entry.happened_on = local_day(work.now)
    return work.add(entry)
