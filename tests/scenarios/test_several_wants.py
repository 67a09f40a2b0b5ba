"""Several wants in one message, and the one in a story: each answered once, and nothing between them misleads."""

from __future__ import annotations

import pytest

from policy_kb import texts
from policy_kb.models import AnswerKind
from tests.dialogue import Dialogue, units


async def test_a_story_is_answered_by_the_clause_that_asks(talk: Dialogue) -> None:
    told = (
        "我是承包这个项目的，老王，今年五十了，手机不太会用。昨天县里开会我没去成，家里老娘住院，唉心里烦得很，"
        "跑了三趟也没人搭理。我就想问一声，申请拨付要交啥材料，交给谁"
    )
    assert units(await talk.says(told))[0] == "10"


async def test_a_greeting_hides_no_question(talk: Dialogue) -> None:
    answer = await talk.says("你好老师，麻烦问下验收谁来组织")
    assert answer.kind is AnswerKind.UNSTATED
    assert units(answer) == ["8"]


@pytest.mark.parametrize("foreign", ["你好，请问明天下雪不下", "家里老娘住院，心里烦得很。请问医保怎么交"])
async def test_a_foreign_question_is_foreign_in_a_story_too(talk: Dialogue, foreign: str) -> None:
    assert (await talk.says(foreign)).kind is AnswerKind.OOS


async def test_what_asks_nothing_is_not_called_foreign_beside_a_question(talk: Dialogue) -> None:
    answer = await talk.says("会计生孩子了 谁来记账")
    assert units(answer) == ["14"]
    assert answer.kind is AnswerKind.RULES


async def test_a_foreign_want_is_told_beside_another(talk: Dialogue) -> None:
    answer = await talk.says("明天下雪不下，再问一下合同跟谁签")
    assert "不在" in answer.text
    assert units(answer) == ["9"]


async def test_an_afterthought_belongs_to_the_want_before_it(talk: Dialogue) -> None:
    answer = await talk.says("钱什么时候到账，到不了找谁，验收谁来验")
    assert "范围内" not in answer.text
    assert answer.kind is AnswerKind.UNSTATED


async def test_a_passage_quoted_before_is_named_where_it_would_stand(talk: Dialogue) -> None:
    lines = (await talk.says("钱什么时候到账，到不了找谁，验收谁来验")).text.splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("见上引"))
    assert lines[place - 1] == texts.NEAREST


@pytest.mark.parametrize(
    ("said", "beside"),
    [
        ("我的申请到哪了，还有第九条追回是啥意思", "status"),
        ("第九条追回是啥意思，另外我要找个真人", "human"),
    ],
)
async def test_a_dialogue_wanted_besides_is_led_to_in_words(talk: Dialogue, said: str, beside: str) -> None:
    answer = await talk.says(said)
    assert texts.FLOW_BESIDE[beside] in answer.text
    assert units(answer) == ["9"]


async def test_the_words_that_lead_to_a_dialogue_begin_it(talk: Dialogue) -> None:
    for kind, sentence in texts.FLOW_BESIDE.items():
        word = sentence.split("“")[1].split("”")[0]
        assert (await talk.says(word)).kind is AnswerKind(kind)


async def test_offers_beside_a_refusal_are_said_to_be_ours(talk: Dialogue) -> None:
    answer = await talk.says("谈不拢找谁")
    assert answer.kind is AnswerKind.OOS
    assert answer.text.splitlines()[1] == texts.IF_OURS
    assert texts.PERHAPS not in answer.text


async def test_a_list_beside_another_want_keeps_all_its_numbers(talk: Dialogue) -> None:
    answer = await talk.says("支持哪些方面，另外材料交给谁")
    assert units(answer)[-1] in {"10", "12"}
    assert units(await talk.says("10")) == ["7.10"]
