"""The office's own answers in a talk: apart from the measure and never in its place; only what is approved now."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from sqlalchemy import text

from bot.wiring import Parts
from handlers.casework.answer_fields import RetractAnswerFields
from handlers.casework.table import ActName
from handlers.rendering.paging import byte_limit, page
from policy_kb.models import Model, Part, Quotation
from store.queries.misses import listed_misses
from tests.dialogue import Dialogue, units
from tests.handlers.casework import given
from tests.handlers.casework.town import Town
from tests.scenarios.county import County

QUESTION = "受理以后一般几天能上报"
OTHER_WORDS = "申请受理了几天上报领导小组"
HEADING = "【办公室咨询答复（2026年11月24日），不是第十九条的解释，以书面解释为准】"
SAID = "材料齐全的，办公室一般在受理后十个工作日内上报。"


@pytest.fixture
async def talk(parts: Parts) -> Dialogue:
    """Somebody who was greeted already."""
    made = Dialogue(parts)
    await made.says("你好")
    return made


def approved(town: Town, *, act: ActName = ActName.DRAFT_ANSWER, **changes: object) -> str:
    make: Callable[..., Model] = given.answer if act is ActName.DRAFT_ANSWER else given.interpretation
    number = town.does(act, "", make(**changes), by=town.office).subject
    town.does(ActName.APPROVE_ANSWER, number, by=town.colleague)
    return number


async def test_what_the_measure_leaves_open_is_followed_by_the_offices_answer(
    county: County, parts: Parts, talk: Dialogue
) -> None:
    before = await talk.says(OTHER_WORDS)
    await county.act(approved)
    await parts.memory.refresh()
    answer = await talk.says(OTHER_WORDS)
    *measure, own, leads_to_offers = answer.parts
    assert own.text == f"{HEADING}\n问：{QUESTION}\n答：{SAID}"
    assert (*measure, leads_to_offers) == before.parts
    assert units(answer) == units(before)
    assert any(isinstance(part, Quotation) for part in answer.parts)


async def test_what_was_kept_of_a_question_just_asked_makes_room_for_the_offices_answer(
    county: County, parts: Parts
) -> None:
    before = [await Dialogue(parts, name).says(OTHER_WORDS) for name in "甲乙丙"]
    assert before[0] == before[1] == before[2]
    await county.act(approved)
    await parts.memory.refresh()
    assert SAID in (await Dialogue(parts, "丁").says(OTHER_WORDS)).text


async def test_a_draft_and_what_was_retracted_a_moment_ago_are_shown_to_nobody(
    county: County, parts: Parts, talk: Dialogue
) -> None:
    await county.act(lambda town: town.does(ActName.DRAFT_ANSWER, "", given.answer(), by=town.office))
    await parts.memory.refresh()
    assert HEADING not in (await talk.says(OTHER_WORDS)).text
    number = await county.act(approved)
    await parts.memory.refresh()
    assert SAID in (await talk.says(OTHER_WORDS)).text
    # By another process: this one still holds it, and asks the database before it shows anything.
    reason = RetractAnswerFields(reason="口径变了")
    await county.act(lambda town: town.does(ActName.RETRACT_ANSWER, number, reason, by=town.office))
    assert SAID not in (await talk.says(OTHER_WORDS)).text


async def test_words_put_into_the_database_are_nobodys_answer(
    county: County, parts: Parts, talk: Dialogue
) -> None:
    await county.act(approved)
    await parts.memory.refresh()

    def tamper(town: Town) -> None:
        town.work.connection.execute(text("UPDATE office_answers SET text = '一律先打款。'"))

    await county.act(tamper)
    assert "一律先打款" not in (await talk.says(OTHER_WORDS)).text
    await parts.memory.refresh()
    assert parts.memory.answers.published == ()


async def test_a_signed_interpretation_stands_first_under_a_heading_of_its_own(
    county: County, parts: Parts, talk: Dialogue
) -> None:
    await county.act(approved)
    await county.act(lambda town: approved(town, act=ActName.INTERPRET, text="自受理之日起十日内上报。"))
    await parts.memory.refresh()
    said = (await talk.says(OTHER_WORDS)).text
    signed = "【办公室依据第十九条作出的书面解释：安办函〔2026〕12号，2026年11月24日签发】"
    assert said.index(signed) < said.index("自受理之日起十日内上报。") < said.index(HEADING) < said.index(SAID)


async def test_what_the_product_could_not_answer_is_answered_and_missed_no_more(
    county: County, parts: Parts, talk: Dialogue
) -> None:
    question = "县里的公交车几点收车"
    said = "请打0357-1234567。"
    await county.act(lambda town: approved(town, question=question, wordings="", passages="", text=said))
    await parts.memory.refresh()
    assert said in (await talk.says(question)).text
    assert await parts.database.read(lambda work: listed_misses(work, 9), parts.clock()) == []


async def test_with_passages_the_measures_words_come_first_where_nothing_was_found(
    county: County, parts: Parts, talk: Dialogue
) -> None:
    question, said = "消防验收找谁", "消防验收由住建部门办理。"
    assert units(await talk.says(question)) == []
    await county.act(lambda town: approved(town, question=question, wordings="", passages="8", text=said))
    await parts.memory.refresh()
    answer = await talk.says(question)
    assert units(answer) == ["8"]
    assert answer.text.index("”（第八条）") < answer.text.index(said)


async def test_whoever_is_telling_of_a_wrong_reads_no_answer_of_the_office(
    county: County, parts: Parts, talk: Dialogue
) -> None:
    await county.act(approved)
    await parts.memory.refresh()
    await talk.says("我要举报")
    assert SAID not in (await talk.says(OTHER_WORDS)).text


@pytest.mark.parametrize("largest", [300, 500])
async def test_every_page_of_a_long_answer_says_whose_words_it_holds(
    county: County, parts: Parts, talk: Dialogue, largest: int
) -> None:
    long = "".join(f"第{number}步，请按办公室的通知准备并在窗口递交。" for number in range(1, 40))
    await county.act(lambda town: approved(town, text=long))
    await parts.memory.refresh()
    reply = await talk.says(OTHER_WORDS)
    rest: tuple[Part, ...] = reply.parts[-2:-1]
    limit, pages = byte_limit(largest, lambda one: one.text), []
    while rest:
        shown, rest = page(replace(reply, parts=rest, offers=()), limit)
        pages.append(shown.text)
    assert len(pages) > 2
    assert all(one.startswith(HEADING) for one in pages)
    assert all(f"第{number}步" in "".join(pages) for number in range(1, 40))
