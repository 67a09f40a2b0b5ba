"""Who is bound, how a binding ends, and two people at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from sqlalchemy import select

from bot.wiring import Parts
from handlers.casework.bindings import unbind
from handlers.identity.codes import LINK_LIVES, hold, issue
from handlers.identity.who import contractor, staff_of
from handlers.messages import Channel, Event, EventKind, Person
from handlers.results import Done, Refused
from handlers.texts import binding as texts
from handlers.texts import talk as talk_texts
from store.queries.bindings import binding_rows
from store.states import Purpose, Role
from store.tables.audit import AuditRow
from store.work import Work
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue
from tests.handlers.contracts.contracts import member
from tests.scenarios.binding import FIRM, OTHER, bound, code_for, notices, on_sqlite, parts, people

__all__ = ["on_sqlite", "parts"]


async def test_a_bound_person_is_told_to_unbind_first(parts: Parts) -> None:
    person, other = await bound(parts), await code_for(parts, "AZ-HT-002")
    told = await person.says(other)
    assert texts.already(firm=FIRM) in told.text
    assert OTHER not in told.text
    assert texts.already(firm=FIRM) in (await person.says("绑定")).text
    assert OTHER in (await Dialogue(parts, "同事").says(other)).text


async def test_unbinding_is_confirmed_and_leaves_no_address(parts: Parts) -> None:
    person = await bound(parts)
    assert texts.ask_unbind(firm=FIRM) in (await person.says("解除绑定")).text
    assert len(await people(parts)) == 1
    assert texts.UNBOUND in (await person.says("1")).text
    assert texts.NOT_BOUND in (await person.says("解除绑定")).text
    assert texts.NOT_BOUND in (await person.says("确认解除绑定")).text
    assert await people(parts) == []
    assert OTHER in (await person.says(await code_for(parts, "AZ-HT-002"))).text


@pytest.mark.parametrize("said", ["帮我解绑", "解绑吧", "怎么解绑", "我离职了，帮我解绑", "不想绑了", "退出公司"])
async def test_a_wish_to_be_unbound_is_asked_about_in_any_words(on_sqlite: Parts, said: str) -> None:
    person = await bound(on_sqlite)
    assert texts.ask_unbind(firm=FIRM) in (await person.says(said)).text


@pytest.mark.parametrize("said", ["好的", "嗯", "OK"])
async def test_a_word_that_may_be_no_yes_is_asked_again(on_sqlite: Parts, said: str) -> None:
    person = await bound(on_sqlite)
    await person.says("解除绑定")
    again = await person.says(said)
    assert talk_texts.say_plainly(command=texts.CONFIRM_UNBIND) in again.text
    assert len(await people(on_sqlite)) == 1
    assert texts.UNBOUND in (await person.says("确认")).text


@pytest.mark.parametrize("said", ["确认解除绑定", "确认解绑"])
async def test_nobody_is_unbound_who_was_not_asked(parts: Parts, said: str) -> None:
    person = await bound(parts)
    assert texts.ask_unbind(firm=FIRM) in (await person.says(said)).text
    assert len(await people(parts)) == 1
    assert texts.UNBOUND in (await person.says(said)).text


async def test_an_old_question_is_asked_again(parts: Parts, clock: FrozenClock) -> None:
    person = await bound(parts)
    await person.says("解除绑定")
    await person.says("第九条")
    assert texts.ask_unbind(firm=FIRM) in (await person.says("确认解除绑定")).text
    clock.advance(minutes=10)
    assert texts.ask_unbind(firm=FIRM) in (await person.says("确认解除绑定")).text
    assert len(await people(parts)) == 1


@pytest.mark.parametrize(("said", "answer"), [("是的", texts.UNBOUND), ("算了", talk_texts.LEFT_AS_IT_WAS)])
async def test_a_plain_yes_or_no_answers_the_question(on_sqlite: Parts, said: str, answer: str) -> None:
    person = await bound(on_sqlite)
    await person.says("解除绑定")
    assert answer in (await person.says(said)).text
    assert len(await people(on_sqlite)) == (said == "算了")


async def test_several_people_act_for_a_firm_and_hear_of_each_other(parts: Parts) -> None:
    await bound(parts, "甲")
    await bound(parts, "乙")
    assert [address for address, _ in await people(parts)] == ["甲", "乙"]
    assert [(one.to, one.text) for one in await notices(parts)] == [
        ("甲", f"【通知】{texts.somebody_new(channel='终端')}")
    ]


async def test_staff_unbind_and_the_person_hears_of_it(parts: Parts) -> None:
    await bound(parts)

    def act(work: Work) -> list[object]:
        office, payer = member(work, "办公室甲", Role.OFFICE), member(work, "财务甲", Role.PAYER)
        ((row, _),) = binding_rows(work)
        return [unbind(work, actor, row.id) for actor in (payer, office, office)]

    denied, done, again = await parts.database.write(act, parts.clock())
    assert isinstance(denied, Refused)
    assert isinstance(done, Done)
    assert isinstance(again, Refused)
    assert [one.to for one in await notices(parts)] == ["承办甲"]
    assert await people(parts) == []


async def test_leaving_the_channel_ends_the_binding(parts: Parts) -> None:
    person = await bound(parts)
    await person.sends(Event(EventKind.UNSUBSCRIBE))
    assert await people(parts) == []
    assert await _entries(parts) == ["bind_code", "bind", "unbind", "erase"]


async def test_every_act_on_a_binding_has_its_entry(parts: Parts) -> None:
    person = await bound(parts)
    await person.says("解除绑定")
    await person.says("确认解除绑定")
    assert await _entries(parts) == ["bind_code", "bind", "unbind"]


async def _entries(parts: Parts) -> list[str]:
    query = select(AuditRow).where(AuditRow.chain.startswith("firm:")).order_by(AuditRow.id)
    acts = await parts.database.read(lambda work: [row.act for row in work.all(query)], parts.clock())
    return [act for act in acts if act != "write"]  # rows of the firm that acts of other chains changed


@pytest.mark.rotated("races", 2)
async def test_of_two_who_send_a_code_at_once_one_is_asked(parts: Parts) -> None:
    for turn in range(10):
        code = await code_for(parts)
        both = [Dialogue(parts, f"{name}{turn}") for name in ("甲", "乙")]
        answers = await asyncio.gather(*(person.says(code) for person in both))
        assert sorted(FIRM in answer.text for answer in answers) == [False, True]


@pytest.mark.rotated("races", 2)
async def test_of_two_transactions_at_once_one_keeps_the_code(parts: Parts) -> None:
    for turn in range(20):
        code = await code_for(parts)
        holds = [
            parts.database.write(_holding(code, Person(Channel.WEB, f"{name}{turn}")), parts.clock())
            for name in ("a", "b")
        ]
        assert sorted(await asyncio.gather(*holds)) == [False, True]


def _holding(code: str, person: Person) -> Callable[[Work], bool]:
    return lambda work: hold(work, Purpose.BIND, code, person) is not None


async def test_a_code_of_staff_links_the_account(parts: Parts) -> None:
    code = await _link_code(parts)
    person = Dialogue(parts, "办公室甲的账号")
    assert texts.linked(name="办公室甲") in (await person.says(code.lower())).text

    def look(work: Work) -> tuple[object, object]:
        account = Person(Channel.TERMINAL, "办公室甲的账号")
        found = staff_of(work, account)
        return found.name if found else None, contractor(work, account)

    assert await parts.database.read(look, parts.clock()) == ("办公室甲", None)
    assert texts.STAFF_ACCOUNT in (await person.says(await code_for(parts))).text


async def test_an_account_bound_to_a_firm_is_no_account_of_staff(parts: Parts) -> None:
    person = await bound(parts)
    assert texts.FIRM_ACCOUNT in (await person.says(await _link_code(parts))).text


async def _link_code(parts: Parts) -> str:
    def act(work: Work) -> str:
        return issue(work, Purpose.LINK, member(work, "办公室甲", Role.OFFICE).id, LINK_LIVES, by=None)

    return await parts.database.write(act, parts.clock())
