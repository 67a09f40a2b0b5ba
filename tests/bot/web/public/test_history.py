"""A reload shows the visit again: to its visitor alone, for a while, and never what was said in confidence."""

from __future__ import annotations

import re

import pytest

from bot.turns.ending import Ended
from bot.web.public.history import EXCHANGES, LIVES, History
from bot.wiring import Parts
from handlers.messages import Channel, Inbound, Person, Text
from handlers.texts.pausing import NOTICE
from handlers.turn import Outcome, Session, say
from store.queries.pauses import begin_pause
from store.tables.people import Staff
from store.work import Work
from tests.bot.web.raw import Client
from tests.clocks import FrozenClock


def said(page: str) -> list[str]:
    return re.findall(r'class="bubble mine"><span class="who">您：</span>(.*?)</p>', page)


async def ask(client: Client, key: str, text: str) -> str:
    return await (await client.post("/", data={"id": key, "text": text})).text()


async def reload(client: Client) -> str:
    return await (await client.get("/")).text()


def inbound(text: str, visitor: str = "a", channel: Channel = Channel.WEB) -> Inbound:
    return Inbound(Person(channel, visitor), text, Text(text), FrozenClock()())


def ended(*, sensitive: bool = False, forget: bool = False) -> Ended:
    return Ended(Outcome((say("好"),), Session(), sensitive=sensitive, forget=forget), None)


async def test_a_reload_shows_questions_and_answers_again(client: Client) -> None:
    await ask(client, "a", "烂尾咋办")
    assert said(await ask(client, "b", "支持哪些方面")) == ["烂尾咋办", "支持哪些方面"]
    page = await reload(client)
    assert said(page) == ["烂尾咋办", "支持哪些方面"]
    assert 'name="fresh" value=""' in page
    assert "展开第九条全文" in page


async def test_a_button_is_shown_as_what_stood_on_it(client: Client) -> None:
    await ask(client, "a", "支持哪些方面")
    await client.post("/", data={"id": "b", "pick": "3", "label": "跨境电商（第七条第（三）项）"})
    assert said(await reload(client))[-1] == "跨境电商（第七条第（三）项）"


async def test_a_repeated_message_is_shown_once(client: Client) -> None:
    for _ in range(2):
        page = await ask(client, "a", "烂尾咋办")
    assert said(page) == ["烂尾咋办"]
    assert said(await reload(client)) == ["烂尾咋办"]


async def test_another_visitor_sees_nothing(client: Client) -> None:
    await ask(client, "a", "烂尾咋办")
    client.session.cookie_jar.clear()
    assert said(await reload(client)) == []


async def test_a_report_is_answered_and_never_shown_again(client: Client, parts: Parts) -> None:
    await ask(client, "a", "烂尾咋办")
    page = await ask(client, "b", "我要举报村主任贪污")
    assert said(page) == ["烂尾咋办", "我要举报村主任贪污"]
    assert said(await ask(client, "c", "他姓王，收了三万块")) == ["烂尾咋办", "他姓王，收了三万块"]
    assert said(await reload(client)) == ["烂尾咋办"]


async def test_forgetting_clears_the_visit(client: Client, parts: Parts) -> None:
    await ask(client, "a", "烂尾咋办")
    (visitor,) = [cookie.value for cookie in client.session.cookie_jar if cookie.key == "visitor"]
    parts.history.forget(visitor.partition(".")[0])
    assert said(await reload(client)) == []


async def test_the_visit_ends_by_itself(client: Client, parts: Parts, clock: FrozenClock) -> None:
    await ask(client, "a", "烂尾咋办")
    clock.advance(seconds=LIVES.total_seconds() - 1)
    assert said(await reload(client)) == ["烂尾咋办"]
    clock.advance(seconds=1)
    parts.history.sweep()
    assert len(parts.history) == 0
    assert said(await reload(client)) == []


def test_whoever_goes_on_asking_is_remembered_and_the_memory_stays_bounded() -> None:
    clock = FrozenClock()
    history = History(clock, visitors=2, exchanges=3)
    for number in range(5):
        clock.advance(hours=1)
        history.note(inbound(str(number)), ended())
    assert [exchange.said for exchange in history.of("a")] == ["2", "3", "4"]
    for visitor in ("b", "c"):
        history.note(inbound("x", visitor), ended())
    assert (len(history), history.of("a")) == (2, ())
    assert EXCHANGES >= 10


@pytest.mark.parametrize("outcome", [ended(sensitive=True), ended(forget=True)])
def test_what_is_sensitive_or_to_be_forgotten_is_not_kept(outcome: Ended) -> None:
    history = History(FrozenClock())
    history.note(inbound("x"), outcome)
    assert history.of("a") == ()


def test_other_channels_are_none_of_its_business() -> None:
    history = History(FrozenClock())
    history.note(inbound("x", channel=Channel.WECHAT), ended())
    assert len(history) == 0


def test_an_act_that_forgets_drops_what_was_kept() -> None:
    history = History(FrozenClock())
    history.note(inbound("x"), ended())
    history.note(inbound("删除我的信息"), ended(forget=True))
    assert len(history) == 0


async def test_what_is_said_in_a_pause_is_not_kept_as_the_notice_says(
    client: Client, parts: Parts, clock: FrozenClock
) -> None:
    await ask(client, "a", "烂尾咋办")
    await parts.database.write(lambda work: begin_pause(work, notice=NOTICE, reason="试", by=_hire(work)), clock())
    assert "没有保存" in await ask(client, "b", "支持哪些方面")
    assert said(await reload(client)) == ["烂尾咋办"]


def _hire(work: Work) -> int:
    return work.add(Staff(name="管理员甲", roles='["administrator"]', active=True, created_at=work.now)).id
