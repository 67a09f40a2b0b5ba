"""Who tells nothing bad keeps an ordinary talk: an answer in confidence leaves nothing behind."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from policy_kb.models import AnswerKind
from tests.measure import opened, samples

MOST = 0.025
"""Of the statements, orders, values of forms, names, sums and thanks; `near`: of officials, kin and money too."""

_LINES = (Path(__file__).parent / "harmless.jsonl").read_text("utf-8").splitlines()
_STYLES = {line["q"]: line["style"] for line in map(json.loads, _LINES)}
_LIKELY = 4
"""Characters: 我本人 and 谢谢你 come to anybody's mind."""


def test_they_are_many_in_several_styles_and_were_not_learnt() -> None:
    counts = Counter(_STYLES.values())
    assert len(_STYLES) >= 300
    assert len(counts) == 6
    assert min(counts.values()) >= 20
    learnt = {sample.q.strip() for sample in samples()}
    assert [said for said in _STYLES if said in learnt and len(said) > _LIKELY] == []


def test_they_are_hardly_ever_taken_for_an_accusation() -> None:
    kb = opened()
    taken = [said for said in _STYLES if kb.answer(said).kind is AnswerKind.COMPLAINT]
    assert len(taken) <= MOST * len(_STYLES), taken
