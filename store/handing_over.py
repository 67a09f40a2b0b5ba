"""Answers that were ready in time, but whose caller had gone: the outbox takes them over, once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, update

from store.claims import Handover
from store.outbox import NewOutboxRow, put_out
from store.states import ClaimState
from store.tables.messages import Claim


def hand_over(connection: Connection, items: Sequence[Handover], *, now: datetime) -> None:
    """Mark the answered claims late and put their answers out; what is late already is there already."""
    whose = {item.seq: item for item in items}
    in_time = (
        Claim.seq.in_(list(whose)),
        Claim.state == ClaimState.DONE.value,
        Claim.late.is_(False),
        Claim.answer.is_not(None),
    )
    marked = update(Claim).where(*in_time).values(late=True).returning(Claim.seq, Claim.key_hash, Claim.answer)
    rows = [
        NewOutboxRow(
            dedupe_key=f"{row.key_hash.hex()}:{number}",
            channel=whose[row.seq].channel,
            address=whose[row.seq].address,
            payload=json.dumps(message, ensure_ascii=False, separators=(",", ":")),
        )
        for row in connection.execute(marked).all()
        for number, message in enumerate(json.loads(row.answer))
    ]
    put_out(connection, rows, now)
