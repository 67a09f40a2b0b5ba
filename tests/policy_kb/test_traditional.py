"""A text is converted only where a character of it may change, and so comes out as if it always were."""

from __future__ import annotations

import unicodedata

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_kb.matching.normalise import simplify
from policy_kb.matching.traditional import may_be_traditional
from tests.measure import samples

CONVERTER = opencc.OpenCC("t2s")
IDEOGRAPHS = 0x2E80, 0x32000
"""From the first radical to beyond the last plane of ideographs."""
BESIDE_OTHERS = ("答覆", "沈沒", "沈船", "打坏", "明瞭", "凌藉", "牴牾", "彷彿", "一目瞭然")
"""Words that change in characters that stay what they are where they stand alone."""


def test_every_character_that_changes_is_looked_for() -> None:
    every = [chr(code) for code in range(*IDEOGRAPHS) if not "\ud800" <= chr(code) < "\ue000"]
    turned = CONVERTER.convert("\n".join(every)).split("\n")
    changed = [one for one, other in zip(every, turned, strict=True) if one != other]
    assert len(changed) > len(BESIDE_OTHERS)
    assert [character for character in changed if not may_be_traditional(character)] == []


@pytest.mark.parametrize("word", BESIDE_OTHERS)
def test_what_changes_beside_others_is_looked_for(word: str) -> None:
    assert may_be_traditional(word)


def as_ever(text: str) -> str:
    """A text that nothing else is done to, always converted."""
    return str(CONVERTER.convert(unicodedata.normalize("NFKC", text))).lower()


def test_what_people_write_comes_out_as_if_it_were_always_converted() -> None:
    said = [sample.q for sample in samples()]
    assert [simplify(text) for text in said] == [as_ever(text) for text in said]


@given(st.text(st.sampled_from(sorted({*"".join(sample.q for sample in samples())})), max_size=20))
@settings(max_examples=100, deadline=None)
def test_so_does_whatever_is_made_of_the_same_characters(text: str) -> None:
    assert simplify(text) == as_ever(text)
