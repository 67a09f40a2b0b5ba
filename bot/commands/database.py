"""`db`: the database's schema."""

from __future__ import annotations

import os

from cyclopts import App

from bot import settings
from bot.commands.database_access import explained
from handlers.texts import operations
from store.upgrade import upgrade as upgrade_schema

app = App(name="db", help="The database's schema.")


@app.command
async def upgrade() -> None:
    """Run the migrations that the database lacks."""
    configured = settings.load(os.environ)
    with explained(configured.database_url):
        await upgrade_schema(configured.database_url, configured.audit_key_file)
    print(operations.UPGRADED)
