"""Who does the job of a period: every process may ask, one row wins."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum, auto

from sqlalchemy import Connection, select

from store.dialects import insert
from store.leases import drop_lease, hold_lease
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


class Turn(Enum):
    """Whose it is to do a job of several transactions."""

    DONE = auto()  # the period is taken
    OTHERS = auto()  # another process is at it
    OURS = auto()


def begin_job(
    connection: Connection, job: str, period: str, owner: str, *, now: datetime, lasts: timedelta
) -> Turn:
    """Hold the job for some time, unless it is done or somebody is at it."""
    if not hold_lease(connection, _lease(job), owner, now=now, lasts=lasts):
        return Turn.OTHERS
    if not is_taken(connection, job, period):  # asked under the lease: whoever had it takes the period before
        return Turn.OURS
    drop_lease(connection, _lease(job), owner)
    return Turn.DONE


def end_job(connection: Connection, job: str, period: str, owner: str, *, now: datetime) -> None:
    """Take the period of a job that is done, and let go of it."""
    take_period(connection, job, period, now)
    drop_lease(connection, _lease(job), owner)


def leave_job(connection: Connection, job: str, owner: str) -> None:
    """Let go of a job that failed."""
    drop_lease(connection, _lease(job), owner)


def _lease(job: str) -> str:
    return f"job:{job}"


def note_probe(connection: Connection, now: datetime) -> None:
    """Write one small row, always the same: a transaction that changes nothing would succeed on a full disk."""
    statement = insert(connection, Job).values(job="probe", period="", taken_at=now)
    newest = {"taken_at": statement.excluded.taken_at}
    connection.execute(statement.on_conflict_do_update(index_elements=["job", "period"], set_=newest))
