"""What is set for the whole office, who is a member, and the questions that missed, on pages of the console."""

from __future__ import annotations

import re
from functools import partial

from bot.wiring import Parts
from handlers.casework.table import ActName
from handlers.identity.codes import peek
from store.queries.contracts import contract_numbered
from store.states import Purpose, Role
from store.work import Work
from tests.bot.web.staff.conftest import Client, Office, Seat
from tests.bot.web.staff.test_action_page import hidden
from tests.handlers.casework.town import Town
from tests.handlers.identity.enrolled import enrolled
from tests.handlers.sealed.reports import opened_window


async def recorded(seat: Seat, address: str, **typed: str) -> tuple[int, str]:
    """What becomes of an action's form that is filled in and confirmed."""
    fields = {f"f.{name}": words for name, words in typed.items()}
    page = await seat.get(address)
    if typed:
        status, page = await seat.post(address, **hidden(page), stage="review", **fields)
        assert status == 200, Seat.text(page)
    return await seat.post(address, **hidden(page), stage="record")


async def test_the_office_sets_its_telephone_and_everybody_reads_who_did(office: Office) -> None:
    seat = await office("甲", Role.OFFICE)
    page = await seat.get("/staff/settings")
    assert "咨询电话" in page
    assert "/staff/act/act.arrange/settings/office_phone" in page
    status, _ = await recorded(
        seat, "/staff/act/act.arrange/settings/office_phone?next=/staff/settings", value="0357-1234567"
    )
    assert status == 200
    other = await office("乙", Role.AUDITOR)
    shown = Seat.text(await other.get("/staff/settings"))
    assert "0357-1234567" in shown
    assert "甲，2026年11月24日" in shown
    assert "/staff/act/act.arrange" not in await other.get("/staff/settings")


async def test_the_administrator_pauses_and_resumes(office: Office) -> None:
    seat = await office("管", Role.ADMINISTRATOR)
    assert "正在答复" in await seat.get("/staff/settings")
    await recorded(seat, "/staff/act/act.pause_assistant/settings/settings", notice="今天维护", reason="升级")
    page = Seat.text(await seat.get("/staff/settings"))
    assert "已暂停" in page
    assert "今天维护" in page
    assert "恢复助手" in page


async def test_the_window_for_reports_says_what_is_lacking_before_it_opens(parts: Parts, office: Office) -> None:
    seat = await office("管", Role.ADMINISTRATOR)
    closed = Seat.text(await seat.get("/staff/settings"))
    assert "没有开通，现在不收举报" in closed
    assert "0人，其中外部机关0人" in closed
    assert "受理公钥还不够" in closed
    assert "请纪检监察机关来函同意" in closed
    await recorded(
        seat, "/staff/act/act.record_consent/settings/settings", document="安纪函〔2026〕7号", dated="11月20日"
    )
    consented = Seat.text(await seat.get("/staff/settings"))
    assert "安纪函〔2026〕7号（2026年11月20日）" in consented
    assert "请纪检监察机关来函同意" not in consented
    await parts.database.write(opened_window, parts.clock())
    opened = Seat.text(await seat.get("/staff/settings"))
    assert "已开通。" in opened
    assert "2人，其中外部机关1人" in opened
    assert "关闭举报窗口" in opened
    assert "举报窗口" not in await (await office("甲", Role.OFFICE)).get("/staff/settings")


async def test_an_item_of_a_checklist_is_added_from_its_page(office: Office) -> None:
    seat = await office("甲", Role.OFFICE)
    page = await seat.get("/staff/settings/lists/prepayment")
    assert "这份清单还没有内容" in page
    address = "/staff/act/checklist.add/list/prepayment"
    assert address in page
    status, page = await recorded(seat, address, label="加盖公章的申请书", required="True", hint="")
    assert status == 200
    assert "加盖公章的申请书" in Seat.text(await seat.get("/staff/settings/lists/prepayment"))


