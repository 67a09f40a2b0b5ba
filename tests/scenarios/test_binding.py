"""Binding to a firm: by a code, typed or scanned; nobody learns of a firm without a good one."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import AsyncIterator, Callable

import pytest
from sqlalchemy import select

from bot.wiring import Parts
from handlers.casework.bindings import BindCode, issue_bind_code, unbind
from handlers.casework.contracts import add_contract
from handlers.casework.results import Done, Refused
from handlers.codes import LINK_LIVES, hold, issue
from handlers.messages import Channel, Event, EventKind, Person
from handlers.notices import Notice, notices_since
from handlers.people import OPERATOR, contractor, staff_of
from handlers.texts import binding as texts
from handlers.texts import talk as talk_texts
from store.bindings import binding_rows
from store.notices import Mark
from store.states import Purpose, Role
from store.tables.audit import AuditRow
from store.work import Work
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running
from tests.handlers.contracts import CREDIT_CODES, contract_terms, member

FIRM = "安泽县演示连翘加工有限公司"
OTHER = "安泽县演示物流有限公司"


@pytest.fixture
async def parts(database_url: str, clock: FrozenClock) -> AsyncIterator[Parts]:
    """On either engine, with a contract of two firms each."""
    async with running(database_url, clock) as made:
        await made.database.write(_contracts, clock())
        yield made


def _contracts(work: Work) -> None:
    bureau = member(work, "工信甲", Role.BUREAU)
    other = {"firm_name": OTHER, "payee_name": OTHER, "credit_code": CREDIT_CODES[1]}
    assert isinstance(add_contract(work, bureau, contract_terms()), Done)
    assert isinstance(add_contract(work, bureau, contract_terms(number="AZ-HT-002", **other)), Done)


async def code_for(parts: Parts, number: str = "AZ-HT-001") -> str:
    found = await parts.database.write(lambda work: issue_bind_code(work, OPERATOR, number), parts.clock())
    assert isinstance(found, BindCode)
    return found.code


async def bound(parts: Parts, name: str = "承办甲") -> Dialogue:
    person = Dialogue(parts, name)
    await person.says(await code_for(parts))
    assert "绑定成功" in (await person.says("确认绑定")).text
    return person


async def people(parts: Parts) -> list[tuple[str, str]]:
    def look(work: Work) -> list[tuple[str, str]]:
        return [(row.address, firm.name) for row, firm in binding_rows(work)]

    return await parts.database.read(look, parts.clock())


async def notices(parts: Parts) -> list[Notice]:
    return await parts.database.read(lambda work: notices_since(work, Mark(0, 0)), parts.clock())


async def test_a_code_shows_the_firm_and_binds_once_it_is_confirmed(parts: Parts) -> None:
    person = Dialogue(parts)
    asked = await person.says(await code_for(parts))
    assert FIRM in asked.text
    assert "AZ-HT-001" in asked.text
    assert [offer.label for offer in asked.offers] == ["确认绑定", "取消绑定"]
    assert await people(parts) == []
    assert texts.bound(firm=FIRM) in (await person.presses(1, "确认绑定")).text
    assert await people(parts) == [("承办甲", FIRM)]


@pytest.mark.parametrize("yes", ["确认绑定", "確认绑定。".replace("確", "确"), "1", "是的", "确认"])
async def test_a_plain_yes_confirms(parts: Parts, yes: str) -> None:
    person = Dialogue(parts)
    await person.says(await code_for(parts))
    await person.says(yes)
    assert await people(parts) == [("承办甲", FIRM)]


@pytest.mark.parametrize("no", ["取消绑定", "2", "不是", "取消"])
async def test_a_no_binds_nobody_and_keeps_the_code_for_the_person(parts: Parts, no: str) -> None:
    person, code = Dialogue(parts), await code_for(parts)
    await person.says(code)
    assert texts.CANCELLED in (await person.says(no)).text
    assert texts.NOTHING_HELD in (await person.says("确认绑定")).text
    assert await people(parts) == []
    assert FIRM in (await person.says(code)).text


def full_width(code: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) for sign in code)


@pytest.mark.parametrize(
    "spell",
    [
        str.lower,
        full_width,
        lambda code: f" {code[:5]} {code[5:]}。",
        lambda code: "-".join((code[:3], code[3:6], code[6:])),
        lambda code: f"绑定{code}",
        lambda code: f"绑定 {code[:4]} {code[4:].lower()}",
        lambda code: f"我的绑定码是：{code}",
        lambda code: f"綁定码：{code}",
    ],
)
async def test_codes_are_read_in_every_spelling(parts: Parts, spell: object) -> None:
    assert callable(spell)
    written = spell(await code_for(parts))
    assert unicodedata.normalize("NFKC", written)
    assert FIRM in (await Dialogue(parts).says(written)).text


@pytest.mark.parametrize("kind", [EventKind.SCAN, EventKind.SUBSCRIBE])
async def test_a_scanned_code_asks_the_same_and_greets(parts: Parts, kind: EventKind) -> None:
    person = Dialogue(parts, channel=Channel.WECHAT)
    asked = await person.does(Event(kind, f"bind{await code_for(parts)}"))
    assert FIRM in asked.text
    assert talk_texts.SELF in asked.text
    assert "绑定成功" in (await person.says("是")).text


async def test_other_scenes_greet(parts: Parts) -> None:
    answer = await Dialogue(parts).does(Event(EventKind.SCAN, "poster7"))
    assert "绑定" not in answer.text


async def test_a_code_that_somebody_holds_is_no_good_to_a_second_person(parts: Parts) -> None:
    code = await code_for(parts)
    first, second = Dialogue(parts, "先到"), Dialogue(parts, "后到")
    await first.does(Event(EventKind.SCAN, f"bind{code}"))
    refused = await second.does(Event(EventKind.SCAN, f"bind{code}"))
    assert FIRM not in refused.text
    assert texts.wrong(left=4) in refused.text
    assert texts.NOTHING_HELD in (await second.says("确认绑定")).text
    await first.says("确认绑定")
    assert texts.wrong(left=3) in (await second.says(code)).text
    assert await people(parts) == [("先到", FIRM)]


async def test_wrong_used_and_old_codes_are_not_told_apart(parts: Parts, clock: FrozenClock) -> None:
    used, old = await code_for(parts), await code_for(parts)
    first = Dialogue(parts, "先到")
    await first.says(used)
    await first.says("确认绑定")
    clock.advance(days=7)
    told = [(await Dialogue(parts, f"路人{code}").says(code)).text for code in ("34679ACDEF", used, old)]
    assert len(set(told)) == 1


async def test_a_code_that_ran_out_while_it_was_asked_binds_nobody(parts: Parts, clock: FrozenClock) -> None:
    person = Dialogue(parts)
    await person.says(await code_for(parts))
    clock.advance(days=7)
    assert texts.RUN_OUT in (await person.says("确认绑定")).text
    assert await people(parts) == []


async def test_five_wrong_codes_lock_the_person_for_an_hour_and_tell_staff(
    parts: Parts, clock: FrozenClock
) -> None:
    person, code = Dialogue(parts), await code_for(parts)
    for left in (4, 3, 2, 1):
        assert texts.wrong(left=left) in (await person.says("34679ACDEF")).text
    assert "19:00之前不能再试" in (await person.says("34679ACDEF")).text
    assert "之前不能再试" in (await person.says(code)).text
    assert [(one.to, one.text) for one in await notices(parts)] == [
        ("工信甲", texts.locked_notice(channel="终端"))
    ]
    assert FIRM in (await Dialogue(parts, "别人").says(await code_for(parts))).text
    clock.advance(hours=1)
    assert FIRM in (await person.says(code)).text


async def test_a_good_code_forgives_the_wrong_ones(parts: Parts) -> None:
    person = Dialogue(parts)
    for _ in range(4):
        await person.says("34679ACDEF")
    await person.says(await code_for(parts))
    await person.says("取消绑定")
    assert texts.wrong(left=4) in (await person.says("34679ACDEF")).text


@pytest.mark.parametrize("text", ["绑定 12345", "绑定 O0O0O0O0O0", "绑定码 #34#", f"绑定 {'3' * 500}"])
async def test_what_cannot_be_a_code_is_said_so_and_not_counted(parts: Parts, text: str) -> None:
    person = Dialogue(parts)
    for _ in range(6):
        assert texts.BAD_FORM in (await person.says(text)).text


@pytest.mark.parametrize("text", ["绑定", "我要绑定", "绑定企业", "怎么绑定", "绑定码去哪里领", "换绑"])
async def test_whoever_asks_is_told_how(parts: Parts, text: str) -> None:
    assert texts.HOW in (await Dialogue(parts).says(text)).text


@pytest.mark.parametrize("text", ["university", "QWERTYAXYC", "3467934679", "第九条", "AZ-2026-123456", "1"])
async def test_other_words_are_no_codes(parts: Parts, text: str) -> None:
    answer = await Dialogue(parts).says(text)
    assert "绑定码不对" not in answer.text


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
    assert await _entries(parts) == ["bind_code", "bind", "unbind"]


async def test_every_act_on_a_binding_has_its_entry(parts: Parts) -> None:
    person = await bound(parts)
    await person.says("解除绑定")
    await person.says("确认解除绑定")
    assert await _entries(parts) == ["bind_code", "bind", "unbind"]


async def _entries(parts: Parts) -> list[str]:
    query = select(AuditRow).where(AuditRow.chain.startswith("firm:")).order_by(AuditRow.id)
    return await parts.database.read(lambda work: [row.act for row in work.all(query)], parts.clock())


async def test_of_two_who_send_a_code_at_once_one_is_asked(parts: Parts) -> None:
    for turn in range(10):
        code = await code_for(parts)
        both = [Dialogue(parts, f"{name}{turn}") for name in ("甲", "乙")]
        answers = await asyncio.gather(*(person.says(code) for person in both))
        assert sorted(FIRM in answer.text for answer in answers) == [False, True]


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


async def test_in_a_talk_about_a_complaint_nothing_is_taken_for_a_code(parts: Parts) -> None:
    person = Dialogue(parts)
    await person.says("我要举报")
    assert FIRM not in (await person.says(await code_for(parts))).text
