"""Leases by name: of all processes one does a thing at a time, and another takes over when it falls silent."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection, delete, or_

from store.database import Database
from store.dialects import insert
from store.tables.messages import Lease


def hold_lease(connection: Connection, name: str, owner: str, *, now: datetime, lasts: timedelta) -> bool:
    """Take or renew the lease in this transaction; False while another owner's has not ended."""
    statement = insert(connection, Lease).values(name=name, owner=owner, until=now + lasts)
    taken = statement.on_conflict_do_update(
        index_elements=["name"],
        set_={"owner": statement.excluded.owner, "until": statement.excluded.until},
        where=or_(Lease.owner == owner, Lease.until <= now),
    )
    return connection.execute(taken).rowcount == 1


def drop_lease(connection: Connection, name: str, owner: str) -> None:
    """Give the lease back in this transaction."""
    connection.execute(delete(Lease).where(Lease.name == name, Lease.owner == owner))


async def take_lease(database: Database, name: str, owner: str, *, now: datetime, lasts: timedelta) -> bool:
    """Take or renew the lease; False while another owner's has not ended."""
    return await database.run(partial(hold_lease, name=name, owner=owner, now=now, lasts=lasts))


async def release_lease(database: Database, name: str, owner: str) -> None:
    """Give the lease back, so that nobody waits for its end."""
    await database.run(partial(drop_lease, name=name, owner=owner))
