"""What the product counts, for `/metrics`: plain numbers, which `bot.exposition` writes down when asked."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from bot.turns.ending import Ended
from handlers.messages import Inbound

_SECONDS = (0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 4.5, 10.0)
_SIZES = (1, 2, 4, 8, 16, 32, 64, 128, 256)


class Spread:
    """How often a value fell between bounds, and the sum of all; each bound belongs to the part below it."""

    def __init__(self, bounds: Sequence[float]) -> None:
        self.bounds = bounds
        self.counts = [0] * (len(bounds) + 1)  # the last: above every bound
        self.sum = 0.0

    def observe(self, value: float) -> None:
        """Add a value."""
        self.counts[bisect_left(self.bounds, value)] += 1
        self.sum += value


class Metrics:
    """Counters by name: labels are closed sets (channels), never people or texts.

    Nothing is counted by kind: a counter that moves would tell when somebody complained.
    """

    def __init__(self) -> None:
        self.turn_seconds = defaultdict[str, Spread](lambda: Spread(_SECONDS))
        """By channel; as many turns were answered."""
        self.events: dict[str, int] = {}
        self.levels: dict[str, float] = {}
        self.batch_sizes, self.batch_seconds = Spread(_SIZES), Spread(_SECONDS)

    def count(self, name: str, amount: int = 1) -> None:
        """Add to the event `name` (a literal of the caller, never a value from outside)."""
        self.events[name] = self.events.get(name, 0) + amount

    def level(self, name: str, value: float) -> None:
        """Set the level `name`."""
        self.levels[name] = value

    def note_turn(self, inbound: Inbound, ended: Ended) -> None:
        """Count a committed answer by channel, with what the handlers took; none where they did not give it."""
        if ended.seconds is not None:
            self.turn_seconds[inbound.person.channel.value].observe(ended.seconds)

    def batch(self, size: int, seconds: float) -> None:
        """Note one commit of the group-commit writer."""
        self.batch_sizes.observe(size)
        self.batch_seconds.observe(seconds)

    def render(self) -> bytes:
        """All metrics in the Prometheus text format."""
        from bot.exposition import exposed  # noqa: PLC0415 -- its library comes in with who first asks

        return exposed(self)
