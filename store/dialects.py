"""The few statements that the two engines write differently."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlalchemy import Connection, Table, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from store.base import Record


def insert(connection: Connection | AsyncConnection, record: type[Record]) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that knows ON CONFLICT, in the connection's dialect."""
    return sqlite.insert(record) if _is_sqlite(connection) else postgresql.insert(record)


def insert_into(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """The same for a bare table."""
    return sqlite.insert(table) if _is_sqlite(connection) else postgresql.insert(table)


def lock_people(connection: Connection, people: Iterable[tuple[str, str]]) -> None:
    """Let nobody else order these people's messages until the transaction ends; others are not held up.

    A claim with a smaller number could otherwise become visible after one with a larger. On SQLite the
    transaction is alone already.
    """
    if _is_sqlite(connection):
        return
    numbers = sorted({_number(channel, address) for channel, address in people})
    connection.execute(
        text("SELECT pg_advisory_xact_lock(n) FROM unnest(CAST(:numbers AS bigint[])) WITH ORDINALITY AS t(n, i)"),
        {"numbers": numbers},
    )


def lock_chain(connection: Connection, chain: str) -> None:
    """Let nobody else add to this audit chain until the transaction ends; on SQLite nobody can anyway."""
    if not _is_sqlite(connection):
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _number("audit", chain)})


def _is_sqlite(connection: Connection | AsyncConnection) -> bool:
    return connection.dialect.name == "sqlite"


def _number(channel: str, address: str) -> int:
    """A number for the lock; it lives in the server's memory only."""
    digest = hashlib.blake2b(f"{channel}\0{address}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
