"""Follow-ups by ellipsis: what only makes sense after an answer is understood as people mean it."""

from __future__ import annotations

import pytest

from handlers.messages import Reply
from handlers.texts import talk as words
from policy_kb.models import AnswerKind
from tests.dialogue import Dialogue, units


async def _talk(talk: Dialogue, *lines: str) -> Reply:
    """Say the lines in turn and return the last answer."""
    for line in lines[:-1]:
        await talk.says(line)
    return await talk.says(lines[-1])


@pytest.mark.parametrize(
    ("lines", "first"),
    [
        (("冷库能支持吗", "那物流呢"), "7.8"),
        (("冷库能支持吗", "培训呢？"), "7.5"),
        (("第九条", "下一条"), "10"),
        (("第十条", "下一条"), "12"),
        (("第十二条", "上一条"), "10"),
        (("第七条第三项", "下一项"), "7.4"),
        (("第十五条", "下一条", "下一条"), "17"),
        (("第十六条", "下一条", "上一条"), "16"),
        (("烂尾咋办", "原文"), "9"),
        (("烂尾咋办", "重复一遍"), "9"),
        (("烂尾咋办", "没听清"), "9"),
        (("烂尾咋办", "说简单点"), "9"),
        (("中标以后跟谁签合同", "然后呢"), "10"),
        (("怎么申请拨付", "接下来呢"), "14"),
        (("支持哪些方面", "第三个详细说说"), "7.3"),
        (("支持哪些方面", "选5号"), "7.5"),
        (("支持哪些方面", "3", "还有呢"), "7.4"),
    ],
)
async def test_a_follow_up_leads_on_from_the_answer_before(
    talk: Dialogue, lines: tuple[str, ...], first: str
) -> None:
    assert units(await _talk(talk, *lines))[0] == first


async def test_after_what_is_not_stated_the_next_topic_is_quoted_and_the_same_said_of_it(talk: Dialogue) -> None:
    """Whoever names another topic reads what is written on it, and that the sum is not written there either."""
    answer = await _talk(talk, "盖冷库一平米补多少", "那物流呢", "那培训呢")
    assert answer.kind is AnswerKind.CATEGORIES
    assert "金额" in answer.text
    assert units(answer)[0] == "7.5"


async def test_a_bare_matter_is_asked_of_the_last_answer(talk: Dialogue) -> None:
    answer = await _talk(talk, "房租能减免吗", "减几成")
    assert answer.kind is AnswerKind.UNSTATED
    assert units(answer)[0] == "7.2"


async def test_a_sum_is_not_stated_even_where_the_passage_writes_of_a_reward(talk: Dialogue) -> None:
    answer = await _talk(talk, "电商龙头企业有奖励吗", "奖多少")
    assert answer.kind is AnswerKind.UNSTATED
    assert units(answer)[0] == "7.2"


async def test_a_matter_beside_a_topic_is_asked_of_that_topic(talk: Dialogue) -> None:
    answer = await _talk(talk, "冷库能支持吗", "物流呢，给多少")
    assert answer.kind is AnswerKind.UNSTATED
    assert units(answer)[0] == "7.8"


@pytest.mark.parametrize("said", ["两条都贴一下", "这俩都在第几条", "这两个分别在哪条"])
async def test_the_last_two_that_were_shown_are_shown_together(talk: Dialogue, said: str) -> None:
    assert units(await _talk(talk, "第三条", "第九条", "第十八条", said)) == ["9", "18"]


async def test_what_stands_under_an_opening_is_counted_without_it(talk: Dialogue) -> None:
    assert units(await _talk(talk, "支持哪些方面", "第六个说说", "它下面那个"))[0] == "7.7"


async def test_the_whole_of_an_item_is_the_article_that_holds_it(talk: Dialogue) -> None:
    assert units(await _talk(talk, "第七条第九项", "整条都要"))[0] == "7"


async def test_a_move_is_put_right_from_where_it_began(talk: Dialogue) -> None:
    assert units(await _talk(talk, "七之二", "上一项", "不，我要的是下面一项"))[0] == "7.3"


