"""Following applications in the chat: the step, the unit, the money, what to do; and nothing of anybody else's."""

from __future__ import annotations

import pytest

from bot.wiring import Parts
from handlers.casework.table import ActName
from handlers.messages import Reply
from policy_kb.models import AnswerKind
from store.states import Kind, State
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, units
from tests.handlers.casework import given
from tests.handlers.casework.town import Town
from tests.scenarios.county import County

UNKNOWN = "AZ-2026-000000"


def labels(reply: Reply) -> list[str]:
    return [offer.label for offer in reply.offers]


def another_firms(town: Town) -> tuple[str, int]:
    """The number of another firm's application, and the firm."""
    first = town.contract
    town.contract = town.contract_of("AZ-HT-009", firm=1)
    number = town.submitted(by=town.bound(town.contract.firm_id, "rival"))
    town.contract, firm = first, town.contract.firm_id
    return number, firm


@pytest.mark.parametrize(
    ("state", "step", "unit"),
    [
        (State.SUBMITTED, "已提交，等待受理", "领导小组办公室"),
        (State.ACCEPTED, "已受理", "领导小组办公室"),
        (State.REPORTED, "已上报领导小组", "领导小组办公室"),
        (State.TABLED, "已提请县政府常务会议审议", "县政府常务会议"),
        (State.APPROVED, "审议通过，等待拨付", "相关部门"),
        (State.PAID, "已全部拨付", "县工信局"),
        (State.ARCHIVED, "已全部拨付，已归档", ""),
    ],
)
async def test_each_step_is_told_with_its_unit_and_source(
    county: County, state: State, step: str, unit: str
) -> None:
    talk = await county.talker()
    number = await county.act(lambda town: town.brought_to(state))
    reply = await talk.says("到哪一步了")
    assert reply.kind is AnswerKind.STATUS
    first, second, *_ = reply.text.splitlines()
    assert first == f"申请 {number}（前期预付资金，合同 AZ-HT-001）：{step}。"
    assert second.startswith("2026年11月24日" if unit else "办结日期")
    assert unit in second
    assert "500,000元" in reply.text
    assert "张办" not in reply.text


@pytest.mark.parametrize("words", ["我的申请", "进度", "钱到了没", "查一下进度", "申请批下来没有", "钱打过来没"])
async def test_status_is_understood_in_any_words(county: County, words: str) -> None:
    talk = await county.talker()
    number = await county.act(lambda town: town.submitted())
    assert number in (await talk.says(words)).text


@pytest.mark.parametrize(
    "spelling",
    [
        "{0}",
        "az2026{1}",
        "ＡＺ－２０２６－{1}",
        "AZ 2026 {1}",
        "申请编号：{0}",
        "查一下{0}",
        "{0}到哪一步了",
        "2026-{1}",
    ],
)
async def test_a_number_is_read_in_any_spelling(county: County, spelling: str) -> None:
    talk = await county.talker()
    numbers = [await county.act(lambda town, kind=kind: town.submitted(kind)) for kind in [Kind.PREPAYMENT]]  # type: ignore[misc]
    (number,) = numbers
    reply = await talk.says(spelling.format(number, number.removeprefix("AZ-2026-")))
    assert reply.text.startswith(f"申请 {number}")


async def test_the_measure_is_quoted_where_it_says_the_next_step_and_nowhere_else(county: County) -> None:
    talk = await county.talker()
    number = await county.act(lambda town: town.submitted())
    assert "办公室工作环节（办法未规定）" in (reply := await talk.says(number)).text
    assert units(reply) == []
    await county.act(lambda town: town.does(ActName.ACCEPT, number))
    assert units(await talk.says(number)) == ["10"]


async def test_the_unit_is_the_office_until_the_minutes_and_the_condition_are_entered(county: County) -> None:
    talk = await county.talker()
    number = await county.act(lambda town: town.brought_to(State.TABLED))
    await county.act(lambda town: town.does(ActName.AGREE_IN_PRINCIPLE, number, given.in_principle(400_000)))
    withheld = (await talk.says(number)).text
    assert "已提请县政府常务会议审议" in withheld
    assert "400,000元" not in withheld
    await county.act(lambda town: town.does(ActName.MINUTES, number, given.minutes()))
    assert "现在由领导小组办公室办理" in (told := (await talk.says(number)).text)
    assert "审议通过 400,000元" in told
    assert "条件：补齐环评手续" in told
    assert "条件落实后，由领导小组办公室登记" in told
    await county.act(lambda town: town.does(ActName.FULFIL, number, given.fulfilment()))
    told = (await talk.says(number)).text
    assert "现在由负责拨付的相关部门办理" in told
    assert "12号" not in told
    assert "落实审议提出的条件" not in told


