"""监督: what Article 13 asks beside what is recorded; what is missing is said by the system."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlalchemy import select

from bot.wiring import Parts
from handlers.casework.fund_quarters import waiting_quarters
from handlers.casework.table import ActName
from handlers.identity.who import staff_member
from handlers.money import yuan
from handlers.texts import evaluations, refusals
from handlers.texts.letters import NOT_A_DOCUMENT
from store.queries.cases import balance_of
from store.states import Role
from store.tables.contracts import ReturnCase
from store.work import Work
from tests.bot.web.staff.conftest import Office
from tests.bot.web.staff.test_settings import recorded
from tests.clocks import FrozenClock
from tests.handlers.casework import given
from tests.handlers.casework.doing import perform
from tests.scenarios.desk.conftest import ADMINISTRATOR, AUDITOR, BUREAU, SUPERVISOR

_CONTRACT = "演示-2026-01"
_ASKED = "相关部门要定期（每季度一次）对专项资金使用情况进行监督审核。"


@pytest.fixture
def parts(county: Parts) -> Parts:
    """The county at work."""
    return county


async def test_a_quarter_of_the_fund_is_recorded_beside_the_tasks_on_contracts(office: Office) -> None:
    seat = await office(SUPERVISOR)
    page = await seat.get("/staff/supervision")
    assert _ASKED in seat.text(page)
    assert "缺：季度已结束，没有登记" in page
    address = "/staff/act/act.review_fund/quarter/2026Q3"
    assert address in page
    said = {
        "reviewed_on": "2026-10-20",
        "organ": "县有关部门",
        "participants": "钱督、孙审",
        "findings": "账目相符",
        "document": "审核报告3号",
    }
    status, _ = await recorded(seat, address, **said)
    assert status == 200
    shown = seat.text(await seat.get("/staff/supervision/2026Q3"))
    words = (
        "2026年第3季度 已登记",
        "钱督、孙审",
        "账目相符",
        "审核报告3号",
        "办公室设置（办法未规定）",
        SUPERVISOR,
    )
    assert [one for one in words if one not in shown] == []
    assert address not in await seat.get("/staff/supervision")
    missing = await seat.get("/staff/supervision/2026Q3?missing=1")
    assert "/staff/act/act.review/contract/" in missing
    assert (await seat.client.get("/staff/supervision/2026Q5")).status == 404


async def _inspected(office: Office) -> str:
    """The address of an inspection that was recorded at the console."""
    seat = await office(BUREAU)
    said = {
        "done_on": "2026-11-20",
        "inspectors": "王工、李工",
        "findings": "看了现场",
        "place": "项目现场",
        "problems": "台账不全\n发票不齐",
        "demand": "补齐",
        "rectify_by": "2026-11-23",
    }
    status, page = await recorded(seat, f"/staff/act/act.inspect/contract/{_CONTRACT}", **said)
    assert status == 200, seat.text(page)
    page = await seat.get("/staff/supervision/inspections?open=1")
    found: list[str] = re.findall(r"/staff/supervision/inspections/(\d+)", page)
    return f"/staff/supervision/inspections/{max(map(int, found))}"


async def test_an_inspection_shows_what_is_open_until_a_follow_up_closes_it(office: Office) -> None:
    address, seat = await _inspected(office), await office(BUREAU)
    shown = seat.text(await seat.get(address))
    assert "问题1的整改期限2026年11月23日已经过了，没有登记复查整改到位。 系统校验" in shown
    assert "如建设项目未能如期完工或要求限期整改不到位的，将追回前期预付资金。" in shown
    number = address.rpartition("/")[2]
    act = f"/staff/act/act.follow_up/inspection/{number}"
    assert "1. 台账不全；要求：补齐；期限：2026年11月23日" in seat.text(await seat.get(act))
    said = {"done_on": "2026-11-24", "inspectors": "王工、李工", "findings": "已补齐", "settled": "1、2"}
    status, page = await recorded(seat, act, **said)
    assert status == 200, seat.text(page)
    page = await seat.get(address)
    assert page.count("整改到位</span>，") == 2
    shown = seat.text(page)
    assert "已经过了" not in shown
    assert f'href="{address}"' in await seat.get(f"/staff/contracts/{_CONTRACT}")
    assert "已补齐" in shown


async def test_the_paper_of_an_inspection_has_lines_for_two_and_says_what_it_is(office: Office) -> None:
    address, seat = await _inspected(office), await office(AUDITOR)
    paper = await seat.get(f"{address}/print")
    assert paper.count(NOT_A_DOCUMENT) == 1
    assert paper.count("检查人员（签字）：") == 2
    for words in ("检查记录", "王工、李工", "项目现场", "台账不全", "补齐", "2026年11月23日"):
        assert words in paper


async def test_administrators_read_nothing_of_it(office: Office) -> None:
    seat, inspection = await office(ADMINISTRATOR), "/inspections/1"
    paths = ("", "/2026Q3", "/inspections", inspection, f"{inspection}/print", "/evaluations", "/cases")
    for path in (*paths, f"/evaluations/{_CONTRACT}"):
        async with seat.client.get(f"/staff/supervision{path}") as response:
            assert response.status == 403, path
    assert "/staff/supervision" not in await seat.get("/staff")


async def test_only_their_units_are_led_to_the_acts(office: Office) -> None:
    address, seat = await _inspected(office), await office("核账的", Role.PAYER)
    for path, act in (("/staff/supervision", "act.review_fund"), (address, "act.follow_up")):
        assert f"/staff/act/{act}" not in await seat.get(path)


async def _judged(office: Office, act: str, **said: str) -> None:
    seat = await office(BUREAU)
    status, page = await recorded(seat, f"/staff/act/act.{act}/contract/{_CONTRACT}", **said)
    assert status == 200, seat.text(page)


async def test_the_articles_stand_apart_and_what_is_missing_is_said_by_the_system(office: Office) -> None:
    seat, address = await office(AUDITOR), f"/staff/supervision/evaluations/{_CONTRACT}"
    organised = {"organiser": "第三方", "document": "评价1号", "evaluated_on": "2026-11-20", "advice": "补齐台账"}
    await _judged(office, "evaluate", article="17", grade="qualified", **organised)
    shown = seat.text(await seat.get(address))
    own, _, deciding = shown.partition("据以拨付的评价 第十八条")
    assert "县乡村 e 镇工作领导小组根据省商务厅、省财政厅、省乡村振兴局制定的绩效评价体系开展绩效评价工作" in own
    assert "2026年11月20日：合格" in own
    assert "结果为合格的，继续拨付中期建设资金" in deciding
    await _judged(office, "evaluate", article="18", grade="basic", **organised)
    _, _, deciding = seat.text(await seat.get(address)).partition("据以拨付的评价 第十八条")
    assert f"缺 {refusals.NOT_RECTIFIED} 系统校验" in deciding
    assert evaluations.HELD in deciding
    listed = seat.text(await seat.get("/staff/supervision/evaluations?grade=basic"))
    assert f"{_CONTRACT} " in listed
    assert evaluations.NO_RECHECK in listed
    checked = {"organ": "县工信局", "document": "复核1号", "checked_on": "2026-11-24"}
    await _judged(office, "recheck", accepted="1", **checked)
    shown = seat.text(await seat.get(address))
    assert evaluations.FREE in shown
    assert "复核1号" in shown
    assert refusals.NOT_RECTIFIED not in shown


async def test_a_reduced_sum_is_the_cap_and_money_is_held_until_a_decision(office: Office) -> None:
    seat, address = await office(AUDITOR), f"/staff/supervision/evaluations/{_CONTRACT}"
    organised = {"organiser": "第三方", "document": "评价2号", "evaluated_on": "2026-11-20"}
    await _judged(office, "evaluate", article="18", grade="unqualified", **organised)
    shown = seat.text(await seat.get(address))
    assert f"缺 {refusals.NOT_DISPOSED} 系统校验" in shown
    decided = {"organ": "县人民政府", "document": "决定9号", "decided_on": "2026-11-24"}
    await _judged(office, "dispose", measure="reduce", reduced_to="40万元", **decided)
    shown = seat.text(await seat.get(address))
    assert "减少后的上限 400,000元" in shown
    assert refusals.NOT_DISPOSED not in shown
    assert (await seat.client.get("/staff/supervision/evaluations/没有")).status == 404


async def test_a_quarter_waits_for_the_supervisor_from_near_its_end_until_it_is_recorded(
    office: Office, parts: Parts, clock: FrozenClock
) -> None:
    def other_quarters(work: Work) -> None:
        member = staff_member(work, SUPERVISOR)
        assert member is not None
        for one in waiting_quarters(work):
            perform(work, member, ActName.REVIEW_FUND, one.quarter.stored, given.fund_review())

    link = "/staff/supervision/2026Q4"
    await parts.database.write(other_quarters, clock())
    for day, is_waiting in ((date(2026, 12, 16), False), (date(2026, 12, 17), True), (date(2027, 1, 4), True)):
        clock.advance(days=(day - clock.now.date()).days)
        seat = await office(SUPERVISOR)
        assert (link in await seat.get("/staff")) is is_waiting, day
        assert (link in await seat.get("/staff?overdue=1")) is (day > date(2026, 12, 31))
    assert link not in await (await office(BUREAU)).get("/staff")
    said = {"reviewed_on": day.isoformat(), "organ": "县有关部门", "participants": "钱督", "findings": "无"}
    await recorded(seat, "/staff/act/act.review_fund/quarter/2026Q4", **said)
    assert link not in await seat.get("/staff")


async def test_the_two_kinds_of_money_taken_back_stand_apart_to_the_last_fen(office: Office, parts: Parts) -> None:
    seat = await office(AUDITOR)
    text = seat.text(await seat.get("/staff/supervision/cases"))
    recovered, _, reclaimed = text.partition("收回已拨付资金 ")
    assert "将追回前期预付资金。”（第九条）" in recovered
    assert "采取减少支持资金、取消培育资格并收回已拨付资金等措施。”（第十八条）" in reclaimed

    def sums(work: Work) -> tuple[int, int]:
        cases = work.all(select(ReturnCase).where(ReturnCase.kind == "recovery"))
        return sum(one.amount for one in cases), sum(balance_of(work, one) for one in cases)

    demanded, left = await parts.database.read(sums, parts.clock())
    assert demanded > left > 0
    assert f"应缴回 {yuan(demanded)} 已缴回 {yuan(demanded - left)}" in recovered
    assert "没有这种案件。" in reclaimed or "余额" in reclaimed
