"""The page of an application, of a contract, of a case of money taken back."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from urllib.parse import quote

import pytest

from bot.wiring import Parts
from store.states import Role, State
from tests.bot.web.staff.conftest import Office
from tests.clocks import FrozenClock
from tests.scenarios.desk.conftest import ADMINISTRATOR, AUDITOR, BUREAU, OFFICE, OTHER_OFFICE, PAYER

Numbers = dict[State, str]


@pytest.fixture
def parts(county: Parts) -> Parts:
    return county


async def test_the_page_of_an_application_shows_sums_papers_and_who_did_what(
    office: Office, numbers: Numbers
) -> None:
    seat = await office(OFFICE)
    page = seat.text(await seat.get(f"/staff/applications/{numbers[State.RETURNED]}"))
    assert f"{numbers[State.RETURNED]} 前期预付资金" in page
    assert "申请 200,000元 审议同意 尚未审议 已拨付 0元" in page
    assert "项目建设合同复印件 演示材料（2）.png" in page
    assert "退回补正 · 演示办公室甲 告知： 请一次补齐以下内容" in page
    assert "内部备注： 电话里也说过一次" in page


async def test_what_can_be_done_now_leads_to_the_page_of_the_act(office: Office, numbers: Numbers) -> None:
    seat = await office(OFFICE)
    number = numbers[State.SUBMITTED]
    page = await seat.get(f"/staff/applications/{number}")
    assert f'href="/staff/act/act.accept/application/{number}">受理</a>' in page
    assert "act.pay" not in page


async def test_an_auditor_reads_and_does_nothing(office: Office, numbers: Numbers) -> None:
    seat = await office(AUDITOR)
    page = await seat.get(f"/staff/applications/{numbers[State.SUBMITTED]}")
    assert "/staff/act/" not in page
    assert "现在没有由您办理的事项" in page


@pytest.mark.parametrize("path", ["applications/{}", "contracts/演示-2026-08", "cases/1"])
@pytest.mark.parametrize("who", [ADMINISTRATOR, "演示举报受理甲"])
async def test_who_has_nothing_to_do_with_cases_sees_none(
    office: Office, numbers: Numbers, path: str, who: str
) -> None:
    seat = await office(who)
    async with seat.client.get(f"/staff/{path.format(numbers[State.SUBMITTED])}") as response:
        assert response.status == 403
        assert "万元" not in await response.text()
        assert "演示）" not in await response.text()


@pytest.mark.parametrize("path", ["applications/AZ-2026-000000", "contracts/没有", "cases/99"])
async def test_what_is_not_there_is_said_plainly(office: Office, path: str) -> None:
    seat = await office(OFFICE)
    async with seat.client.get(f"/staff/{path}") as response:
        assert response.status == 404
        assert "没有查到这个编号" in await response.text()


async def test_a_contract_leads_to_its_applications_and_cases(office: Office) -> None:
    seat = await office(BUREAU)
    page = await seat.get(f"/staff/contracts/{quote('演示-2026-08')}")
    assert "已拨付（减去退票和退回） 260,000元 其中前期预付资金 300,000元" in seat.text(page)
    assert 'href="/staff/cases/1"' in page
    assert 'href="/staff/applications/AZ-' in page


async def test_a_case_says_that_the_measure_has_no_procedure(office: Office) -> None:
    seat = await office(PAYER)
    page = await seat.get("/staff/cases/1")
    assert "程序办法未作规定" in page
    assert "应缴回 100,000元 已缴回 40,000元 余额 60,000元" in seat.text(page)
    assert f'href="/staff/contracts/{quote("演示-2026-08")}"' in page


async def test_members_without_a_business_role_are_no_readers(office: Office, numbers: Numbers) -> None:
    seat = await office("新来的", Role.ADMINISTRATOR)
    async with seat.client.get(f"/staff/applications/{numbers[State.PAID]}") as response:
        assert response.status == 403


async def test_the_page_says_why_other_acts_are_not_offered(office: Office, numbers: Numbers) -> None:
    seat = await office(OFFICE)
    page = seat.text(await seat.get(f"/staff/applications/{numbers[State.SUBMITTED]}"))
    others = page[page.index("其他事项为什么不能办") :]
    assert "上报领导小组 现在的状态是：待受理，这时办不了“上报领导小组”。 系统校验" in others
    assert "县工信局" in others[: others.index("登记拨付")]


async def test_what_the_firm_was_told_and_the_trail_stand_beside_the_case(
    office: Office, numbers: Numbers
) -> None:
    seat = await office(AUDITOR)
    page = seat.text(await seat.get(f"/staff/applications/{numbers[State.RETURNED]}"))
    told = page[page.index("告知情况") : page.rindex("审计记录")]
    assert "已退回补正" in told
    trail = page[page.rindex("审计记录") :]
    assert "共 " in trail
    assert "退回补正 演示办公室甲" in trail
    assert "登记申请 申请人" in trail


async def test_an_open_page_learns_who_changed_the_case(office: Office, numbers: Numbers, parts: Parts) -> None:
    number = numbers[State.SUBMITTED]
    seat = await office(OFFICE)
    (ask,) = re.findall(r'data-ask="([^"]+)"', await seat.get(f"/staff/applications/{number}"))
    assert json.loads(await seat.get(ask)) == {"changed": False, "said": ""}
    colleague = await office(OTHER_OFFICE)
    page = await colleague.get(f"/staff/act/act.accept/application/{number}")
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page))
    hidden.pop("key")
    assert (await colleague.post(f"/staff/act/act.accept/application/{number}", **hidden, stage="record"))[
        0
    ] == 200
    told = json.loads(await seat.get(ask))
    assert told["changed"] is True
    assert told["said"] == f"{number} 已更新（已由他人办理），现在是“已受理，待上报”。请刷新后再办。"


async def test_a_page_that_asks_by_itself_keeps_no_session_open(
    office: Office, numbers: Numbers, clock: FrozenClock
) -> None:
    seat = await office(OFFICE)
    (ask,) = re.findall(r'data-ask="([^"]+)"', await seat.get(f"/staff/applications/{numbers[State.SUBMITTED]}"))
    clock.now += timedelta(minutes=29)
    await seat.get(ask)
    clock.now += timedelta(minutes=2)
    async with seat.client.get(ask, allow_redirects=False) as response:
        assert response.status == 303


@pytest.mark.parametrize(
    "ask", ["application/{}?seen=x", "application/{}", "application/AZ-0?seen=1", "staff/x?seen=1"]
)
async def test_what_cannot_be_asked_is_refused(office: Office, numbers: Numbers, ask: str) -> None:
    seat = await office(OFFICE)
    async with seat.client.get(f"/staff/version/{ask.format(numbers[State.PAID])}") as response:
        assert response.status in {400, 404}


async def test_an_administrator_learns_nothing_of_a_case(office: Office, numbers: Numbers) -> None:
    seat = await office(ADMINISTRATOR)
    async with seat.client.get(f"/staff/version/application/{numbers[State.PAID]}?seen=1") as response:
        assert (response.status, await response.text()) == (403, "{}")
