"""Writes metrics down in the text format of Prometheus."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

from prometheus_client import generate_latest
from prometheus_client.metrics_core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector, CollectorRegistry

if TYPE_CHECKING:
    from bot.metrics import Metrics, Spread


def exposed(metrics: Metrics) -> bytes:
    """All of them, as they are now."""
    registry = CollectorRegistry()
    registry.register(_Collected(metrics))
    return generate_latest(registry)


class _Collected(Collector):
    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def collect(self) -> Iterator[Metric]:
        """Each with its labels."""
        counted = self._metrics
        turns = CounterMetricFamily("ezhen_turns", "Messages answered", labels=("channel",))
        seconds = HistogramMetricFamily(
            "ezhen_turn_seconds", "What the handlers took to answer a message, in seconds", labels=("channel",)
        )
        for channel, spread in list(counted.turn_seconds.items()):
            turns.add_metric((channel,), sum(spread.counts))
            seconds.add_metric((channel,), _buckets(spread), spread.sum)
        events = CounterMetricFamily("ezhen_events", "Things worth watching, by name", labels=("name",))
        for name, count in list(counted.events.items()):
            events.add_metric((name,), count)
        levels = GaugeMetricFamily("ezhen_level", "Sizes and depths, by name", labels=("name",))
        for name, level in list(counted.levels.items()):
            levels.add_metric((name,), level)
        yield from (turns, seconds, events, levels)
        sizes, lasted = counted.batch_sizes, counted.batch_seconds
        told = "Turns, claims and endings of turns in one commit"
        yield HistogramMetricFamily("ezhen_write_batch_size", told, buckets=_buckets(sizes), sum_value=sizes.sum)
        told = "One commit, in seconds"
        yield HistogramMetricFamily(
            "ezhen_write_batch_seconds", told, buckets=_buckets(lasted), sum_value=lasted.sum
        )


def _buckets(spread: Spread) -> list[tuple[str, float]]:
    """By their upper bounds, each with all that lies below."""
    bounds = (*(str(float(bound)) for bound in spread.bounds), "+Inf")
    return list(zip(bounds, accumulate(spread.counts), strict=True))
