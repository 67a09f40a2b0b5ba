"""日历: what comes due with its source, the days of work, and the morning that tells of both."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from bot.wiring import Parts
from handlers.texts import calendar as texts
from tests.bot.web.staff.conftest import Office
from tests.bot.web.staff.test_settings import recorded
from tests.clocks import FrozenClock
from tests.scenarios.desk.conftest import ADMINISTRATOR, AUDITOR, BUREAU, SUPERVISOR
from tests.scenarios.desk.conftest import OFFICE as CLERK

_MONDAY = datetime(2026, 12, 28, 0, 31, tzinfo=UTC)


@pytest.fixture
def parts(county: Parts) -> Parts:
    """The county at work."""
    return county


async def test_what_comes_due_stands_with_its_source_and_leads_to_its_page(
    office: Office, clock: FrozenClock
) -> None:
    clock.now = _MONDAY
    seat = await office(AUDITOR)
    page = await seat.get("/staff/calendar?within=7")
    said = seat.text(page)
    assert re.search(r"2026年第4季度 季度监督审核 .{0,20}2026-12-31 3 天 其中工作日 3 天 第十三条", said)
    assert "各合同的季度监督审核" in said
    assert said.count("办公室设置（办法未规定）") >= 1
    assert '<a href="/staff/supervision/2026Q4' in page
    assert texts.no_days_off(year=2027) in said
    contracts = seat.text(await seat.get("/staff/calendar?within=90&kind=contract"))
    assert "季度监督审核" not in contracts.partition("清除条件")[2]
    passed = seat.text(await seat.get("/staff/calendar?passed=1&within=90"))
    assert "2026-12-31" not in passed
    async with (await office(ADMINISTRATOR)).client.get("/staff/calendar") as response:
        assert response.status == 403


async def test_the_office_keeps_the_days_of_a_year(office: Office) -> None:
    seat = await office(CLERK)
    page = await seat.get("/staff/calendar/workdays?year=2027")
    assert "全年 261 天" in seat.text(page)
    address = "/staff/act/act.arrange/settings/holidays"
    assert address in page
    await recorded(seat, address, value="2027年2月6日至12日")
    await recorded(seat, "/staff/act/act.arrange/settings/working_weekends", value="2027年2月20日")
    page = await seat.get("/staff/calendar/workdays?year=2027")
    said = seat.text(page)
    assert "全年 257 天" in said
    assert "2027-02-06至2027-02-12" in said
    assert page.count('class="off"') == 8  # seven days, and the key
    assert page.count('class="made-up"') == 2
    assert "2027-02-06至2027-02-12" in await seat.get(address)
    other = await (await office(AUDITOR)).get("/staff/calendar/workdays?year=1999")
    assert "2026年放假和调休" in other
    assert address not in other


async def test_a_morning_tells_each_member_once_whatever_the_number_of_looks(
    office: Office, parts: Parts, clock: FrozenClock
) -> None:
    """The first period there ever was is left; the next is told, late rather than never, and leads to the list."""
    await parts.calendar.run_due()
    clock.now = _MONDAY
    for _ in range(3):
        await parts.calendar.run_due()
    seat = await office(SUPERVISOR)
    page = await seat.get("/staff/inbox")
    assert seat.text(page).count("12月28日：等您办理") == 1
    assert "季度监督审核快到期：2026年第4季度（12月31日）" in page
    number = re.search(r'action="(/staff/inbox/\d+)"', page)
    assert number is not None
    _, shown = await seat.post(number[1], go="1")
    assert f"<h1>{texts.TITLE}" in shown
    assert "12月28日：" in await (await office(BUREAU)).get("/staff/inbox")
    assert "12月28日：" not in await (await office(AUDITOR)).get("/staff/inbox")
