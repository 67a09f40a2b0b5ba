"""Questions by people who saw neither samples nor guide: never learnt from, with a floor under the score."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.scoring import judge, read_questions
from policy_kb.models import AnswerKind
from tests.measure import opened, samples

_LIKELY = 9
"""Characters: words as short as 人工 or 支持标准 come to anybody's mind."""

FLOORS = {"unseen-accusations": 0.87, "unseen-3": 0.88, "unseen-4": 0.78, "unseen-stories": 0.86}
"""Wrongs told without the word 举报, of every kind: the hardest file; the others reach more."""
FLOOR = 0.92

FILES = sorted(Path(__file__).parent.glob("unseen-*.jsonl"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nothing_of_it_was_learnt(file: Path) -> None:
    learnt = {sample.q.strip() for sample in samples()}
    same = [question.q for question in read_questions(file) if question.q.strip() in learnt]
    assert [said for said in same if len(said) > _LIKELY] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_score_keeps_its_floor(file: Path) -> None:
    kb, questions = opened(), read_questions(file)
    wrong = [question.q for question in questions if not judge(question, kb.answer(question.q)).right]
    assert 1 - len(wrong) / len(questions) >= FLOORS.get(file.stem, FLOOR), "\n".join(wrong)


def test_what_is_asked_about_rules_and_windows_is_hardly_ever_taken_for_an_accusation() -> None:
    kb, questions = opened(), read_questions(Path(__file__).parent / "unseen-near-accusations.jsonl")
    taken = [question.q for question in questions if kb.answer(question.q).kind is AnswerKind.COMPLAINT]
    assert len(taken) <= 0.02 * len(questions), taken
