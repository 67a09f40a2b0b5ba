"""Delivery policy: whether a row is sent, retried, held or dead after an attempt. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import assert_never

from bot.channels.base import Dead, Delivery, Hold, Pause, Retry, Sent
from bot.retry import Backoff
from store.outbox.rows import Settlement
from store.states import OutboxState

LIVES = timedelta(days=3)
"""How old a message may grow while the platform does not take it: a weekend's trouble loses none."""

_BACKOFF = Backoff(first=timedelta(seconds=5), longest=timedelta(minutes=30))


def settle_delivery(
    delivery: Delivery, attempt: int, *, since: datetime, now: datetime, jitter: float
) -> Settlement:
    """The new state of a row that was put out at `since`, after that attempt.

    `jitter` in [0, 1) spreads the attempts of many rows that failed together.
    """
    match delivery:
        case Sent():
            return Settlement(OutboxState.SENT, now, way=delivery.way, receipt=delivery.receipt)
        case Dead():
            return Settlement(OutboxState.DEAD, now, delivery.reason)
        case Hold():
            gone = delivery.reaches_nobody
            return Settlement(OutboxState.HELD, now, delivery.reason, counts=False, reaches_nobody=gone)
        case Pause():
            return Settlement(OutboxState.READY, delivery.until, delivery.reason, counts=False)
        case Retry():
            if delivery.counts and now >= since + LIVES:
                return Settlement(OutboxState.DEAD, now, f"given up: {delivery.reason}")
            pause = _BACKOFF.pause(attempt, jitter) if delivery.after is None else delivery.after
            return Settlement(OutboxState.READY, now + pause, delivery.reason, counts=delivery.counts)
        case _:
            assert_never(delivery)
