"""When the person of a complaint hears something: the office's own arrangement (办法未规定)."""

from __future__ import annotations

from datetime import date

from handlers.casework.calendar_settings import arranged_days
from store.work import Work

FIRST_DAYS, ANSWER_DAYS = "complaint_first_days", "complaint_answer_days"
"""Days until the person is told what becomes of it, and until it is answered. Stored: never rename one."""

USUAL_FIRST_DAYS, USUAL_ANSWER_DAYS = 15, 60


def first_due(work: Work, received: date) -> date:
    """The last day to tell the person what becomes of it."""
    return received + arranged_days(work, FIRST_DAYS, USUAL_FIRST_DAYS)


def answer_due(work: Work, received: date) -> date:
    """The last day to answer it."""
    return received + arranged_days(work, ANSWER_DAYS, USUAL_ANSWER_DAYS)
