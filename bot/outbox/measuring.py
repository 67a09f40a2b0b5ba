"""How many messages wait and for how long, for the metrics: of all channels together, and of each."""

from __future__ import annotations

from datetime import datetime

from bot.counting import Counters
from handlers.messages import Channel
from store.database import Database
from store.outbox.rows import count_rows
from store.queries.outbox import KEPT, Depth, depths

_NOTHING = Depth({}, {})


async def measure_outbox(database: Database, counters: Counters, now: datetime) -> None:
    """Set `outbox_STATE`, `outbox_STATE_CHANNEL`, and `outbox_oldest_seconds_CHANNEL` of what could leave."""
    for state, count in (await count_rows(database)).items():
        counters.level(f"outbox_{state.value}", count)
    found = await database.read(depths, now)
    for channel in (one for one in Channel if one.traits.pushes):
        depth = found.get(channel.value, _NOTHING)
        for state in KEPT:
            counters.level(f"outbox_{state.value}_{channel.value}", depth.count(state))
        age = now - depth.waits_since if depth.waits_since else now - now
        counters.level(f"outbox_oldest_seconds_{channel.value}", age.total_seconds())
