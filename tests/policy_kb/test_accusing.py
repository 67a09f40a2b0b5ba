"""What is told of somebody is a complaint; what is asked about the rule, or a sum of support, is answered."""

from __future__ import annotations

import pytest

from policy_kb.kb import PolicyKB
from policy_kb.models import AnswerKind


@pytest.mark.parametrize(
    "said",
    ["让我给他两条烟才办事", "虚报工程量", "工信局老赵吃回扣", "他冒领了电商奖励", "村主任把钱装进自己口袋了"],
)
def test_a_wrong_that_is_told_is_a_complaint(kb: PolicyKB, said: str) -> None:
    assert kb.answer(said).kind is AnswerKind.COMPLAINT


@pytest.mark.parametrize("asked", ["吃回扣怎么处理", "索贿怎么追责", "干部收了红包会怎么样"])
def test_a_question_about_the_rule_gets_the_rule(kb: PolicyKB, asked: str) -> None:
    assert kb.answer(asked).citations[0].unit == "15"


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("快递能补贴多少钱", "7.8"),
        ("物流补贴多少钱", "7.8"),
        ("电商能补贴多少钱", "7.2"),
        ("直播补贴多少钱", "7.6"),
    ],
)
def test_a_sum_of_support_is_not_stated_and_cites_the_standard_beside(
    kb: PolicyKB, asked: str, nearest: str
) -> None:
    answer = kb.answer(asked)
    assert (answer.kind, answer.matter) == (AnswerKind.UNSTATED, "amount")
    assert [citation.unit for citation in answer.citations] == [nearest, "6"]


@pytest.mark.parametrize("asked", ["汽车补贴多少钱", "种粮补贴多少钱", "低保补助多少钱"])
def test_a_sum_of_another_support_is_off_the_topic(kb: PolicyKB, asked: str) -> None:
    assert kb.answer(asked).kind is AnswerKind.OOS
