"""No message that channels accept breaks the reading, or costs more than twice for twice its length."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache, partial
from itertools import chain
from types import FrameType

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from policy_kb.compose import joined
from policy_kb.dialogue.memory import Memory
from policy_kb.dialogue.refer import find_move
from policy_kb.kb import PolicyKB
from policy_kb.matching.normalise import normalise
from policy_kb.models import Part, Sentence
from policy_kb.references.grammar import find_references
from policy_kb.references.terminals import PARTS, SOUNDS_LIKE, SYLLABLES, WORDS
from tests.policy_kb.conftest import ANZE

LONG = 1000
"""Characters that are read of a message."""

TERMINALS = sorted({*chain(*WORDS.values(), *PARTS.values()), *SYLLABLES, *SOUNDS_LIKE})
SIGNS = [*"一二十百千万零两壹9０①⑳，。、？！；：《》[]()（） \n\t\u200b\u0301😀Ａé"]
JOINING = [
    "不是",
    "说错了",
    "是",
    "再问",
    "那",
    "吗",
    "多少钱",
    "其一",
    "1. ",
    "都",
    "分别看哪条",
    "举报",
    "合同法",
]

MADE_OF_TERMINALS = st.lists(st.sampled_from([*TERMINALS, *SIGNS, *JOINING]), max_size=120).map("".join)

BOMBS = [
    *(
        "9第",
        "9、",
        "第9、",
        "(9)",
        "（第",
        "第",
        "1-",
        "7.3、",
        "第1项和",
        "第1项到第9项，",
        "末了一条",
        "倒数第九",
    ),
    *(
        "yi",
        "di jiu ",
        "twenty one ",
        "item 3 of ",
        "第九条里的",
        "法第3条",
        "《",
        "《第",
        "》第",
        "领导提了第8条，给我发，",
    ),
    *(
        "弟义",
        "第义",
        "乞五二",
        "一二三四五六七八九",
        "十百千",
        "不是X是Y",
        "说错了了",
        "吗，吃",
        "a,b",
        "吗吃什么",
        "那是再问",
    ),
]


@cache
def kb() -> PolicyKB:
    return PolicyKB.open(ANZE)


@cache
def in_a_talk() -> Memory:
    return Memory().after(kb().answer("第七条"))


def calls(act: Callable[[], object]) -> int:
    """Calls that the work takes, of Python's functions and of C's: the same on every machine."""
    count = 0

    def counted(_frame: FrameType, event: str, _of: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        act()
    finally:
        sys.setprofile(before)
    return count


def is_vouched_for(part: Part) -> bool:
    """Whether a quotation stands in the measure as cited, and all else is a fixed sentence of the product."""
    if isinstance(part, Sentence):
        return part.text in kb().fixed_sentences
    whole = kb().quote(part.citation.unit)
    return whole is not None and part.text in whole.text


def read(text: str) -> None:
    find_references(text, kb().contents)
    kb().splitter.split(text)
    find_move(text)


@pytest.mark.sampled(8)
@pytest.mark.parametrize("bomb", BOMBS)
def test_twice_as_long_is_at_most_twice_the_work(bomb: str) -> None:
    half, whole = (normalise((bomb * LONG)[:length]) for length in (LONG // 2, LONG))
    read(whole)  # what is read once for all is not counted
    assert calls(lambda: read(whole)) < 2.6 * calls(lambda: read(half)) + 500


@pytest.mark.parametrize("bomb", ["吗，吃", "a,b", "吗吃什么", "yi "])
def test_of_many_signs_no_more_places_are_looked_into_than_of_some(bomb: str) -> None:
    def split(size: int) -> object:
        return kb().splitter.split((bomb * LONG)[:size])

    most = max(calls(partial(split, size)) for size in range(100, LONG, 100))
    assert calls(partial(split, LONG)) <= most


@pytest.mark.parametrize(
    "asked",
    [
        "第七条第1项到第999999项",
        "第七条第1到999999项",
        "第七条第1项到第999999项和第1项到第999999项",
        "第1到第999999条",
        "第30条，第1项到第99999项",
        "第七条第11、12、13、14、15项",
    ],
)
def test_a_range_beyond_the_end_is_said_to_end_and_not_counted_out(asked: str) -> None:
    answer = kb().answer(asked)
    assert answer.citations
    assert sum(isinstance(part, Sentence) and "没有第" in part.text for part in answer.parts) <= 3


@settings(deadline=None)
@given(st.one_of(st.text(max_size=300), MADE_OF_TERMINALS), st.sampled_from([Memory, in_a_talk]))
@example("第0条", in_a_talk)
@example("（", in_a_talk)
@example("第一项第", Memory)
def test_whatever_is_written_is_answered(text: str, begun: Callable[[], Memory]) -> None:
    memory = begun()
    answers = kb().replies(text, memory)
    assert answers
    for answer in (*answers, joined(answers)):
        assert all(is_vouched_for(part) for part in answer.parts)
        memory = memory.after(answer)
    find_move(text)
    find_references(normalise(text))
    assert kb().replies("第二个呢", memory)
    kb().may_report(text, answers[0])
