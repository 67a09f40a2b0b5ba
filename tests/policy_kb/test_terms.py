"""Terms by their keys: what a message is cut into, and what is known of it."""

from __future__ import annotations

import math
import re
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_kb.matching.grams import Cutter, Features
from policy_kb.matching.keys import Channel, Keys, Line, hash_of
from policy_kb.matching.pinyin import tokens_of
from policy_kb.matching.sounds import load_sounds
from policy_kb.matching.terms import Terms
from policy_kb.matching.vocabulary import Vocabulary

CUTTER = Cutter(load_sounds())
TEXTS = st.text("资金县镇怎么拨付㐀e12.v3zhichinü ,。？", max_size=20)


def keys_of(tokens: list[str], channel: Channel, longest: int) -> list[int]:
    """The keys of all runs, one by one."""
    lines = [
        Line.of(tokens[at : at + size], channel).runs(range(size, size + 1))
        for size in range(1, longest + 1)
        for at in range(len(tokens) - size + 1)
    ]
    return [int(key) for (keys,) in lines for key in keys]


def counted(features: Features) -> dict[int, int]:
    return dict(zip(features.keys.tolist(), features.counts.tolist(), strict=True))


@given(TEXTS)
def test_a_message_is_its_runs_of_characters_and_of_sounds_and_its_matters(text: str) -> None:
    tokens = tokens_of(text)
    characters = Counter(keys_of(tokens, Channel.CHARACTERS, 3))
    sounds = Counter(keys_of(load_sounds().of(tokens), Channel.SOUNDS, 2))
    features = CUTTER.cut(text)
    found = counted(features)
    known = {hash_of(name, Channel.MATTERS) for name in ("asks", "tells", *lengths())}
    matters = {key for key in found if key in known}
    assert 1 <= len(matters) <= 2
    assert {key: count for key, count in found.items() if key not in known} == characters + sounds
    assert set(features.characters.tolist()) == set(characters)
    assert set(features.sounds.tolist()) == set(sounds)


@given(st.lists(st.sampled_from(["资", "金", "e", "zhe", "ge", "12"]), min_size=1, max_size=3))
def test_a_run_of_characters_is_what_it_reads_however_it_was_cut(tokens: list[str]) -> None:
    (run,) = Line.of(tokens, Channel.CHARACTERS).runs(range(len(tokens), len(tokens) + 1))
    assert run.tolist() == [hash_of("".join(tokens), Channel.CHARACTERS)]


def test_syllables_stay_apart() -> None:
    heard = [["zi", "an"], ["zia", "n"], ["zian"], ["ai", "zn"]]
    assert len({tuple(Line.of(one, Channel.SOUNDS).runs(range(1, 3))[-1].tolist()) for one in heard}) == len(heard)


def lengths() -> list[str]:
    return [f"length {step}" for step in range(7)]


def test_the_same_term_of_another_channel_is_another() -> None:
    assert len({hash_of("zi", channel) for channel in Channel}) == len(Channel)


KEYS = st.integers(0, 9999).map(lambda number: hash_of(str(number), Channel.CHARACTERS))


@given(st.sets(KEYS, min_size=1, max_size=40), st.sets(KEYS, max_size=9))
def test_what_is_asked_is_found_where_it_stands(held: set[int], others: set[int]) -> None:
    asked = [*(others - held), *held]
    places, rows = Vocabulary.over(keys(held)).find(np.array(asked, dtype=np.uint64))
    assert [asked[place] for place in places] == [sorted(held)[row] for row in rows]
    assert {asked[place] for place in places} == held


def test_no_row_is_behind_the_last_term() -> None:
    _, rows = Vocabulary.over(keys({0})).find(keys({1 << 63}))
    assert max(rows, default=0) == 0


def test_many_terms_of_one_bucket_are_told_apart() -> None:
    held = keys(set(range(0, 200 << 32, 1 << 32)))
    assert Vocabulary.over(held).find(held)[1].tolist() == list(range(200))


def test_an_empty_vocabulary_holds_nothing() -> None:
    assert not Vocabulary.over(keys(set())).find(keys({0, 1, 2**64 - 1}))[1].size


def keys(numbers: set[int]) -> Keys:
    return np.array(sorted(numbers), dtype=np.uint64)


@pytest.fixture(scope="module")
def learnt() -> Terms:
    messages = [CUTTER.cut(text) for text in ("资金怎么拨付", "资金给谁", "怎么拨付资金")]
    return Terms.count(messages, 2, (1.0, 0.7, 0.3))


def test_a_term_that_one_example_alone_holds_is_left_out(learnt: Terms) -> None:
    runs = [hash_of(run, Channel.CHARACTERS) for run in ("资金", "怎么拨", "给谁", "拨付资")]
    assert learnt.examples_with(np.array(runs, dtype=np.uint64)) == [3, 2, 0, 0]


def test_what_no_example_holds_is_as_rare_as_what_one_does(learnt: Terms) -> None:
    assert learnt.rarity_of("资金") == pytest.approx(1)
    assert learnt.rarity_of("给谁") == learnt.rarity_of("天气") == pytest.approx(math.log(4 / 2) + 1)


def test_each_channel_is_as_long_as_it_is_loud(learnt: Terms) -> None:
    _, values, (sounds, matters) = learnt.weigh(CUTTER.cut("资金怎么要"))
    lengths = [float(np.linalg.norm(part)) for part in np.split(values, [sounds, matters])]
    assert lengths == pytest.approx([1.0, 0.7, 0.3])


def test_nothing_that_was_learnt_weighs_nothing(learnt: Terms) -> None:
    rows, values, _ = learnt.weigh(CUTTER.cut("greetings on this very fine day of ours to one and all, dear sirs"))
    assert rows.size == values.size == 0


def test_they_are_read_as_they_were_kept(learnt: Terms) -> None:
    kept = Terms.read(learnt.arrays())
    assert kept.held.tolist() == learnt.held.tolist()
    assert kept.rarity.tolist() == learnt.rarity.tolist()


def test_hashing_tokens_of_one_character_by_code_is_hashing_them() -> None:
    tokens = tokens_of("支持什么ev1㐀鿿")
    by_text = Line.of(tokens, Channel.CHARACTERS), Line.of(load_sounds().of(tokens), Channel.SOUNDS)
    for by_code, line, sizes in zip(CUTTER.lines(tokens), by_text, (range(1, 4), range(1, 3)), strict=True):
        assert np.concatenate(by_code.runs(sizes)).tolist() == np.concatenate(line.runs(sizes)).tolist()


@pytest.mark.parametrize(("text", "is_there"), [("say hi", True), ("hi", True), ("delhi", False), ("早hi", False)])
def test_a_pattern_of_a_word_is_found_where_the_word_begins(text: str, is_there: bool) -> None:  # noqa: FBT001  a case
    cutter = Cutter(load_sounds(), (("greeting", re.compile(r"你好|\bhi\b")),))
    assert (hash_of("greeting", Channel.MATTERS) in cutter.cut(text).keys.tolist()) == is_there
