"""`outbox`: messages that wait, were held or could not be sent."""

from __future__ import annotations

import sys

from cyclopts import App

from bot.clock import utc_now
from bot.commands.database_access import opened_database
from bot.commands.performed import print_table
from handlers.texts import operations
from store.outbox.rows import list_rows
from store.outbox.rows import replay as replay_rows
from store.states import OutboxState

app = App(name="outbox", help="Messages that wait, were held or could not be sent.")


@app.command(name="list")
async def list_messages(*, state: OutboxState = OutboxState.DEAD) -> None:
    """List the messages of one state (never their text): ready, held, sent or dead."""
    async with opened_database() as database:
        rows = await list_rows(database, state)
    cells = (
        (str(row.id), row.channel, str(row.attempts), row.created_at.isoformat("T", "minutes"), row.reason)
        for row in rows
    )
    print_table(operations.OUTBOX_COLUMNS, cells, if_empty=operations.OUTBOX_EMPTY)


@app.command
async def replay(*ids: int) -> None:
    """Send messages again, by the numbers that `outbox list` shows."""
    async with opened_database() as database:
        count = await replay_rows(database, ids, utc_now())
    print(operations.replayed(count=count, asked=len(ids)))
    sys.exit(0 if count == len(ids) else 1)
