"""Messages that wait until their person writes again, and stand before the answer then.

What a platform refused for now is held, a notice also where it was given up. Channels that cannot push have their
messages handed over with the next answer instead: all in its own commit, so that each is shown once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, or_, select, tuple_, update

from store.bodies import open_body
from store.outbox.outcomes import note_released, note_shown
from store.states import OutboxRank, OutboxState
from store.tables.messages import OutboxRow

Person = tuple[str, str]
"""Channel and address."""

Fits = Callable[[str, Sequence[str]], bool]
"""Whether messages, as JSON, fit into the one that answers in this channel."""


def everything_fits(_channel: str, _messages: Sequence[str]) -> bool:
    """Most channels answer with any number of messages."""
    return True


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
_KEPT_BACK = or_(
    OutboxRow.state == OutboxState.HELD.value,
    and_(OutboxRow.state == OutboxState.DEAD.value, OutboxRow.rank != OutboxRank.ANSWER.value),
)
"""An answer that was given up belongs to a question of days ago; what an office had to tell still counts."""
_WAITING = _OF_PEOPLE.where(_KEPT_BACK)
_WAITING_OR_PULLED = _OF_PEOPLE.where(
    or_(
        _KEPT_BACK,
        and_(
            OutboxRow.state == OutboxState.READY.value,
            OutboxRow.channel.in_(bindparam("pulled", expanding=True)),
        ),
    )
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

    @property
    def is_readable(self) -> bool:
        """Whether it can be opened and is a message: what is not is left to the outbox, which gives it up."""
        try:
            return isinstance(json.loads(self.payload), dict)
        except ValueError:
            return False

    @property
    def person(self) -> Person:
        """Whom it waits for."""
        return self.channel, self.address


Waiting = Mapping[Person, Sequence[WaitingRow]]
"""What waits for each person, oldest first."""


def waiting_rows(
    connection: Connection, people: Iterable[Person], pulled: Collection[str], *, key: bytes
) -> Waiting:
    """What waits for each of these people, oldest first, kept from everybody else until the transaction ends.

    `key` is that of stored texts.
    """
    query = _WAITING if not pulled else _WAITING_OR_PULLED
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
    waiting: dict[Person, list[WaitingRow]] = {}
    for row in sorted(rows, key=lambda row: row.id):
        waiting.setdefault(row.person, []).append(row)
    return waiting


def release(connection: Connection, rows: Iterable[WaitingRow], now: datetime) -> None:
    """Let what was kept back go: a new message opens the person's allowance again. Its time begins anew.

    What an act of this very turn withdrew, as that of somebody who leaves, stays withdrawn.
    """
    kept = [row.id for row in rows if row.state is not OutboxState.READY]
    if kept:
        mine = (OutboxRow.id.in_(kept), OutboxRow.state != OutboxState.READY.value)
        again = {"state": OutboxState.READY.value, "due": now, "failing_since": None, "settled_at": None}
        connection.execute(update(OutboxRow).where(*mine).values(**again))
        note_released(connection, kept, now)


def hand_along(connection: Connection, rows: Sequence[WaitingRow], now: datetime) -> None:
    """Settle as sent what is shown with its person's answer, and wipe its text."""
    sent = {"state": OutboxState.SENT.value, "payload": None, "settled_at": now, "reason": None}
    connection.execute(update(OutboxRow).where(OutboxRow.id.in_([row.id for row in rows])).values(**sent))
    note_shown(connection, [row.key for row in rows], now)


def messages_of(rows: Waiting) -> dict[Person, tuple[str, ...]]:
    """The messages that wait for each person."""
    return {person: tuple(row.payload for row in theirs) for person, theirs in rows.items()}


def with_notices(answer: str, notices: Sequence[str]) -> str:
    """The JSON list of an answer's messages with the notices before them."""
    messages = [*map(json.loads, notices), *json.loads(answer)]
    return json.dumps(messages, ensure_ascii=False, separators=(",", ":"))


def messages_in(answer: str) -> list[str]:
    """The messages of a JSON list, each as JSON."""
    return [json.dumps(message, ensure_ascii=False) for message in json.loads(answer)]
