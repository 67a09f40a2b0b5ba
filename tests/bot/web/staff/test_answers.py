"""The office's own answers on pages of the console: drafted from what missed, read, approved, retracted."""

from __future__ import annotations

import re

from bot.wiring import Parts
from policy_kb.reading import Reading
from store.states import Role
from tests.bot.web.staff.conftest import Client, Office, Seat
from tests.bot.web.staff.test_settings import recorded

DRAFT = "/staff/act/act.draft_answer/answers/"
WRITTEN = {
    "question": "县里的公交车几点收车",
    "text": "公交由交通部门管理，请打0357-1234567。",
    "wordings": "末班公交几点\n公交车晚上到几点",
    "passages": "第九条、7.3",
}


async def test_an_answer_goes_from_a_question_that_missed_to_two_members_and_back(
    office: Office, client: Client, parts: Parts
) -> None:
    async with client.post("/", data={"text": "县里的公交车几点收车", "key": "k1"}) as response:
        assert response.status == 200
    writer, reader = await office("甲", Role.OFFICE), await office("乙", Role.OFFICE)
    (address,) = re.findall(rf"{DRAFT}miss-\d+", await writer.get("/staff/misses"))
    assert "县里的公＊＊" in await writer.get(address)
    status, page = await recorded(writer, address, **WRITTEN)
    assert status == 200, Seat.text(page)
    shown = Seat.text(await writer.get("/staff/answers"))
    assert "县里的公交车几点收车" in shown
    assert "待审核" in shown
    assert "咨询答复第1号" in Seat.text(await reader.get("/staff"))
    assert "咨询答复第1号" not in Seat.text(await writer.get("/staff"))
    page = await reader.get("/staff/answers/1")
    assert "第九条、第七条第（三）项" in Seat.text(page)
    assert "act.approve_answer" in page
    assert "act.approve_answer" not in await writer.get("/staff/answers/1")
    form = Seat.text(await reader.get("/staff/act/act.approve_answer/answer/1"))
    assert WRITTEN["text"] in form
    status, _ = await recorded(reader, "/staff/act/act.approve_answer/answer/1")
    assert status == 200
    assert parts.memory.answers.find(Reading(WRITTEN["question"])) == (1,)
    assert "咨询答复第1号" not in Seat.text(await reader.get("/staff"))
    assert "不是第十九条的解释，以书面解释为准" in Seat.text(await reader.get("/staff/answers/1"))
    await recorded(reader, "/staff/act/act.retract_answer/answer/1", reason="口径变了")
    assert parts.memory.answers.find(Reading(WRITTEN["question"])) == ()
    assert "已撤下" in Seat.text(await writer.get("/staff/answers?state=retracted"))
    assert "口径变了" in await writer.get("/staff/answers/1")


async def test_a_miss_that_has_an_answer_by_now_leads_to_it(office: Office, client: Client) -> None:
    for place, said in enumerate(("材料要交几份", "没用")):
        async with client.post("/", data={"text": said, "key": f"k{place}"}) as response:
            assert response.status == 200
    writer, reader = await office("甲", Role.OFFICE), await office("乙", Role.OFFICE)
    assert "材料要交几份" in await writer.get("/staff/misses")
    answer = {"question": "申请材料要交几份", "text": "一式两份。", "wordings": "材料要几套", "passages": "10"}
    await recorded(writer, DRAFT, **answer)
    await recorded(reader, "/staff/act/act.approve_answer/answer/1")
    assert '<a href="/staff/answers/1">现在有答复</a>' in await writer.get("/staff/misses")


async def test_a_draft_is_changed_from_what_stands_in_it(office: Office) -> None:
    writer = await office("甲", Role.BUREAU)
    await recorded(writer, DRAFT, **WRITTEN)
    page = await writer.get("/staff/act/act.change_answer/answer/1")
    assert "公交由交通部门管理" in page
    assert "9、7.3" in page
    status, page = await recorded(writer, "/staff/act/act.change_answer/answer/1", **{**WRITTEN, "text": "改过了"})
    assert status == 200, Seat.text(page)
    assert "改过了" in await writer.get("/staff/answers/1")


async def test_passages_that_are_not_there_are_told_beside_the_field(office: Office) -> None:
    writer = await office("甲", Role.OFFICE)
    fields = {f"f.{name}": words for name, words in {**WRITTEN, "passages": "第八十条"}.items()}
    status, page = await writer.post(DRAFT, stage="review", **fields)
    assert status == 422
    assert "没有认出是哪一条" in Seat.text(page)


async def test_everybody_reads_the_list_and_only_writers_are_offered_to_write(office: Office) -> None:
    page = await (await office("审", Role.AUDITOR)).get("/staff/answers")
    assert "act.draft_answer" not in page
    assert "act.interpret" in await (await office("甲", Role.OFFICE)).get("/staff/answers")
