"""Messages on their way out, as those who look after them read them: how many, how old, and never their text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Select, func, select

from store.database import Database
from store.queries.lists.distinct import distinct_values
from store.states import OutboxState
from store.tables.messages import IS_READY, OutboxRow
from store.tables.notices import FirmNotice
from store.tables.people import Firm
from store.work import Work

KEPT = (OutboxState.READY, OutboxState.HELD, OutboxState.DEAD)
"""What is not sent."""


class Depth(Struct, frozen=True):
    """How many of a channel's messages are in each state, and since when the oldest that could leave waits."""

    counts: Mapping[OutboxState, int]
    waits_since: datetime | None = None

    def count(self, state: OutboxState) -> int:
        """How many are in this state."""
        return self.counts.get(state, 0)


class KeptMessage(Struct, frozen=True):
    """A message that was not sent. `firm` is empty where it is no notice to a firm."""

    id: int
    key: str
    channel: str
    state: OutboxState
    attempts: int
    created_at: datetime
    due: datetime
    reason: str
    firm: str


def depths(connection: Connection, states: tuple[OutboxState, ...] = KEPT) -> dict[str, Depth]:
    """Of each channel that has messages in any of these states: everybody who counts the outbox asks here."""
    found = {
        channel: Depth({state: count for state, count in zip(states, counts, strict=True) if count}, oldest)
        for channel, oldest, *counts in connection.execute(_counted(states))
    }
    return {channel: found[channel] for channel in sorted(found) if found[channel].counts}


def together(found: Mapping[str, Depth]) -> dict[OutboxState, int]:
    """How many messages of all channels are in each state."""
    return {state: sum(depth.count(state) for depth in found.values()) for state in OutboxState}


async def count_rows(
    database: Database, states: tuple[OutboxState, ...] = tuple(OutboxState)
) -> dict[OutboxState, int]:
    """How many rows of all channels are in each of these states."""
    async with database.reading() as connection:
        return together(await connection.run_sync(depths, states))


def kept_messages(work: Work, state: OutboxState, channel: str, most: int) -> list[KeptMessage]:
    """The oldest in this state, of one channel or of all, with the firm that a notice is for."""
    query = (
        select(OutboxRow, Firm.name)
        .outerjoin(FirmNotice, FirmNotice.key == OutboxRow.dedupe_key)
        .outerjoin(Firm, Firm.id == FirmNotice.firm_id)
        .where(OutboxRow.state == state.value)
        .order_by(OutboxRow.id)
        .limit(most)
    )
    if channel:
        query = query.where(OutboxRow.channel == channel)
    return [_kept(row, firm or "") for row, firm in work.session.execute(query)]


def newest_state(work: Work, channel: str, address: str, key: str) -> OutboxState | None:
    """Where the newest message to an account stands whose key begins so; None once it is gone, for it was sent."""
    theirs = (OutboxRow.channel == channel, OutboxRow.address == address)
    query = select(OutboxRow.state).where(*theirs, OutboxRow.dedupe_key.startswith(key, autoescape=True))
    state = work.session.scalar(query.order_by(OutboxRow.id.desc()).limit(1))
    return OutboxState(state) if state is not None else None


def _kept(row: OutboxRow, firm: str) -> KeptMessage:
    return KeptMessage(
        id=row.id,
        key=row.dedupe_key,
        channel=row.channel,
        state=OutboxState(row.state),
        attempts=row.attempts,
        created_at=row.created_at,
        due=row.due,
        reason=row.reason or "",
        firm=firm,
    )


@cache
def _counted(states: tuple[OutboxState, ...]) -> Select[*tuple[Any, ...]]:
    """A count is a walk over an index that has all it asks: grouping the same rows takes three times as long."""
    channel = distinct_values(OutboxRow.channel).c.value
    of_channel = OutboxRow.channel == channel
    oldest = select(func.min(OutboxRow.created_at)).where(IS_READY, of_channel).scalar_subquery()
    rows = select(func.count()).select_from(OutboxRow).where(of_channel)
    counts = (rows.where(OutboxRow.state == state.value).scalar_subquery() for state in states)
    return select(channel, oldest, *counts).where(channel.is_not(None))
