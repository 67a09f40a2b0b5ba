"""What identifies a person is masked before it is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.talk.masking import MASK, mask


@pytest.mark.parametrize(
    "private",
    [
        *("13812345678", "138 1234 5678", "+86 13812345678", "0357-7821234", "14262819800101123X"),
        *("6222021234567890123", "zhang.san@example.com", "91141026MA0K00000X", "20261234567"),
    ],
)
def test_numbers_and_addresses_are_masked(private: str) -> None:
    masked = mask(f"我的号是{private}，能查吗")
    assert private not in masked
    assert MASK in masked
    assert masked.endswith("能查吗")


@pytest.mark.parametrize("said", ["我叫张三丰，想问房租", "姓名：李四，咋申请"])
def test_names_that_people_give_are_masked(said: str) -> None:
    assert not {"张三丰", "李四"} & {piece for piece in ("张三丰", "李四") if piece in mask(said)}


@pytest.mark.parametrize("said", ["第9条", "2023年6月", "50万能批吗", "5G基站", "7条3项", "我叫不出名字"])
def test_ordinary_words_and_numbers_stay(said: str) -> None:
    assert mask(said)[:3] == said[:3]


@given(st.text())
def test_masking_twice_masks_no_more(text: str) -> None:
    assert mask(mask(text)) == mask(text)
