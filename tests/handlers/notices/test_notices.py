"""Notices: written with the act, shown once, to those they are for."""

from __future__ import annotations

from datetime import datetime

from handlers.casework.staffing import add_staff
from handlers.identity.actors import Contractor, System
from handlers.messages import Channel, Person, Text
from handlers.notices.delivery import Notice, mark, notices_since, tell_firm, tell_person, tell_staff
from store.database import Database
from store.outbox.rows import list_rows
from store.states import NoticeSubject, OutboxState, Role
from store.tables.people import Binding, Firm
from store.work import Work
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running


def found_firm(work: Work, *people: tuple[Channel, str]) -> int:
    firm = work.add(Firm(name="测试丰翘公司", credit_code="91140000TESTFIRM01", created_at=work.now))
    for channel, address in people:
        work.add(Binding(firm_id=firm.id, channel=channel.value, address=address, bound_at=work.now))
    return firm.id


async def bind(database: Database, now: datetime, *people: tuple[Channel, str]) -> int:
    return await database.write(lambda work: found_firm(work, *people), now)


async def test_a_channel_that_cannot_push_shows_notices_once_before_the_next_answer(
    database_url: str, clock: FrozenClock
) -> None:
    async with running(database_url, clock) as parts:
        firm = await bind(parts.database, clock(), (Channel.WEB, "甲"), (Channel.TERMINAL, "乙"))
        for number in (1, 2, 2):
            await parts.database.write(
                lambda work, number=number: tell_firm(  # type: ignore[misc]
                    work, firm, key=f"step:{number}", text=f"第{number}件事。"
                ),
                clock(),
            )
        for person in (Dialogue(parts, "甲", Channel.WEB), Dialogue(parts, "乙")):
            assert "追回" in (await person.says("烂尾咋办")).text
            assert person.notices == ["【通知】第1件事。", "【通知】第2件事。"]
            await person.says("烂尾咋办")
            assert len(person.notices) == 2
        stranger = Dialogue(parts, "丙")
        await stranger.says("烂尾咋办")
        assert stranger.notices == []
        assert await list_rows(parts.database, OutboxState.READY) == []


async def test_a_talk_in_confidence_shows_a_notice_as_any_other_does(sqlite_url: str, clock: FrozenClock) -> None:
    async with running(sqlite_url, clock) as parts:
        firm = await bind(parts.database, clock(), (Channel.TERMINAL, "乙"))
        await parts.database.write(lambda work: tell_firm(work, firm, key="a", text="有事。"), clock())
        person = Dialogue(parts, "乙")
        await person.says("我要举报")
        assert person.notices == ["【通知】有事。"]
        await person.says("第九条")
        assert len(person.notices) == 1


async def test_a_repeat_is_answered_with_the_same_notices(sqlite_url: str, clock: FrozenClock) -> None:
    async with running(sqlite_url, clock) as parts:
        firm = await bind(parts.database, clock(), (Channel.TERMINAL, "乙"))
        await parts.database.write(lambda work: tell_firm(work, firm, key="a", text="有事。"), clock())
        inbound = Dialogue(parts, "乙").message(Text("烂尾咋办"))
        first = await parts.dispatcher.handle(inbound)
        assert len(first) == 2
        assert await parts.dispatcher.handle(inbound) == first


async def test_a_channel_that_pushes_keeps_its_notices_for_the_sender(sqlite_url: str, clock: FrozenClock) -> None:
    async with running(sqlite_url, clock) as parts:
        firm = await bind(parts.database, clock(), (Channel.WECHAT, "o1"))
        await parts.database.write(lambda work: tell_firm(work, firm, key="a", text="有事。"), clock())
        person = Dialogue(parts, "o1", Channel.WECHAT)
        await person.says("烂尾咋办")
        assert person.notices == []
        assert len(await list_rows(parts.database, OutboxState.READY)) == 1


async def test_who_acted_is_not_told_again(database: Database, clock: FrozenClock) -> None:
    firm = await bind(database, clock(), (Channel.TERMINAL, "甲"), (Channel.TERMINAL, "乙"))
    actor = Contractor(1, firm, Person(Channel.TERMINAL, "甲"))
    before = await database.read(mark, clock())
    await database.write(lambda work: tell_firm(work, firm, key="a", text="有事。", by=actor), clock())
    told = await database.read(lambda work: notices_since(work, before), clock())
    assert told == [Notice("乙", Channel.TERMINAL, "【通知】有事。")]


async def test_what_a_person_is_told_is_listed_although_it_waits_sealed(
    database: Database, clock: FrozenClock
) -> None:
    before = await database.read(mark, clock())
    await database.write(lambda work: tell_person(work, "terminal", "农户", key="c", text="已答复。"), clock())
    told = await database.read(lambda work: notices_since(work, before), clock())
    assert [(one.to, "已答复。" in one.text) for one in told] == [("农户", True)]


async def test_what_an_act_told_is_listed_for_both_sides_and_counts_as_shown(
    database: Database, clock: FrozenClock
) -> None:
    firm = await bind(database, clock(), (Channel.TERMINAL, "甲"), (Channel.WECHAT, "o1"))

    def staff(work: Work) -> None:
        add_staff(work, System("operator"), "李审", frozenset({Role.OFFICE}))
        add_staff(work, System("operator"), "王付", frozenset({Role.PAYER}))
        add_staff(work, System("operator"), "赵办", frozenset({Role.OFFICE, Role.BUREAU}))

    await database.write(staff, clock())
    before = await database.read(mark, clock())

    def act(work: Work) -> None:
        tell_staff(work, Role.OFFICE, text="新申请 AZ-2026-000001。", about=NoticeSubject.NOTHING)
        tell_firm(work, firm, key="a", text="已受理。")

    await database.write(act, clock())
    told = await database.write(lambda work: notices_since(work, before, shown=Channel.TERMINAL), clock())
    assert told == [
        Notice("甲", Channel.TERMINAL, "【通知】已受理。"),
        Notice("o1", Channel.WECHAT, "【通知】已受理。"),
        Notice("李审", Channel.CONSOLE, "新申请 AZ-2026-000001。"),
        Notice("赵办", Channel.CONSOLE, "新申请 AZ-2026-000001。"),
    ]
    rows = await list_rows(database, OutboxState.READY)
    assert [row.channel for row in rows] == ["wechat"]
    assert await database.read(lambda work: notices_since(work, mark(work)), clock()) == []
