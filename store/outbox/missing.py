"""Dead messages that a later one to the same person must not pass over in silence."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, exists, func, select, update

from store.states import NoticeState, OutboxState
from store.tables.messages import OutboxRow
from store.tables.notices import FirmNotice


def missing_before(connection: Connection, channel: str, before: Mapping[str, int]) -> Collection[str]:
    """The addresses that have a dead message before the row that is named with each, and were not told."""
    if not before:
        return ()
    query = (
        select(OutboxRow.address, func.min(OutboxRow.id))
        .where(OutboxRow.channel == channel, OutboxRow.address.in_(list(before)), _is_missing())
        .group_by(OutboxRow.address)
    )
    return {address for address, first in connection.execute(query) if first < before[address]}


def note_missing_told(connection: Connection, channel: str, before: Mapping[str, int], now: datetime) -> None:
    """These people read in the row named with each that an earlier message may not have arrived."""
    for address, row in before.items():
        theirs = (OutboxRow.channel == channel, OutboxRow.address == address, OutboxRow.id < row)
        dead = (OutboxRow.state == OutboxState.DEAD.value, OutboxRow.missed_told_at.is_(None))
        connection.execute(update(OutboxRow).where(*theirs, *dead).values(missed_told_at=now))


def _is_missing() -> ColumnElement[bool]:
    seen = exists().where(FirmNotice.key == OutboxRow.dedupe_key, FirmNotice.state == NoticeState.SEEN.value)
    return and_(OutboxRow.state == OutboxState.DEAD.value, OutboxRow.missed_told_at.is_(None), ~seen)
