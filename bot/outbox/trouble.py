"""What an attempt showed that somebody must mend is told to administrators."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.channels.base import Delivery, Pause
from handlers.messages import Channel
from handlers.notices.channel_trouble import tell_channel_trouble
from store.database import Database


async def report_trouble(
    database: Database, channel: Channel, deliveries: Iterable[Delivery], now: datetime
) -> None:
    """Tell of the first of these that waiting alone does not mend; a channel is told of once a day."""
    needs = next((one for one in deliveries if isinstance(one, Pause) and one.needs_somebody), None)
    if needs is not None:
        await database.write(lambda work: tell_channel_trouble(work, channel, needs.reason), now)
