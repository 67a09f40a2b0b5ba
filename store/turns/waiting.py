"""Messages that wait until their person writes again, and stand before the answer then.

What a platform refused for now is held, a notice also where it was given up. Channels that cannot push have their
messages handed over with the next answer instead: all in its own commit, so that each is shown once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Executable, and_, or_, select, update

from store.bodies import open_body
from store.outbox.outcomes import note_released, note_shown
from store.prepared import Engine, Prepared
from store.states import OutboxRank, OutboxState
from store.tables.messages import OutboxRow

Person = tuple[str, str]
"""Channel and address."""

Fits = Callable[[str, Sequence[str]], bool]
"""Whether messages, as JSON, fit into the one that answers in this channel."""


def everything_fits(_channel: str, _messages: Sequence[str]) -> bool:
    """Most channels answer with any number of messages."""
    return True


_KEPT_BACK = or_(
    OutboxRow.state == OutboxState.HELD.value,
    and_(OutboxRow.state == OutboxState.DEAD.value, OutboxRow.rank != OutboxRank.ANSWER.value),
)
"""An answer that was given up belongs to a question of days ago; what an office had to tell still counts."""


def is_waiting(engine: Engine) -> ColumnElement[bool]:
    """Whether a row waits until one of the engine's `people` writes, also in its `pulled` channels, if any."""
    theirs = engine.among("people", OutboxRow.channel, OutboxRow.address)
    if "pulled" not in engine.sizes:
        return and_(theirs, _KEPT_BACK)
    is_pulled = engine.among("pulled", OutboxRow.channel)
    return and_(theirs, or_(_KEPT_BACK, and_(OutboxRow.state == OutboxState.READY.value, is_pulled)))


def _waiting(engine: Engine) -> Executable:
    """Sorted here, not there: SQLite would walk the whole table in the order of its numbers."""
    columns = (OutboxRow.id, OutboxRow.dedupe_key, OutboxRow.channel, OutboxRow.address)
    rows = select(*columns, OutboxRow.state, OutboxRow.payload)
    return rows.where(is_waiting(engine)).with_for_update()


_WAITING = Prepared(_waiting)


class WaitingRow(Struct, frozen=True):
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
    also = {"pulled": sorted(pulled)} if pulled else {}
    rows = [
        WaitingRow(number, dedupe, channel, address, OutboxState(state), open_body(key, payload or ""))
        for number, dedupe, channel, address, state, payload in _WAITING.rows(
            connection, people=sorted(set(people)), **also
        )
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
