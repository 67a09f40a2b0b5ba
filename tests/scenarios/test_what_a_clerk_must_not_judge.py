"""Danger to life, spending that may be a misuse, and other places' rules get their fixed sentences."""

from __future__ import annotations

import pytest

from handlers.texts import flows
from handlers.texts import talk as talk_texts
from policy_kb import texts
from policy_kb.models import AnswerKind
from tests.dialogue import Dialogue, units

NOT_JUDGED = "是否属于挪用，由有关部门依法认定，本助手不作判断。"


@pytest.mark.parametrize("said", ["我举报了以后他说要弄死我", "老板拿着刀堵在门口", "钱一直不给，我不想活了"])
async def test_danger_to_life_gets_the_emergency_numbers_first(talk: Dialogue, said: str) -> None:
    assert (await talk.says(said)).text.startswith(talk_texts.EMERGENCY)


@pytest.mark.parametrize(
    "said",
    [
        "我不 想 活 了",
        "冷库补多少，还有他说要殺我全家",
        "第九条。\n他拿刀\n堵着门",
        "第九条怎么说" * 120 + "，我不想活了，" + "第十条怎么说" * 80,
    ],
)
async def test_neither_blanks_nor_other_wants_nor_length_hide_danger(talk: Dialogue, said: str) -> None:
    assert (await talk.says(said)).text.startswith(talk_texts.EMERGENCY)


async def test_the_way_to_report_still_stands_below(talk: Dialogue) -> None:
    assert flows.COMPLAINT_FIRST in (await talk.says("我要举报，村主任扬言要打断我的腿")).text


@pytest.mark.parametrize(
    "said", ["打死我也不信，第九条写的什么", "气死我了，补贴怎么还没有", "给果树打药杀虫有补贴吗"]
)
async def test_strong_words_alone_get_none(talk: Dialogue, said: str) -> None:
    assert talk_texts.EMERGENCY not in (await talk.says(said)).text


@pytest.mark.parametrize(
    "asked", ["公司请客吃饭能走专项资金吗", "用专项资金给客户送礼行不行", "拿项目资金组织员工旅游可以吗"]
)
async def test_gifts_travel_and_entertaining_are_not_judged(talk: Dialogue, asked: str) -> None:
    answer = await talk.says(asked)
    assert units(answer)[0] == "13"
    assert NOT_JUDGED in answer.text


@pytest.mark.parametrize(
    "asked", ["古县的e镇给网店补多少", "浮山县的电商补贴政策是啥", "洪洞那边的乡村e镇办法怎么写的"]
)
async def test_another_places_rule_is_not_answered_from_ours(talk: Dialogue, asked: str) -> None:
    answer = await talk.says(asked)
    assert answer.kind is AnswerKind.OOS
    assert not units(answer)
    assert answer.text.startswith(texts.ANOTHER_PLACE)


@pytest.mark.parametrize("asked", ["我把公司从洪洞迁到e镇来，房租能减免吗", "太原的公司中了标，跟谁签合同"])
async def test_who_comes_from_another_place_asks_for_ours(talk: Dialogue, asked: str) -> None:
    assert units(await talk.says(asked))


@pytest.mark.parametrize("asked", ["养羊的能沾上e镇的光吗", "e镇服务中心的钥匙归谁拿"])
async def test_what_names_the_fund_is_never_called_foreign(talk: Dialogue, asked: str) -> None:
    assert (await talk.says(asked)).kind is not AnswerKind.OOS


@pytest.mark.parametrize(
    "asked",
    [
        "办事处的人吃饭喝酒能不能从这个钱里报",
        "出去考察坐飞机住宾馆能报吗",
        "工地上请监理吃个饭能入账不",
        "组织村民去外地旅游参观能用项目款吗",
    ],
)
async def test_whether_such_spending_may_be_paid_is_neither_foreign_nor_a_report(
    talk: Dialogue, asked: str
) -> None:
    answer = await talk.says(asked)
    assert units(answer) == ["13"]
    assert answer.text.startswith("“专项资金必须专款专用，不得挪作他用”。")
    assert answer.text.count(NOT_JUDGED) == 1


async def test_who_tells_of_such_spending_reports_it(talk: Dialogue) -> None:
    assert (await talk.says("村主任拿项目款请客喝酒你们管不管")).kind is AnswerKind.COMPLAINT


@pytest.mark.parametrize("said", ["房子塌了压着人了咋办", "工地上有人触电了", "有个娃掉进水渠了"])
async def test_an_accident_to_people_gets_the_emergency_numbers(talk: Dialogue, said: str) -> None:
    assert (await talk.says(said)).text.startswith(talk_texts.EMERGENCY)


async def test_a_heavy_load_is_no_accident(talk: Dialogue) -> None:
    assert talk_texts.EMERGENCY not in (await talk.says("压人民币的预付款写在第几条")).text
