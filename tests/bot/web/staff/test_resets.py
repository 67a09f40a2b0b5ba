"""A lost password or authenticator: asked by one administrator, told to the member, confirmed by a second."""

from __future__ import annotations

import re
from datetime import timedelta

from sqlalchemy import select

from bot.web.form_keys import form_key
from bot.wiring import Parts
from handlers.casework.credentials import issue_login_link
from handlers.casework.perform import apply_row
from handlers.casework.transitions import ActName
from handlers.identity.actors import Actor
from handlers.identity.who import OPERATOR
from handlers.results import Done, Refused
from handlers.texts import signing_in as texts
from store.queries.credentials import open_resets
from store.states import Role
from store.tables.notices import StaffNotice
from store.work import Work
from tests.bot.web.staff.conftest import Office
from tests.clocks import FrozenClock
from tests.handlers.contracts.contracts import member
from tests.handlers.identity.enrolled import enrolled

NAME = "办公室甲"


async def _asked(parts: Parts, clock: FrozenClock) -> str:
    def act(work: Work) -> str:
        member(work, NAME, Role.OFFICE)
        enrolled(work, NAME)
        by = member(work, "管理甲", Role.ADMINISTRATOR)
        assert isinstance(apply_row(work, by, ActName.ASK_RESET, NAME), Done)
        return str(open_resets(work)[0].id)

    return await parts.database.write(act, clock())


async def test_a_second_administrator_confirms_it(parts: Parts, clock: FrozenClock) -> None:
    number = await _asked(parts, clock)

    def act(work: Work) -> list[bool]:
        others: list[Actor] = [
            member(work, "管理甲", Role.ADMINISTRATOR),
            member(work, NAME, Role.OFFICE),
            OPERATOR,
        ]
        refused = [isinstance(apply_row(work, by, ActName.CONFIRM_RESET, number), Refused) for by in others]
        second = member(work, "管理乙", Role.ADMINISTRATOR)
        result = apply_row(work, second, ActName.CONFIRM_RESET, number)
        assert isinstance(result, Done)
        assert result.shown.startswith("/staff/begin/")
        again = apply_row(work, second, ActName.CONFIRM_RESET, number)
        return [*refused, isinstance(again, Refused)]

    assert await parts.database.write(act, clock()) == [True] * 4


async def test_the_member_is_told_and_can_stop_it(office: Office, parts: Parts, clock: FrozenClock) -> None:
    await _asked(parts, clock)
    told = await parts.database.read(
        lambda work: [row.text for row in work.all(select(StaffNotice)) if row.staff_id], clock()
    )
    assert texts.reset_asked(by="管理甲") in told
    seat = await office(NAME, Role.OFFICE)
    (stop,) = re.findall(r'action="(/staff/account/resets/\d+/stop)"', await seat.get("/staff/account"))
    assert (await seat.post(stop))[0] == 200
    assert await parts.database.read(open_resets, clock()) == []


async def test_it_is_offered_on_the_members_page_to_the_second(
    office: Office, parts: Parts, clock: FrozenClock
) -> None:
    number = await _asked(parts, clock)
    link = f"/staff/act/act.confirm_reset/reset/{number}"
    asking, second = await office("管理甲", Role.ADMINISTRATOR), await office("管理乙", Role.ADMINISTRATOR)
    clerk = await office("办公室乙", Role.OFFICE)
    pages = [await seat.get(f"/staff/members/{NAME}") for seat in (asking, second, clerk)]
    assert [link in page for page in pages] == [False, True, False]
    assert ["申请重设登录方式" in page for page in pages][2] is False
    async with second.client.get(link) as response:
        assert f"确认重设登录方式 {NAME}" in await response.text(), "whoever confirms sees whose it is"


async def test_the_other_administrators_read_of_it(office: Office, parts: Parts, clock: FrozenClock) -> None:
    await office("管理乙", Role.ADMINISTRATOR)
    await _asked(parts, clock)
    said = texts.reset_waits(by="管理甲", name=NAME)
    pages = [await (await office(one, Role.ADMINISTRATOR)).get("/staff/inbox") for one in ("管理乙", "管理甲")]
    assert [said in page for page in pages] == [True, False]


async def test_the_link_is_shown_with_the_consoles_address(
    office: Office, parts: Parts, clock: FrozenClock
) -> None:
    link = f"/staff/act/act.confirm_reset/reset/{await _asked(parts, clock)}"
    second = await office("管理乙", Role.ADMINISTRATOR)
    token = (await second.get(link)).split('name="token" value="')[1].split('"')[0]
    origin = str(second.client.make_url("/").origin())
    data = {"key": form_key(second.token), "stage": "record", "token": token}
    async with second.client.post(link, data=data, headers={"Origin": origin}) as response:
        assert f"{origin}/staff/begin/" in await response.text()


async def test_one_that_waited_for_a_week_is_over(parts: Parts, clock: FrozenClock) -> None:
    number = await _asked(parts, clock)
    clock.now += timedelta(days=8)

    def act(work: Work) -> bool:
        by = member(work, "管理乙", Role.ADMINISTRATOR)
        return isinstance(apply_row(work, by, ActName.CONFIRM_RESET, number), Refused)

    assert await parts.database.write(act, clock())


async def test_the_machine_resets_and_the_member_is_told(parts: Parts, clock: FrozenClock) -> None:
    def act(work: Work) -> list[str]:
        member(work, NAME, Role.OFFICE)
        first = issue_login_link(work, OPERATOR, NAME)
        assert isinstance(first, str)
        quiet = [row.text for row in work.all(select(StaffNotice)) if row.staff_id]
        enrolled(work, NAME)
        assert isinstance(issue_login_link(work, OPERATOR, NAME), str)
        return [*quiet, *(row.text for row in work.all(select(StaffNotice)) if row.staff_id)]

    assert await parts.database.write(act, clock()) == [texts.RESET_UNDER_WAY]


async def test_no_administrator_gives_themself_a_link(parts: Parts, clock: FrozenClock) -> None:
    """Nor to a member that they made up a moment ago: two are needed for somebody who may pay."""

    def act(work: Work) -> list[bool]:
        by = member(work, "管理甲", Role.ADMINISTRATOR)
        member(work, "编出来的人", Role.PAYER)
        own = apply_row(work, by, ActName.ASK_RESET, by.name)
        link = issue_login_link(work, by, "编出来的人")
        return [isinstance(own, Refused), isinstance(link, Refused)]

    assert await parts.database.write(act, clock()) == [True, True]
