"""催办 in the chat: the act of the table, for an application of the person's own firm."""

from __future__ import annotations

from handlers.applications.told import told_state
from handlers.casework.nudging import next_day
from handlers.casework.perform import apply_row
from handlers.casework.state_words import STATE_WORDS
from handlers.casework.transitions import ActName
from handlers.identity.actors import Contractor
from handlers.results import Result
from store.tables.applications import Application
from store.work import Work

__all__ = ["can_nudge", "next_day", "nudge"]


def can_nudge(work: Work, application: Application) -> bool:
    """Whether a unit holds it that could be told."""
    return STATE_WORDS[told_state(work, application)].holder is not None


def nudge(work: Work, actor: Contractor, number: str) -> Result:
    """Tell the unit that holds the application, unless it was told within five workdays."""
    return apply_row(work, actor, ActName.NUDGE, number)
