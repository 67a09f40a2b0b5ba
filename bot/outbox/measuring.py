"""How many messages wait and for how long, for the metrics: of all channels together, and of each."""

from __future__ import annotations

from datetime import datetime

from bot.counting import Counters
from handlers.messages import Channel
from store.database import Database
from store.queries.outbox import KEPT, Depth, depths, together
from store.states import OutboxState

_NOTHING = Depth({})


async def measure_outbox(database: Database, counters: Counters, now: datetime) -> None:
    """Set `outbox_STATE`, `outbox_STATE_CHANNEL`, and `outbox_oldest_seconds_CHANNEL` of what could leave."""
    async with database.reading() as connection:
        found = await connection.run_sync(depths, tuple(OutboxState))
    for state, count in together(found).items():
        counters.level(f"outbox_{state.value}", count)
    for channel in (one for one in Channel if one.traits.pushes):
        depth = found.get(channel.value, _NOTHING)
        for state in KEPT:
            counters.level(f"outbox_{state.value}_{channel.value}", depth.count(state))
        age = now - depth.waits_since if depth.waits_since else now - now
        counters.level(f"outbox_oldest_seconds_{channel.value}", age.total_seconds())
