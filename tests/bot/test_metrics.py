"""What monitors read at `/metrics`."""

from __future__ import annotations

from bot.metrics import Metrics


def test_what_was_counted_is_told_with_all_that_lies_below_each_bound() -> None:
    metrics = Metrics()
    for size, seconds in ((1, 0.001), (3, 0.002), (999, 20.0)):
        metrics.batch(size, seconds)
    metrics.count("seen", 2)
    metrics.level("depth", 1.5)
    told = metrics.render().decode().splitlines()
    assert {'ezhen_events_total{name="seen"} 2.0', 'ezhen_level{name="depth"} 1.5'} <= set(told)
    assert [line for line in told if line.startswith("ezhen_write_batch_size")] == [
        *(f'ezhen_write_batch_size_bucket{{le="{bound}.0"}} 1.0' for bound in (1, 2)),
        *(f'ezhen_write_batch_size_bucket{{le="{bound}.0"}} 2.0' for bound in (4, 8, 16, 32, 64, 128, 256)),
        'ezhen_write_batch_size_bucket{le="+Inf"} 3.0',
        "ezhen_write_batch_size_count 3.0",
        "ezhen_write_batch_size_sum 1003.0",
    ]
    assert 'ezhen_write_batch_seconds_bucket{le="0.001"} 1.0' in told
