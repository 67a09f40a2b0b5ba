"""Questions by people who saw neither samples nor guide: never learnt from, with a floor under the score."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.scoring import judge, read_questions
from policy_kb import kb as door
from policy_kb.kb import PolicyKB
from policy_kb.matching.samples import read_samples

ANZE = Path(door.__file__).parent / "data" / "anze"
_LIKELY = 9
"""Characters: words as short as 人工 or 支持标准 come to anybody's mind."""

FILES = sorted(Path(__file__).parent.glob("unseen-*.jsonl"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nothing_of_it_was_learnt(file: Path) -> None:
    learnt = {sample.q.strip() for sample in read_samples(ANZE)}
    same = [question.q for question in read_questions(file) if question.q.strip() in learnt]
    assert [said for said in same if len(said) > _LIKELY] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_score_keeps_its_floor(file: Path) -> None:
    kb, questions = PolicyKB.open(ANZE), read_questions(file)
    wrong = [question.q for question in questions if not judge(question, kb.answer(question.q)).right]
    assert 1 - len(wrong) / len(questions) >= 0.92, "\n".join(wrong)
