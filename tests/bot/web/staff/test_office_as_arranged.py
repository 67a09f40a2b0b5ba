"""What the office arranges about itself is what people read, a minute later, wherever it is said."""

from __future__ import annotations

from datetime import timedelta

from bot.wiring import Parts
from handlers.casework.arrangements import set_arrangement
from handlers.casework.staffing import add_staff
from handlers.identity.who import OPERATOR, staff_member
from handlers.results import Done
from store.states import Role
from store.work import Work
from tests.bot.web.staff.conftest import Client
from tests.clocks import FrozenClock


def _arranged(work: Work) -> None:
    add_staff(work, OPERATOR, "甲", frozenset({Role.OFFICE}))
    member = staff_member(work, "甲")
    assert member is not None
    for name, value in (("office_phone", "0357-7654321"), ("talk_days", "60天")):
        assert isinstance(set_arrangement(work, member, name, value), Done)


async def test_a_telephone_that_was_arranged_is_told(client: Client, parts: Parts, clock: FrozenClock) -> None:
    await parts.database.write(_arranged, clock())
    clock.now += timedelta(minutes=2)
    await parts.calendar.run_due()
    async with client.get("/privacy") as response:
        page = await response.text()
    assert "0357-7654321" in page
    assert "满60天删除" in page
    async with client.get("/") as response:
        assert "0357-7654321" in await response.text()
