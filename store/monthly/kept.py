"""All that is kept added up."""

from __future__ import annotations

from sqlalchemy import Connection

from store.audit.unit import Unit
from store.monthly.applications import APPLICATIONS, keep_applications
from store.monthly.balances import BALANCES
from store.monthly.contracts import CONTRACTS, keep_contracts
from store.monthly.journal import JOURNAL, keep_journal
from store.monthly.keeping import Kept, derive, derive_missing, is_as_derived
from store.monthly.steps import STEPS, keep_steps

_ALL: tuple[Kept, ...] = (JOURNAL, *BALANCES, STEPS, APPLICATIONS, CONTRACTS)


def keep_months(work: Unit) -> None:
    """Add what this unit of work added so far, and was not kept since."""
    keep_journal(work)
    keep_steps(work)
    keep_applications(work)
    keep_contracts(work)


def derive_missing_months(connection: Connection) -> None:
    """Keep what rows say of which nothing is kept: written past any unit of work, or before it was kept."""
    for one in _ALL:
        derive_missing(connection, one)


def derive_months(connection: Connection) -> None:
    """Keep what all rows say now: for whoever writes many past every unit of work."""
    for one in _ALL:
        derive(connection, one)


def differing_months(connection: Connection) -> list[str]:
    """The tables that are kept otherwise than their rows say."""
    return [one.kept.__tablename__ for one in _ALL if not is_as_derived(connection, one)]