async def test_that_article_11_is_left_out_is_said_on_the_way(talk: Dialogue) -> None:
    assert "印发文本没有第十一条" in (await _talk(talk, "第十条", "下一条")).text


async def test_simply_put_is_the_lead_alone_with_its_source(talk: Dialogue) -> None:
    answer = await _talk(talk, "烂尾咋办", "说简单点")
    assert "“" not in answer.text.split("出处")[0]
    assert "出处：第" in answer.text
    assert "原文" in answer.text
    assert len(answer.text) < 120


async def test_saying_it_again_says_the_same(talk: Dialogue) -> None:
    await talk.says("你好")
    first = await talk.says("烂尾咋办")
    again = await talk.says("再说一遍")
    assert again.text == first.text


async def test_after_the_last_article_comes_none(talk: Dialogue) -> None:
    assert "最后一条" in (await _talk(talk, "第二十条", "下一条")).text


@pytest.mark.parametrize("follow_up", ["下一条", "原文", "重复一遍", "说简单点", "然后呢", "还有呢"])
async def test_a_follow_up_without_a_talk_asks_which_article(talk: Dialogue, follow_up: str) -> None:
    assert "第几条" in (await talk.says(follow_up)).text


async def test_two_questions_are_both_answered_and_both_cited(talk: Dialogue) -> None:
    answer = await talk.says("合同跟谁签？多久审核一次？")
    assert {"9", "13"} <= set(units(answer))
    assert "与县工信局签订" in answer.text
    assert "每季度一次" in answer.text


async def test_a_status_question_is_no_change_of_topic(talk: Dialogue) -> None:
    assert (await _talk(talk, "怎么申请拨付", "我那笔申请呢")).kind is AnswerKind.STATUS


@pytest.mark.parametrize("said", ["不懂", "看不懂", "俺听不懂咧", "不太明白"])
async def test_who_does_not_understand_is_told_in_short_and_without_an_answer_what_can_be_asked(
    talk: Dialogue, said: str
) -> None:
    assert (await talk.says(said)).text.startswith(words.NOTHING_ASKED)
    asked = await talk.says("烂尾咋办")
    short = await talk.says(said)
    assert units(short)[0] == units(asked)[0]
    assert len(short.text) < len(asked.text)


@pytest.mark.parametrize(
    ("lines", "first"),
    [
        (("第七条第六项", "第七个呢"), "7.7"),
        (("跨境电商支持吗，培训支持吗", "第二个说详细点", "第一个呢"), "7.3"),
        (("我们公司想投标，怎么参加", "中标以后呢"), "9"),
    ],
)
async def test_what_was_shown_may_be_counted_beyond_the_menu(
    talk: Dialogue, lines: tuple[str, ...], first: str
) -> None:
    answer = await _talk(talk, *lines)
    assert units(answer)[0] == first
    assert answer.kind is not AnswerKind.UNSTATED


async def test_what_was_not_shown_is_not_in_the_menu(talk: Dialogue) -> None:
    answer = await _talk(talk, "第七条第七项", "第三十个")
    assert answer.text == words.no_such_number(count=1)


async def test_an_afterthought_is_a_matter_of_what_the_talk_is_about(talk: Dialogue) -> None:
    answer = await _talk(talk, "合同跟谁签，预付多少", "谈不拢找谁")
    assert answer.kind is AnswerKind.UNSTATED
    assert units(answer) == ["9"]


async def test_what_is_foreign_stays_so_in_a_talk(talk: Dialogue) -> None:
    assert (await _talk(talk, "合同跟谁签", "彩票怎么买")).kind is AnswerKind.OOS


@pytest.mark.parametrize(
    ("said", "unit"),
    [
        ("看错了十三，我要看十五", "15"),
        ("说错了，不是十三，是十六", "16"),
        ("不是，是第十四", "14"),
        ("点错了，我想看第八", "8"),
        ("看错了，是第七条第二项，不是第三项", "7.2"),
    ],
)
async def test_what_was_wrong_beside_what_was_meant_is_let_go(talk: Dialogue, said: str, unit: str) -> None:
    assert units(await _talk(talk, "第十三条", said)) == [unit]
