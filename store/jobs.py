"""Who does the job of a period: every process may ask, one row wins."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from store.database import Database
from store.dialects import insert
from store.tables.messages import Job


async def take_job(database: Database, job: str, period: str, now: datetime) -> bool:
    """Whether this caller is the first to ask for the job in this period."""
    async with database.writing() as connection:
        statement = insert(connection, Job).values(job=job, period=period, taken_at=now)
        result = await connection.execute(statement.on_conflict_do_nothing())
        return result.rowcount == 1


def note_probe(connection: Connection, now: datetime) -> None:
    """Write one small row, always the same: a transaction that changes nothing would succeed on a full disk."""
    statement = insert(connection, Job).values(job="probe", period="", taken_at=now)
    newest = {"taken_at": statement.excluded.taken_at}
    connection.execute(statement.on_conflict_do_update(index_elements=["job", "period"], set_=newest))
