"""What the product counts, for `/metrics`: a registry of its own, so that several can live in one process."""

from __future__ import annotations

import time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from handlers.turn import Decision, Outcome, Respond, Turn, changed

_SECONDS = (0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 4.5, 10.0)


class Metrics:
    """Counters by name: labels are closed sets (channels), never people or texts.

    Nothing is counted by kind: a counter that moves would tell when somebody complained.
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.turns = Counter("ezhen_turns_total", "Messages answered", ("channel",), registry=self.registry)
        self.turn_seconds = Histogram(
            "ezhen_turn_seconds",
            "What the handlers took to answer a message, in seconds",
            ("channel",),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.events = Counter(
            "ezhen_events_total", "Things worth watching, by name", ("name",), registry=self.registry
        )
        self.batches = Histogram(
            "ezhen_write_batch_size",
            "Claims and completions in one commit",
            buckets=(1, 2, 4, 8, 16, 32, 64, 128, 256),
            registry=self.registry,
        )
        self.batch_seconds = Histogram(
            "ezhen_write_batch_seconds", "One commit, in seconds", buckets=_SECONDS, registry=self.registry
        )
        self.levels = Gauge("ezhen_level", "Sizes and depths, by name", ("name",), registry=self.registry)

    def count(self, name: str, amount: int = 1) -> None:
        """Add to the event `name` (a literal of the caller, never a value from outside)."""
        self.events.labels(name).inc(amount)

    def level(self, name: str, value: float) -> None:
        """Set the level `name`."""
        self.levels.labels(name).set(value)

    def observed(self, respond: Respond) -> Respond:
        """Wrap the handlers: count their answers by channel, and what they took."""

        async def respond_observed(turn: Turn) -> Decision:
            channel, began = turn.inbound.person.channel.value, time.perf_counter()

            def note(outcome: Outcome) -> Outcome:
                self.turn_seconds.labels(channel).observe(time.perf_counter() - began)
                self.turns.labels(channel).inc()
                return outcome

            return changed(await respond(turn), note)

        return respond_observed

    def batch(self, size: int, seconds: float) -> None:
        """Note one commit of the group-commit writer."""
        self.batches.observe(size)
        self.batch_seconds.observe(seconds)

    def render(self) -> bytes:
        """All metrics in the Prometheus text format."""
        return generate_latest(self.registry)
