"""A villager on the public page and a clerk at the console: what each reads, as it comes."""

from __future__ import annotations

import re

import pytest

from bot.web.public.from_staff import PATH
from bot.wiring import Parts
from handlers.casework.arrangements import set_arrangement
from handlers.casework.duty import CANNED
from handlers.identity.who import staff_member
from handlers.messages import Channel, Text
from handlers.texts import threads as texts
from store.states import Role
from store.work import Work
from tests.bot.web.raw import Client
from tests.bot.web.staff.conftest import Office, Seat
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue
from tests.ordering import carry_out_once
from tests.statements import counted_reads

QUESTION = "合同里没写预付比例，能先领一部分钱吗"
_FORM = re.compile(
    r'<form method="post" action="(?P<where>/staff/act/(?P<act>[^/]+)/[^"]+)"[^>]*>(?P<in>.*?)</form>', re.DOTALL
)
_HIDDEN = re.compile(r'name="(token|seen|stage|next)" value="([^"]*)"')


async def press(seat: Seat, act: str, page: str = "/staff/talks/1", **fields: str) -> str:
    """Send one of the page's own forms."""
    shown = await seat.get(page)
    (found,) = [one for one in _FORM.finditer(shown) if one["act"] == f"act.{act}"]
    status, after = await seat.post(found["where"], **dict(_HIDDEN.findall(found["in"])), **fields)
    assert status == 200
    return after


async def settle(parts: Parts, clock: FrozenClock) -> None:
    for _ in range(10):
        if not await carry_out_once(parts.database, parts.dispatcher, clock):
            return
        clock.advance(seconds=1)
    raise AssertionError("an order is never done")


async def visits(client: Client, *said: str) -> str:
    """A visitor with a cookie of their own says this; gives the last page."""
    await client.get("/")
    page = ""
    for place, words in enumerate(said):
        page = await (await client.post("/", data={"id": f"m{place}", "text": words})).text()
    return page


async def test_a_clerk_takes_over_answers_and_hands_back(
    parts: Parts, client: Client, office: Office, clock: FrozenClock
) -> None:
    page = await visits(client, texts.ASK_COMMAND, QUESTION)
    assert 'class="bubble answer awaits"' in page
    assert (await client.get(PATH)).status == 204
    clerk = await office("甲", Role.OFFICE)
    listed = Seat.text(await clerk.get("/staff/talks"))
    assert QUESTION in listed
    assert texts.STATES["waiting"] in listed
    clock.advance(minutes=12)
    assert "12分钟" in Seat.text(await clerk.get("/staff/talks"))
    assert texts.staff_notice(number=1) in await clerk.get("/staff/inbox")
    await press(clerk, "take_over")
    await settle(parts, clock)
    assert "的工作人员已接入" in await (await client.get(PATH)).text()
    await visits_again(client, "您好")
    said = await clerk.get("/staff/talks/1/said")
    assert "<html" not in said
    assert "您好" in said
    assert texts.STATES["taken"] in said
    await press(clerk, "answer_thread", **{"f.words": "请先补签<比例>。"})
    said = await clerk.get("/staff/talks/1/said")
    assert "正在发出" in said or "已发出" in said  # orders are looked for all the time
    await settle(parts, clock)
    assert texts.WAYS["ready"] in await clerk.get("/staff/talks/1/said")
    answered = await (await client.get(PATH)).text()
    assert texts.WAYS["ready"] not in await clerk.get("/staff/talks/1/said")
    assert "请先补签&lt;比例&gt;。" in answered
    assert texts.disclaimer(article="第十九条") in answered
    assert (await client.get(PATH)).status == 204
    assert "请先补签&lt;比例&gt;。" in await (await client.get("/")).text()  # also after a reload
    draft = re.search(r'href="(/staff/act/act.draft_answer/[^"]+)"', await clerk.get("/staff/talks/1"))
    assert draft
    drafted = await clerk.get(draft[1])
    assert QUESTION in drafted
    assert "请先补签&lt;比例&gt;。" in drafted
    await press(clerk, "hand_back")
    await settle(parts, clock)
    assert texts.HANDED_BACK in await (await client.get(PATH)).text()
    assert (await client.get(PATH)).status == 286
    assert "<blockquote>" in await visits_again(client, "第九条")


async def visits_again(client: Client, words: str) -> str:
    return await (await client.post("/", data={"id": words, "text": words})).text()


async def test_talks_are_for_the_units_on_duty(parts: Parts, client: Client, office: Office) -> None:
    await visits(client, texts.ASK_COMMAND, QUESTION)
    for role in (Role.BUREAU, Role.AUDITOR, Role.ADMINISTRATOR, Role.REPORT_OFFICER):
        seat = await office(role.value, role)
        for path in ("/staff/talks", "/staff/talks/1", "/staff/talks/1/said"):
            async with seat.client.get(path) as response:
                assert response.status == 403, (role, path)
                assert QUESTION not in await response.text()
    clerk = await office("甲", Role.OFFICE)
    async with clerk.client.get("/staff/talks/9") as response:
        assert response.status == 404
    seat = await office("bureau", Role.BUREAU)
    status, page = await seat.post(
        "/staff/act/act.answer_thread/thread/1", stage="record", token="t", **{"f.words": "越权"}
    )
    assert status in {403, 422}
    assert texts.NOT_DUTY_UNIT in page


async def test_what_a_clerk_typed_too_early_is_not_lost(client: Client, office: Office) -> None:
    await visits(client, texts.ASK_COMMAND, QUESTION)
    clerk = await office("甲", Role.OFFICE)
    status, page = await clerk.post(
        "/staff/act/act.answer_thread/thread/1", stage="record", token="t", **{"f.words": "早了一步的答复"}
    )
    assert status == 422
    assert texts.NOT_TAKEN in page
    assert "早了一步的答复" in page


async def test_often_needed_answers_stand_beside_the_box(parts: Parts, client: Client, office: Office) -> None:
    await visits(client, texts.ASK_COMMAND, QUESTION)
    clerk = await office("甲", Role.OFFICE)

    def arrange(work: Work) -> None:
        member = staff_member(work, "甲")
        assert member is not None
        set_arrangement(work, member, CANNED, "请带合同原件来。\n请打窗口电话。")

    await parts.database.write(arrange, parts.clock())
    page = await clerk.get("/staff/talks/1")
    assert page.count("data-fill") == 2
    assert "请打窗口电话。" in page


@pytest.mark.parametrize("path", ["/staff/talks", "/staff/talks/1"])
async def test_a_page_takes_as_many_statements_with_one_talk_as_with_many(
    parts: Parts, office: Office, clock: FrozenClock, path: str
) -> None:
    clerk = await office("甲", Role.OFFICE)

    async def asked(count: int) -> None:
        for place in range(count):
            talk = Dialogue(parts, f"{clock.now.timestamp()}-{place}", Channel.WECHAT)
            await talk.sends(Text(texts.ASK_COMMAND))
            await talk.sends(Text(QUESTION))
        clock.advance(seconds=1)

    await asked(1)
    with counted_reads(parts.database) as few:
        await clerk.get(path)
    await asked(8)
    await Dialogue(parts, f"{(clock.now).timestamp()}", Channel.WECHAT).sends(Text("第九条"))
    with counted_reads(parts.database) as many:
        await clerk.get(path)
    assert len(many.about("thread_messages")) == len(few.about("thread_messages")) <= 30  # jobs read threads, too
