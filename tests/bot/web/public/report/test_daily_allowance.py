"""Whoever pours files in is stopped, and nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.web.public.report import daily_allowance
from bot.web.public.report.daily_allowance import DailyAllowance
from tests.clocks import FrozenClock

HOME, OTHER = "192.0.2.1", "192.0.2.2"


def test_a_household_sends_so_much_in_a_day_and_others_are_not_hindered() -> None:
    clock = FrozenClock()
    left = DailyAllowance(clock, most=10)
    assert [left.allows(HOME, size) for size in (6, 6, 4, 1, 0)] == [True, False, True, False, True]
    assert left.allows(OTHER, 10)
    assert left.allows(None, 100)
    clock.now += timedelta(days=1)
    assert left.allows(HOME, 10)


def test_only_so_many_households_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(daily_allowance, "_HOUSEHOLDS", 2)
    left = DailyAllowance(FrozenClock(), most=10)
    for household in (HOME, OTHER, "192.0.2.3"):
        assert left.allows(household, 10)
    assert left.allows(HOME, 10)
    assert not left.allows("192.0.2.3", 1)