async def test_unknown_lists_and_members_are_told(office: Office) -> None:
    seat = await office("甲", Role.OFFICE)
    for path in ("/staff/settings/lists/none", "/staff/members/nobody"):
        async with seat.client.get(path) as response:
            assert response.status == 404


async def test_a_members_page_shows_roles_and_what_the_administrator_may_do(office: Office) -> None:
    await office("甲", Role.OFFICE)
    page = await (await office("管", Role.ADMINISTRATOR)).get("/staff/members/甲")
    assert "/staff/act/act.staff_roles/member/" in page
    assert "领导小组办公室" in page
    assert "/staff/act/" not in await (await office("乙", Role.OFFICE)).get("/staff/members/甲")


async def test_an_administrator_reads_how_a_member_gets_to_sign_in_at_first(office: Office, parts: Parts) -> None:
    await office("甲", Role.OFFICE)
    seat = await office("管", Role.ADMINISTRATOR)
    assert "staff login 甲" in Seat.text(await seat.get("/staff/members/甲"))
    assert "staff login" not in Seat.text(await (await office("乙", Role.OFFICE)).get("/staff/members/甲"))
    await parts.database.write(partial(enrolled, name="甲"), parts.clock())
    assert "staff login" not in Seat.text(await seat.get("/staff/members/甲"))


async def test_questions_that_missed_are_for_the_office(office: Office, client: Client) -> None:
    async with client.post("/", data={"text": "县里的公交车几点收车", "key": "k1"}) as response:
        assert response.status == 200
    seat = await office("甲", Role.OFFICE)
    assert "没有答好的问题" in await seat.get("/staff/misses")
    payer = await office("付", Role.PAYER)
    async with payer.client.get("/staff/misses") as response:
        assert response.status == 403


async def test_a_bind_code_is_shown_once_with_a_picture_to_print(office: Office, parts: Parts) -> None:
    def town(work: Work) -> str:
        return Town(work).contract.number

    number = await parts.database.write(town, parts.clock())
    seat = await office("王", Role.BUREAU)
    address = f"/staff/act/act.{ActName.BIND_CODE}/contract/{number}"
    status, page = await recorded(seat, address)
    assert status == 200
    assert 'src="data:image/svg+xml' in page
    code = Seat.text(page.split('<p class="code">')[1].split("</p>")[0]).strip()

    def found(work: Work) -> bool:
        contract, row = contract_numbered(work, number), peek(work, Purpose.BIND, code)
        return contract is not None and row is not None and row.subject_id == contract.firm_id

    assert await parts.database.write(found, parts.clock())


async def test_an_action_is_headed_by_what_is_set_not_by_its_key(office: Office) -> None:
    seat = await office("甲", Role.OFFICE)
    page = Seat.text(await seat.get("/staff/act/act.arrange/settings/office_phone"))
    assert "改办公室设置 咨询电话" in page
    assert "office_phone" not in page
    await recorded(
        seat, "/staff/act/checklist.add/list/prepayment", label="加盖公章的申请书", required="True", hint=""
    )
    (address,) = re.findall(
        r"/staff/act/checklist.retire/item/[^\"?]+", await seat.get("/staff/settings/lists/prepayment")
    )
    page = Seat.text(await seat.get(address))
    assert "“加盖公章的申请书”（前期预付资金清单）" in page
    administrator = await office("管", Role.ADMINISTRATOR)
    assert "settings" not in Seat.text(await administrator.get("/staff/act/act.pause_assistant/settings/settings"))


async def test_the_settings_lead_only_to_what_the_member_may_read(office: Office) -> None:
    seat = await office("拨", Role.PAYER)
    page = await seat.get("/staff/settings")
    assert "/staff/misses" not in page
    assert "/staff/contracts/import" not in page
    async with seat.client.get("/staff/misses") as response:
        assert response.status == 403
        page = await response.text()
    assert "退出" in page
    assert "您的角色不看" in page
    assert "/staff/contracts/import" in await (await office("丙", Role.BUREAU)).get("/staff/settings")
