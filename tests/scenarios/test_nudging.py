"""催办, 撤回申请 and notices to pay back, in the chat."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import select

from bot.wiring import Parts
from handlers.audit.verify_chains import verify
from handlers.casework.arrangements import set_arrangement
from handlers.casework.table import ActName
from handlers.casework.workdays import HOLIDAYS
from handlers.messages import Channel, Reply
from handlers.notices.delivery import notices_since
from handlers.notices.staff_sending import tell_destinations
from handlers.texts import talk as talk_texts
from store.outbox.notices import Mark
from store.queries.cases import case_of, open_case
from store.states import CaseKind, State
from store.tables.messages import OutboxRow
from store.work import Work
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running
from tests.handlers.casework import given
from tests.handlers.casework.town import Town, done
from tests.scenarios.county import County

BEGIN = Mark(0, 0)


def labels(reply: Reply) -> list[str]:
    return [offer.label for offer in reply.offers]


async def told(parts: Parts, word: str) -> list[tuple[str, str]]:
    notices = await parts.database.read(lambda work: notices_since(work, BEGIN), parts.clock())
    return [(one.to, one.text) for one in notices if word in one.text]


async def test_a_nudge_tells_the_unit_that_holds_it_and_no_person(county: County, parts: Parts) -> None:
    talk = await county.talker()
    number = await county.act(lambda town: town.submitted())
    await talk.says("我的申请")
    reply = await talk.presses(1, "催办")
    assert "现在由领导小组办公室办理" in reply.text
    assert "下次最早 2026年12月1日" in reply.text
    notices = await told(parts, "催办")
    assert [name for name, _ in notices] == ["张办", "李办"]
    assert all(number in text and "承办甲" not in text for _, text in notices)
    await county.act(lambda town: town.does(ActName.ACCEPT, number))


async def test_whoever_was_told_that_the_unit_was_reminded_was_told_the_truth(
    county: County, parts: Parts
) -> None:
    """Where a group is there, the unit hears of it without opening the console."""
    on = frozenset({Channel.WECOM_ROBOT})

    async def leaving() -> list[str]:
        def act(work: Work) -> list[str]:
            count = tell_destinations(work, on, lambda _about, _number: "", lambda _work, _person, _notices: ())
            rows = work.all(select(OutboxRow).where(OutboxRow.channel == Channel.WECOM_ROBOT.value))
            return [Reply.from_json(row.payload or "").text for row in rows][-count:] if count else []

        return await parts.database.write(act, parts.clock())

    talk = await county.talker()
    number = await county.act(lambda town: town.submitted())
    assert await leaving() == []
    assert "已提醒领导小组办公室" in (await talk.says("催办")).text
    assert await leaving() == [f"{number}：催办，现在的状态：待受理。"]


async def test_a_nudge_leaves_the_case_as_whoever_looked_at_it_saw_it(county: County) -> None:
    """A clerk whose act is open when the contractor nudges goes on; the history holds no step of it."""
    talk = await county.talker()
    number = await county.act(lambda town: town.submitted())
    seen = await county.act(lambda town: (town.application(number).version, len(town.steps(number))))
    assert "现在由领导小组办公室办理" in (await talk.says("催办")).text
    assert await county.act(lambda town: (town.application(number).version, len(town.steps(number)))) == seen


async def test_a_second_nudge_waits_for_five_workdays(county: County, parts: Parts, clock: FrozenClock) -> None:
    talk = await county.talker()
    await county.act(lambda town: town.submitted())
    await talk.says("催办")
    clock.advance(days=6)
    refused = await talk.says("催一下")
    assert "2026年11月24日 已经催办过" in refused.text
    assert "下次最早 2026年12月1日" in refused.text
    assert len(await told(parts, "催办")) == 2
    clock.advance(days=1)
    assert "已催办" in (await talk.says("催办")).text


async def test_the_offices_holidays_are_no_workdays(county: County, parts: Parts) -> None:
    talk = await county.talker()
    await county.act(lambda town: town.submitted())
    days = "2026年11月30日、12月1日"
    await county.act(lambda town: done(set_arrangement(town.work, town.office, HOLIDAYS, days)))
    assert "下次最早 2026年12月3日" in (await talk.says("催办")).text


async def test_the_payer_is_nudged_once_it_is_its_turn(county: County, parts: Parts) -> None:
    talk = await county.talker()
    await county.act(lambda town: town.brought_to(State.APPROVED))
    assert "负责拨付的相关部门" in (await talk.says("催办")).text
    assert [name for name, _ in await told(parts, "催办")] == ["赵拨"]


async def test_nobody_is_nudged_where_no_unit_holds_it(county: County) -> None:
    talk = await county.talker()
    number = await county.act(lambda town: town.submitted())
    await county.act(lambda town: town.does(ActName.RETURN, number, given.lacking()))
    assert "没有可以催办的申请" in (await talk.says("催办")).text
    assert "需要补正" in (await talk.says(f"催办 {number}")).text


async def test_of_several_one_is_picked_to_nudge(county: County) -> None:
    talk = await county.talker()
    first = await county.act(lambda town: town.submitted())
    second = await county.act(brought_on_a_second_contract)
    reply = await talk.says("催办")
    assert len(labels(reply)) == 2
    picked = await talk.presses(labels(reply).index(f"{first} 前期预付资金：已提交，等待受理") + 1)
    assert first in picked.text
    assert second not in picked.text


def brought_on_a_second_contract(town: Town) -> str:
    town.contract = town.contract_of("AZ-HT-002")
    return town.submitted()


async def test_withdrawing_is_shown_confirmed_and_final(county: County, parts: Parts) -> None:
    talk = await county.talker()
    number = await county.act(lambda town: town.submitted())
    asked = await talk.says("撤回申请")
    assert "不能恢复" in asked.text
    assert labels(asked) == ["确认撤回", "不撤回"]
    assert "等待受理" in (await talk.presses(2)).text
    assert "不能恢复" in (await talk.says("确认撤回")).text
    assert "已撤回" in (await talk.presses(1)).text
    assert "不能在这里撤回" in (await talk.says(f"确认撤回 {number}")).text
    assert "没有可以撤回的申请" in (await talk.says("撤回申请")).text
    assert labels(await talk.says(number)) == []
    assert [name for name, _ in await told(parts, "撤回")] == ["boss", "张办", "李办"]


async def test_nothing_is_withdrawn_that_was_not_asked_about(county: County, parts: Parts) -> None:
    talk = await county.talker()
    number = await county.act(lambda town: town.submitted())
    assert "不能恢复" in (await talk.says(f"确认撤回 {number}")).text
    await talk.says("第九条")
    assert "不能恢复" in (await talk.says(f"确认撤回 {number}")).text
    assert "等待受理" in (await talk.says(number)).text
    assert "不能恢复" in (await talk.says("确认撤回")).text
    assert await told(parts, "撤回") == []
    assert "已撤回" in (await talk.says("确认撤回")).text


async def test_of_two_applications_the_one_asked_about_is_withdrawn(county: County) -> None:
    talk = await county.talker()
    first = await county.act(lambda town: town.submitted())
    second = await county.act(brought_on_a_second_contract)
    await talk.says(f"撤回申请 {second}")
    assert "不能恢复" in (await talk.says(f"确认撤回 {first}")).text
    await talk.says(f"撤回 {second}")
    assert f"{second} 已撤回" in (await talk.says("是的")).text
    assert "等待受理" in (await talk.says(first)).text


async def test_a_plain_no_leaves_the_application_alone(county: County) -> None:
    talk = await county.talker()
    number = await county.act(lambda town: town.submitted())
    await talk.says("撤回申请")
    assert talk_texts.LEFT_AS_IT_WAS in (await talk.says("算了")).text
    assert "等待受理" in (await talk.says(number)).text
    assert talk_texts.NOTHING_TO_CONFIRM in (await talk.says("确认")).text


async def test_what_was_reported_upward_is_not_withdrawn_here(county: County) -> None:
    talk = await county.talker()
    number = await county.act(lambda town: town.brought_to(State.REPORTED))
    assert "不能在这里撤回" in (await talk.says(f"撤回申请 {number}")).text
    assert "不能在这里撤回" in (await talk.says(f"确认撤回 {number}")).text


async def test_words_like_withdrawal_that_mean_something_else_are_left_alone(county: County) -> None:
    talk = await county.talker()
    await county.act(lambda town: town.submitted())
    assert "这份申请就结束了" not in (await talk.says("撤回同意")).text


def recovered(town: Town) -> str:
    """A prepayment is to be paid back: opened and notified."""
    town.brought_to(State.PAID)
    town.does(ActName.RECOVER, town.contract.number, given.recovery(300_000))
    case = open_case(town.work, town.contract.id, CaseKind.RECOVERY)
    assert case is not None
    return str(case.id)


async def test_a_notice_to_pay_back_is_shown_with_its_balance(county: County) -> None:
    talk = await county.talker()
    case = await county.act(recovered)
    assert "没有查到" in (await talk.says("缴款通知")).text
    await county.act(lambda town: town.does(ActName.NOTIFY, case, given.demand()))
    status = await talk.says("我的申请")
    assert labels(status)[-1] == "缴款通知：追回前期预付资金，未缴 300,000元"
    shown = await talk.presses(len(labels(status)))
    assert "程序办法未作规定" in shown.text
    assert "将追回前期预付资金" in shown.text
    assert "应缴 300,000元" in shown.text
    await county.act(lambda town: town.does(ActName.RECEIVE, case, given.returned(100_000)))
    assert "尚未缴清：200,000元" in (await talk.says("追回通知")).text
    await county.act(lambda town: town.does(ActName.RECEIVE, case, given.returned(200_000, "B-2")))
    assert "已缴清" in (await talk.says("缴款通知")).text
    assert "没有查到" in (await talk.says("企业说明：晚了")).text


async def test_an_explanation_is_kept_in_the_case_and_staff_are_told(county: County, parts: Parts) -> None:
    talk = await county.talker()
    case = await county.act(recovered)
    await county.act(lambda town: town.does(ActName.NOTIFY, case, given.demand()))
    assert "企业说明" in (await talk.says("企业说明")).text
    assert "太长" in (await talk.says("企业说明：" + "长" * 2001)).text
    assert "已记入" in (await talk.says("企业说明：受暴雨影响，\n工期延误。")).text
    assert await county.act(lambda town: explanation_in(town, case)) == "受暴雨影响，\n工期延误。"
    assert await told(parts, "企业说明")


def explanation_in(town: Town, case: str) -> str:
    found = case_of(town.work, int(case))
    assert found is not None
    return found.explanation


async def test_another_firms_notice_is_not_found(county: County) -> None:
    case = await county.act(recovered)
    await county.act(lambda town: town.does(ActName.NOTIFY, case, given.demand()))
    other = await county.act(lambda town: town.contract_of("AZ-HT-009", firm=1).firm_id)
    talk = await county.talker("对手", firm=other)
    assert "没有查到" in (await talk.says("缴款通知")).text
    assert "没有查到" in (await talk.says("企业说明：我们没有错")).text


async def test_everything_that_was_done_stands_in_unbroken_chains(county: County, parts: Parts) -> None:
    talk = await county.talker()
    await county.act(lambda town: town.submitted())
    await talk.says("催办")
    await talk.says("撤回申请")
    await talk.presses(1)
    verdict = await parts.database.read(verify, parts.clock())
    assert verdict.breaks == ()
    assert verdict.entries > 3


@pytest.mark.parametrize("command", ["催办", "确认撤回 {}"])
async def test_two_people_at_two_processes_have_one_winner_and_one_clear_answer(
    database_url: str, clock: FrozenClock, command: str
) -> None:
    async with running(database_url, clock) as here, running(database_url, clock) as there:
        county = await County.begin(here)
        number = await county.act(lambda town: town.submitted())
        talks = [await county.talker("甲"), Dialogue(there, "乙")]
        await county.talker("乙")
        for talk in talks:
            await talk.says(f"撤回申请 {number}")
        replies = await asyncio.gather(*(talk.says(command.format(number)) for talk in talks))
        won = [reply for reply in replies if "已催办" in reply.text or "已撤回。" in reply.text]
        late = ("已经催办过", "不能在这里撤回", "现在的状态是：已撤回")
        lost = [reply for reply in replies if any(words in reply.text for words in late)]
        assert (len(won), len(lost)) == (1, 1), [reply.text for reply in replies]
        verdict = await here.database.read(verify, clock())
        assert verdict.breaks == ()


@pytest.mark.parametrize(("act", "said"), [("催办", "已催办"), ("撤回", "将撤回申请")])
async def test_one_of_those_listed_is_meant_by_its_place(county: County, act: str, said: str) -> None:
    talk = await county.talker()
    await county.act(lambda town: town.submitted())
    await county.act(_sent_on_another_contract)
    asked = await talk.says(act)
    assert len(asked.offers) == 2
    told = (await talk.says(f"{act}第二个")).text
    assert said in told
    assert asked.offers[1].value.split()[-1] in told


async def test_one_of_several_is_meant_by_its_contract_or_project(county: County) -> None:
    talk = await county.talker()
    first = await county.act(lambda town: town.submitted())
    second = await county.act(_sent_on_another_contract)
    for words in ("AZ-HT-007", "合同 AZ-HT-007", "AZ-HT-007 到哪一步了", "烘干车间那个项目到哪了"):
        told = (await talk.says(words)).text
        assert second in told, words
        assert first not in told, words
    assert "AZ-HT-009" not in (await talk.says("AZ-HT-009")).text


async def test_a_list_of_some_says_how_many_there_are_in_all(county: County) -> None:
    talk = await county.talker()
    await county.act(lambda town: town.brought_to(State.ARCHIVED))
    await county.act(lambda town: town.submitted(yuan=100_000))
    await county.act(_sent_on_another_contract)
    assert "您说的有 2 件申请" in (told := (await talk.says("合同 AZ-HT-001")).text)
    assert "看全部 3 件，发“我的申请”" in told
    assert "贵单位有 3 件申请" in (await talk.says("我的申请")).text


async def test_who_was_told_to_mend_asks_what(county: County) -> None:
    talk = await county.talker()
    number = await county.act(lambda town: town.submitted())
    assert number not in (await talk.says("还缺什么材料")).text
    await county.act(lambda town: town.does(ActName.RETURN, number, given.lacking()))
    for words in ("还缺什么材料", "被退回了怎么办"):
        told = (await talk.says(words)).text
        assert number in told, words
        assert given.lacking().missing in told


async def test_another_account_is_never_taken_in_the_chat(county: County, parts: Parts) -> None:
    talk, stranger = await county.talker(), Dialogue(parts, "路人")
    for words in ("换收款账户", "我的收款账户是 6222020200012345678"):
        assert "收款账户只凭合同或者盖章函件变更" in (await talk.says(words)).text, words
        assert "盖章函件" not in (await stranger.says(words)).text, words


def _sent_on_another_contract(town: Town) -> str:
    first = town.contract
    town.contract = town.contract_of("AZ-HT-007", project="连翘烘干车间改造")
    number = town.submitted()
    town.contract = first
    return number


async def test_a_nudge_before_the_meeting_tells_the_office_and_says_so(county: County) -> None:
    talk = await county.talker()
    await county.act(lambda town: town.brought_to(State.TABLED))
    told = (await talk.says("催办")).text
    assert "现在由领导小组办公室办理" in told


async def test_who_would_rather_not_withdraw_is_told_that_nothing_changed(county: County) -> None:
    talk = await county.talker()
    number = await county.act(lambda town: town.submitted())
    await talk.says("撤回")
    assert "没有撤回，申请照常办理" in (await talk.says("不撤了")).text
    assert "等待受理" in (await talk.says(number)).text
