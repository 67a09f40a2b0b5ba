"""Questions that were not answered, as staff look at them."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from sqlalchemy import func, select

from store.tables.messages import MissRow
from store.work import Work


class ListedMiss(Struct, frozen=True):
    """The same question of several people is one line."""

    question: str
    kind: str
    unit: str
    reason: str
    times: int
    last_at: datetime
    last_id: int


def listed_misses(
    work: Work, most: int, *, since: datetime | None = None, until: datetime | None = None
) -> list[ListedMiss]:
    """The questions asked most often first, the latest first among equals; from a moment on, before another."""
    what = (MissRow.question, MissRow.kind, MissRow.unit, MissRow.reason)
    times, last_at = func.count().label("times"), func.max(MissRow.at).label("last_at")
    last_id = func.max(MissRow.id).label("last_id")
    query = (
        select(*what, times, last_at, last_id).group_by(*what).order_by(times.desc(), last_at.desc()).limit(most)
    )
    if since is not None:
        query = query.where(MissRow.at >= since)
    if until is not None:
        query = query.where(MissRow.at < until)
    rows = work.session.execute(query)
    return [
        ListedMiss(row.question, row.kind, row.unit, row.reason, row.times, row.last_at, row.last_id)
        for row in rows
    ]
