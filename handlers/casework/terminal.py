"""Whether money may be entered on the machine itself: in a database that is thrown away, and in no other."""

from __future__ import annotations

from store.audit.vouching import is_intact
from store.tables.applications import Arrangement
from store.work import Work

TERMINAL = "terminal"
"""Under this name a database says that its terminal is open. Stored: never rename it."""


def is_terminal_open(work: Work) -> bool:
    """Whether the database was born with the mark; one that was written in past every act opens nothing."""
    known: dict[str, bool] = work.session.info
    if TERMINAL not in known:  # asked for every act that is offered
        found = work.get(Arrangement, TERMINAL)
        known[TERMINAL] = found is not None and is_intact(work, found)
    return known[TERMINAL]
