"""Rough scores decide what whole ones would, and are counted whole only where they cannot."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_kb.kb import PolicyKB
from policy_kb.matching.bm25 import Table
from policy_kb.matching.ranking import RoughScores, Scores

REST = 0.5
PARTS = st.tuples(
    st.floats(-2, 2).map(lambda number: round(number, 2)), st.floats(0, REST).map(lambda number: round(number, 2))
)
LEAST = st.sampled_from([0.1, 0.6, 0.75, 1.2])


@given(st.lists(PARTS, min_size=2, max_size=6), LEAST, st.sets(st.sampled_from("abcdef")))
def test_they_decide_what_the_whole_ones_do(
    parts: list[tuple[float, float]], least: float, others: set[str]
) -> None:
    names = tuple("abcdef"[: len(parts)])
    whole = Scores(names, [rough + rest for rough, rest in parts])
    scores = RoughScores(names, [rough for rough, _ in parts], REST, lambda: whole.values)
    assert scores.best == whole.best
    assert scores.runners_up(least) == whole.runners_up(least)
    assert scores.exceeds(least) == whole.exceeds(least)
    assert scores.at_most >= whole.at_most
    assert not scores.leads_by(least, others) or whole.lead_over(others) > least - 1e-9
    assert scores.leads_by(least, others) or whole.lead_over(others) < least + 1e-9
    assert not scores.leads_by(least) or whole.margin > least - 1e-9
    assert scores.leads_by(least) or whole.margin < least + 1e-9
    assert list(scores) == list(whole)


def never() -> list[float]:
    raise AssertionError("counted where the winner is clear")


def test_a_clear_winner_is_not_counted() -> None:
    scores = RoughScores(("a", "b"), [3.0, 1.0], REST, never)
    assert scores.best == "a"
    assert scores.leads_by(1.5)
    assert not scores.leads_by(2.6)
    assert scores.exceeds(2.9)
    assert not scores.exceeds(3.6)
    assert scores.runners_up(1.0) == ()


def test_what_the_model_is_sure_of_needs_no_other_voice(kb: PolicyKB, monkeypatch: pytest.MonkeyPatch) -> None:
    def heard(*_: object) -> None:
        pytest.fail("the text's own words were scored")

    monkeypatch.setattr(Table, "scores", heard)
    assert kb.answer("资金怎么拨付").citations
