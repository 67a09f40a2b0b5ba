"""The values of a column of which many rows share a few, from each to the next by the column's index."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CTE, func, select


def distinct_values(column: Any) -> CTE:
    """All of them as `value`, and NULL: a DISTINCT would look at every row."""
    found = select(func.min(column).label("value")).cte(recursive=True)
    following = select(func.min(column)).where(column > found.c.value).correlate(found).scalar_subquery()
    return found.union_all(select(following).where(found.c.value.is_not(None)))
