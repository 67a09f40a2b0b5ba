"""Whether a commit outlasts a loss of power: SQLite is told so by us, PostgreSQL by who runs it."""

from __future__ import annotations

from sqlalchemy import text

from store.database import Database

_OFF = text(
    "SELECT name FROM pg_settings WHERE setting = 'off' "
    "AND name IN ('fsync', 'full_page_writes', 'synchronous_commit') ORDER BY name"
)


async def forgetful_settings(database: Database) -> tuple[str, ...]:
    """The settings of the server that are off, with which a loss of power takes what was committed."""
    if database.is_sqlite:
        return ()
    async with database.reading() as connection:
        return tuple(await connection.scalars(_OFF))
