"""Everything that a database holds, as bytes to look for marked values in."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select, text

from store.bodies import bodies_key, open_body
from store.database import Database
from store.schema import whole_metadata
from store.tables.messages import SessionRow


async def everything_stored(database: Database, folder: Path) -> bytes:
    """SQLite's files after a checkpoint, free pages and write-ahead log included; PostgreSQL's rows."""
    await database.checkpoint()
    if database.is_sqlite:
        return bytes_in(folder)
    rows: list[str] = []
    async with database.reading() as connection:
        for table in whole_metadata().sorted_tables:
            rows += await connection.scalars(text(f'SELECT t::text FROM "{table.name}" AS t'))
    return "\n".join(rows).encode()


async def stored_sessions(database: Database) -> list[str]:
    """What is remembered of every talk, as who has the key file reads it."""
    key = bodies_key(database.keys)
    async with database.reading() as connection:
        return [open_body(key, data) for data in await connection.scalars(select(SessionRow.data))]


def bytes_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())
