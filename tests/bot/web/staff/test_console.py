"""The console is for members who are signed in."""

from __future__ import annotations

from datetime import timedelta

from bot.web.staff.console import SIGN_IN
from bot.wiring import Parts
from handlers.casework.staffing import deactivate
from handlers.identity.who import OPERATOR
from store.states import Role
from tests.bot.web.staff.conftest import Client, Office
from tests.clocks import FrozenClock


async def test_a_stranger_is_led_to_the_sign_in(client: Client) -> None:
    async with client.get("/staff", allow_redirects=False) as response:
        assert response.status == 303
        assert response.headers["Location"] == f"{SIGN_IN}?next=/staff"


async def test_a_member_sees_the_first_page(office: Office) -> None:
    seat = await office("甲", Role.OFFICE)
    assert "甲" in await seat.get("/staff")


async def test_idle_sessions_end(office: Office, clock: FrozenClock) -> None:
    seat = await office("甲", Role.OFFICE)
    clock.now += timedelta(minutes=29)
    assert "待办" in await seat.get("/staff")
    clock.now += timedelta(minutes=29)
    assert "待办" in await seat.get("/staff")
    clock.now += timedelta(minutes=31)
    assert "登录" in await seat.get("/staff")


async def test_who_left_sees_nothing_more(office: Office, parts: Parts) -> None:
    seat = await office("甲", Role.OFFICE)
    await parts.database.write(lambda work: deactivate(work, OPERATOR, "甲"), parts.clock())
    assert "登录" in await seat.get("/staff")


async def test_signing_out_ends_the_session(office: Office) -> None:
    seat = await office("甲", Role.OFFICE)
    await seat.post("/staff/sign-out")
    assert "登录" in await seat.get("/staff")
