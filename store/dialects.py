"""The few statements that the two engines write differently."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Dialect, Table, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from store.base import Record

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql


def insert(connection: Connection | AsyncConnection, record: type[Record]) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that knows ON CONFLICT, in the connection's dialect."""
    return insert_for(connection.dialect, record)


def insert_into(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """The same for a bare table."""
    return insert_for(connection.dialect, table)


def insert_for(dialect: Dialect, into: type[Record] | Table) -> sqlite.Insert | postgresql.Insert:
    """The same for whoever knows the dialect alone."""
    return insert_on(dialect.name, into)


def insert_on(engine: str, into: type[Record] | Table) -> sqlite.Insert | postgresql.Insert:
    """The same by the dialect's name: for statements that are made once."""
    if engine == "sqlite":
        return sqlite.insert(into)
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 -- nothing on SQLite needs it, and it is large

    return postgresql.insert(into)


def lock_people(connection: Connection, people: Iterable[tuple[str, str]]) -> None:
    """Let nobody else order these people's messages until the transaction ends; others are not held up.

    A claim with a smaller number could otherwise become visible after one with a larger. On SQLite the
    transaction is alone already.
    """
    _lock_all(connection, (_number(channel, address) for channel, address in people))


def lock_standings(connection: Connection, firms: Iterable[int]) -> None:
    """Let nobody else derive where the applications of these firms stand until the transaction ends; likewise."""
    _lock_all(connection, (_number("standings", str(firm)) for firm in firms))


def _lock_all(connection: Connection, numbers: Iterable[int]) -> None:
    """In one order for everybody: no two wait for each other. They are asked for only where anybody locks."""
    if _is_sqlite(connection):
        return
    connection.execute(
        text("SELECT pg_advisory_xact_lock(n) FROM unnest(CAST(:numbers AS bigint[])) WITH ORDINALITY AS t(n, i)"),
        {"numbers": sorted(set(numbers))},
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
