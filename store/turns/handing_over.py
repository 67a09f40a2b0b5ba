"""Handing an answer over to the outbox, once, when its caller has gone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, update

from store.bodies import ANSWER_BLOCK, seal_body
from store.outbox.rows import NewOutboxRow, put_out
from store.states import ClaimState
from store.tables.messages import Claim
from store.turns.claims import Completion, Handover
from store.turns.line import WITHDRAWN


def hand_over(connection: Connection, items: Sequence[Handover], *, key: bytes, now: datetime) -> None:
    """Mark the answered claims late and put their answers out; what is late already is there already."""
    whose = {item.seq: item for item in items}
    in_time = (
        Claim.seq.in_(list(whose)),
        Claim.state == ClaimState.DONE.value,
        Claim.late.is_(False),
        Claim.answer.is_not(None),
        Claim.answer != WITHDRAWN,
    )
    marked = update(Claim).where(*in_time).values(late=True).returning(Claim.seq, Claim.key_hash)
    rows = [
        row
        for claim in connection.execute(marked).all()
        for row in rows_of_answer(whose[claim.seq], claim.key_hash, key=key)
    ]
    put_out(connection, rows, now)


def rows_of_answer(item: Completion | Handover, key_hash: bytes, *, key: bytes) -> Iterator[NewOutboxRow]:
    """A row for each message of a late answer, encrypted: it may hold a link or a code, or answer a complaint.

    What leaves from memory gets the row of an answer that was delivered.
    """
    for number, message in enumerate(json.loads(item.answer)):
        text = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
        yield NewOutboxRow(
            dedupe_key=f"{key_hash.hex()}:{number}",
            channel=item.channel,
            address=item.address,
            payload=None if item.from_memory else seal_body(key, text, block=ANSWER_BLOCK),
        )
