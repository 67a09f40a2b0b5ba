"""The public question set: a floor under the score of every kind, so that no change lowers one unseen."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from benchmarks.scoring import Verdict, judge, read_questions
from policy_kb.matching.samples import STATED
from policy_kb.models import FLOWS, AnswerKind
from tests.measure import opened

pytestmark = pytest.mark.xdist_group("dev")  # each question is answered once

FLOORS = {"content": 0.90, "unstated": 0.85, "oos": 0.90, "flow": 0.95}


@pytest.fixture(scope="module")
def verdicts() -> dict[str, list[Verdict]]:
    kb = opened()
    groups: dict[str, list[Verdict]] = defaultdict(list)
    for question in read_questions(Path(__file__).parent / "dev.jsonl"):
        groups[_group(question.kind)].append(judge(question, kb.answer(question.q)))
    return groups


def _group(kind: AnswerKind) -> str:
    if kind in STATED:
        return "content"
    return "flow" if kind in FLOWS or kind is AnswerKind.SMALLTALK else kind.value


@pytest.mark.parametrize("group", FLOORS)
def test_no_kind_falls_below_its_floor(verdicts: dict[str, list[Verdict]], group: str) -> None:
    found = verdicts[group]
    wrong = [f"{v.question.id} {v.why} {v.question.q}" for v in found if not v.right]
    assert 1 - len(wrong) / len(found) >= FLOORS[group], "\n".join(wrong)


def test_real_questions_are_seldom_refused(verdicts: dict[str, list[Verdict]]) -> None:
    refused = [v for v in verdicts["content"] if v.why in {"kind unstated", "kind oos"}]
    assert len(refused) <= 0.03 * len(verdicts["content"])
