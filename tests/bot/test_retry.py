"""Retry with back-off."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.retry import Backoff, retry_store
from store.errors import StoreError, WriterClosed

HOUR = timedelta(hours=1)


class Failing:
    """Fails as often as it is told to."""

    def __init__(self, times: int, error: Exception | None = None) -> None:
        self.left = times
        self.error = error or StoreError("down")

    async def __call__(self) -> str:
        if self.left:
            self.left -= 1
            raise self.error
        return "done"


@pytest.mark.parametrize(
    ("attempt", "chance", "seconds"), [(1, 1.0, 5), (1, 0.0, 2.5), (3, 1.0, 20), (9, 1.0, 600), (10**9, 0.0, 300)]
)
def test_pauses_double_up_to_the_longest_and_are_spread(attempt: int, chance: float, seconds: float) -> None:
    backoff = Backoff(timedelta(seconds=5), timedelta(minutes=10))
    assert backoff.pause(attempt, chance) == timedelta(seconds=seconds)


async def test_a_store_that_comes_back_is_asked_again() -> None:
    assert await retry_store(Failing(2), while_=lambda: True) == "done"


@pytest.mark.parametrize(
    ("error", "is_promised", "lasts"),
    [
        (StoreError("down"), False, HOUR),
        (StoreError("down"), True, timedelta()),
        (WriterClosed("closed"), True, HOUR),
        (ValueError("ours"), True, HOUR),
    ],
)
async def test_it_ends_when_nobody_waits_or_the_time_is_over_or_nothing_can_come_of_it(
    error: Exception, lasts: timedelta, *, is_promised: bool
) -> None:
    with pytest.raises(type(error)):
        await retry_store(Failing(1, error), while_=lambda: is_promised, lasts=lasts)
