"""意见 and 投诉 at the console: read by the unit alone, answered, told; not by whom they are about."""

from __future__ import annotations

import re

from sqlalchemy import select

from bot.wiring import Parts
from handlers.complaints.acts import leave_complaint, own_complaints, withdraw_complaint
from handlers.messages import Channel, Person
from handlers.texts import complaints as texts
from store.states import Access, ComplaintKind, Role
from store.tables.access import AccessRecord
from store.work import Work
from tests.bot.web.staff.conftest import Office, Seat
from tests.bot.web.staff.test_action_page import hidden
from tests.clocks import FrozenClock
from tests.handlers.casework.town import done

VILLAGER = Person(Channel.WECHAT, "villager")
WORDS = "窗口中午没有人，电话13812345678"
PAGE = "/staff/complaints/2026-0001"


async def _left(parts: Parts, words: str = WORDS) -> str:
    def leave(work: Work) -> str:
        return done(leave_complaint(work, VILLAGER, ComplaintKind.SERVICE, words)).subject

    return await parts.database.write(leave, parts.clock())


async def _does(seat: Seat, act: str, number: str = "2026-0001", **typed: str) -> str:
    path = f"/staff/act/act.{act}/complaint/{number}"
    form = hidden(await seat.get(path))
    status, page = await seat.post(
        path, **form, **{f"f.{name}": said for name, said in typed.items()}, stage="review"
    )
    assert status == 200, seat.text(page)
    status, page = await seat.post(path, **hidden(page), stage="record")
    assert status == 200, seat.text(page)
    return seat.text(page)


async def test_from_the_list_of_work_to_the_answer(parts: Parts, office: Office) -> None:
    seat = await office("张甲", Role.OFFICE)
    await _left(parts)
    todo = await seat.get("/staff")
    assert f'href="{PAGE}' in todo
    assert WORDS not in todo
    assert "有新的投诉，意见2026-0001。" in await seat.get("/staff/inbox")
    listed = seat.text(await seat.get("/staff/complaints"))
    assert "等待受理" in listed
    page = seat.text(await seat.get(PAGE))
    assert WORDS in page
    assert "受理意见投诉" in page
    await _does(seat, "accept_complaint")
    page = await _does(seat, "answer_complaint", words="中午安排了值班。")
    assert "中午安排了值班。" in page
    assert "已答复" in page
    assert "意见2026-0001" not in seat.text(await seat.get("/staff"))
    (own,) = await parts.database.read(lambda work: own_complaints(work, VILLAGER), parts.clock())
    assert [one.words for one in own.said][-1] == "中午安排了值班。"


async def test_what_its_person_took_back_waits_for_no_unit(parts: Parts, office: Office) -> None:
    seat = await office("张甲", Role.OFFICE)
    await _left(parts)
    assert texts.NOT_TAKEN in seat.text(await seat.get("/staff/complaints"))
    await parts.database.write(lambda work: done(withdraw_complaint(work, VILLAGER, "2026-0001")), parts.clock())
    assert texts.NOT_TAKEN not in seat.text(await seat.get("/staff/complaints"))
    assert texts.NEVER_TAKEN in seat.text(await seat.get(PAGE))


async def test_the_letter_stands_beside_the_forms_about_it(parts: Parts, office: Office) -> None:
    seat = await office("张甲", Role.OFFICE)
    named = await office("李乙", Role.OFFICE)
    await _left(parts, f"{WORDS}，李乙态度不好")
    path = "/staff/act/act.answer_complaint/complaint/2026-0001"
    assert WORDS in seat.text(await seat.get(path))
    looks = select(AccessRecord).where(AccessRecord.subject == "complaint:2026-0001")
    assert len(await parts.database.read(lambda work: work.all(looks), parts.clock())) == 1
    async with named.client.get(path) as refused:
        assert (refused.status, WORDS in await refused.text()) == (422, False)
    await _does(seat, "accept_complaint")
    await _does(seat, "answer_complaint", words="中午安排了值班。")
    page = seat.text(await seat.get("/staff/act/act.draft_excerpt/complaint/2026-0001"))
    assert WORDS in page
    assert page.count("中午安排了值班。") == 2  # beside the form, and in it


