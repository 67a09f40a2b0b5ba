"""A reading's forms are those that the functions of the package make of the same words."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from policy_kb.matching.normalise import READ_WHOLE, normalise, simplify
from policy_kb.reading import Reading
from tests.policy_kb.test_hostile import MADE_OF_TERMINALS


@given(MADE_OF_TERMINALS | st.text(max_size=2 * READ_WHOLE))
@settings(max_examples=200, deadline=None)
def test_forms_are_those_of_the_functions(typed: str) -> None:
    reading = Reading.of(typed)
    assert (reading.simple, reading.text) == (simplify(typed), normalise(typed))


def test_a_reading_stays_the_one() -> None:
    reading = Reading.of("第九條")
    assert Reading.of(reading) is reading
    assert reading.text is reading.text
    assert reading.bare == "第九条"
