"""查询码."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.sealed.codes import RANDOM_FIGURES, Unread, holds_code, keys_of, new_code, read_code
from handlers.sealed.pacing import EVERY, LONGEST, TryPace
from handlers.values.figures import grouped
from store.keyfile import KeyFile
from tests.keys import KEYS

CODE = new_code(KEYS)


_SPELLINGS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "grouped": grouped,
    "hyphens": lambda code: f" {grouped(code).replace(' ', '-')}。",
    "apart": "   ".join,
    "lines": lambda code: "\n".join(grouped(code).split(" ")),
    "words": lambda code: "".join("零一二三四五六七八九"[int(one)] for one in code),
    "formal": lambda code: " ".join("〇壹贰叁肆伍陆柒捌玖"[int(one)] for one in code),
    "spoken": lambda code: code.replace("1", "幺"),
    "wide": lambda code: "".join(chr(ord(one) + 0xFEE0) for one in code),
}


@pytest.mark.parametrize("spelling", _SPELLINGS)
def test_a_code_is_read_in_whatever_spelling(spelling: str) -> None:
    typed = _SPELLINGS[spelling](CODE)
    assert read_code(typed, KEYS) == CODE
    assert holds_code(typed)


def test_five_groups_of_four_are_shown() -> None:
    assert [len(group) for group in grouped(CODE).split(" ")] == [4] * 5


def test_a_slip_is_told_without_the_slow_hash() -> None:
    """A wrong figure passes once in a hundred times; then the hash says that there is none."""
    slips = [
        CODE[:place] + str((int(CODE[place]) + by) % 10) + CODE[place + 1 :]
        for place in range(20)
        for by in range(1, 10)
    ]
    told = [read_code(slip, KEYS) for slip in slips]
    assert sum(one is Unread.CHECK for one in told) >= len(slips) * 9 // 10
    assert read_code(CODE[:-1], KEYS) is Unread.LENGTH
    assert read_code("我的码忘了", KEYS) is Unread.LENGTH


def test_whoever_has_not_the_key_cannot_make_the_check_figures() -> None:
    other = KeyFile.of_seed(b"another key, of somebody else...")
    assert {read_code(new_code(other), KEYS) is Unread.CHECK for _ in range(50)} >= {True}
    assert keys_of(CODE, other).code_hash != keys_of(CODE, KEYS).code_hash


def test_a_code_comes_to_the_same_keys_and_shows_none_of_them() -> None:
    its = keys_of(CODE, KEYS)
    assert (its.code_hash, its.private_key) == ((again := keys_of(CODE, KEYS)).code_hash, again.private_key)
    assert its.public_key.startswith("age1")
    assert its.private_key not in repr(its)
    assert CODE.encode() not in its.code_hash


@given(st.text("0123456789 -年月", max_size=19))
def test_what_has_fewer_figures_is_no_code(words: str) -> None:
    assert not holds_code(words)


def test_codes_among_words_are_recognised_and_longer_numbers_are_not() -> None:
    assert holds_code(f"我的查询码是{grouped(CODE)}，现在怎么样了")
    assert not holds_code("卡号6222000011112222555")
    assert not holds_code(f"{CODE}7")


@pytest.mark.parametrize("said", ["发票号码 {}", "数电发票号{}", "收款账号：{}", "支付凭证号为{}，请核对"])
def test_a_number_that_is_said_to_be_another_is_no_code(said: str) -> None:
    assert not holds_code(said.format(CODE))
    assert holds_code(f"{said.format(CODE)}，查询码{CODE}")


@pytest.mark.parametrize(
    "said",
    [
        "查询码1234 5678 9012 3456 789",
        "我的查询码：{}7",
        "查询码 1234 5678 9012，后面的下一条发",
        "订单的查询码是{}",
    ],
)
def test_a_code_with_a_slip_or_in_two_halves_is_one_where_it_is_called_so(said: str) -> None:
    assert holds_code(said.format(CODE))
    assert not holds_code("我2026-11-29交的，查询码丢了怎么办")


def test_guessing_comes_to_less_than_one_in_a_thousand_million_a_day() -> None:
    tries = 2 * (timedelta(days=1) / EVERY)  # of two processes
    assert tries * 10_000 / 10**RANDOM_FIGURES < 1e-9


def test_tries_come_one_after_the_other_and_a_long_line_is_told() -> None:
    pace = TryPace()
    assert [pace.wait(100.0) for _ in range(3)] == [0.0, 2.0, 4.0]
    assert pace.wait(1000.0) == 0.0
    waits = [pace.wait(1000.0) for _ in range(100)]
    assert max(wait for wait in waits if wait is not None) <= LONGEST.total_seconds()
    assert waits[-1] is None
    assert pace.wait(1000.0 + EVERY.total_seconds()) is not None  # nobody is shut out


def test_one_household_alone_never_fills_the_line() -> None:
    pace = TryPace()
    taken = [pace.wait(1000.0, "192.0.2.1") for _ in range(100)]
    assert [wait for wait in taken if wait is not None] == [0.0, 2.0, 4.0]
    assert pace.wait(1000.0, "192.0.2.2") == 6.0
    assert pace.wait(1004.5, "192.0.2.1") is not None  # whose turn came is in the line no more
