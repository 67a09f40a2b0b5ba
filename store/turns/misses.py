"""Questions that were not answered: noted with the turn's end; `store.queries.misses` lists them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, insert

from store.tables.messages import MissRow
from store.turns.claims import Completion


def note_misses(connection: Connection, items: Sequence[Completion], now: datetime) -> None:
    """Write the misses of a batch of turns."""
    rows = [
        {
            "at": now,
            "channel": item.channel,
            "question": item.miss.question,
            "kind": item.miss.kind,
            "unit": item.miss.unit,
            "reason": item.miss.reason,
        }
        for item in items
        if item.miss is not None
    ]
    if rows:
        connection.execute(insert(MissRow), rows)
