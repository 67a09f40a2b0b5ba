"""The closed sets that rows are in. The values are stored: never rename one."""

from __future__ import annotations

from enum import StrEnum


class ClaimState(StrEnum):
    """Where a claimed message stands."""

    WAITING = "waiting"  # an earlier message of the same person goes first
    WORKING = "working"
    DONE = "done"


class KeyKind(StrEnum):
    """What a claim key hides, and so how long it lives."""

    PLAIN = "plain"
    SENSITIVE = "sensitive"


class OutboxState(StrEnum):
    """Where a message on its way out stands."""

    READY = "ready"
    HELD = "held"  # until the recipient writes again
    SENT = "sent"
    DEAD = "dead"
