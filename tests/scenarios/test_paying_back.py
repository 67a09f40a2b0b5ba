"""Whoever has to pay back asks in their own words and is shown the notice; others what the measure says."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.wiring import Parts
from handlers.casework.table import ActName
from store.queries.cases import open_case
from store.states import CaseKind, State
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running
from tests.handlers.casework import given
from tests.handlers.casework.town import Town
from tests.scenarios.county import County
from tests.scenarios.test_nudging import recovered

ASKED = (
    "怎么缴款",
    "要缴多少钱",
    "我的案件",
    "追回的事",
    "缴到哪个账户",
    "我们单位什么时候之前要把钱退回去",
    "收回的钱退到哪个账号啊",
    "俺们还欠多少没缴",
    "缴款期限",
    "我们那个案子怎么样了",
    "怎么把钱还给你们，啥时候截止？",
    "追回",
    "要退多少錢",
    "对缴款决定有异议",
    "AZ-2026-000001 怎么缴款",
    "还要交多少",
    "我们还差多少钱没交",
    "钱交到哪个账户",
    "延期交可以吗",
    "可以分期交吗",
    "已经交了",
)
OF_THE_RULE = (
    "什么情况会追回资金",
    "第九条追回是怎么规定的",
    "追回和收回有什么区别",
    "谁来追回前期预付资金",
    "哪些资金会被收回",
    "支持哪些方面",
    "我们公司怎么申请拨付",
    "申请材料交到哪里",
)


@pytest.fixture
async def parts(sqlite_url: str, clock: FrozenClock) -> AsyncIterator[Parts]:
    async with running(sqlite_url, clock) as made:
        yield made


async def _with_a_notice(county: County) -> Dialogue:
    talk = await county.talker()
    case = await county.act(recovered)
    await county.act(lambda town: town.does(ActName.NOTIFY, case, given.demand()))
    return talk


async def test_who_has_to_pay_is_shown_the_notice(county: County) -> None:
    talk = await _with_a_notice(county)
    for words in ASKED:
        told = (await talk.says(words)).text
        assert "应缴 300,000元" in told, words
        assert given.demand().pay_to in told


async def test_who_has_to_pay_is_answered_about_the_rule(county: County) -> None:
    talk = await _with_a_notice(county)
    for words in OF_THE_RULE:
        assert "应缴" not in (await talk.says(words)).text, words


async def test_others_are_answered_as_before(county: County, parts: Parts) -> None:
    case = await county.act(recovered)
    await county.act(lambda town: town.does(ActName.NOTIFY, case, given.demand()))
    other = await county.act(lambda town: town.contract_of("AZ-HT-009", firm=1).firm_id)
    rival, stranger = await county.talker("对手", firm=other), Dialogue(parts, "路人")
    for talk in (rival, stranger):
        await talk.says("你好")
    for words in ASKED:
        told = [await talk.says(words) for talk in (rival, stranger)]
        assert all("300,000" not in reply.text for reply in told), words
        assert told[0].citations == told[1].citations, words


async def test_a_case_of_which_the_firm_was_not_told_is_not_shown(county: County) -> None:
    talk = await county.talker()
    await county.act(recovered)
    for words in ASKED:
        assert "300,000" not in (await talk.says(words)).text, words


@pytest.mark.parametrize("words", ["拨了多少", "还剩多少没拨", "什么时候打款", "审批到谁了"])
async def test_who_applied_asks_about_their_own_money(county: County, parts: Parts, words: str) -> None:
    talk, stranger = await county.talker(), Dialogue(parts, "路人")
    number = await county.act(lambda town: town.brought_to(State.APPROVED))
    assert number in (await talk.says(words)).text
    other = await county.act(lambda town: town.contract_of("AZ-HT-009", firm=1).firm_id)
    rival = await county.talker("对手", firm=other)
    assert (await stranger.says(words)).citations == (await rival.says(words)).citations != ()


async def test_of_two_notices_one_is_picked(county: County) -> None:
    talk = await _with_a_notice(county)
    await county.act(_reclaimed)
    asked = await talk.says("怎么缴款")
    assert len(asked.offers) == 2
    assert "应缴 100,000元" in (await talk.presses(2)).text


async def test_who_wants_to_explain_is_told_how(county: County) -> None:
    talk = await _with_a_notice(county)
    assert "如有说明，请在一条消息里这样发" in (await talk.says("我想说明一下情况")).text


@pytest.mark.parametrize(
    "words", ["企业说明 施工延误，预计12月完工", "企业说明 1：施工延误", "企业说明：施工延误"]
)
async def test_an_explanation_needs_no_number_where_there_is_one_notice(county: County, words: str) -> None:
    talk = await _with_a_notice(county)
    assert "的说明已记入" in (await talk.says(words)).text
    kept = await county.act(lambda town: open_case(town.work, town.contract.id, CaseKind.RECOVERY))
    assert kept is not None
    assert kept.explanation in words
    assert "施工延误" in kept.explanation


@pytest.mark.parametrize("words", ["企业说明 某决定〔2026〕99号：延误", "企业说明书是假的", "企业说明"])
async def test_what_is_no_explanation_of_theirs_is_not_kept(county: County, words: str) -> None:
    talk = await _with_a_notice(county)
    assert "已记入" not in (await talk.says(words)).text


def _reclaimed(town: Town) -> None:
    number = town.contract.number
    town.does(ActName.EVALUATE, number, given.evaluation("unqualified"))
    town.does(ActName.DISPOSE, number, given.disposal("revoke"))
    town.does(ActName.RECLAIM, number, given.reclaim(100_000))
    case = open_case(town.work, town.contract.id, CaseKind.RECLAIM)
    assert case is not None
    town.does(ActName.NOTIFY, str(case.id), given.demand())
