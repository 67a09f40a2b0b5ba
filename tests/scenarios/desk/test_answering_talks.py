"""A talk with staff at the chat desk: taken over, answered and handed back from where the member is."""

from __future__ import annotations

import pytest

from bot.wiring import Parts
from handlers.messages import Text
from handlers.texts import desk as texts
from handlers.texts import threads as thread_texts
from store.states import Access, NoticeSubject
from store.tables.access import AccessRecord
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue
from tests.ordering import carry_out_once
from tests.scenarios.desk.conftest import OFFICE, PAYER
from tests.scenarios.desk.test_acting import Desk, answered
from tests.scenarios.desk.test_notice_buttons import labels, linked

NAME = "咨询第 1 号"
QUESTION = "合同里没写预付比例，能先领一部分钱吗"


@pytest.fixture
async def villager(county: Parts) -> Dialogue:
    person = Dialogue(county, "村民")
    await answered(person, thread_texts.ASK_COMMAND, QUESTION)
    return person


async def settle(county: Parts, clock: FrozenClock) -> None:
    for _ in range(10):
        clock.advance(seconds=6)
        if not await carry_out_once(county.database, county.dispatcher, clock):
            return


async def test_a_member_takes_over_answers_and_hands_back(
    desk: Desk, county: Parts, clock: FrozenClock, villager: Dialogue
) -> None:
    office = desk(OFFICE)
    card = await office.says(NAME)
    assert QUESTION in card.text
    assert "接入咨询" in [offer.label for offer in card.offers]
    await answered(office, f"接入咨询 {NAME}", "确认")
    await settle(county, clock)
    shown = await answered(office, f"答复咨询 {NAME}", "比例以合同为准，请带合同来办公室。")
    assert "比例以合同为准" in shown.text
    assert "已办" in (await office.says("确认")).text
    await settle(county, clock)
    await answered(office, f"交回助手 {NAME}", "确认")
    await settle(county, clock)
    taken, told, back, _ = await villager.sends(Text("第九条"))
    assert "已接入" in taken.text
    assert "比例以合同为准，请带合同来办公室。" in told.text
    assert back.text == thread_texts.HANDED_BACK


@pytest.mark.usefixtures("villager")
async def test_who_is_not_on_duty_reads_nothing_of_it(desk: Desk) -> None:
    payer = desk(PAYER)
    assert (await payer.says(NAME)).text == f"{NAME}：等待接入"
    assert not (await payer.says(f"接入咨询 {NAME}")).asks


@pytest.mark.usefixtures("villager")
async def test_where_number_and_step_are_all_a_button_takes_over_and_words_are_the_consoles(
    county: Parts, clock: FrozenClock
) -> None:
    phone = await linked(county, clock)
    assert await labels(county, "1", about=NoticeSubject.THREAD) == [
        f"接入咨询 {NAME}",
        f"结束咨询 {NAME}",
        f"查看 {NAME}",
    ]
    shown = await phone.presses(1, f"接入咨询 {NAME}")
    assert shown.asks
    await phone.says("确认")
    await settle(county, clock)
    looked = await phone.presses(3, f"查看 {NAME}")
    assert looked.text == f"{NAME}：答复中"
    assert QUESTION not in shown.text + looked.text
    assert (await phone.says(f"答复咨询 {NAME}")).text == texts.RECORD_AT_THE_CONSOLE
    assert "答复咨询" not in str(await labels(county, "1", about=NoticeSubject.THREAD))
    assessed = await labels(county, "1", about=NoticeSubject.THREAD, is_assessed=True)
    assert f"答复咨询 {NAME}" in assessed


@pytest.mark.usefixtures("villager")
async def test_reading_it_is_recorded(desk: Desk, county: Parts) -> None:
    await desk(OFFICE).says(f"查看 {NAME}")
    found = await county.database.read(lambda work: work.get(AccessRecord, 1) or AccessRecord(), county.clock())
    assert (found.subject, found.how) == ("thread:1", Access.VIEW.value)


async def test_a_number_that_is_none_is_said_to_be_none(desk: Desk) -> None:
    assert "没有找到" in (await desk(OFFICE).says("查看 咨询第 77 号")).text
