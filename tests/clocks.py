"""Clocks that tests move by hand, and the one bound on what a text may cost."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta


class FrozenClock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **step: float) -> None:
        self.now += timedelta(**step)


_MOST_SECONDS = 20.0
"""Of the processor, whose time a busy machine does not stretch. What passes takes about one; what grows with the
square of its text takes minutes."""


@contextmanager
def linear_time() -> Iterator[None]:
    """Fail where the block costs more than its hostile text could, read from end to end a few times."""
    began = time.process_time()
    yield
    assert time.process_time() - began < _MOST_SECONDS, "the cost grows faster than the text"
