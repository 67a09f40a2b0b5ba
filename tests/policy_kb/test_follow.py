"""Follow-ups are read in linear time: a pattern that tried every combination would not end here."""

from __future__ import annotations

import pytest

from handlers.talk.masking import MASK, mask
from policy_kb.matching.follow import Step, find_step
from policy_kb.matching.normalise import normalise


@pytest.mark.parametrize("word", ["看看你", "看", "那么", "请麻烦您再帮我看看", "好的", "能不能可以"])
def test_a_message_of_pleas_ends(word: str) -> None:
    assert find_step(normalise(word * 300)) is None


@pytest.mark.parametrize("ending", ["是啥", "写的啥", "吗嘛"])
def test_a_message_of_endings_ends(ending: str) -> None:
    assert find_step(normalise("下一条" + ending * 300 + "。然后")) is None


def test_a_plea_said_twice_is_still_a_plea() -> None:
    assert find_step("看看下一条") is Step.NEXT


def test_a_long_word_without_an_address_is_not_begun_at_each_letter() -> None:
    assert mask("长" * 200_000) == "长" * 200_000
    assert MASK in mask("写信到zhang.san@example.com")
