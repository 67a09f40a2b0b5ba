"""The bounded cache."""

from __future__ import annotations

from datetime import timedelta

from bot.turns.cache import ExpiringCache
from tests.clocks import FrozenClock


def test_entries_fade_and_the_memory_is_bounded(clock: FrozenClock) -> None:
    kept: ExpiringCache[int, str] = ExpiringCache(clock, timedelta(minutes=30), most=3)
    for number in range(5):
        kept.put(number, str(number))
        clock.advance(minutes=1)
    assert [kept.get(number) for number in range(5)] == [None, None, "2", "3", "4"]
    clock.advance(minutes=27)
    assert (kept.get(2), kept.get(3)) == (None, "3")
    clock.advance(minutes=30)
    assert len(kept) == 0


def test_a_renewed_entry_lives_longer(clock: FrozenClock) -> None:
    kept: ExpiringCache[int, str] = ExpiringCache(clock, timedelta(minutes=30), most=3)
    kept.put(1, "old")
    clock.advance(minutes=20)
    kept.put(1, "new")
    clock.advance(minutes=20)
    assert kept.get(1) == "new"
    kept.drop(1)
    assert kept.get(1) is None
