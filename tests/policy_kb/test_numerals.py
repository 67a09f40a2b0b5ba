"""Numbers as regulations print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_kb.matching.normalise import normalise
from policy_kb.numerals import LARGEST, to_chinese, to_int


@given(st.integers(1, LARGEST))
def test_every_number_reads_back_as_itself(number: int) -> None:
    assert to_int(to_chinese(number)) == number
    assert to_int(" ".join(to_chinese(number))) == number
    assert to_int(str(number)) == number


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("十", 10),
        ("一十五", 15),
        ("廿三", 23),
        ("一〇二", 102),
        ("一百〇八", 108),
        ("壹拾贰", 12),
        ("—", 1),
        ("二十—", 21),
        ("１２", 12),
        ("百二十", 120),
        ("五万", 50_000),
        ("四万零七", 40_007),
    ],
)
def test_odd_spellings_are_read(printed: str, number: int) -> None:
    assert to_int(printed) == number


@pytest.mark.parametrize(
    "printed",
    ["", " ", "十百", "十十", "零", "0", "甲", "100000", "万", "十万", "一万一万", "一" * 50, "一二十", "二廿"],
)
def test_what_is_no_number_is_refused(printed: str) -> None:
    assert to_int(printed) is None


@given(st.text())
def test_no_text_raises(text: str) -> None:
    number = to_int(text)
    assert number is None or 0 < number <= LARGEST


def test_numbers_are_written_as_people_write_them() -> None:
    assert [to_chinese(n) for n in (1, 10, 11, 20, 105, 120, 1010, 9999, 10_000, 49_015)] == [
        "一",
        "十",
        "十一",
        "二十",
        "一百零五",
        "一百二十",
        "一千零一十",
        "九千九百九十九",
        "一万",
        "四万九千零一十五",
    ]


@pytest.mark.parametrize("asked", ["第10000条", "第40000条", "第11111条", "补贴5000000元"])
def test_digits_of_a_number_are_never_shortened(asked: str) -> None:
    assert normalise(asked) == asked
    assert normalise("好" * 9 + "6666") == "好好好666"


def test_half_a_character_is_no_obstacle() -> None:
    assert normalise("第九条\ud83d\udca1") == "第九条"
