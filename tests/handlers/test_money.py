"""Sums as people read them, and as vouchers write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.money import in_capitals
from handlers.values.amounts import read_amount
from handlers.values.reading import Value


@pytest.mark.parametrize(
    ("fen", "said"),
    [
        (1, "壹分"),
        (105, "壹元零伍分"),
        (1_000, "壹拾元整"),
        (1_000_530, "壹万零伍元叁角"),
        (50_000_000, "伍拾万元整"),
        (10_001_000_000, "壹亿零壹万元整"),
        (1_234_567_890, "壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角"),
    ],
)
def test_a_sum_in_capitals(fen: int, said: str) -> None:
    assert in_capitals(fen) == said


@pytest.mark.rotated("many examples", 2)
@given(st.integers(min_value=1, max_value=10**12))
def test_what_is_written_in_capitals_is_read_back(fen: int) -> None:
    read = read_amount(in_capitals(fen))
    assert isinstance(read, Value)
    assert read.stored == fen
