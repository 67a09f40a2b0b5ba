"""Messages are cut where one want ends and the next begins, and single questions are left whole."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks.scoring import read_questions
from policy_kb.dialogue.boundaries import Boundaries
from policy_kb.dialogue.joining import Asked, joins
from policy_kb.dialogue.wants import MOST, Splitter
from policy_kb.kb import PolicyKB
from policy_kb.matching.normalise import normalise
from policy_kb.models import AnswerKind
from tests import questions

SPLITTER = Splitter(Boundaries.load())
UNSEEN = [
    Asked(question.q, file)
    for file in ("dev", "unseen-1", "unseen-2")
    for question in read_questions(Path(questions.__file__).parent / f"{file}.jsonl")
    if question.kind is not AnswerKind.SMALLTALK
]


@pytest.mark.parametrize(
    ("said", "pieces"),
    [
        ("预付比例和追回分别看哪条", ("预付比例看哪条", "追回看哪条")),
        ("材料、归档两样都写在哪", ("材料写在哪", "归档写在哪")),
        ("第一个问题是合同跟谁签，第二个是钱谁拨", ("合同跟谁签", "钱谁拨")),
        ("一个是冷库支持不，还有一个是培训给钱不", ("冷库支持不", "培训给钱不")),
    ],
)
def test_what_is_counted_or_shared_is_cut_by_its_form(said: str, pieces: tuple[str, ...]) -> None:
    assert SPLITTER.split(normalise(said)).pieces == pieces


def test_most_joints_of_unseen_questions_are_found() -> None:
    made = list(joins(UNSEEN, 400, random.Random(5)))
    found = 0
    for joined in made:
        text, joint = normalise(joined.text), len(normalise(joined.text[: joined.end]))
        ends = [one for one in SPLITTER.boundaries.find(text) if one.end <= joint + 1 and joint <= one.start + 1]
        found += bool(ends)
    assert found / len(made) > 0.85


def test_single_questions_are_seldom_answered_twice(kb: PolicyKB) -> None:
    cut = [one.text for one in UNSEEN if len(kb.replies(one.text)) > 1]
    assert len(cut) / len(UNSEEN) < 0.05, cut


def test_no_message_has_more_pieces_than_are_answered() -> None:
    said = "，还有".join(one.text for one in UNSEEN[:8])
    assert len(SPLITTER.split(normalise(said)).pieces) <= MOST


@pytest.mark.parametrize("said", ["", "好", "。" * 900, "和" * 900, "吗" * 900, "第一第二第三第四", "1.2.3.4.5"])
def test_anything_is_cut_without_harm(said: str) -> None:
    assert all(isinstance(piece, str) for piece in SPLITTER.split(normalise(said)).pieces)
