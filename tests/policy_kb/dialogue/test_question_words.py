"""What is told of a stretch of a message is what would be found in the stretch by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policy_kb.dialogue.places import Places, places
from policy_kb.dialogue.question_words import QuestionWords, question_words

WORDS = st.sampled_from(
    [
        "看不看",
        "看",
        "不",
        "没",
        "不不",
        "多少",
        "第几",
        "几",
        "是不是",
        "有没有",
        "告诉",
        "怎么",
        "，",
        " ",
        "冷库",
        "呢",
    ]
)
MESSAGES = st.lists(WORDS, max_size=12).map("".join)


@given(MESSAGES, st.integers(0, 30), st.integers(0, 30))
def test_words_of_a_stretch_are_those_of_the_stretch_by_itself(text: str, start: int, size: int) -> None:
    start = min(start, len(text))
    end = min(start + size, len(text))
    read, stretch = QuestionWords(text), text[start:end]
    assert read.words(start, end) == question_words(stretch)
    assert read.words(start, end, 2) == question_words(stretch)[:2]
    assert read.asks(start, end) == QuestionWords(stretch).asks(0, len(stretch))


@given(MESSAGES)
def test_features_of_a_place_do_not_hang_on_the_places_looked_at_before(text: str) -> None:
    read = Places(text)
    found = [read.features(*place) for place in places(text)]
    assert found == [Places(text).features(*place) for place in places(text)]
