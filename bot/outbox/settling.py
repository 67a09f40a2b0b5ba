"""Delivery policy: whether a row is sent, retried, held or dead after an attempt. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import assert_never

from bot.channels.base import Dead, Delivery, Hold, Pause, Retry, Sent
from bot.retry import Backoff
from store.outbox.settling import Reach, Settlement
from store.states import OutboxState

LIVES = timedelta(days=3)
"""How long a message may fail while its channel is not paused: a weekend's trouble loses none."""

_BACKOFF = Backoff(first=timedelta(seconds=5), longest=timedelta(minutes=30))
_RESTS = Backoff(first=timedelta(seconds=20), longest=timedelta(minutes=10))


def rest(probes: int) -> timedelta:
    """How long a channel whose platform is not there is left alone after so many failed probes, from 1."""
    return _RESTS.pause(probes, 1.0)


def settle_delivery(
    delivery: Delivery, attempt: int, *, failing: timedelta, now: datetime, jitter: float
) -> Settlement:
    """The new state of a row after that attempt; earlier ones have failed for `failing`, pauses apart.

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
            if delivery.counts and failing >= LIVES:
                return Settlement(OutboxState.DEAD, now, f"given up: {delivery.reason}")
            pause = _BACKOFF.pause(attempt, jitter) if delivery.after is None else delivery.after
            return Settlement(OutboxState.READY, now + pause, delivery.reason, counts=delivery.counts)
        case _:
            assert_never(delivery)


def reach_of(delivery: Delivery) -> Reach:
    """What an attempt says of the platform."""
    return delivery.reach if isinstance(delivery, Retry | Dead) else Reach.ANSWERED
