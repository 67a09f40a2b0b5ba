"""A message is understood once: what that costs is nearly all that an answer costs."""

from __future__ import annotations

import pytest

from bot.wiring import Parts
from policy_kb.dialogue.memory import Memory
from policy_kb.kb import FRESH, PolicyKB
from policy_kb.models import Answer
from policy_kb.reading import Reading
from tests.dialogue import Dialogue


@pytest.fixture
def understood(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the knowledge base is asked to understand, in order."""
    asked: list[str] = []
    answer = PolicyKB.answer

    def noted(kb: PolicyKB, question: Reading, memory: Memory = FRESH) -> Answer:
        asked.append(question.typed)
        return answer(kb, question, memory)

    monkeypatch.setattr(PolicyKB, "answer", noted)
    return asked


@pytest.mark.parametrize(
    "question", ["建设内容有哪些", "第十条", "拨付申请要交哪些材料", "今天天气怎么样", "明天谁当班来着"]
)
async def test_a_question_is_understood_once(parts: Parts, understood: list[str], question: str) -> None:
    await Dialogue(parts).says(question)
    assert understood == [question]
