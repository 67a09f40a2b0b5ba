"""意向登记: people who are no contractors leave what they would like to hear of, and take it back."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from bot.wiring import Parts
from handlers.texts import forms as form_texts
from handlers.texts import intentions as texts
from store.tables.applications import Draft, Intention
from store.tables.notices import StaffNotice
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, units
from tests.measure import opened

WISH = "我们合作社想在网上卖连翘茶，想了解培训"


async def kept(parts: Parts) -> list[Intention]:
    return await parts.database.read(lambda work: work.all(select(Intention)), parts.clock())


async def told(parts: Parts) -> list[StaffNotice]:
    return await parts.database.read(lambda work: work.all(select(StaffNotice)), parts.clock())


async def register(talk: Dialogue) -> None:
    for words in ("意向登记", "李大姐", "13812345678", "2", WISH, "同意"):
        reply = await talk.says(words)
    assert reply.text.startswith(texts.DONE)


@pytest.mark.parametrize("said", ["意向登记", "我要做意向登记", "我想登记", "登记意向"])
async def test_it_says_that_the_measure_writes_no_way_to_apply(talk: Dialogue, said: str) -> None:
    begun = await talk.says(said)
    assert "办法没有写明" in begun.text
    assert "办公室设置（办法未规定）" in begun.text
    assert units(begun) == ["7.2"]
    assert "怎么称呼您" in begun.text
    assert begun.asks
    for word in ("不支持", "您可以申请", "您能"):
        assert word not in begun.text


async def test_a_farmer_registers_and_the_office_is_told_without_a_name(parts: Parts, talk: Dialogue) -> None:
    await register(talk)
    (row,) = await kept(parts)
    assert json.loads(row.data) == {"called": "李大姐", "phone": "13812345678", "area": "7.2", "wish": WISH}
    (notice,) = await told(parts)
    assert notice.role == "office"
    assert "李大姐" not in notice.text
    assert "1381" not in notice.text


async def test_telephone_and_area_may_be_left_out(parts: Parts, talk: Dialogue) -> None:
    for words in ("意向登记", "王先生", "跳过", "跳过", WISH, "同意"):
        await talk.says(words)
    (row,) = await kept(parts)
    assert (json.loads(row.data)["phone"], json.loads(row.data)["area"]) == (None, None)


@pytest.mark.parametrize("said", ["好的", "确认", "嗯", "行吧"])
async def test_only_consent_registers(parts: Parts, talk: Dialogue, said: str) -> None:
    for words in ("意向登记", "王先生", "跳过", "跳过", WISH):
        await talk.says(words)
    assert opened().written_out(texts.CONSENT) in (await talk.says(said)).text
    assert await kept(parts) == []


@pytest.mark.parametrize("step", range(4))
async def test_a_confirmation_before_the_end_does_not_leave_the_form(talk: Dialogue, step: int) -> None:
    await talk.says("第九条")
    for words in ("意向登记", "王先生", "跳过", "跳过", WISH)[: step + 1]:
        asked = await talk.says(words)
    reply = await talk.says("确认登记")
    assert reply.asks
    assert reply.text.splitlines()[-1] == asked.text.splitlines()[-1]


async def test_chit_chat_fills_no_step(parts: Parts, talk: Dialogue) -> None:
    await talk.says("意向登记")
    for said in ("你好", "好的", "你是谁", "补贴多少", "👍"):
        assert (await talk.says(said)).text.rstrip().endswith(form_texts.FIRST_HINTS)
    drafts = await parts.database.read(lambda work: work.all(select(Draft)), parts.clock())
    assert json.loads(drafts[0].data)["answers"] == {}


async def test_a_person_sees_and_deletes_their_own_and_nobody_elses(parts: Parts, talk: Dialogue) -> None:
    await register(talk)
    other = Dialogue(parts, "别人")
    assert (await other.says("我的登记")).text.startswith(texts.NOTHING)
    assert (await other.says("撤回登记")).text == texts.NOTHING
    assert WISH in (await talk.says("我的登记")).text
    assert (await talk.presses(1)).text == texts.ask_withdraw(count=1)
    assert len(await kept(parts)) == 1
    assert (await talk.says("确认撤回登记")).text == texts.WITHDRAWN
    assert await kept(parts) == []


async def test_nothing_is_deleted_that_was_not_asked_about_just_before(parts: Parts, talk: Dialogue) -> None:
    await register(talk)
    assert (await talk.says("确认撤回登记")).text == texts.ask_withdraw(count=1)
    await talk.says("第九条")
    assert (await talk.says("确认删除登记")).text == texts.ask_withdraw(count=1)
    assert len(await kept(parts)) == 1
    assert (await talk.says("确认撤回登记")).text == texts.WITHDRAWN


async def test_a_question_to_confirm_does_not_wait_for_long(
    parts: Parts, talk: Dialogue, clock: FrozenClock
) -> None:
    await register(talk)
    await talk.says("撤回登记")
    clock.advance(minutes=11)
    assert (await talk.says("确认撤回登记")).text == texts.ask_withdraw(count=1)
    assert len(await kept(parts)) == 1


async def test_nobody_fills_the_list_alone(talk: Dialogue) -> None:
    for _ in range(5):
        await register(talk)
    assert (await talk.says("意向登记")).text == texts.TOO_MANY


async def test_a_draft_is_the_persons_own(parts: Parts, talk: Dialogue) -> None:
    await talk.says("意向登记")
    await talk.says("李大姐")
    assert (await Dialogue(parts, "别人").says("继续填写")).text.startswith(form_texts.NO_DRAFT)
    await talk.says("稍后再填")
    assert "联系电话" in (await talk.says("继续填写")).text


async def test_who_asks_to_apply_in_the_middle_is_answered_and_the_form_goes_on(parts: Parts) -> None:
    talk = Dialogue(parts, "张农户")
    await talk.says("意向登记")
    asked = await talk.says("我是合作社能申请吗")
    assert "申请拨付的是承办企业" in asked.text
    assert "称呼】" in asked.text
    assert "已记下称呼" in (await talk.says("李大姐")).text
