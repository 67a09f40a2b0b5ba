"""What the meeting decided is nowhere to be seen for its contractor before the minutes have a number."""

from __future__ import annotations

import pytest

from handlers.applications.own_applications import own_application, own_applications
from handlers.casework.table import ActName
from policy_kb.models import Model
from store.states import State
from tests.clocks import FrozenClock
from tests.handlers.casework import given
from tests.handlers.casework.town import Town
from tests.measure import opened
from tests.scenarios.county import County


def _pages(town: Town, number: str) -> str:
    """All that the firm's own pages show of the application, and of all that it has."""
    found = own_application(town.work, opened(), town.boss, number)
    assert found is not None
    one = [found.told, found.past, found.coming, found.offers, [notice.text for notice in found.notices]]
    return repr([one, own_applications(town.work, town.boss)])


@pytest.mark.parametrize(
    ("act", "fields", "said"),
    [
        (ActName.AGREE, given.meeting(), "同意，金额500,000元"),
        (ActName.AGREE_IN_PRINCIPLE, given.in_principle(400_000), "原则同意，金额400,000元，条件：补齐环评手续"),
        (ActName.POSTPONE, given.meeting(), "暂缓"),
        (ActName.REJECT, given.meeting(), "未通过"),
    ],
)
async def test_nothing_tells_of_a_result_before_its_minutes(
    county: County, clock: FrozenClock, act: ActName, fields: Model, said: str
) -> None:
    talk = await county.talker()
    number = await county.act(lambda town: town.brought_to(State.TABLED))
    asked = (number, "查进度", f"撤回申请 {number}")
    pages = await county.act(lambda town: _pages(town, number))
    await talk.says("查进度")  # what is said at the first contact alone
    answers = [(await talk.says(words)).text for words in asked]
    clock.advance(days=2)
    await county.act(lambda town: town.does(act, number, fields))
    assert await county.act(lambda town: _pages(town, number)) == pages
    assert [(await talk.says(words)).text for words in asked] == answers
    assert "不能催办" not in (await talk.says(f"催办 {number}")).text
    await county.act(lambda town: town.does(ActName.MINUTES, number, given.minutes()))
    assert f"据会议纪要登记：{said}。以会议纪要为准。" in await county.act(lambda town: _pages(town, number))
