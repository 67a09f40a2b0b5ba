"""Shares and their intervals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.shares import Share

# From Newcombe (1998), table I: the interval by Wilson's method without continuity correction.
PUBLISHED = [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]


@pytest.mark.parametrize(("right", "total", "low", "high"), PUBLISHED)
def test_intervals_are_those_published(right: int, total: int, low: float, high: float) -> None:
    assert Share(right, total).interval == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 5000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_the_share_lies_in_its_interval_and_the_interval_between_0_and_1(counted: tuple[int, int]) -> None:
    share = Share(*counted)
    low, high = share.interval
    assert 0 <= low <= share.value <= high <= 1
    assert low < high


@given(st.integers(0, 500), st.integers(1, 500))
def test_right_and_wrong_mirror_each_other(right: int, wrong: int) -> None:
    total = right + wrong
    low, high = Share(right, total).interval
    assert Share(wrong, total).interval == pytest.approx((1 - high, 1 - low))


def test_of_nothing_nothing_is_claimed() -> None:
    assert Share.of([]).interval == (0.0, 1.0)
    assert Share.of([]).shown == "–"


def test_a_share_is_shown_with_its_interval() -> None:
    share = Share.of([True] * 250 + [False] * 10)
    assert (share.counted, share.shown) == ("250 of 260", "0.962 (0.931–0.979)")
