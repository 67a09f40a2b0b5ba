"""The items of the scope that a contract is for, as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.values.areas import areas_words, read_areas
from handlers.values.reading import Invalid, Value


@pytest.mark.parametrize(
    ("words", "stored"),
    [
        ("（一）、（三）", "1,3"),
        ("(3)和（1）", "1,3"),
        ("1，3", "1,3"),
        ("第（十）项", "10"),
        ("第七条第（二）项", "2"),
        ("第七条第（一）项、第（三）项", "1,3"),
        ("第7条", None),
        ("三", "3"),
        ("未列明", ""),
        ("没有列明", ""),
        ("", None),
        ("0", None),
        ("一百", None),
        ("物流", None),
        ("1、物流", None),
    ],
)
def test_reading(words: str, stored: str | None) -> None:
    found = read_areas(words)
    assert isinstance(found, Invalid) if stored is None else found == Value(stored)


@given(st.sets(st.integers(1, 99), min_size=1, max_size=12))
def test_what_is_shown_is_read_again(numbers: set[int]) -> None:
    stored = ",".join(map(str, sorted(numbers)))
    assert read_areas(areas_words(stored)) == Value(stored)


@given(st.text(max_size=40))
def test_nothing_breaks_it(words: str) -> None:
    assert isinstance(read_areas(words), Value | Invalid)
