"""Messages on their way out, as those who look after them read them: how many, how old, and never their text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct
from sqlalchemy import func, select

from store.states import OutboxState
from store.tables.messages import OutboxRow
from store.tables.notices import FirmNotice
from store.tables.people import Firm
from store.work import Work

KEPT = (OutboxState.READY, OutboxState.HELD, OutboxState.DEAD)
"""What is not sent."""


class Depth(Struct, frozen=True):
    """How many of a channel's messages are in each state, and since when the oldest of each waits."""

    counts: Mapping[OutboxState, int]
    oldest: Mapping[OutboxState, datetime]

    def count(self, state: OutboxState) -> int:
        """How many are in this state."""
        return self.counts.get(state, 0)

    @property
    def waits_since(self) -> datetime | None:
        """When the oldest of those that could leave was put out."""
        return self.oldest.get(OutboxState.READY)


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


def depths(work: Work) -> dict[str, Depth]:
    """By channel, in one statement over the index of states."""
    kept = OutboxRow.state.in_([state.value for state in KEPT])
    columns = (OutboxRow.channel, OutboxRow.state, func.count(), func.min(OutboxRow.created_at))
    query = select(*columns).where(kept).group_by(OutboxRow.channel, OutboxRow.state)
    counts: dict[str, dict[OutboxState, int]] = {}
    oldest: dict[str, dict[OutboxState, datetime]] = {}
    for channel, state, count, first in work.session.execute(query):
        counts.setdefault(channel, {})[OutboxState(state)] = count
        oldest.setdefault(channel, {})[OutboxState(state)] = first
    return {channel: Depth(counts[channel], oldest[channel]) for channel in sorted(counts)}


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
