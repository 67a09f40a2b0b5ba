"""What the office arranges of its calendar: how long beforehand it is told, and when the day's digest comes."""

from __future__ import annotations

import json
from datetime import timedelta

from store.queries.arrangements import arranged
from store.work import Work

DIGEST_AT = "digest_at"
"""The time of the day at which members are told what the day brings, as 08:30."""

TERM_DAYS = "term_days"
"""The days before which the end of a term is told."""

QUARTER_DAYS = "quarter_days"
"""The days before the end of a quarter from which its review is called for."""

CONTRACT_TASKS = "contract_tasks"
"""Whether each contract has a task of its own in each quarter; on unless staff set it to false."""
# Stored: never rename one.

USUAL_TERM_DAYS, USUAL_QUARTER_DAYS = 7, 15


def term_lead(work: Work) -> timedelta:
    """So long before a term ends it is told."""
    return arranged_days(work, TERM_DAYS, USUAL_TERM_DAYS)


def quarter_lead(work: Work) -> timedelta:
    """So long before a quarter ends its review is called for, until it is recorded."""
    return arranged_days(work, QUARTER_DAYS, USUAL_QUARTER_DAYS)


def has_contract_tasks(work: Work) -> bool:
    """Whether each contract has its task of the quarter."""
    stored = arranged(work, CONTRACT_TASKS)
    return stored is None or json.loads(stored) is not False


def arranged_days(work: Work, name: str, usual: int) -> timedelta:
    """The days of an arrangement; the usual ones where nobody has set any."""
    stored = arranged(work, name)
    return timedelta(days=usual if stored is None else json.loads(stored))
