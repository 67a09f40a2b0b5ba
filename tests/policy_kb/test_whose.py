"""Whose rule a question asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_kb import kb as door
from policy_kb.guide import load_guide
from policy_kb.whose import Whose

ANZE = Path(door.__file__).parent / "data" / "anze"
NOBODYS = Whose((), ())


@pytest.fixture(scope="module")
def whose() -> Whose:
    return load_guide(ANZE).whose


@pytest.mark.parametrize("asked", ["洪洞那边的补贴给多少", "沁水县电商扶持的办法", "河南的县域商业行动补几成"])
def test_another_places_rule_is_known(whose: Whose, asked: str) -> None:
    assert whose.is_of_another_place(asked)


@pytest.mark.parametrize(
    "asked", ["从洪洞搬到e镇有奖励吗", "太原，自带资金想来", "去太原办推介会", "省里的办法怎么说"]
)
def test_a_place_by_the_way_is_no_rule_of_it(whose: Whose, asked: str) -> None:
    assert not whose.is_of_another_place(asked)


def test_the_funds_own_words_speak_for_it_unless_another_place_is_named(whose: Whose) -> None:
    assert whose.is_own("养羊的能沾上e镇的光吗")
    assert not whose.is_own("隰县玉露香梨e镇怎么入驻")
    assert not whose.is_own("养羊有补贴吗")


def test_a_document_without_such_words_knows_neither() -> None:
    assert not NOBODYS.is_own("e镇")
    assert not NOBODYS.is_of_another_place("洪洞的补贴")
