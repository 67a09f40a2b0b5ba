"""The pace of a channel over all processes: one GCRA row, and a pause that the platform asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from store.dialects import insert
from store.tables.messages import ChannelPace

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Pace:
    """`burst` messages at once, then one every `interval`."""

    interval: timedelta
    burst: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a channel stands: `next_at` is GCRA's theoretical arrival time."""

    channel: str
    next_at: datetime
    paused_until: datetime

    def allowed(self, pace: Pace, now: datetime) -> int:
        """How many messages may leave at this moment."""
        if now < self.paused_until:
            return 0
        room = pace.interval * pace.burst - (max(self.next_at, now) - now)
        return max(0, room // pace.interval)

    def next_moment(self, pace: Pace, now: datetime) -> datetime:
        """When at least one message may leave."""
        return max(now, self.paused_until, self.next_at - pace.interval * (pace.burst - 1))


async def lock_pace(connection: AsyncConnection, channel: str, now: datetime) -> Standing:
    """The channel's row, locked until the transaction ends; made at first use."""
    row = {"channel": channel, "next_at": now, "paused_until": _NEVER}
    await connection.execute(insert(connection, ChannelPace).on_conflict_do_nothing(), [row])
    query = select(ChannelPace.next_at, ChannelPace.paused_until).where(ChannelPace.channel == channel)
    found = (await connection.execute(query.with_for_update())).one()
    return Standing(channel, found.next_at, found.paused_until)


async def spend(
    connection: AsyncConnection, standing: Standing, pace: Pace, now: datetime, count: int
) -> Standing:
    """Count messages against the pace."""
    spent = replace(standing, next_at=max(standing.next_at, now) + pace.interval * count)
    await _write(connection, spent)
    return spent


async def pause_channel(connection: AsyncConnection, standing: Standing, until: datetime) -> None:
    """Put the channel's next message off; a longer pause stays."""
    await _write(connection, replace(standing, paused_until=max(standing.paused_until, until)))


async def _write(connection: AsyncConnection, standing: Standing) -> None:
    await connection.execute(
        update(ChannelPace)
        .where(ChannelPace.channel == standing.channel)
        .values(next_at=standing.next_at, paused_until=standing.paused_until)
    )
