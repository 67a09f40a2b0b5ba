"""The table of moves: every example is heard as its move, whole questions as none, and nothing takes long."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.scoring import read_questions
from policy_kb.dialogue.memory import Memory
from policy_kb.dialogue.moves import CORRECTIONS, MOVES, Move
from policy_kb.dialogue.refer import Referral, find_move, refer
from policy_kb.matching.normalise import normalise
from tests import questions

EXAMPLES = [(row.move, example) for row in MOVES for example in row.examples]
EXAMPLES += [(Move.CORRECT, example) for example in CORRECTIONS]


@pytest.mark.parametrize(("move", "said"), EXAMPLES)
def test_every_example_is_heard_as_its_move(move: Move, said: str) -> None:
    found = find_move(normalise(said))
    assert found is not None
    assert found.move is move


def test_every_move_has_examples() -> None:
    assert {move for move, _ in EXAMPLES} == set(Move)


@pytest.mark.parametrize(
    ("said", "referral"),
    [
        ("第六个", Referral(Move.NTH, 6)),
        ("倒数第二个", Referral(Move.NTH_LAST, 2)),
        ("往上数两个", Referral(Move.BACK, 2)),
        ("往下数三条", Referral(Move.FORTH, 3)),
        ("第二句", Referral(Move.SENTENCE, 2)),
        ("看错了十三", Referral(Move.CORRECT, 1, "十三")),
        ("说错了，是物流那块的", Referral(Move.CORRECT, 1, "物流那块的")),
    ],
)
def test_how_far_a_move_goes_is_read(said: str, referral: Referral) -> None:
    assert find_move(normalise(said)) == referral


@pytest.mark.parametrize("said", ["12388是啥", "2026是什么", "12345是哪"])
def test_a_telephone_or_a_year_counts_nothing(said: str) -> None:
    assert find_move(normalise(said)) is None


def test_whole_questions_make_no_move() -> None:
    lines = read_questions(Path(questions.__file__).parent / "dev.jsonl")
    assert [line.q for line in lines if find_move(normalise(line.q))] == []


@pytest.mark.parametrize("said", ["第六个", "换那一个", "最后一个"])
def test_nothing_is_counted_where_nothing_was_shown(said: str) -> None:
    assert refer(said, Memory()) is None
    assert refer(said, Memory(units=("7",))) is not None


@pytest.mark.parametrize(
    "word",
    ["看看你", "看", "那么", "请麻烦您再帮我看看", "好的", "是啥", "吗嘛", "说错了", "开头问的", "上面的", "一个"],
)
def test_a_message_of_one_word_repeated_ends(word: str) -> None:
    find_move(normalise(word * 300))
    find_move(word * 20)
