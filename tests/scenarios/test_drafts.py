"""Drafts: across restarts, people and channels; on their own form version; gone after 30 days. On both engines."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.wiring import Parts
from handlers.applications.application_form import ApplicationForm
from handlers.applications.application_steps import VERSIONS, Surroundings, application_v1
from handlers.applications.applying import Applications
from handlers.forms.dialogue import Forms
from handlers.forms.drafts import expire_drafts
from handlers.forms.form_kind import FormRegistry
from handlers.forms.spec import Form, Step
from handlers.messages import Channel, Event, EventKind, Reply, Text
from handlers.office import Office
from handlers.talk.questions import Questions
from handlers.talk.whole_text import WholeText
from handlers.texts import forms as texts
from handlers.turn import Router, Session, Transaction, Turn
from handlers.values.readers import text_reader
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running
from tests.scenarios.applying import PURPOSE, drafts, fill, materials, picture, sent
from tests.scenarios.county import County


@pytest.fixture
async def parts(database_url: str, clock: FrozenClock) -> AsyncIterator[Parts]:
    async with running(database_url, clock) as made:
        yield made


async def test_a_restart_loses_no_answer(database_url: str, clock: FrozenClock) -> None:
    async with running(database_url, clock) as parts:
        county = await County.begin(parts)
        await fill(await county.talker(), until="contact")
    async with running(database_url, clock) as parts:
        talk = Dialogue(parts)
        assert "已记下联系人：张明" in (await talk.says("张明")).text
        for words in ("13812345678", "下一项"):
            summary = await talk.says(words)
        assert "300,000元" in summary.text
        assert PURPOSE in summary.text
        assert "申请编号" in (await talk.says("确认属实")).text


async def test_a_colleague_goes_on_in_another_channel(county: County, parts: Parts) -> None:
    await fill(await county.talker(), until="purpose")
    await county.act(lambda town: town.bound(town.contract.firm_id, "web visitor", Channel.WEB))
    colleague = Dialogue(parts, "web visitor", Channel.WEB)
    offered = await colleague.says("我要申请")
    assert [offer.label for offer in offered.offers] == ["继续填写", "重新申请"]
    assert "用途说明" in (await colleague.presses(1)).text
    await colleague.says(PURPOSE)
    assert "张明" in (await colleague.says("张明")).text


async def test_the_second_of_two_who_answer_at_once_sees_what_changed(county: County) -> None:
    talk, colleague = await county.talker(), await county.talker("承办乙")
    await fill(talk, until="amount")
    await colleague.says("继续填写")
    assert "300,000元" in (await colleague.says("三十万")).text
    late = await talk.says("二十万")
    assert late.text.startswith(texts.CHANGED)
    assert "用途说明" in late.text
    assert json.loads((await drafts(county))[0].data)["answers"]["amount"] == 300_000_00
    assert "已记下用途说明" in (await talk.says(PURPOSE)).text


async def test_what_a_colleague_sent_is_gone_from_the_others_form(county: County) -> None:
    talk, colleague = await county.talker(), await county.talker("承办乙")
    await fill(talk)
    await colleague.says("继续填写")
    await colleague.says("确认属实")
    assert texts.GONE in (await talk.says("确认属实")).text
    assert len(await sent(county)) == 1


async def test_another_firm_sees_nothing_of_a_draft(county: County) -> None:
    await fill(await county.talker(), until="contact")
    rival = await county.act(lambda town: town.contract_of("AZ-HT-009", firm=1).firm_id)
    other = await county.talker("外人", firm=rival)
    assert (await other.says("继续填写")).text.startswith(texts.NO_DRAFT)
    begun = await other.says("我要申请")
    assert PURPOSE not in begun.text
    assert not begun.offers or begun.offers[0].label == "前期预付资金"


async def test_who_is_unbound_meanwhile_cannot_go_on(county: County) -> None:
    talk = await county.talker()
    await fill(talk, until="amount")
    await talk.says("解除绑定")
    await talk.says("确认解除绑定")
    assert PURPOSE not in (await talk.says("继续填写")).text
    assert (await talk.says("继续填写")).text.startswith(texts.NO_DRAFT)


async def test_saving_leaves_the_form_and_going_on_asks_the_same(county: County) -> None:
    talk = await county.talker()
    await fill(talk, until="purpose")
    saved = await talk.says("稍后再填")
    assert "2026年12月24日" in saved.text
    assert not saved.asks
    assert "第三条" in (await talk.says("第三条")).text
    resumed = await talk.says("继续填写")
    assert resumed.text.startswith(texts.RESUMED)
    assert "用途说明" in resumed.text


async def test_after_thirty_days_a_draft_and_its_files_are_gone(
    county: County, parts: Parts, clock: FrozenClock, tmp_path: Path
) -> None:
    talk = await county.talker()
    await fill(talk, until="files")
    await talk.does(picture(tmp_path))
    clock.advance(days=29, hours=23)
    assert await parts.database.write(expire_drafts, clock()) == 0
    clock.advance(hours=2)
    assert texts.GONE in (await talk.says("下一项")).text
    assert await parts.database.write(expire_drafts, clock()) == 1
    assert (await drafts(county), await materials(county)) == ([], [])


async def test_who_leaves_the_channel_takes_the_draft_along(county: County) -> None:
    talk = await county.talker()
    await fill(talk, until="contact")
    await talk.sends(Event(EventKind.UNSUBSCRIBE))
    assert await drafts(county) == []


def _with_budget(around: Surroundings) -> Form:
    """A second version, which asks one thing more."""
    first = application_v1(around)
    more = Step("budget", "预算编号", "预算编号是多少？", read=text_reader("预算编号"))
    return replace(first, version=2, steps=(*first.steps[:3], more, *first.steps[3:]))


class Newer:
    """A later product over the same database, which knows a second version of the form."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        form = ApplicationForm(parts.kb, parts.materials, versions={**VERSIONS, 2: _with_budget})
        questions = Questions(parts.kb, {}, Office(), WholeText(parts.kb, ""))
        self._routers: tuple[Router, ...] = (
            Applications(parts.kb, form),
            Forms(FormRegistry(form), questions, parts.materials),
        )
        self._session = Session(greeted=True)

    async def says(self, words: str) -> Reply:
        """One message, and its answer."""
        inbound = Dialogue(self._parts).message(Text(words))
        turn = Turn(inbound=inbound, session=self._session, now=self._parts.clock())
        for router in self._routers:
            decision = await router(turn)
            if isinstance(decision, Transaction):
                outcome = await self._parts.database.write(decision.perform, turn.now)
                self._session = outcome.session
                return outcome.replies[-1]
        raise AssertionError(words)


async def test_a_draft_is_finished_on_the_version_it_was_begun_with(county: County, parts: Parts) -> None:
    await fill(await county.talker(), until="purpose")
    newer = Newer(parts)
    assert "用途说明" in (await newer.says("继续填写")).text
    for words in (PURPOSE, "张明", "13812345678", "下一项"):
        summary = await newer.says(words)
    assert "预算编号" not in summary.text
    assert "申请编号" in (await newer.says("确认属实")).text
    assert [one.form_version for one in await sent(county)] == [1]


async def test_a_new_draft_is_begun_with_the_newest_version(county: County, parts: Parts) -> None:
    await county.talker()
    newer = Newer(parts)
    for words in ("我要申请", "前期预付资金"):
        await newer.says(words)
    assert "预算编号" in (await newer.says("三十万")).text
    assert [draft.form_version for draft in await drafts(county)] == [2]
