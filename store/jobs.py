"""Who does the job of a period: every process may ask, one row wins."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from store.dialects import insert
from store.tables.messages import Job


def take_period(connection: Connection, job: str, period: str, now: datetime) -> bool:
    """Whether this transaction is the first to take the period; taken only if it commits.

    On PostgreSQL a second one waits for the end of the first, and has the period where that was rolled back.
    """
    statement = insert(connection, Job).values(job=job, period=period, taken_at=now)
    return connection.execute(statement.on_conflict_do_nothing()).rowcount == 1


def is_first(connection: Connection, job: str, period: str) -> bool:
    """Whether no other period of the job was ever taken."""
    query = select(Job.job).where(Job.job == job, Job.period != period).limit(1)
    return connection.scalar(query) is None


def is_taken(connection: Connection, job: str, period: str) -> bool:
    """Whether the job of the period is done."""
    query = select(Job.job).where(Job.job == job, Job.period == period)
    return connection.scalar(query) is not None


def note_probe(connection: Connection, now: datetime) -> None:
    """Write one small row, always the same: a transaction that changes nothing would succeed on a full disk."""
    statement = insert(connection, Job).values(job="probe", period="", taken_at=now)
    newest = {"taken_at": statement.excluded.taken_at}
    connection.execute(statement.on_conflict_do_update(index_elements=["job", "period"], set_=newest))
