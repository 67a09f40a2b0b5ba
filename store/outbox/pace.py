"""The pace of a channel over all processes: one GCRA row, its pauses, and whether its platform is there.

A platform that asks for rest is given it. One that could not be reached `OUTAGE` times in a row is left alone too,
and asked by one message at a time after growing rests until it answers. How long both took together is kept, so
that the age of what waits stands still meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, Select, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from store.dialects import insert
from store.tables.messages import ChannelPace

OUTAGE = 3
"""Failures in a row after which the platform counts as not there."""

Rest = Callable[[int], timedelta]
"""How long a channel rests after so many failed probes, counted from 1."""

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_NOTHING = timedelta()
_MILLISECOND = timedelta(milliseconds=1)


class Pace(Struct, frozen=True):
    """`burst` messages at once, then one every `interval`."""

    interval: timedelta
    burst: int


class Standing(Struct, frozen=True):
    """Where a channel stands: `next_at` is GCRA's theoretical arrival time.

    `paused_since` is None while it is not paused; `paused_before` is what earlier pauses took together.
    """

    channel: str
    next_at: datetime
    paused_until: datetime
    paused_since: datetime | None = None
    paused_before: timedelta = _NOTHING
    failures: int = 0

    @property
    def is_out(self) -> bool:
        """Whether the platform counts as not there."""
        return self.failures >= OUTAGE

    def allowed(self, pace: Pace, now: datetime) -> int:
        """How many messages may leave at this moment; of a platform that is not there it is asked by one."""
        if now < self.paused_until:
            return 0
        room = pace.interval * pace.burst - (max(self.next_at, now) - now)
        return min(1 if self.is_out else pace.burst, max(0, room // pace.interval))

    def next_moment(self, pace: Pace, now: datetime) -> datetime:
        """When at least one message may leave."""
        return max(now, self.paused_until, self.next_at - pace.interval * (pace.burst - 1))

    def paused(self, now: datetime) -> timedelta:
        """How long the channel has been paused in all its time."""
        if self.paused_since is None:
            return self.paused_before
        end = now if self.is_out else min(now, self.paused_until)
        return self.paused_before + max(_NOTHING, end - self.paused_since)

    def spent(self, pace: Pace, now: datetime, count: int) -> Standing:
        """With so many messages counted against the pace."""
        return replace(self, next_at=max(self.next_at, now) + pace.interval * count)

    def paused_to(self, until: datetime, now: datetime) -> Standing:
        """With the next message put off; a longer pause stays."""
        before = self.rested(now)
        since = before.paused_since or now
        return replace(before, paused_since=since, paused_until=max(before.paused_until, until))

    def rested(self, now: datetime) -> Standing:
        """With a pause that is over written to the ledger."""
        if self.paused_since is None or self.is_out or now < self.paused_until:
            return self
        return replace(self, paused_before=self.paused(now), paused_since=None)

    def probing(self, until: datetime) -> Standing:
        """With a probe on its way: nobody sends another before it is back, or given up."""
        return replace(self, paused_until=until)

    def unreached(self, now: datetime, rest: Rest, *, by_probe: bool, times: int = 1) -> Standing:
        """After failures to reach the platform. What was on its way when the outage began lengthens no rest."""
        if self.is_out:
            if not by_probe:
                return self
            failures = self.failures + 1
        else:
            failures = min(self.failures + times, OUTAGE)
        counted = replace(self.rested(now), failures=failures)
        if not counted.is_out:
            return counted
        until = now + rest(failures - OUTAGE + 1)
        return replace(counted, paused_since=counted.paused_since or now, paused_until=until)

    def reached(self, now: datetime) -> Standing:
        """After the platform answered, whatever it said."""
        if not self.is_out:
            return replace(self, failures=0)
        return replace(self, failures=0, paused_before=self.paused(now), paused_since=None, paused_until=now)


async def lock_pace(connection: AsyncConnection, channel: str, now: datetime) -> Standing:
    """The channel's row, locked until the transaction ends; made at first use."""
    return await connection.run_sync(hold_pace, channel, now)


def hold_pace(connection: Connection, channel: str, now: datetime) -> Standing:
    """The same within a unit of work."""
    row = {"channel": channel, "next_at": now, "paused_until": _NEVER}
    connection.execute(insert(connection, ChannelPace).on_conflict_do_nothing(), [row])
    found = connection.execute(_standings().where(ChannelPace.channel == channel).with_for_update())
    return _standing(channel, found.one())


def see_pace(connection: Connection, channel: str) -> Standing | None:
    """The channel's row as it is; None where nothing was ever sent."""
    found = connection.execute(_standings().where(ChannelPace.channel == channel)).one_or_none()
    return _standing(channel, found) if found is not None else None


def resting_channels(connection: Connection, now: datetime) -> dict[str, Standing]:
    """The channels that send nothing now, by name."""
    paused = _standings().add_columns(ChannelPace.channel).where(ChannelPace.paused_since.is_not(None))
    found = {row.channel: _standing(row.channel, row[:-1]) for row in connection.execute(paused)}
    return {channel: one for channel, one in found.items() if one.is_out or now < one.paused_until}


def keep_pace(connection: Connection, standing: Standing) -> None:
    """Write down where a channel stands; its row is locked."""
    connection.execute(
        update(ChannelPace)
        .where(ChannelPace.channel == standing.channel)
        .values(
            next_at=standing.next_at,
            paused_until=standing.paused_until,
            paused_since=standing.paused_since,
            paused_ms=standing.paused_before // _MILLISECOND,
            failures=standing.failures,
        )
    )


@cache
def _standings() -> Select[datetime, datetime | None, datetime | None, int, int]:
    return select(
        ChannelPace.next_at,
        ChannelPace.paused_until,
        ChannelPace.paused_since,
        ChannelPace.paused_ms,
        ChannelPace.failures,
    )


def _standing(channel: str, row: Sequence[Any]) -> Standing:
    next_at, paused_until, paused_since, paused_ms, failures = row
    before = timedelta(milliseconds=paused_ms)
    return Standing(channel, next_at, paused_until, paused_since, before, failures)
