"""Flat postings score as the formula does, and as the table of a small document."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from math import log1p

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from policy_kb.matching.bm25 import SMALL, Postings, Table, build_index
from policy_kb.matching.grams import Features
from policy_kb.matching.index import K1, B, flatten
from policy_kb.matching.keys import Channel, Keys, Line

TOKENS = st.lists(st.sampled_from(["资", "金", "县", "e", "12", "镇"]), max_size=12)
PASSAGES = st.lists(TOKENS, min_size=1, max_size=8)


SOUNDS = Channel.SOUNDS
BOTH = range(1, 3)


def runs(tokens: list[str]) -> list[str]:
    return [*tokens, *("|".join(pair) for pair in pairwise(tokens))]


def keys(terms: list[str]) -> Keys:
    return np.array(sorted({key_of(term) for term in terms}), dtype=np.uint64)


def key_of(term: str) -> int:
    tokens = term.split("|")
    return int(Line.of(tokens, SOUNDS).runs(range(len(tokens), len(tokens) + 1))[0][0])


def by_formula(passages: list[list[str]], query: list[str]) -> list[float]:
    terms = [Counter(runs(tokens)) for tokens in passages]
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
    query = runs(asked)
    scores = flatten(passages, SOUNDS, BOTH).scores(keys(query))
    np.testing.assert_allclose(scores, by_formula(passages, query), rtol=1e-5)


@given(PASSAGES, TOKENS)
def test_flat_postings_score_as_the_table(passages: list[list[str]], asked: list[str]) -> None:
    query = keys(runs(asked))
    message = Features(query, np.ones(len(query), np.int64), (0, len(query)))
    scores = build_index(passages, passages).scores(message)
    np.testing.assert_allclose(flatten(passages, SOUNDS, BOTH[1:]).scores(query), scores[1], rtol=1e-5)
    assert not any(scores[0])


@given(PASSAGES)
def test_terms_are_known_exactly_where_they_stand(passages: list[list[str]]) -> None:
    index, table = flatten(passages, SOUNDS, BOTH[1:]), build_index(passages, passages)
    held = {"|".join(pair) for tokens in passages for pair in pairwise(tokens)}
    for term in ("资", *(f"{one}|{other}" for one in "资金县镇" for other in "资金县镇"), *held):
        key = np.array([key_of(term)], dtype=np.uint64)
        assert bool(index.vocabulary.find(key)[1].size) == bool(table.held(key)) == (term in held)


def test_many_passages_are_indexed_flat_and_few_in_a_table() -> None:
    many, few = [["资", "金"]] * (SMALL + 1), [["资", "金"]] * SMALL
    assert isinstance(build_index(many, many), Postings)
    assert isinstance(build_index(few, few), Table)


def test_nothing_asked_and_nothing_known_scores_nothing() -> None:
    index = flatten([["资"], ["金"]], SOUNDS, BOTH)
    assert index.scores(keys([])).tolist() == index.scores(keys(["县"])).tolist() == [0, 0]