async def test_its_words_are_for_the_unit_and_not_for_whom_they_name(parts: Parts, office: Office) -> None:
    first = await office("张甲", Role.OFFICE)
    named = await office("李乙", Role.OFFICE)
    await _left(parts, f"{WORDS}，李乙态度不好")
    page = named.text(await named.get(PAGE))
    assert WORDS not in page
    assert "您需要回避" in page
    assert "意见2026-0001" not in named.text(await named.get("/staff"))
    bureau = await office("王丙", Role.BUREAU)
    page = bureau.text(await bureau.get(PAGE))
    assert WORDS not in page
    assert "转本级其他单位办理" in page
    auditor = await office("孙审", Role.AUDITOR)
    page = auditor.text(await auditor.get(PAGE))
    assert WORDS not in page
    assert "内容只给承办单位看" in page
    for role in (Role.ADMINISTRATOR, Role.REPORT_OFFICER):
        seat = await office(f"某{role.value}", role)
        async with seat.client.get(PAGE) as response:
            assert response.status == 403
            assert WORDS not in await response.text()
    await _does(first, "answer_complaint", words="中午安排了值班。")
    draft = "/staff/act/act.draft_excerpt/complaint/2026-0001"
    assert "窗口中午没有人" in await first.get(draft)
    for seat in (named, bureau):
        async with seat.client.get(draft) as response:
            assert "窗口中午没有人" not in await response.text()


async def test_who_read_the_words_is_on_record(parts: Parts, office: Office) -> None:
    await _left(parts)
    seat = await office("张甲", Role.OFFICE)
    bureau = await office("王丙", Role.BUREAU)
    for one in (seat, bureau):
        await one.get(PAGE)

    def accesses(work: Work) -> list[tuple[str, str]]:
        return [(one.how, one.subject) for one in work.all(select(AccessRecord))]

    assert await parts.database.read(accesses, parts.clock()) == [(Access.VIEW.value, "complaint:2026-0001")]


async def test_what_is_published_is_exported_once_a_second_member_agreed(parts: Parts, office: Office) -> None:
    await _left(parts)
    first, second = await office("张甲", Role.OFFICE), await office("李乙", Role.OFFICE)
    await _does(first, "answer_complaint", words="中午安排了值班。")
    path = "/staff/act/act.draft_excerpt/complaint/2026-0001"
    (drafted,) = re.findall(r'name="f.words"[^>]*>([^<]*)', await first.get(path))
    assert "电话" in drafted
    assert "13812345678" not in drafted
    await _does(first, "draft_excerpt", words="窗口中午没有人", answer="中午安排了值班。")
    assert "窗口中午没有人" not in await first.get("/staff/complaints/published")
    assert "审核留言选登" in second.text(await second.get("/staff"))
    assert "审核留言选登" not in first.text(await first.get("/staff"))
    await _does(second, "approve_excerpt")
    async with second.client.get("/staff/complaints/published.txt") as response:
        text = await response.text()
        assert response.headers["Content-Disposition"].startswith("attachment")
    assert text == "【投诉】2026年11月24日来信，2026年11月24日答复\n来信：窗口中午没有人\n答复：中午安排了值班。"
    bureau = await office("王丙", Role.BUREAU)
    async with bureau.client.get("/staff/complaints/published") as response:
        assert response.status == 403


async def test_what_is_late_stands_out(parts: Parts, office: Office, clock: FrozenClock) -> None:
    await _left(parts)
    clock.now = clock.now.replace(month=12, day=10)
    seat = await office("张甲", Role.OFFICE)
    assert "超期 1 件" in seat.text(await seat.get("/staff"))
    assert "意见2026-0001" in seat.text(await seat.get("/staff/complaints?overdue=1"))
    assert texts.FIRST_TERM in seat.text(await seat.get("/staff/calendar"))


async def test_there_is_no_page_of_what_is_not_there(office: Office) -> None:
    seat = await office("张甲", Role.OFFICE)
    async with seat.client.get("/staff/complaints/2026-0099") as response:
        assert response.status == 404
    async with seat.client.get("/staff/complaints/nothing") as response:
        assert response.status == 404
