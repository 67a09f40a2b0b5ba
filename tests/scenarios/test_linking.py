"""Accounts of staff: linked by a one-time code in a private talk; what others saw is good for nobody."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from bot.wiring import Parts
from handlers.casework.staffing import deactivate, issue_link_code
from handlers.identity.who import OPERATOR, staff_of
from handlers.messages import Channel, Event, EventKind, Person
from handlers.texts import binding as texts
from handlers.texts import desk as desk_texts
from handlers.texts import telegram as telegram_texts
from store.queries.bindings import binding_rows
from store.states import Role
from store.tables.audit import AuditRow
from store.tables.people import StaffLink
from store.work import Work
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running
from tests.handlers.contracts.contracts import member
from tests.scenarios.binding import FIRM, code_for, with_contracts


@pytest.fixture
async def parts(sqlite_url: str, clock: FrozenClock) -> AsyncIterator[Parts]:
    async with running(sqlite_url, clock) as made:
        await with_contracts(made)
        yield made


async def _code(parts: Parts, name: str = "办公室甲") -> str:
    def act(work: Work) -> str:
        member(work, name, Role.OFFICE)
        code = issue_link_code(work, OPERATOR, name)
        assert isinstance(code, str)
        return code

    return await parts.database.write(act, parts.clock())


async def _who(parts: Parts, channel: Channel, address: str) -> str:
    def look(work: Work) -> str:
        found = staff_of(work, Person(channel, address))
        return found.name if found else ""

    return await parts.database.read(look, parts.clock())


async def _entries(parts: Parts, chain: str = "staff") -> list[str]:
    query = select(AuditRow).where(AuditRow.chain == chain).order_by(AuditRow.place)
    return await parts.database.read(lambda work: [row.act for row in work.all(query)], parts.clock())


@pytest.mark.parametrize("channel", [Channel.WECHAT, Channel.TELEGRAM, Channel.TERMINAL])
async def test_a_member_links_an_account_in_a_private_talk(parts: Parts, channel: Channel) -> None:
    person = Dialogue(parts, "4711", channel)
    assert texts.linked(name="办公室甲") in (await person.says(await _code(parts))).text
    assert await _who(parts, channel, "4711") == "办公室甲"
    assert desk_texts.NOT_LINKED not in (await person.says("工作台")).text
    assert (await _entries(parts))[-2:] == ["link_code", "link"]


async def test_a_staff_code_in_the_public_page_is_refused_and_burnt(parts: Parts) -> None:
    code, visitor = await _code(parts), Dialogue(parts, "visitor-0000000000", Channel.WEB)
    assert texts.LINKED_NOT_HERE in (await visitor.says(code)).text
    assert await _who(parts, Channel.WEB, "visitor-0000000000") == ""
    assert desk_texts.NOT_LINKED in (await visitor.says("工作台")).text
    assert texts.wrong(left=4) in (await Dialogue(parts, "本人", Channel.WECHAT).says(code)).text
    assert (await _entries(parts))[-1] == "burn_code"


async def test_a_cookie_that_an_older_version_made_a_desk_is_one_no_more(parts: Parts) -> None:
    def act(work: Work) -> None:
        staff = member(work, "办公室甲", Role.OFFICE)
        work.add(StaffLink(channel="web", address="old-cookie-0000", staff_id=staff.id, linked_at=work.now))

    await parts.database.write(act, parts.clock())
    visitor = Dialogue(parts, "old-cookie-0000", Channel.WEB)
    assert desk_texts.NOT_LINKED in (await visitor.says("工作台")).text


async def test_where_a_channel_binds_no_firms_their_codes_are_wrong_ones_and_stay_good_elsewhere(
    parts: Parts,
) -> None:
    code, abroad = await code_for(parts), Dialogue(parts, "4711", Channel.TELEGRAM)
    assert (await abroad.says(code)).text == (
        await Dialogue(parts, "4712", Channel.TELEGRAM).says("34679ACDEF")
    ).text
    await abroad.says("确认绑定")
    assert await parts.database.read(binding_rows, parts.clock()) == []
    assert FIRM in (await Dialogue(parts, "本人", Channel.WECHAT).says(code)).text


@pytest.mark.parametrize("kind", [EventKind.GROUP, EventKind.OVERHEARD])
async def test_a_code_seen_in_a_group_is_burnt_and_that_is_said(parts: Parts, kind: EventKind) -> None:
    staff_code, firm_code = await _code(parts), await code_for(parts)
    group = Dialogue(parts, "-100500", Channel.TELEGRAM)
    for code in (staff_code, firm_code):
        (told,) = await group.sends(Event(kind, code))
        assert told.text == texts.SEEN_BY_OTHERS
    person = Dialogue(parts, "本人", Channel.WECHAT)
    assert texts.wrong(left=4) in (await person.says(staff_code)).text
    assert FIRM not in (await person.says(firm_code)).text
    assert (await _entries(parts))[-1] == (await _entries(parts, "firm:1"))[-1] == "burn_code"


async def test_words_that_only_look_like_a_code_are_overheard_in_silence(parts: Parts) -> None:
    group = Dialogue(parts, "-100500", Channel.TELEGRAM)
    assert await group.sends(Event(EventKind.OVERHEARD, "34679ACDEF")) == ()
    (told,) = await group.sends(Event(EventKind.GROUP, "34679ACDEF"))
    assert told.text == telegram_texts.PRIVATE_ONLY


async def test_one_account_serves_one_member(parts: Parts) -> None:
    person = Dialogue(parts, "oONE", Channel.WECHAT)
    await person.says(await _code(parts, "办公室甲"))
    code = await _code(parts, "办公室乙")
    assert texts.ANOTHERS_ACCOUNT in (await person.says(code)).text
    assert await _who(parts, Channel.WECHAT, "oONE") == "办公室甲"
    assert texts.wrong(left=4) in (await Dialogue(parts, "oTWO", Channel.WECHAT).says(code)).text


async def test_a_new_account_takes_the_place_of_the_old_one_in_its_channel(parts: Parts) -> None:
    await Dialogue(parts, "oOLD", Channel.WECHAT).says(await _code(parts))
    await Dialogue(parts, "4711", Channel.TELEGRAM).says(await _code(parts))
    await Dialogue(parts, "oNEW", Channel.WECHAT).says(await _code(parts))
    found = [await _who(parts, Channel.WECHAT, address) for address in ("oOLD", "oNEW")]
    assert [*found, await _who(parts, Channel.TELEGRAM, "4711")] == ["", "办公室甲", "办公室甲"]


async def test_whoever_left_has_no_desk_in_any_account(parts: Parts) -> None:
    person = Dialogue(parts, "oONE", Channel.WECHAT)
    await person.says(await _code(parts))
    await parts.database.write(lambda work: deactivate(work, OPERATOR, "办公室甲"), parts.clock())
    assert desk_texts.NOT_LINKED in (await person.says("工作台")).text


async def test_who_became_a_member_before_confirming_is_bound_to_no_firm(parts: Parts) -> None:
    person = Dialogue(parts, "oBOTH", Channel.WECHAT)
    assert FIRM in (await person.says(await code_for(parts))).text
    assert "办公室甲" in (await person.says(await _code(parts))).text
    assert (await person.says("确认绑定")).text == texts.STAFF_ACCOUNT
    assert await parts.database.read(binding_rows, parts.clock()) == []
