"""What is told of somebody is a complaint; what is asked about the rule, or a sum of support, is answered."""

from __future__ import annotations

import pytest

from policy_kb.kb import PolicyKB
from policy_kb.matching.accusing import may_accuse
from policy_kb.matching.normalise import normalise
from policy_kb.models import AnswerKind


@pytest.mark.parametrize(
    "said",
    [
        *(
            "让我给他两条烟才办事",
            "虚报工程量",
            "工信局老赵吃回扣",
            "他冒领了电商奖励",
            "村主任把钱装进自己口袋了",
        ),
        *("村长把补贴款自己装了", "会计将奖励的钱自己花了"),
        *("伸手要好处费才给盖章", "经办的吃那卡要", "不送礼不给签字", "工地上偷工减料", "中标的跟评委勾结"),
    ],
)
def test_a_wrong_that_is_told_is_a_complaint(kb: PolicyKB, said: str) -> None:
    assert kb.answer(said).kind is AnswerKind.COMPLAINT


@pytest.mark.parametrize(
    "asked",
    ["吃回扣怎么处理", "索贿怎么追责", "干部收了红包会怎么样", "不送礼就不给办的怎么追究", "吃拿卡要归哪条管"],
)
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


_HARMLESS = (
    *(
        "他说可以",
        "领导让我来问",
        "村长让我来问的",
        "我在网上看到的",
        "朋友推荐的",
        "他们说要交材料",
        "工信局让我找你们",
    ),
    *(
        "项目验收了",
        "工程完工了",
        "整改完了",
        "验收通过了",
        "评委打分了",
        "评审会开完了",
        "钱到账了",
        "我收到钱了",
    ),
    *(
        "负责人换了",
        "账号变了",
        "公司搬家了",
        "会计老王退休了",
        "我们投标了",
        "合同签了",
        "我领了奖励",
        "培训我参加了",
    ),
    *(
        "我侄子会直播",
        "我亲戚也想参加",
        "我媳妇开网店",
        "老板让我报名",
        "给领导汇报",
        "物流车来了",
        "仓库租出去了",
    ),
    *("110105194912310021", "，，，", "😀😀", "asdfgh", "张三", "和川镇", "我姓王", "知道了", "连翘今年收成不好"),
)


def test_who_tells_nothing_bad_is_hardly_ever_taken_for_accusing(kb: PolicyKB) -> None:
    taken = [said for said in _HARMLESS if kb.answer(said).kind is AnswerKind.COMPLAINT]
    assert len(taken) <= 0.06 * len(_HARMLESS), taken


@pytest.mark.parametrize("said", ["他们都走咧", "他家也种连翘", "我替他签收的", "地租给别人了"])
def test_a_short_statement_without_a_word_of_wrong_is_no_report(kb: PolicyKB, said: str) -> None:
    assert may_accuse(normalise(said)) is False
    assert kb.answer(said).kind is not AnswerKind.COMPLAINT


@pytest.mark.parametrize("said", ["医生收了红包", "拆迁款让我哥独吞了"])
def test_a_told_wrong_counts_though_the_matter_may_be_another_documents(kb: PolicyKB, said: str) -> None:
    assert kb.answer(said).kind is AnswerKind.COMPLAINT


@pytest.mark.parametrize("said", ["他家也种连翘", "我们厂有二十个人", "快递站天天不开门", "他们都走咧"])
def test_a_short_remark_about_others_is_no_complaint(kb: PolicyKB, said: str) -> None:
    """It sounds like those that are, but holds no word of a wrong."""
    assert kb.answer(said).kind is not AnswerKind.COMPLAINT


@pytest.mark.parametrize("said", ["医生收了红包", "拆迁款让我哥独吞了"])
def test_a_wrong_of_which_the_measure_hardly_speaks_is_led_on_all_the_same(kb: PolicyKB, said: str) -> None:
    assert kb.answer(said).kind is AnswerKind.COMPLAINT
