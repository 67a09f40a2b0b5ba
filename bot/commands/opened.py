"""The configured database, open for one command."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot import settings
from store.database import Database


@asynccontextmanager
async def opened_database() -> AsyncIterator[Database]:
    """Open the configured database for one command."""
    database = Database.open(settings.load(os.environ).database_url)
    try:
        yield database
    finally:
        await database.close()
