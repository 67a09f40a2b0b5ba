"""A message of the outbox that was given up."""

from __future__ import annotations

from sqlalchemy import select, update

from handlers.turn import say
from store.outbox.rows import NewOutboxRow, put_out
from store.states import OutboxState
from store.tables.messages import OutboxRow
from store.work import Work

WORDS = "请于三日内补正。"
REASON = "unsent"


def given_up(work: Work, key: str = "notice:lost:1", *, channel: str = "wechat", address: str = "oAnna") -> int:
    """Put it out and let it die; says its id."""
    payload = say(WORDS).to_json()
    put_out(work.connection, [NewOutboxRow(key, channel, address, payload)], work.now)
    dead = {"state": OutboxState.DEAD.value, "reason": REASON, "settled_at": work.now, "attempts": 9}
    work.connection.execute(update(OutboxRow).where(OutboxRow.dedupe_key == key).values(**dead))
    return work.session.scalars(select(OutboxRow.id).where(OutboxRow.dedupe_key == key)).one()
