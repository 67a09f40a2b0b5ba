"""One page for every action: fields, what will be recorded, and one effect however often the form comes."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import TypeVar

import pytest
from sqlalchemy import func, select

from bot.web.form_keys import form_key
from bot.wiring import Parts
from handlers.casework.transitions import ActName
from store.queries.applications import application_numbered
from store.states import Kind, Role, State
from store.tables.applications import Application, StepRow
from store.tables.form_claims import FormClaim
from store.work import Work
from tests.bot.web.staff.conftest import Office, Seat
from tests.handlers.casework.town import Town

_T = TypeVar("_T")


class County:
    """The town's database behind the pages."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def do(self, act: Callable[[Work], _T]) -> _T:
        return await self._parts.database.write(act, self._parts.clock())

    async def begin(self, state: State = State.SUBMITTED, kind: Kind = Kind.PREPAYMENT) -> str:
        """The town with an application that has come so far."""
        return await self.do(lambda work: Town(work).brought_to(state, kind))

    async def application(self, number: str) -> Application:
        found = await self.do(lambda work: application_numbered(work, number))
        assert found is not None
        return found

    async def steps(self, act: ActName) -> int:
        query = select(func.count()).select_from(StepRow).where(StepRow.act == act.value)
        return await self.do(lambda work: work.session.scalar(query) or 0)


@pytest.fixture
def county(parts: Parts) -> County:
    return County(parts)


def hidden(page: str) -> dict[str, str]:
    """What the page's form brings along by itself."""
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page)
    return {name: unescape(value) for name, value in found if name != "key"}


def at(act: ActName, number: str, subject: str = "application") -> str:
    return f"/staff/act/act.{act.value}/{subject}/{number}"


RETURNED = {"f.missing": "申请书没有盖章", "f.note": "", "stage": "review"}


async def _reviewed(seat: Seat, path: str, **typed: str) -> dict[str, str]:
    """The fields with which the summary is confirmed."""
    form = hidden(await seat.get(path))
    status, page = await seat.post(path, **form, **typed)
    assert status == 200, seat.text(page)
    return {**hidden(page), "stage": "record"}


async def test_an_act_is_filled_in_shown_and_done(office: Office, county: County) -> None:
    number = await county.begin()
    seat, path = await office("张办"), at(ActName.RETURN, number)
    page = await seat.get(path)
    assert "退回补正" in page
    assert "办公室工作环节（办法未规定）" in page
    status, review = await seat.post(path, **hidden(page), **RETURNED)
    assert status == 200
    assert "申请书没有盖章" in review
    assert "确认登记" in review
    assert await county.steps(ActName.RETURN) == 0
    async with seat.client.post(
        path, data={"key": form_key(seat.token), **hidden(review), "stage": "record"}, allow_redirects=False
    ) as response:
        assert response.status == 303
        assert response.headers["Location"].startswith(f"/staff/applications/{number}?done=")
        told = response.headers["Location"].partition("?")[2]
    assert (await county.application(number)).state == "returned"
    assert "已登记：退回补正" in seat.text(await seat.get(f"/staff?{told}"))


async def test_a_double_click_has_one_effect_and_one_answer(office: Office, county: County) -> None:
    number = await county.begin()
    seat, path = await office("张办"), at(ActName.ACCEPT, number)
    form = await _reviewed(seat, path, stage="review")
    seen = []
    for _ in range(2):
        async with seat.client.post(
            path, data={"key": form_key(seat.token), **form}, allow_redirects=False
        ) as response:
            seen.append((response.status, response.headers["Location"]))
    assert seen[0] == seen[1]
    assert seen[0][0] == 303
    assert await county.steps(ActName.ACCEPT) == 1


async def test_two_windows_on_one_case_do_one_thing(office: Office, county: County) -> None:
    number = await county.begin()
    seat, path = await office("张办"), at(ActName.RETURN, number)
    one, two = [await _reviewed(seat, path, **RETURNED) for _ in range(2)]
    pages = [await seat.post(path, **form) for form in (one, two)]
    assert [status for status, _ in pages] == [200, 200]  # of the case's page, to which both are led
    assert all("已登记：退回补正" in seat.text(page) for _, page in pages)
    assert await county.steps(ActName.RETURN) == 1


