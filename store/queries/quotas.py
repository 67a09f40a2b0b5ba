"""What a person sent on a day, counted in the database: several processes agree on it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete

from store.dialects import insert
from store.tables.applications import FileQuota
from store.work import Work


def quota_of(work: Work, day: date, holder: str) -> FileQuota | None:
    """What was counted so far."""
    return work.get(FileQuota, (day, holder))


def locked_quota(work: Work, day: date, holder: str) -> FileQuota:
    """The same, made where there is none, and held until the transaction ends."""
    made = insert(work.connection, FileQuota).values(day=day, holder=holder, files=0, size=0)
    work.connection.execute(made.on_conflict_do_nothing())
    quota = work.lock(FileQuota, (day, holder))
    assert quota is not None
    return quota


def purge_quotas(work: Work, before: date) -> None:
    """Delete the counts of days that are over."""
    work.session.execute(delete(FileQuota).where(FileQuota.day < before))
