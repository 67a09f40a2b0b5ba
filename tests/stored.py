"""Everything that a database holds, as bytes to look for marked values in."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from store.database import Database
from store.schema import METADATA


async def everything_stored(database: Database, folder: Path) -> bytes:
    """SQLite's files after a checkpoint, free pages and write-ahead log included; PostgreSQL's rows."""
    await database.checkpoint()
    if database.is_sqlite:
        return bytes_in(folder)
    rows: list[str] = []
    async with database.reading() as connection:
        for table in METADATA.sorted_tables:
            rows += await connection.scalars(text(f'SELECT t::text FROM "{table.name}" AS t'))
    return "\n".join(rows).encode()


def bytes_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())
