"""Resume the turns that were answered `later` by a process that died before it could."""

from __future__ import annotations

import structlog

from bot.clock import Clock
from bot.encoding import decode_inbound
from bot.turns.dispatch import Dispatcher
from store.database import Database
from store.turns.pending import drop_pending, take_overdue

_LOG = structlog.get_logger(__name__)


async def resume_turns(database: Database, dispatcher: Dispatcher, clock: Clock) -> int:
    """Begin every pending turn whose lease is over; several processes may do so, one gets the claim."""
    begun = 0
    for overdue in await take_overdue(database, clock()):
        if not overdue.inbound:  # kept without its words, and brought again by the platform or by nobody
            await drop_pending(database, overdue.seq)
            continue
        inbound = decode_inbound(overdue.inbound)
        if inbound is None:
            _LOG.error("pending turn is unreadable, given up", seq=overdue.seq)
            await drop_pending(database, overdue.seq)
            continue
        dispatcher.resume(inbound)
        begun += 1
    return begun