async def test_payments_in_parts_and_their_reversal_are_told(county: County) -> None:
    talk = await county.talker()
    number = await county.act(lambda town: town.brought_to(State.APPROVED))
    for amount, voucher in ((200_000, "V-1"), (100_000, "V-2")):
        await county.act(
            lambda town, amount=amount, voucher=voucher: town.does(  # type: ignore[misc]
                ActName.PAY, number, town.payment(amount, voucher)
            )
        )
    await county.act(lambda town: town.does(ActName.REVERSE, number, given.reversal("V-2")))
    reply = await talk.says(number)
    assert "已拨付 200,000元，未拨付 300,000元" in reply.text
    assert "退回 100,000元" in reply.text
    assert units(reply) == ["12", "14"]


async def test_what_is_to_be_mended_is_told_and_internal_notes_never(county: County) -> None:
    talk = await county.talker()
    number = await county.act(lambda town: town.submitted())
    await county.act(lambda town: town.does(ActName.RETURN, number, given.lacking(note="怀疑造假")))
    reply = await talk.says(number)
    assert "申请书没有盖章" in reply.text
    assert "怀疑造假" not in reply.text
    assert labels(reply) == ["补正", "撤回申请"]
    assert "怀疑" not in "".join(talk.notices)


async def test_several_applications_are_a_list_to_pick_from(county: County, clock: FrozenClock) -> None:
    talk = await county.talker()
    first = await county.act(lambda town: town.brought_to(State.ARCHIVED))
    clock.advance(days=1)
    second = await county.act(lambda town: town.submitted(yuan=100_000))
    reply = await talk.says("我的申请")
    assert labels(reply) == [
        f"{second} 前期预付资金：已提交，等待受理",
        f"{first} 前期预付资金：已归档",
    ]
    assert (await talk.presses(2)).text.startswith(f"申请 {first}")


async def test_anothers_number_and_an_unknown_one_get_the_same_words(county: County) -> None:
    talk = await county.talker()
    theirs, _ = await county.act(another_firms)
    await talk.says("你好")
    for command in ("{}", "{}到哪一步了", "催办 {}", "撤回申请 {}", "确认撤回 {}"):
        told = [
            (await talk.says(command.format(number))).text.replace(number, "N") for number in (theirs, UNKNOWN)
        ]
        assert told[0] == told[1]
        assert "没有查到贵单位编号为 N 的申请" in told[0]
    assert "没有查到" not in (await talk.says("我的申请")).text
    assert theirs not in (await talk.says("我的申请")).text


async def test_who_is_not_bound_is_led_to_binding_whatever_the_number(county: County, parts: Parts) -> None:
    stranger = Dialogue(parts, "路人")
    number = await county.act(lambda town: town.submitted())
    told = {(await stranger.says(words)).text for words in ("我的申请", number, UNKNOWN, f"催办 {number}")}
    first, *rest = sorted(told, key=len, reverse=True)
    assert all(first.startswith(text) for text in rest)  # the first one also says who answers here
    assert "绑定码" in first
    assert labels(await stranger.says("进度")) == ["绑定", "意向登记", "拨付要经过哪些步骤"]


async def test_nothing_sent_yet_leads_to_applying(county: County) -> None:
    talk = await county.talker()
    reply = await talk.says("我的申请")
    assert "还没有提交" in reply.text
    assert labels(reply) == ["申请拨付"]


async def test_what_holds_the_payment_is_told_with_its_article(county: County) -> None:
    talk = await county.talker()
    await county.act(lambda town: town.does(ActName.EVALUATE, town.contract.number, given.evaluation("qualified")))
    number = await county.act(lambda town: town.brought_to(State.APPROVED, Kind.MIDTERM))
    await county.act(lambda town: town.does(ActName.EVALUATE, town.contract.number, given.evaluation("basic")))
    reply = await talk.says(number)
    assert "整改还没有复核合格" in reply.text
    assert "18" in units(reply)


async def test_a_report_being_told_is_no_question_of_status(county: County) -> None:
    talk = await county.talker()
    number = await county.act(lambda town: town.submitted())
    await talk.says("我要举报")
    reply = await talk.says(f"{number}这份申请是假的")
    assert reply.kind is AnswerKind.COMPLAINT


async def test_a_draft_in_progress_is_mentioned_until_it_ends(county: County, clock: FrozenClock) -> None:
    talk = await county.talker()
    await talk.says("我要申请")
    await talk.says("稍后再填")
    reply = await talk.says("我的申请")
    assert "另有一份没有提交的草稿，保留到 2026年12月24日" in reply.text
    assert labels(reply)[-1] == "继续填写"
    clock.advance(days=31)
    assert "草稿" not in (await talk.says("我的申请")).text


async def test_a_question_of_status_in_a_form_is_answered_and_the_form_goes_on(county: County) -> None:
    talk = await county.talker()
    number = await county.act(lambda town: town.submitted(Kind.PREPAYMENT))
    await county.act(lambda town: town.does(ActName.RETURN, number, given.lacking()))
    await talk.says("你好")
    prompt = (await talk.says(f"补正 {number}")).text.splitlines()[-1]
    reply = await talk.says("到哪一步了")
    assert reply.text.startswith(f"申请 {number}")
    assert reply.text.count(prompt) == 1
    assert reply.asks
