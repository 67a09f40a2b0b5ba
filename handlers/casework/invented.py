"""The mark by which a database says that what it holds is invented."""

from __future__ import annotations

from store.queries.arrangements import arranged
from store.work import Work

DEMO = "demo"
"""The name of an arrangement. Stored: never rename it."""


def is_demo(work: Work) -> bool:
    """Whether what the database holds is the demonstration."""
    return arranged(work, DEMO) is not None