async def test_a_form_that_was_done_is_not_done_otherwise(office: Office, county: County) -> None:
    """Who goes back in the browser, changes something and confirms again reads that this was not recorded."""
    number = await county.begin()
    seat, path = await office("张办"), at(ActName.RETURN, number)
    form = await _reviewed(seat, path, **RETURNED)
    await seat.post(path, **form)
    status, page = await seat.post(path, **{**form, "f.missing": "缺发票"})
    assert status == 422
    assert "缺发票" in page
    assert await county.steps(ActName.RETURN) == 1
    path = "/staff/act/act.arrange/settings/holidays"
    form = await _reviewed(seat, path, **{"f.value": "无", "stage": "review"})
    assert (await seat.post(path, **form))[0] == 200
    status, page = await seat.post(path, **{**form, "f.value": "2026年12月31日"})
    assert status == 422
    assert "这张表已经登记过一次" in seat.text(page)


async def test_a_form_without_its_token_is_shown_before_it_is_done(office: Office, county: County) -> None:
    number = await county.begin()
    seat = await office("张办")
    status, page = await seat.post(at(ActName.ACCEPT, number), stage="record")
    assert status == 200
    assert "确认登记" in page
    assert await county.steps(ActName.ACCEPT) == 0


async def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    office: Office, county: County
) -> None:
    number = await county.begin(State.ACCEPTED)
    seat, path = await office("张办"), at(ActName.REPORT, number)
    form = hidden(await seat.get(path))
    typed = {"f.reported_on": "2027年1月3日", "f.document": "安财<b>〔2026〕", "f.note": "第一行\n第二行"}
    status, page = await seat.post(path, **form, **typed, stage="review")
    assert status == 422
    assert 'id="e-reported_on"' in page
    assert 'value="2027年1月3日"' in page
    assert "安财&lt;b&gt;〔2026〕" in page
    assert "第一行\n第二行</textarea>" in page
    assert await county.steps(ActName.REPORT) == 0


async def test_days_are_picked_or_written_and_two_that_differ_are_asked(office: Office, county: County) -> None:
    number = await county.begin(State.ACCEPTED)
    seat, path = await office("张办"), at(ActName.REPORT, number)
    form = hidden(await seat.get(path))
    for typed in ({"f.reported_on": "昨天"}, {"f.reported_on.day": "2026-11-23"}):
        status, page = await seat.post(path, **form, **typed, stage="review")
        assert status == 200, seat.text(page)
        assert "2026年11月23日" in page
    both = {"f.reported_on": "昨天", "f.reported_on.day": "2026-11-20"}
    status, page = await seat.post(path, **form, **both, stage="review")
    assert status == 422
    assert "不是同一天" in page


async def test_money_is_read_as_people_write_it_and_shown_in_words(office: Office, county: County) -> None:
    number = await county.begin(State.TABLED)
    seat, path = await office("张办"), at(ActName.AGREE_PARTLY, number)
    form = hidden(await seat.get(path))
    typed = {"f.session": "第12次", "f.held_on": "今天", "f.approved": "三十万"}
    status, page = await seat.post(path, **form, **typed, stage="review")
    assert status == 200, seat.text(page)
    assert "300,000元" in page
    assert "叁拾万元整" in page


async def test_who_comes_second_is_told_who_came_first_and_keeps_what_was_typed(
    office: Office, county: County
) -> None:
    number = await county.begin()
    first, second = await office("张办"), await office("李办")
    form = await _reviewed(second, at(ActName.RETURN, number), **RETURNED)
    accepted = await _reviewed(first, at(ActName.ACCEPT, number), stage="review")
    await first.post(at(ActName.ACCEPT, number), **accepted)
    status, page = await second.post(at(ActName.RETURN, number), **form)
    assert status == 422
    text = second.text(page)
    assert "已由他人办理" in text
    assert re.search(r"新的记录：2026年11月24日\S+ 受理（张办）", text)
    assert "已受理" in text
    assert "申请书没有盖章" in page
    assert await county.steps(ActName.RETURN) == 0


async def test_a_refused_act_says_why_and_leaves_no_claim(office: Office, county: County) -> None:
    number = await county.begin(State.APPROVED)
    seat, path = await office("赵拨"), at(ActName.PAY, number)
    form = hidden(await seat.get(path))
    typed = {
        "f.amount": "60万元",
        "f.source": "province",
        "f.quota": "安财指〔2026〕35号",
        "f.voucher": "V-1",
        "f.payee_name": "别的公司",
        "f.paid_on": "今天",
    }
    for stage in ("review", "record"):
        status, page = await seat.post(path, **form, **typed, stage=stage)
        assert status == 422
        assert "系统校验" in seat.text(page)
        assert 'value="60万元"' in page
    assert await county.do(lambda work: work.all(select(FormClaim))) == []


