"""The metrics that dispatch and outbox count with, as a protocol."""

from __future__ import annotations

from typing import Protocol


class Counters(Protocol):
    """Events and levels by name; `bot.metrics.Metrics` is one."""

    def count(self, name: str, amount: int = 1) -> None:
        """Add to the event."""
        ...

    def level(self, name: str, value: float) -> None:
        """Set the level."""
        ...


class NoCounters:
    """Counts nothing."""

    def count(self, name: str, amount: int = 1) -> None:
        """Nothing."""

    def level(self, name: str, value: float) -> None:
        """Nothing."""
