"""没有通知到的 at the console: listed, opened, called about, and told beside the application for good."""

from __future__ import annotations

import pytest

from bot.wiring import Parts
from handlers.notices.delivery import tell_firm
from handlers.notices.records import notices_of
from handlers.texts import telling as texts
from store.outbox.outcomes import About, outcome
from store.queries.applications import application_numbered
from store.queries.bindings import bound_people
from store.states import OutboxState, Role, State
from store.tables.contracts import Contract
from store.work import Work
from tests.bot.web.staff.conftest import Office
from tests.bot.web.staff.test_intentions import done
from tests.clocks import FrozenClock

WORDS = "请于三日内补正申请书。"


@pytest.fixture
def parts(county: Parts) -> Parts:
    return county


@pytest.fixture
async def notice(parts: Parts, numbers: dict[State, str], clock: FrozenClock) -> str:
    """The address of a notice on an application that the platform did not take."""

    def tell(work: Work) -> int:
        application = application_numbered(work, numbers[State.RETURNED])
        assert application is not None
        contract = work.get(Contract, application.contract_id)
        assert contract is not None
        about = About(contract_id=contract.id, application_id=application.id)
        tell_firm(work, contract.firm_id, key="lost", text=WORDS, about=about)
        for binding in bound_people(work, contract.firm_id):
            lost = outcome(f"notice:lost:{binding.id}", OutboxState.DEAD, "unknown_person 40003", work.now)
            work.connection.execute(lost)
        return notices_of(work, application_id=application.id)[-1].deliveries[0].id

    return f"/staff/untold/{await parts.database.write(tell, clock())}"


async def test_a_notice_that_did_not_arrive_is_listed_called_about_and_on_record(
    office: Office, notice: str, numbers: dict[State, str]
) -> None:
    seat, number = await office("甲", Role.OFFICE), numbers[State.RETURNED]
    for path in ("/staff/untold", "/staff?what=untold"):
        listed = await seat.get(path)
        assert f'href="{notice}' in listed, path
        assert WORDS in seat.text(listed)
    page = seat.text(await seat.get(notice))
    assert WORDS in page
    assert number in page
    call = f"/staff/act/act.tell_by_phone/notice/{notice.rpartition('/')[2]}"
    said = {"f.told_on": "2026年11月24日", "f.spoke_with": "王小明", "f.phone": "13812345678"}
    page = await done(seat, call, **said)
    told = "2026年11月24日已电话告知 王小明（13812345678），甲登记。"
    assert told in page
    assert told in seat.text(await seat.get(f"/staff/applications/{number}"))
    for path in ("/staff/untold", "/staff?what=untold"):
        assert f'href="{notice}' not in await seat.get(path), path
    assert f'href="{notice}' in await seat.get("/staff/untold?phoned=yes")


async def test_the_application_leads_to_the_call(office: Office, notice: str, numbers: dict[State, str]) -> None:
    seat = await office("甲", Role.OFFICE)
    page = await seat.get(f"/staff/applications/{numbers[State.RETURNED]}")
    assert f'href="{notice}"' in page
    assert "平台答复：没有这个账号（40003）" in page


async def test_the_whole_record_has_a_page_of_its_own(
    office: Office, notice: str, numbers: dict[State, str]
) -> None:
    seat, here = await office("甲", Role.OFFICE), f"/staff/applications/{numbers[State.RETURNED]}"
    assert f'href="{here}/told"' in await seat.get(here)
    page = seat.text(await seat.get(f"{here}/told"))
    assert WORDS in page
    assert "平台答复：没有这个账号（40003）" in page
    assert "领导小组办公室：" in page.partition("告知工作人员")[2]
    reader = await office("管", Role.ADMINISTRATOR)
    async with reader.client.get(f"{here}/told") as response:
        assert response.status == 403


async def test_who_reads_no_cases_reads_no_notices(office: Office, notice: str) -> None:
    for role in (Role.ADMINISTRATOR, Role.REPORT_OFFICER):
        seat = await office(f"某{role.value}", role)
        for path in ("/staff/untold", notice):
            async with seat.client.get(path) as response:
                assert response.status == 403
                assert WORDS not in await response.text()


async def test_who_only_reads_is_offered_no_call(office: Office, notice: str) -> None:
    seat = await office("审", Role.AUDITOR)
    page = await seat.get(notice)
    assert WORDS in page
    assert "act.tell_by_phone" not in page
    async with seat.client.get("/staff/untold/999999") as response:
        assert response.status == 404
        assert "没有这条通知" in await response.text()
    assert texts.UNTOLD in await seat.get("/staff/untold")
