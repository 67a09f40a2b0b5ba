"""`outbox`: messages that wait, were held or could not be sent."""

from __future__ import annotations

import sys

from cyclopts import App

from bot.clock import utc_now
from bot.commands.database_access import opened_database
from bot.commands.performed import print_table
from handlers.texts import operations
from handlers.texts import outbox as texts
from handlers.texts.platform_answers import in_words
from store.outbox.rows import list_rows
from store.outbox.rows import replay as replay_rows
from store.queries.outbox import KEPT, count_rows
from store.states import OutboxState

app = App(name="outbox", help="Messages that wait, were held or could not be sent.")


@app.command(name="list")
async def list_messages(*, state: OutboxState = OutboxState.DEAD) -> None:
    """List the messages of one state (never their text): ready, held, sent or dead."""
    async with opened_database() as database:
        rows, counts = await list_rows(database, state), await count_rows(database, KEPT)
    cells = (
        (str(row.id), row.channel, str(row.attempts), since, in_words(row.reason))
        for row, since in ((row, row.created_at.isoformat("T", "minutes")) for row in rows)
    )
    print_table(operations.OUTBOX_COLUMNS, cells, if_empty=operations.OUTBOX_EMPTY)
    for other, label in texts.STATES.items():
        if other != state.value and (count := counts[OutboxState(other)]):
            print(operations.outbox_beside(label=label, state=other, count=count))


@app.command
async def replay(*ids: int) -> None:
    """Send messages again, by the numbers that `outbox list` shows."""
    async with opened_database() as database:
        count = await replay_rows(database, ids, utc_now())
    print(operations.replayed(count=count, asked=len(ids)))
    sys.exit(0 if count == len(ids) else 1)
