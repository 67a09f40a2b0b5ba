"""Orders of staff outside the desk: members are told where it is, others get the answer they always got."""

from __future__ import annotations

import pytest

from bot.wiring import Parts
from handlers.casework.staffing import link_account
from handlers.identity.codes import LINK_LIVES, issue
from handlers.identity.who import staff_member
from handlers.messages import Channel, Person
from handlers.texts import outside as texts
from store.states import Purpose, State
from store.work import Work
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue
from tests.scenarios.desk.conftest import OFFICE


async def _linked(county: Parts, clock: FrozenClock) -> Dialogue:
    def link(work: Work) -> None:
        member = staff_member(work, OFFICE)
        assert member is not None
        code = issue(work, Purpose.LINK, member.id, LINK_LIVES, by=None)
        assert link_account(work, Person(Channel.WECHAT, "甲的账号"), code) is not None

    await county.database.write(link, clock())
    return Dialogue(county, "甲的账号", Channel.WECHAT)


@pytest.mark.parametrize(
    "order",
    [
        "待办",
        "我的待办。",
        "受理 {}",
        "{} 受理",
        "查 {}",
        "{}",
        "退回补正",
        "发绑定码 AZ-HT-001",
        "案件1",
        "逾期合同",
    ],
)
async def test_a_member_is_told_where_the_work_is_done(
    county: Parts, clock: FrozenClock, numbers: dict[State, str], order: str
) -> None:
    member = await _linked(county, clock)
    told = await member.says(order.format(numbers[State.SUBMITTED]))
    assert texts.OUTSIDE in told.text
    assert [offer.label for offer in told.offers] == [texts.ENTER]
    assert "等您办理的" in (await member.says("1")).text
    assert texts.OUTSIDE not in (await member.says(order.format(numbers[State.SUBMITTED]))).text


@pytest.mark.parametrize("question", ["材料清单", "第九条", "查第7条", "受理要多久", "合同", "我要举报"])
async def test_what_a_member_asks_of_the_measure_is_answered(
    county: Parts, clock: FrozenClock, question: str
) -> None:
    member = await _linked(county, clock)
    assert texts.OUTSIDE not in (await member.says(question)).text


@pytest.mark.parametrize("order", ["待办", "受理 {}", "查 {}", "退回补正", "发绑定码 AZ-HT-001", "案件1"])
async def test_nobody_else_learns_of_the_desk(county: Parts, numbers: dict[State, str], order: str) -> None:
    stranger = Dialogue(county, "路人", Channel.WEB)
    told = await stranger.says(order.format(numbers[State.SUBMITTED]))
    assert "工作台" not in told.text
    assert texts.ENTER not in {offer.label for offer in told.offers}