async def test_an_act_of_others_is_refused_with_whose_it_is(office: Office, county: County) -> None:
    number = await county.begin()
    seat = await office("赵拨")
    async with seat.client.get(at(ActName.ACCEPT, number)) as response:
        assert response.status == 403
        assert "办理" in await response.text()
    status, _ = await seat.post(at(ActName.ACCEPT, number), seen="1", stage="record")
    assert status == 422
    assert (await county.application(number)).state == "submitted"


async def test_a_code_is_shown_once_also_to_a_double_click(office: Office, county: County) -> None:
    await county.begin()
    seat, path = await office("张办"), "/staff/act/act.bind_code/contract/AZ-HT-001"
    form = {**hidden(await seat.get(path)), "stage": "record"}
    pages = [(await seat.post(path, **form))[1] for _ in range(2)]
    codes = {re.search(r'class="code">([^<]+)<', page) for page in pages}
    found = {code[1] for code in codes if code}
    assert len(found) == 1
    (code,) = found
    claims = await county.do(lambda work: [one.outcome for one in work.all(select(FormClaim))])
    assert not any(code in outcome for outcome in claims)


async def test_a_member_is_entered_with_several_roles(office: Office, county: County) -> None:
    await county.begin()
    seat, path = await office("周管"), "/staff/act/staff.add/staff/"
    form = hidden(await seat.get(path))
    typed = {"f.name": "吴新", "f.roles.office": "on", "f.roles.bureau": "on", "stage": "review"}
    status, page = await seat.post(path, **form, **typed)
    assert status == 200, seat.text(page)
    status, page = await seat.post(path, **{**hidden(page), "stage": "record"})
    newcomer = await office("吴新")
    assert "吴新" in await newcomer.get("/staff")
    status, page = await seat.post(path, **form, **{"f.name": "吴新", "stage": "review"})
    assert status == 422


async def test_another_members_form_is_refused(office: Office, county: County) -> None:
    number = await county.begin()
    first, second = await office("张办"), await office("李办")
    form = await _reviewed(first, at(ActName.ACCEPT, number), stage="review")
    await first.post(at(ActName.ACCEPT, number), **form)
    status, page = await second.post(at(ActName.ACCEPT, number), **form)
    assert status == 422
    assert "已登记" not in second.text(page)
    async with second.client.post(
        at(ActName.ACCEPT, number), data={**form, "key": form_key(first.token)}
    ) as response:
        assert response.status == 403


async def test_addresses_of_nothing_are_not_found(office: Office, county: County) -> None:
    await county.begin()
    seat = await office("张办")
    for path in (
        "/staff/act/act.accept/application/AZ-2026-999999",
        "/staff/act/act.accept/contract/AZ-HT-001",
        "/staff/act/act.nothing/application/AZ-2026-999999",
        "/staff/act/act.notify/case/99999999999999999999",
        "/staff/act/checklist.add/list/nothing",
        "/staff/act/checklist.label/item/nothing/else",
        "/staff/act/act.staff_roles/member/%00%E2%80%AE",
        "/staff/act/act.bind/code/zz",
    ):
        async with seat.client.get(path) as response:
            assert response.status in {400, 403, 404}, path


async def test_the_page_leads_back_into_the_console_only(office: Office, county: County) -> None:
    number = await county.begin()
    seat = await office("张办")
    for hostile in ("//evil.example", "https://evil.example", "/staff\\evil", "/staffx", "javascript:alert(1)"):
        page = await seat.get(f"{at(ActName.ACCEPT, number)}?next={hostile}")
        assert 'name="next" value=""' in page


async def test_words_of_an_ended_session_are_shown_again_and_nothing_is_done(
    office: Office, county: County
) -> None:
    number = await county.begin()
    seat, path = await office("张办"), at(ActName.RETURN, number)
    form = await _reviewed(seat, path, **RETURNED)
    status, page = await seat.post(path, **{**form, "resumed": "1"})
    assert status == 200
    assert "申请书没有盖章</textarea>" in page
    assert await county.steps(ActName.RETURN) == 0


async def test_the_office_is_needed(office: Office, county: County) -> None:
    """Nobody without a session sees or does anything."""
    number = await county.begin()
    seat = await office("周管", Role.ADMINISTRATOR)
    seat.client.session.cookie_jar.clear()
    async with seat.client.get(at(ActName.ACCEPT, number), allow_redirects=False) as response:
        assert response.status == 303
