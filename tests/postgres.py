"""Databases of a test's own on the PostgreSQL of its worker."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import asyncpg

MIGRATED = "migrated"
"""The database to copy that has every table, and no row but of the key."""

EMPTY = "template1"
"""What PostgreSQL copies where nothing is named: no table is in it."""

_NUMBERS = count()


def tell(server: Any, statement: str) -> None:
    """One statement over a connection of our own: `psql` takes a process for each."""

    async def say() -> None:
        connection = await asyncpg.connect(server.get_uri())
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    asyncio.run(say())


@contextmanager
def copied(server: Any, template: str) -> Iterator[str]:
    """The URL of a copy, which is dropped in the end."""
    name = f"test{next(_NUMBERS)}"
    # Copied by file: through the log, as by default, costs twice as much.
    tell(server, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    yield server.get_uri(name)
    tell(server, f"DROP DATABASE {name} WITH (FORCE)")
