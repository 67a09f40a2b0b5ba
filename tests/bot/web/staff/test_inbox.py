"""What the office is to know is read, marked and counted on every page."""

from __future__ import annotations

import re

import pytest

from bot.web.form_keys import form_key
from bot.wiring import Parts
from handlers.casework.staffing import deactivate
from handlers.identity.who import OPERATOR, staff_member
from handlers.notices.delivery import tell_member, tell_staff
from store.states import NoticeSubject, Role
from store.work import Work
from tests.bot.web.staff.conftest import OWN, Office, Seat
from tests.clocks import FrozenClock
from tests.statements import counted_reads

COUNT = re.compile(r'class="count">(\d+\+?)<')
ONE = re.compile(r'action="(/staff/inbox/\d+)"')
NUMBER = "AZ-2026-000001"


async def tell(parts: Parts, *texts: str, role: Role = Role.OFFICE) -> None:
    def act(work: Work) -> None:
        for text in texts:
            tell_staff(work, role, text=text, about=NoticeSubject.APPLICATION, number=NUMBER)

    await parts.database.write(act, parts.clock())


async def unread(seat: Seat, path: str = "/staff") -> str:
    found = COUNT.search(await seat.get(path))
    return found[1] if found else ""


async def mark_all(seat: Seat, page: str) -> None:
    newest = re.search(r'name="newest" value="(\d+)"', page)
    assert newest
    await seat.post("/staff/inbox", newest=newest[1])


async def test_what_came_is_counted_on_every_page_and_leads_to_its_case(parts: Parts, office: Office) -> None:
    seat = await office("甲", Role.OFFICE)
    assert await unread(seat) == ""
    await tell(parts, "新申请一。", "新申请二。")
    assert await unread(seat) == "2"
    page = await seat.get("/staff/inbox")
    assert page.index("新申请二。") < page.index("新申请一。")
    opening = ONE.search(page)
    assert opening
    form = {"key": form_key(seat.token), "go": "1"}
    async with seat.client.post(opening[1], data=form, headers=OWN, allow_redirects=False) as response:
        assert response.headers["Location"] == f"/staff/applications/{NUMBER}"
    assert await unread(seat) == "1"
    assert f'<a href="/staff/applications/{NUMBER}">新申请二。</a>' in await seat.get("/staff/inbox?all=1")


async def test_what_is_marked_is_read_for_this_member_alone(parts: Parts, office: Office) -> None:
    first, second = await office("甲", Role.OFFICE), await office("乙", Role.OFFICE)
    await tell(parts, "新申请一。", "新申请二。")
    mark = ONE.search(await first.get("/staff/inbox"))
    assert mark
    status, page = await first.post(mark[1])
    assert status == 200
    assert "新申请一。" in page
    assert "新申请二。" not in page
    assert (await unread(first), await unread(second)) == ("1", "2")
    whole = first.text(await first.get("/staff/inbox?all=1"))
    assert "新申请二。 2026年11月24日18:00 已读" in whole


async def test_marking_all_leaves_what_came_meanwhile(parts: Parts, office: Office) -> None:
    seat = await office("甲", Role.OFFICE)
    await tell(parts, "新申请一。", "新申请二。")
    page = await seat.get("/staff/inbox")
    await tell(parts, "新申请三。")
    await mark_all(seat, page)
    assert await unread(seat) == "1"
    assert "新申请三。" in await seat.get("/staff/inbox")


async def test_nobody_reads_or_marks_what_is_for_others(parts: Parts, office: Office) -> None:
    payer, bureau = await office("付", Role.PAYER), await office("局", Role.BUREAU)
    await tell(parts, "请拨付。", role=Role.PAYER)
    mark = ONE.search(await payer.get("/staff/inbox"))
    assert mark
    await bureau.post(mark[1])
    await mark_all(bureau, '<input name="newest" value="99">')
    assert "请拨付。" not in await bureau.get("/staff/inbox?all=1")
    assert (await unread(bureau), await unread(payer)) == ("", "1")


async def test_what_one_member_is_told_nobody_else_reads(parts: Parts, office: Office, clock: FrozenClock) -> None:
    first, second = await office("甲", Role.OFFICE), await office("乙", Role.OFFICE)

    def act(work: Work) -> None:
        member = staff_member(work, "甲")
        assert member is not None
        tell_member(work, member.id, text="您的密码已重设。")

    await parts.database.write(act, clock())
    assert (await unread(first), await unread(second)) == ("1", "")
    assert "您的密码已重设。" not in await second.get("/staff/inbox?all=1")


