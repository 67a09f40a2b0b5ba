"""A whole order in the middle of another act begins anew: what was open is not done, and that is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.wiring import Parts
from handlers.texts import desk as texts
from handlers.texts import values
from policy_kb.models import AnswerKind
from store.states import State
from tests.dialogue import Dialogue
from tests.scenarios.desk.conftest import BUREAU, OFFICE, OTHER_BUREAU

Desk = Callable[[str], Dialogue]
Numbers = dict[State, str]


@pytest.mark.parametrize(
    ("order", "shown"),
    [
        ("登记缴款 案件 1", "缴"),
        ("登记监督检查 演示-2026-02", "监督检查"),
        ("变更合同金额 演示-2026-01", "【1/3 依据文件】"),
        ("合同 演示-2026-02", "合同 演示-2026-02"),
        ("案件1", "案件"),
    ],
)
async def test_an_order_on_a_contract_or_a_case_leaves_the_open_act_undone(
    desk: Desk, order: str, shown: str
) -> None:
    bureau = desk(BUREAU)
    for words in ("监督检查 演示-2026-01", "昨天", "王工、李工", "进度正常"):
        await bureau.says(words)
    begun = await bureau.says(order)
    assert begun.text.startswith(texts.UNFINISHED)
    assert shown in begun.text.removeprefix(texts.UNFINISHED)
    await bureau.says("确认")
    assert "进度正常" not in (await bureau.says("合同 演示-2026-01")).text


async def test_an_order_without_a_known_number_stays_a_value_of_the_open_act(desk: Desk, numbers: Numbers) -> None:
    office = desk(OFFICE)
    await office.says(f"退回补正 {numbers[State.SUBMITTED]}")
    taken = await office.says("监督检查 演示-2026-99 的记录没有附上")
    assert texts.UNFINISHED not in taken.text
    assert "已记下需要补正的内容" in taken.text


async def test_a_bind_code_is_given_in_the_middle_of_an_act(desk: Desk, county: Parts) -> None:
    bureau = desk(BUREAU)
    await bureau.says("监督检查 演示-2026-01")
    given = await bureau.says("发绑定码 演示-2026-01")
    assert given.text.startswith(texts.UNFINISHED)
    assert "绑定码：" in given.text


async def test_an_order_typed_in_full_is_about_the_case_as_it_is_now(desk: Desk) -> None:
    one, two = desk(BUREAU), desk(OTHER_BUREAU)
    await one.says("合同 演示-2026-01")
    for words in ("监督检查 演示-2026-01", "昨天", "王工、李工", "进度正常", "确认"):
        await two.says(words)
    assert (await one.says("监督检查 演示-2026-01")).asks


async def test_news_since_the_card_are_told_as_news_where_the_act_is_still_possible(desk: Desk) -> None:
    one, two = desk(BUREAU), desk(OTHER_BUREAU)
    for words in ("监督检查 演示-2026-01", "昨天", "王工、李工", "进度正常"):
        await one.says(words)
    for words in ("变更预付比例 演示-2026-01", "补充协议〔2026〕7号", "今天", "20%", "确认"):
        done = await two.says(words)
    assert "已办" in done.text
    told = (await one.says("确认")).text
    assert "有新的记录，现在是" in told
    assert "已由他人办理" not in told


@pytest.mark.parametrize("day", ["明天", "2099年1月1日"])
async def test_a_day_ahead_is_refused_where_it_is_asked(desk: Desk, day: str) -> None:
    bureau = desk(BUREAU)
    await bureau.says("监督检查 演示-2026-01")
    refused = await bureau.says(day)
    assert values.DAY_FUTURE_SAID in refused.text
    assert "【1/" in refused.text


@pytest.mark.parametrize("told", ["我要举报", "有人收了人家五万块钱才给盖章"])
async def test_an_order_leaves_a_talk_about_a_complaint(desk: Desk, numbers: Numbers, told: str) -> None:
    bureau = desk(BUREAU)
    await bureau.says(told)
    assert (await bureau.says("待办")).kind is AnswerKind.STATUS
    await bureau.says(told)
    shown = await bureau.says(f"查 {numbers[State.ACCEPTED]}")
    assert numbers[State.ACCEPTED] in shown.text


async def test_what_is_told_of_a_wrong_stays_in_its_talk(desk: Desk, county: Parts) -> None:
    bureau = desk(BUREAU)
    await bureau.says("我要举报")
    await bureau.says("拨付的人收了三万块")
    async with county.database.reading() as connection:
        stored = (await connection.exec_driver_sql("SELECT data FROM sessions")).all()
    assert not [row for row in stored if "三万" in str(row)]


async def test_the_bureau_s_opinion_is_also_called_by_its_short_name(desk: Desk, numbers: Numbers) -> None:
    asked = await desk(BUREAU).says(f"意见 {numbers[State.ACCEPTED]}")
    assert "业务审核意见" in asked.text
    assert asked.asks
