"""有用/没用 and questions that could not be answered: kept for staff without the person, reports never."""

from __future__ import annotations

import pytest

from bot.wiring import Parts
from handlers.texts import feedback as texts
from store.queries.misses import ListedMiss, listed_misses
from tests.dialogue import Dialogue


async def _misses(parts: Parts) -> list[ListedMiss]:
    return await parts.database.read(lambda work: listed_misses(work, 100), parts.clock())


async def test_a_question_off_the_topic_is_kept_masked(parts: Parts, talk: Dialogue) -> None:
    await talk.says("我叫张三丰，电话13812345678，明天太原天气怎么样")
    [miss] = await _misses(parts)
    assert miss.reason == "unanswered"
    assert "天气" in miss.question
    assert "张三丰" not in miss.question
    assert "13812345678" not in miss.question


async def test_useless_keeps_the_question_before_it(parts: Parts, talk: Dialogue) -> None:
    await talk.says("烂尾咋办")
    assert (await talk.says("没用")).text == texts.THANKS_USELESS
    [miss] = await _misses(parts)
    assert (miss.question, miss.reason, miss.unit) == ("烂尾咋办", "unhelpful", "9")


async def test_useful_is_thanked_and_keeps_nothing(parts: Parts, talk: Dialogue) -> None:
    await talk.says("烂尾咋办")
    assert (await talk.says("有用")).text == texts.THANKS_USEFUL
    assert await _misses(parts) == []


async def test_a_rating_without_an_answer_says_what_to_do(talk: Dialogue) -> None:
    assert (await talk.says("没用")).text.startswith(texts.NOTHING_TO_RATE)


async def test_the_same_question_of_two_people_is_one_line(parts: Parts) -> None:
    for name in ("甲", "乙"):
        await Dialogue(parts, name).says("明天太原天气怎么样")
    [miss] = await _misses(parts)
    assert miss.times == 2


@pytest.mark.parametrize("said", ["我要举报张三挪用专项资金", "张三拿了黑钱，明天天气怎么样", "听说李四收了回扣"])
async def test_an_accusation_is_never_kept(parts: Parts, talk: Dialogue, said: str) -> None:
    await talk.says(said)
    await talk.says("没用")
    assert [miss for miss in await _misses(parts) if "张三" in miss.question or "李四" in miss.question] == []


@pytest.mark.parametrize(
    "said",
    [
        "发票是冯标甲伪造的",
        "钱都被冯标甲分了",
        "把连翘款装自己腰包的是冯标甲",
        "冯标甲拖欠我工资",
        "冯标甲是关系户吗",
    ],
)
async def test_a_telling_is_never_kept(parts: Parts, talk: Dialogue, said: str) -> None:
    await talk.says(said)
    await talk.says("没用")
    assert await _misses(parts) == []


@pytest.mark.parametrize(
    "asked",
    [
        "俺村支书凭啥给他弟弟盖了冷库？",
        "为啥工信局的人老去那家企业吃饭？",
        "王主任咋能一个人说了算？",
        "那个冷库咋是局长媳妇家的？",
        "为什么中标的总是同一家？",
        "谁把那批设备拉回自己家了？",
        "经办的人为啥总刁难我们？",
        "网店的照片是摆拍的有人管吗？",
        "会计的丈夫咋也是评委？",
        "李经理家的仓库咋也算进去了？",
        "明天太原天气咋样，村主任又去收红包了吧？",
    ],
)
async def test_a_question_that_may_accuse_is_never_kept(parts: Parts, talk: Dialogue, asked: str) -> None:
    await talk.says(asked)
    await talk.says("没用")
    assert await _misses(parts) == []


@pytest.mark.parametrize(
    "asked",
    ["一亩地给多少钱？", "直播带货有没有奖励？", "冷库补多少？", "办公室几点上班？", "今年的申报啥时候开始？"],
)
async def test_an_everyday_question_is_kept(parts: Parts, talk: Dialogue, asked: str) -> None:
    await talk.says(asked)
    await talk.says("没用")
    assert len(await _misses(parts)) == 1


async def test_a_name_in_a_question_is_masked(parts: Parts, talk: Dialogue) -> None:
    await talk.says("冯标甲家明天太原天气怎么样")
    [miss] = await _misses(parts)
    assert "天气怎么样" in miss.question
    assert not {"冯", "标", "甲"} & set(miss.question)
