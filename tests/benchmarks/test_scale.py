"""Pages are held beside pages that show as much, whatever a county has of them."""

from __future__ import annotations

import pytest

from benchmarks.scale import Cost, figures_of


def test_a_full_page_is_held_beside_the_smallest_county_that_fills_one() -> None:
    costs = [Cost(4.0, rows=7), Cost(10.0, rows=25), Cost(12.0, rows=25), Cost(11.0, rows=25)]
    assert figures_of({"list": costs}) == {"flat_list": 1.2, "large_list_ms": 11.0}


def test_where_nothing_is_counted_the_smallest_county_is_the_measure() -> None:
    assert figures_of({"status": [Cost(2.0), Cost(5.0), Cost(3.0)]})["flat_status"] == 2.5


def test_a_list_that_only_the_largest_county_fills_stops_the_run() -> None:
    with pytest.raises(LookupError, match="25 rows of list"):
        figures_of({"list": [Cost(4.0, rows=7), Cost(10.0, rows=25)]})
