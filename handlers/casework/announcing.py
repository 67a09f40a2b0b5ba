"""When a contractor is told what the meeting decided: with the number of its minutes, or as is arranged."""

from __future__ import annotations

import json

from store.queries.arrangements import arranged
from store.work import Work

AT_ONCE = "results_told_at_once"
"""The arrangement by which results are told as soon as they are recorded; off unless the office set it."""


def tells_at_once(work: Work) -> bool:
    """Whether a result is told when it is recorded."""
    stored = arranged(work, AT_ONCE)
    return stored is not None and json.loads(stored) is True
