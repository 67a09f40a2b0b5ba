"""Flat postings score as the formula does, and as the table of a small document."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from math import log1p

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from policy_kb.matching.bm25 import SMALL, Table, build_index
from policy_kb.matching.index import K1, B, Index, flatten

TOKENS = st.lists(st.sampled_from(["资", "金", "县", "e", "12", "镇"]), max_size=12)
PASSAGES = st.lists(TOKENS, min_size=1, max_size=8)


def runs(tokens: list[str], glue: str) -> list[str]:
    return [*tokens, *(glue.join(pair) for pair in pairwise(tokens))]


def by_formula(passages: list[list[str]], query: list[str]) -> list[float]:
    terms = [Counter(runs(tokens, "|")) for tokens in passages]
    average = max(sum(found.total() for found in terms) / len(terms), 1)
    scores = [0.0] * len(terms)
    for term in set(query):
        holding = sum(term in found for found in terms)
        rarity = log1p((len(terms) - holding + 0.5) / (holding + 0.5))
        for at, found in enumerate(terms):
            norm = K1 * (1 - B + B * found.total() / average)
            scores[at] += rarity * found[term] * (K1 + 1) / (found[term] + norm) if found[term] else 0
    return scores


@given(PASSAGES, TOKENS)
def test_flat_postings_score_by_the_formula(passages: list[list[str]], asked: list[str]) -> None:
    query = runs(asked, "|")
    scores = flatten(passages, (1, 2), "|").scores(query)
    np.testing.assert_allclose(scores, by_formula(passages, query), rtol=1e-5)


@given(PASSAGES, TOKENS)
def test_flat_postings_score_as_the_table(passages: list[list[str]], asked: list[str]) -> None:
    query = runs(asked, "|")
    table = build_index(passages, (1, 2), "|")
    assert isinstance(table, Table)
    np.testing.assert_allclose(flatten(passages, (1, 2), "|").scores(query), table.scores(query), rtol=1e-5)


@given(PASSAGES)
def test_terms_are_known_exactly_where_they_stand(passages: list[list[str]]) -> None:
    index = flatten(passages, (2,), "|")
    held = {"|".join(pair) for tokens in passages for pair in pairwise(tokens)}
    assert {f"{a}|{b}" for a in "资金县镇" for b in "资金县镇" if f"{a}|{b}" in index} <= held
    assert all(term in index for term in held)
    assert "资" not in index
    assert 7 not in index


def test_many_passages_are_indexed_flat_and_few_in_a_table() -> None:
    assert isinstance(build_index([["资", "金"]] * (SMALL + 1), (1, 2, 3)), Index)
    assert isinstance(build_index([["资", "金"]] * SMALL, (1, 2, 3)), Table)


def test_nothing_asked_and_nothing_known_scores_nothing() -> None:
    index = flatten([["资"], ["金"]], (1,), "")
    assert index.scores([]).tolist() == index.scores(["县"]).tolist() == [0, 0]