async def test_whoever_did_it_has_read_it(parts: Parts, office: Office) -> None:
    first, second = await office("甲", Role.OFFICE), await office("乙", Role.OFFICE)

    def act(work: Work) -> None:
        text, about = "已受理。", NoticeSubject.NOTHING
        tell_staff(work, Role.OFFICE, text=text, about=about, by=staff_member(work, "甲"))

    await parts.database.write(act, parts.clock())
    assert (await unread(first), await unread(second)) == ("", "1")
    assert "已受理。" in await first.get("/staff/inbox?all=1")


async def test_a_newcomer_does_not_find_what_was_told_before(
    parts: Parts, office: Office, clock: FrozenClock
) -> None:
    await tell(parts, "旧的。")
    clock.advance(seconds=1)
    seat = await office("新", Role.OFFICE)
    await tell(parts, "新的。")
    assert await unread(seat) == "1"
    assert "旧的。" not in await seat.get("/staff/inbox?all=1")


async def test_many_are_paged_and_no_longer_counted_one_by_one(parts: Parts, office: Office) -> None:
    seat = await office("甲", Role.OFFICE)
    await tell(parts, *(f"第{number}件。" for number in range(120)))
    assert await unread(seat) == "99+"
    first = await seat.get("/staff/inbox")
    assert "第119件。" in first
    assert "第69件。" not in first
    last = await seat.get("/staff/inbox?page=3")
    assert "第0件。" in last
    assert "第 3 / 3 页" in seat.text(last)
    await mark_all(seat, last)
    assert await unread(seat) == ""


@pytest.mark.parametrize("query", ["page=x", "page=-1", "page=999999999999", "page=9", "all", "all=1&page=²"])
async def test_any_address_shows_a_page(parts: Parts, office: Office, query: str) -> None:
    seat = await office("甲", Role.OFFICE)
    await tell(parts, "有事。")
    assert "有事。" in await seat.get(f"/staff/inbox?{query}")


async def test_a_form_of_another_session_marks_nothing(parts: Parts, office: Office) -> None:
    first, second = await office("甲", Role.OFFICE), await office("乙", Role.OFFICE)
    await tell(parts, "有事。")
    async with second.client.post("/staff/inbox", data={"key": "0" * 32, "newest": "99"}) as response:
        assert response.status == 403
    assert (await unread(first), await unread(second)) == ("1", "1")


async def test_who_is_no_member_any_more_reads_nothing(parts: Parts, office: Office) -> None:
    seat = await office("甲", Role.OFFICE)
    await tell(parts, "有事。")
    await parts.database.write(lambda work: deactivate(work, OPERATOR, "甲"), parts.clock())
    assert "有事。" not in await seat.get("/staff/inbox")


async def test_what_was_left_unread_for_long_is_still_counted(
    parts: Parts, office: Office, clock: FrozenClock
) -> None:
    seat = await office("甲", Role.OFFICE)
    await tell(parts, "第一件。", "第二件。", "第三件。")
    clock.advance(hours=2)
    seat = await office("甲")
    marks = ONE.findall(await seat.get("/staff/inbox"))
    for mark in (marks[0], marks[2]):
        await seat.post(mark)
    assert await unread(seat) == "1"
    await tell(parts, "第四件。")
    page = seat.text(await seat.get("/staff/inbox"))
    assert "第二件。" in page
    assert "第四件。" in page
    await seat.post(marks[1])
    assert await unread(seat) == "1"
    assert "第四件。" in await seat.get("/staff/inbox")


@pytest.mark.parametrize("path", ["/staff/inbox", "/staff/inbox?all=1"])
async def test_a_page_takes_as_many_statements_whatever_came(parts: Parts, office: Office, path: str) -> None:
    seat = await office("甲", Role.OFFICE, Role.BUREAU)
    counts = set[int]()
    for many in (1, 40, 120):
        await tell(parts, *("有事。" for _ in range(many)))
        with counted_reads(parts.database) as reads:
            await seat.get(path)
        counts.add(len(reads.about("staff_notices")))
    assert len(counts) == 1
    assert counts.pop() <= 30
