"""What the office prints of an application: each on A4, no document by itself, and recorded."""

from __future__ import annotations

import re

import pytest

from bot.wiring import Parts
from handlers.casework.amendment_fields import ChangeFields
from handlers.casework.transitions import ActName
from handlers.dates import local_day
from handlers.identity.who import staff_member
from handlers.texts.letters import NOT_A_DOCUMENT, RECEIPT
from store.queries.access import accesses_to
from store.queries.applications import application_numbered
from store.queries.cases import case_of, oversights_on
from store.queries.contracts import contract_numbered
from store.states import Access, State
from store.tables.contracts import Contract
from store.work import Work
from tests.bot.web.staff.conftest import Office
from tests.handlers.casework import given
from tests.handlers.casework.doing import perform
from tests.handlers.casework.town import done
from tests.scenarios.desk.conftest import ADMINISTRATOR, BUREAU, OFFICE

Numbers = dict[State, str]


@pytest.fixture
def parts(county: Parts) -> Parts:
    return county


def _sheet(page: str) -> str:
    found = re.search(r'<article class="paper".*?</article>', page, re.DOTALL)
    assert found is not None
    return found[0]


async def test_every_paper_is_led_to_from_its_case_and_says_that_it_is_no_document(
    office: Office, numbers: Numbers, parts: Parts
) -> None:
    seat = await office(OFFICE)
    number = numbers[State.RETURNED]
    case = await seat.get(f"/staff/applications/{number}")
    led = re.findall(rf'href="(/staff/applications/{number}/print/[^"]+)">([^<]+)<', case)
    assert [title for _, title in led] == ["材料收件回执", "补正告知书"]
    for path, title in led:
        page = await seat.get(path)
        assert title in _sheet(page)
        assert page.count(NOT_A_DOCUMENT) == 1
        assert NOT_A_DOCUMENT in _sheet(page)
        assert f"打印人：{OFFICE}" in _sheet(page)
        assert "<img" not in page

    def printed(work: Work) -> list[str]:
        return [one.detail for one in accesses_to(work, number, most=9) if one.how == Access.EXPORT.value]

    assert sorted(await parts.database.read(printed, parts.clock())) == sorted(title for _, title in led)


async def test_what_is_to_be_mended_is_told_item_by_item(office: Office, numbers: Numbers) -> None:
    seat = await office(OFFICE)
    number = numbers[State.RETURNED]
    told = seat.text(await seat.get(f"/staff/applications/{number}"))
    sheet = _sheet(await seat.get(f"/staff/applications/{number}/print/mend"))
    items = re.findall(r"<li>([^<]+)</li>", sheet)
    assert items
    assert all(item in told for item in items)
    assert "办公室工作环节（办法未规定）" in sheet


async def test_the_paper_to_be_signed_has_the_facts_and_three_lines(office: Office, numbers: Numbers) -> None:
    seat = await office(OFFICE)
    sheet = _sheet(await seat.get(f"/staff/applications/{numbers[State.ACCEPTED]}/print/sign-off"))
    for words in ("拟办意见", "审核意见", "签批意见", "大写：", "（第十条）", "业务审核意见"):
        assert words in sheet


async def test_declining_is_put_before_the_head_only_without_a_contract_in_use(
    office: Office, numbers: Numbers, parts: Parts
) -> None:
    def ended(work: Work) -> None:
        application, member = application_numbered(work, numbers[State.SUBMITTED]), staff_member(work, BUREAU)
        contract = work.get(Contract, application.contract_id) if application else None
        assert contract is not None
        assert member is not None
        change = ChangeFields(document="补充协议9号", effective_on=local_day(work.now))
        done(perform(work, member, ActName.END, contract.number, change))

    seat, path = await office(OFFICE), f"/staff/applications/{numbers[State.SUBMITTED]}/print/sign-off"
    async with seat.client.get(path) as response:
        assert response.status == 404
    await parts.database.write(ended, parts.clock())
    sheet = _sheet(await seat.get(path))
    assert "拟对本申请不予受理" in sheet
    assert "第十条" not in sheet


async def test_the_receipt_is_no_acceptance(office: Office, numbers: Numbers) -> None:
    seat = await office(OFFICE)
    sheet = _sheet(await seat.get(f"/staff/applications/{numbers[State.SUBMITTED]}/print/receipt"))
    assert RECEIPT in sheet
    assert numbers[State.SUBMITTED] in sheet


@pytest.mark.parametrize(
    ("who", "paper", "status"),
    [(OFFICE, "mend", 404), (OFFICE, "decline", 404), (OFFICE, "seal", 404), (ADMINISTRATOR, "receipt", 403)],
)
async def test_what_there_is_not_or_who_reads_no_cases_gets_none(
    office: Office, numbers: Numbers, who: str, paper: str, status: int
) -> None:
    seat = await office(who)
    path = f"/staff/applications/{numbers[State.SUBMITTED]}/print/{paper}"
    async with seat.client.get(path) as response:
        assert response.status == status


async def test_the_notice_of_rectification_has_problems_terms_and_who_takes_it(
    office: Office, parts: Parts
) -> None:
    def inspected(work: Work) -> str:
        member = staff_member(work, BUREAU)
        assert member is not None
        fields = given.inspection("台账不全\n发票不齐", demand="补齐", rectify_days=15)
        done(perform(work, member, ActName.INSPECT, "演示-2026-08", fields))
        contract = contract_numbered(work, "演示-2026-08")
        assert contract is not None
        return str(oversights_on(work, contract.id)[0].id)

    number = await parts.database.write(inspected, parts.clock())
    seat = await office(BUREAU)
    sheet = _sheet(await seat.get(f"/staff/supervision/inspections/{number}/notice/print"))
    for words in (
        "台账不全；整改要求：补齐；整改期限：自送达次日起15日内。",
        "（第九条）",
        "送达回证",
        "县工信局",
    ):
        assert words in sheet
    assert sheet.count(NOT_A_DOCUMENT) == 1
    async with seat.client.get("/staff/supervision/inspections/99999/notice/print") as response:
        assert response.status == 404


async def test_what_shows_a_service_leads_to_recording_it(office: Office, parts: Parts) -> None:
    def registered(work: Work) -> str:
        member, case = staff_member(work, BUREAU), case_of(work, 1)
        contract = work.get(Contract, case.contract_id) if case else None
        assert member is not None
        assert contract is not None
        today = local_day(work.now)
        fields = given.incoming("service", dated_on=today, received_on=today)
        paper = done(perform(work, member, ActName.REGISTER_PAPER, contract.number, fields)).subject
        done(perform(work, member, ActName.ADD_SCAN, paper, given.scan("送达回证.pdf")))
        return paper

    paper = await parts.database.write(registered, parts.clock())
    seat = await office(BUREAU)
    page = await seat.get(f"/staff/register/{paper}")
    led = re.search(r'href="(/staff/act/act.serve_demand/case/1\?f.paper=[^"]+)">([^<]+)<', page)
    assert led is not None
    assert "登记缴款通知送达" in led[2]
    assert f'value="{paper}"' in await seat.get(led[1])
    case = seat.text(await seat.get("/staff/cases/1"))
    assert "还没有登记送达，期限不起算。推送消息是告知，不是送达。" in case
