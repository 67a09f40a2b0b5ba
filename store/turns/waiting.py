"""Messages that wait until their person writes again.

What a platform refused for now is held, and released then. Channels that cannot push have their messages handed
over with the next answer instead: in its own commit, so that each is shown once.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import Connection, bindparam, or_, select, tuple_, update

from store.bodies import open_body
from store.outbox.outcomes import note_released, note_shown
from store.states import OutboxState
from store.tables.messages import OutboxRow

_OF_PEOPLE = (
    select(
        OutboxRow.id,
        OutboxRow.dedupe_key,
        OutboxRow.channel,
        OutboxRow.address,
        OutboxRow.state,
        OutboxRow.payload,
    )
    .where(tuple_(OutboxRow.channel, OutboxRow.address).in_(bindparam("people", expanding=True)))
    .with_for_update()
)
"""Sorted here, not there: SQLite would walk the whole table in the order of its numbers."""
_HELD = _OF_PEOPLE.where(OutboxRow.state == OutboxState.HELD.value)
_HELD_OR_PULLED = _OF_PEOPLE.where(
    OutboxRow.state.in_((OutboxState.HELD.value, OutboxState.READY.value)),
    or_(
        OutboxRow.state == OutboxState.HELD.value,
        OutboxRow.channel.in_(bindparam("pulled", expanding=True)),
    ),
)


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A message that waits. `payload` is one message as JSON."""

    id: int
    key: str
    channel: str
    address: str
    state: OutboxState
    payload: str


def waiting_rows(
    connection: Connection, people: Iterable[tuple[str, str]], pulled: Collection[str], *, key: bytes
) -> list[WaitingRow]:
    """What waits for these people, oldest first, kept from everybody else until the transaction ends.

    `key` is that of stored texts.
    """
    query = _HELD if not pulled else _HELD_OR_PULLED
    found = connection.execute(
        query, {"people": sorted(set(people))} | ({"pulled": sorted(pulled)} if pulled else {})
    )
    rows = [
        WaitingRow(
            id=row.id,
            key=row.dedupe_key,
            channel=row.channel,
            address=row.address,
            state=OutboxState(row.state),
            payload=open_body(key, row.payload or ""),
        )
        for row in found
    ]
    return sorted(rows, key=lambda row: row.id)


def release(connection: Connection, rows: Sequence[WaitingRow], now: datetime) -> None:
    """Let held messages go: a new message opens the person's allowance again; they are due already."""
    held = [row for row in rows if row.state is OutboxState.HELD]
    if held:
        mine = (OutboxRow.id.in_([row.id for row in held]), OutboxRow.state == OutboxState.HELD.value)
        connection.execute(update(OutboxRow).where(*mine).values(state=OutboxState.READY.value))
        note_released(connection, [row.key for row in held], now)


def hand_along(
    connection: Connection, rows: Sequence[WaitingRow], people: Collection[tuple[str, str]], now: datetime
) -> dict[tuple[str, str], tuple[str, ...]]:
    """Settle as sent what is shown with these people's answers, and wipe its text; says what is shown to whom."""
    given = [row for row in rows if (row.channel, row.address) in people and row.state is OutboxState.READY]
    if not given:
        return {}
    sent = {"state": OutboxState.SENT.value, "payload": None, "settled_at": now}
    connection.execute(update(OutboxRow).where(OutboxRow.id.in_([row.id for row in given])).values(**sent))
    note_shown(connection, [row.key for row in given], now)
    given.sort(key=lambda row: (row.channel, row.address, row.id))
    grouped = groupby(given, key=lambda row: (row.channel, row.address))
    return {person: tuple(row.payload for row in theirs if row.payload) for person, theirs in grouped}


def with_notices(answer: str, notices: Sequence[str]) -> str:
    """The JSON list of an answer's messages with the notices before them."""
    messages = [*map(json.loads, notices), *json.loads(answer)]
    return json.dumps(messages, ensure_ascii=False, separators=(",", ":"))
