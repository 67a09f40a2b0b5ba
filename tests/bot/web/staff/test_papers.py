"""What comes in on paper, at the console: registered, scanned, entered, checked by another; read and taken out."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator

import openpyxl
import pytest
from aiohttp import FormData

from bot.web.form_keys import form_key
from bot.wiring import Parts
from handlers.casework.transitions import ActName
from handlers.identity.who import staff_member
from handlers.results import Done
from handlers.texts import console_papers as texts
from handlers.texts import incoming
from handlers.texts.letters import NOT_A_DOCUMENT
from store.queries.applications import applications_on
from store.queries.contracts import contract_numbered
from store.queries.materials import materials_of_application
from store.states import Role
from store.tables.applications import Application, Material
from store.work import Work
from tests.bot.web.staff.conftest import Office, Seat
from tests.clocks import FrozenClock
from tests.dialogue import running
from tests.handlers.casework import given
from tests.handlers.casework.doing import perform
from tests.handlers.materials import drawn_pdf, samples
from tests.scenarios.desk.conftest import ADMINISTRATOR, AUDITOR, BUREAU, OFFICE, OTHER_OFFICE, PAYER
from tests.statements import counted_reads

CONTRACT = "演示-2026-01"
REGISTER = f"/staff/act/act.register_paper/contract/{CONTRACT}"
SAID = {
    "f.kind": "application",
    "f.title": "关于拨付前期预付资金的申请",
    "f.sender": "示例连翘电商有限公司",
    "f.dated_on": "2026-11-20",
    "f.received_on": "2026-11-23",
}
APPLIED = {
    "f.amount": "10万元",
    "f.purpose": "购置快递分拣设备",
    "f.contact": "张明",
    "f.phone": "13812345678",
    "f.papers": "全部",
    "f.signer": "法定代表人李某签字，企业公章",
}


@pytest.fixture
async def parts(county_url: str, clock: FrozenClock) -> AsyncIterator[Parts]:
    """The county at work."""
    async with running(county_url, clock) as made:
        yield made


async def done(seat: Seat, path: str, **fields: str) -> str:
    """The page to which an act leads that is recorded."""
    async with seat.client.get(path) as response:
        page = await response.text()
    token = page.split('name="token" value="')[1].split('"')[0]
    seen = page.split('name="seen" value="')[1].split('"')[0] if 'name="seen"' in page else ""
    status, after = await seat.post(path, stage="record", token=token, seen=seen, **fields)
    assert status == 200, Seat.text(after)
    return after


async def scanned(seat: Seat, path: str, *files: tuple[str, bytes], key: str | None = None) -> tuple[int, str]:
    form = FormData(quote_fields=False)  # names as browsers send them
    form.add_field("key", form_key(seat.token) if key is None else key)
    for name, content in files:
        form.add_field("file", content, filename=name, content_type="application/octet-stream")
    async with seat.client.post(path, data=form) as response:
        return response.status, await response.text()


async def test_a_paper_goes_from_the_counter_to_a_checked_application(
    office: Office, parts: Parts, clock: FrozenClock
) -> None:
    clerk, second = await office(OFFICE), await office(OTHER_OFFICE)
    page = await done(clerk, REGISTER, **SAID)
    assert "收文〔2026〕4号" in page
    status, page = await scanned(clerk, "/staff/register/2026-4", ("申请书.pdf", drawn_pdf.of_pages(1)))
    assert status == 200, Seat.text(page)
    assert "申请书.pdf" in page, Seat.text(page)
    assert "f.paper=2026-4" in page
    path = f"/staff/act/submit.prepayment/contract/{CONTRACT}"
    assert 'value="2026-4"' in await clerk.get(f"{path}?f.paper=2026-4")
    await done(clerk, path, **APPLIED, **{"f.paper": "2026-4"})

    def look(work: Work) -> tuple[Application, list[Material]]:
        contract = contract_numbered(work, CONTRACT)
        assert contract is not None
        sent = applications_on(work, contract.id)[-1]
        return sent, materials_of_application(work, sent.id)

    sent, files = await parts.database.read(look, clock())
    assert [one.name for one in files] == ["申请书.pdf"]
    assert sent.amount == 10_000_000
    shown = Seat.text(await clerk.get("/staff/register/2026-4"))
    assert "待复核" in shown
    accept = f"/staff/act/act.accept/application/{sent.number}"
    assert incoming.UNCHECKED in Seat.text((await second.post(accept, stage="review"))[1])
    case = Seat.text(await second.get(f"/staff/applications/{sent.number}"))
    assert "申请（补正）：关于拨付前期预付资金的申请（收文〔2026〕4号" in case
    assert "复核情况" in case
    check = f"/staff/act/act.check_entry/application/{sent.number}"
    asked = Seat.text((await second.post(check, stage="review"))[1])
    assert "关于拨付前期预付资金的申请（收文〔2026〕4号，落款2026年11月20日）" in asked
    assert f"代录人：{OFFICE}" in asked
    await done(second, check)
    assert "复核一致" in Seat.text(await clerk.get("/staff/register/2026-4"))
    await done(second, accept)


async def test_a_scan_is_looked_into_like_a_file_of_the_firm(office: Office) -> None:
    clerk = await office(OFFICE)
    await done(clerk, REGISTER, **SAID)
    path = "/staff/register/2026-4"
    status, page = await scanned(clerk, path, ("坏.html", b"<html><script>alert(1)</script></html>"))
    assert (status, "还没有扫描件" in page) == (422, True)
    status, page = await scanned(clerk, path, ("图.pdf", b"GIF89a" + bytes(200)))
    assert (status, "没有保存" in page, "还没有扫描件" in page) == (422, True, True)
    status, page = await scanned(clerk, path, ("一.jpg", samples.jpeg()), ("空.pdf", b""))
    assert (status, "一.jpg：已保存" in page) == (422, True)
    status, page = await scanned(clerk, path, ("二.jpg", samples.jpeg()))
    assert (status, incoming.SCAN_THERE in page) == (422, True)
    status, page = await scanned(clerk, path, ("", b""))  # a chooser that was left empty
    assert (status, texts.NO_SCAN_CHOSEN in page) == (422, True)


async def test_scans_come_from_those_who_keep_the_register_in_forms_of_theirs(office: Office) -> None:
    clerk, payer = await office(OFFICE), await office(PAYER)
    await done(clerk, REGISTER, **SAID)
    path = "/staff/register/2026-4"
    assert (await scanned(payer, path, ("一.jpg", samples.jpeg())))[0] == 403
    assert (await scanned(clerk, path, ("一.jpg", samples.jpeg()), key="stolen"))[0] == 403
    assert 'type="file"' not in await payer.get(path)
    async with clerk.client.get("/staff/register/2026-99") as response:
        assert response.status == 404


async def test_the_register_is_searched_by_year_and_words(office: Office) -> None:
    clerk = await office(OFFICE)
    await done(clerk, REGISTER, **SAID)
    await done(clerk, REGISTER, **SAID | {"f.kind": "letter", "f.title": "关于<b>账户</b>的函"})
    page = Seat.text(await clerk.get("/staff/register"))
    assert page.index("收文〔2026〕5号") < page.index("收文〔2026〕4号")
    found = await clerk.get("/staff/register?year=2026&q=账户")
    assert "&lt;b&gt;" in found
    assert "收文〔2026〕4号" not in found
    assert "2025年还没有收文" in Seat.text(await clerk.get("/staff/register?year=2025"))
    assert "没有找到这样的收文" in Seat.text(await clerk.get("/staff/register?q=没有的&page=99"))


async def test_a_contract_is_found_by_number_or_firm_before_a_paper_is_registered(office: Office) -> None:
    bureau = await office(BUREAU)
    async with bureau.client.get(f"/staff/register/new?contract={CONTRACT}", allow_redirects=False) as response:
        assert response.status == 303
        assert "/staff/act/act.register_paper/contract/" in response.headers["Location"]
    assert CONTRACT in await bureau.get("/staff/register/new?contract=连翘电商")
    assert texts.NO_CONTRACT in await bureau.get("/staff/register/new?contract=没有的")
    auditor = await office(AUDITOR)
    async with auditor.client.get("/staff/register/new") as response:
        assert response.status == 403


async def test_what_is_taken_out_says_by_whom_and_holds_no_formula(office: Office) -> None:
    clerk, auditor = await office(OFFICE), await office(AUDITOR)
    await done(clerk, REGISTER, **SAID | {"f.title": "=1+1"})
    async with auditor.client.get("/staff/register/2026.xlsx") as response:
        assert response.status == 200
        sheet = openpyxl.load_workbook(io.BytesIO(await response.read())).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    said = [str(cell.value) for cell in cells]
    assert "=1+1" in said
    assert any(AUDITOR in one and NOT_A_DOCUMENT in one for one in said)
    printed = Seat.text(await auditor.get("/staff/register/2026/print"))
    assert f"导出人：{AUDITOR}" in printed
    assert "收文〔2026〕4号" in printed


@pytest.mark.parametrize("path", ["", "/2026.xlsx", "/2026/print", "/2026-4"])
async def test_administrators_read_no_register(office: Office, path: str) -> None:
    clerk, administrator = await office(OFFICE), await office(ADMINISTRATOR)
    await done(clerk, REGISTER, **SAID)
    async with administrator.client.get(f"/staff/register{path}") as response:
        assert response.status == 403


async def test_no_file_can_be_named_that_nobody_sent(office: Office) -> None:
    """A scan is what was looked into: its path is never typed."""
    clerk = await office(OFFICE, Role.OFFICE)
    await done(clerk, REGISTER, **SAID)
    async with clerk.client.get("/staff/act/act.add_scan/paper/2026-4") as response:
        assert response.status == 404


@pytest.mark.rotated("statements", 2)
async def test_the_register_takes_as_many_statements_with_one_page_as_with_two(
    office: Office, parts: Parts, clock: FrozenClock
) -> None:
    clerk, counts = await office(OFFICE), set[int]()

    def fill(work: Work) -> None:
        member = staff_member(work, OFFICE)
        assert member is not None
        for place in range(60):
            result = perform(work, member, ActName.REGISTER_PAPER, CONTRACT, given.incoming(title=f"来函{place}"))
            assert isinstance(result, Done)

    for path in ("/staff/register", "/staff/register?page=2"):
        with counted_reads(parts.database) as reads:
            await clerk.get(path)
        counts.add(len(reads.about("staff_sessions")))
        await parts.database.write(fill, clock())
    assert len(counts) == 1
    assert counts.pop() <= 15


async def test_a_paper_from_which_nothing_can_be_entered_says_why(office: Office) -> None:
    clerk = await office(OFFICE)
    paused = REGISTER.replace(CONTRACT, "演示-2026-09")
    page = Seat.text(await done(clerk, paused, **SAID))
    assert "现在不能办：" in page
    assert "登记申请：前期预付资金" in page
    assert "已暂停" in page
    open_one = Seat.text(await done(clerk, REGISTER, **SAID))
    assert "登记申请：前期预付资金" in open_one
    assert "现在不能办：" not in open_one


async def test_a_signed_sheet_leads_on_to_what_is_recorded_of_it(office: Office) -> None:
    clerk = await office(OFFICE)
    page = Seat.text(await done(clerk, REGISTER, **SAID | {"f.kind": "sign_off"}))
    assert "代录后由" not in page, "nothing is entered for a firm"
    assert "落款日期 2026年11月20日" in page


async def test_contracts_of_a_firm_are_told_apart_by_their_projects(office: Office) -> None:
    page = Seat.text(await (await office(OFFICE)).get("/staff/register/new?contract=示例山谷"))
    assert "演示-2026-06" in page
    assert "直播基地建设（演示）" in page
