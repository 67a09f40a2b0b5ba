"""意向登记 at the console: read, telephoned, dealt with; the person reads how far it is."""

from __future__ import annotations

from sqlalchemy import select

from bot.wiring import Parts
from handlers.audit.verify_chains import verify
from handlers.texts import intentions as texts
from store.states import Role
from store.tables.intentions import IntentionCall
from tests.bot.web.staff.conftest import Office, Seat
from tests.bot.web.staff.test_action_page import hidden
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue

WISH = "我们合作社想在网上卖连翘茶，想了解培训"
PAGE = "/staff/intentions/1"
CALL = "/staff/act/act.telephone_intention/intention/1"
HANDLE = "/staff/act/act.see_to_intention/intention/1"


async def registered(parts: Parts, phone: str = "13812345678") -> Dialogue:
    talk = Dialogue(parts, "李大姐")
    for words in ("意向登记", "李大姐", phone, "2", WISH, "同意"):
        await talk.says(words)
    return talk


async def done(seat: Seat, path: str, **typed: str) -> str:
    status, page = await seat.post(path, **hidden(await seat.get(path)), **typed, stage="review")
    assert status == 200, seat.text(page)
    status, page = await seat.post(path, **hidden(page), stage="record")
    assert status == 200, seat.text(page)
    return seat.text(page)


async def called(seat: Seat, outcome: str, said: str = "") -> str:
    return await done(seat, CALL, **{"f.called_on": "2026年11月24日", "f.outcome": outcome, "f.said": said})


async def mine(talk: Dialogue) -> str:
    return (await talk.says("我的登记")).text


async def test_an_entry_is_told_opened_called_about_and_dealt_with(parts: Parts, office: Office) -> None:
    seat = await office("甲", Role.OFFICE)
    talk = await registered(parts)
    assert f'href="{PAGE}"' in await seat.get("/staff/intentions")
    assert "有新的意向登记，第 1 号。" in await seat.get("/staff/inbox")
    assert texts.WAITS in await mine(talk)
    page = seat.text(await seat.get(PAGE))
    assert WISH in page
    assert "李大姐" in page
    assert texts.READ in await mine(talk)
    page = await called(seat, "no_answer", "下午再打")
    assert "电话联系：没有打通 甲" in page
    assert "内部记录：下午再打" in page
    told = await mine(talk)
    assert "打过电话，没有联系上" in told
    assert "下午再打" not in told
    await called(seat, "reached")
    assert "办公室2026年11月24日已电话联系" in await mine(talk)
    page = await done(seat, HANDLE)
    assert "已处理 甲" in page
    assert (
        "登记已处理" not in seat.text(await seat.get(PAGE)).partition("办理经过")[0].partition("现在可以办的")[2]
    )
    assert texts.HANDLED in await mine(talk)


async def test_it_is_for_the_office_alone(parts: Parts, office: Office) -> None:
    await registered(parts)
    for role in (Role.BUREAU, Role.AUDITOR, Role.ADMINISTRATOR, Role.REPORT_OFFICER):
        seat = await office(f"某{role.value}", role)
        async with seat.client.get(PAGE) as response:
            assert response.status == 403
            assert WISH not in await response.text()


async def test_what_its_person_took_back_is_gone_with_what_was_noted(
    parts: Parts, office: Office, clock: FrozenClock
) -> None:
    seat = await office("甲", Role.OFFICE)
    talk = await registered(parts)
    await called(seat, "reached", "李大姐家在二道街")
    await talk.says("撤回登记")
    await talk.says("确认撤回登记")
    async with seat.client.get(PAGE) as response:
        assert response.status == 404
        assert "可能本人已经撤回" in await response.text()
    assert await parts.database.read(lambda work: work.all(select(IntentionCall)), clock()) == []
    verdict = await parts.database.read(verify, clock())
    assert verdict.breaks == ()


async def test_who_left_no_number_is_not_to_be_called(parts: Parts, office: Office) -> None:
    seat = await office("甲", Role.OFFICE)
    await registered(parts, "跳过")
    page = await seat.get(PAGE)
    assert "没有留" in page
    assert CALL not in page
    assert HANDLE in page


async def test_a_call_is_of_a_day_between_the_entry_and_today(parts: Parts, office: Office) -> None:
    seat = await office("甲", Role.OFFICE)
    await registered(parts)
    for day in ("2026年11月23日", "2026年11月25日"):
        form = hidden(await seat.get(CALL))
        status, page = await seat.post(
            CALL, **form, **{"f.called_on": day, "f.outcome": "reached"}, stage="review"
        )
        assert status == 422, seat.text(page)


async def test_who_is_erased_takes_along_what_was_noted(parts: Parts, office: Office, clock: FrozenClock) -> None:
    seat = await office("甲", Role.OFFICE)
    talk = await registered(parts)
    await called(seat, "reached", "李大姐家在二道街")
    assert "办公室给您打电话的记录：1 条" in (await talk.says("查我的信息")).text
    await talk.says("删除我的信息")
    await talk.says("确认删除")
    assert await parts.database.read(lambda work: work.all(select(IntentionCall)), clock()) == []
    assert (await parts.database.read(verify, clock())).breaks == ()
