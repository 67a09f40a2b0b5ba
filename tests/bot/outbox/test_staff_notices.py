"""The job that lets notices to staff leave: by the running product's own clock, at once where a channel is on."""

from __future__ import annotations

from datetime import timedelta

from bot.outbox.calendar import Calendar
from bot.outbox.staff_notices import staff_notices_job
from handlers.casework.staffing import add_staff
from handlers.identity.who import OPERATOR, staff_member
from handlers.messages import Channel
from handlers.notices.delivery import tell_staff
from store.database import Database
from store.outbox.rows import list_rows
from store.queries.staff_destinations import all_destinations
from store.states import NoticeSubject, OutboxState, Role
from store.tables.people import StaffLink
from store.work import Work
from tests.clocks import FrozenClock


def _calendar(database: Database, clock: FrozenClock, woken: list[str], *on: Channel) -> Calendar:
    job = staff_notices_job(
        database,
        clock,
        on=frozenset(on),
        lead=lambda _about, _number: "",
        buttons=lambda _work, _person, _notices: (),
        wake=lambda: woken.append("woken"),
    )
    return Calendar(database, [job], clock)


def _begin(work: Work) -> None:
    add_staff(work, OPERATOR, "李审", frozenset({Role.OFFICE}))
    member = staff_member(work, "李审")
    assert member
    work.add(StaffLink(channel="wecom", address="lishen", staff_id=member.id, linked_at=work.now))


def _says(work: Work) -> None:
    tell_staff(work, Role.OFFICE, text="新申请。", about=NoticeSubject.NOTHING)


async def _leaving(database: Database) -> list[str]:
    return [row.channel for row in await list_rows(database, OutboxState.READY)]


async def test_what_is_told_leaves_within_seconds_and_wakes_the_outbox(
    database: Database, clock: FrozenClock
) -> None:
    woken: list[str] = []
    calendar = _calendar(database, clock, woken, Channel.WECOM, Channel.WECHAT)
    await database.write(_begin, clock())
    await calendar.run_due()
    await database.write(_says, clock())
    clock.advance(seconds=2)
    await calendar.run_due()
    assert await _leaving(database) == ["wecom"]
    assert woken
    seen = len(woken)
    clock.advance(seconds=2)
    await calendar.run_due()
    assert len(woken) == seen


async def test_a_channel_that_is_switched_on_later_begins_with_what_is_new(
    database: Database, clock: FrozenClock
) -> None:
    """The product runs for days without it, and is started anew with its keys."""
    await database.write(_begin, clock())
    await _calendar(database, clock, [], Channel.WECOM).run_due()
    off = _calendar(database, clock, [])
    for _ in range(3):
        await database.write(_says, clock())
        clock.now += timedelta(hours=3)
        await off.run_due()
    await _calendar(database, clock, [], Channel.WECOM).run_due()
    assert await _leaving(database) == []
    (destination,) = await database.read(all_destinations, clock())
    assert destination.told_to == 3
