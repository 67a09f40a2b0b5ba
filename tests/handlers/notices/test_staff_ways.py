"""Notices to staff leave the console: for whom, by which channel, when, and with how many others."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import insert, select, update

from handlers.casework.staffing import add_staff, deactivate
from handlers.identity.who import OPERATOR, staff_member
from handlers.messages import Channel, Reply
from handlers.notices.delivery import tell_firm, tell_member, tell_staff
from handlers.notices.inbox import INBOX, note_all_read
from handlers.notices.staff_channels import STAFF_CHANNELS, read_channels
from handlers.notices.staff_sending import is_anything_to_tell, tell_destinations
from store.database import Database
from store.queries.arrangements import arrange
from store.retention.expiry import NOTICES_STAY, delete_expired
from store.states import NoticeSubject, OutboxState, Role
from store.tables.messages import OutboxRow
from store.tables.notices import StaffNotice
from store.tables.people import StaffLink
from store.tables.staff_destinations import StaffMute
from store.work import Work
from tests.clocks import FrozenClock
from tests.handlers.notices.test_notices import found_firm
from tests.keys import KEYS

ON = frozenset({Channel.WECOM_ROBOT, Channel.WECOM, Channel.WECHAT, Channel.TELEGRAM})
OFFICE, BUREAU, ADMIN = "李审", "工信甲", "管理员"
NUMBER = "AZ-2026-000001"
DONE = f"{NUMBER}：受理，现在的状态：已受理。"


class Ways:
    """An office with a robot and accounts, which tells its destinations whenever a test says so."""

    def __init__(self, database: Database, clock: FrozenClock, on: frozenset[Channel] = ON) -> None:
        self.database = database
        self.clock = clock
        self.on = on
        self._seen = 0

    async def begin(self) -> None:
        def act(work: Work) -> None:
            add_staff(work, OPERATOR, OFFICE, frozenset({Role.OFFICE}))
            add_staff(work, OPERATOR, BUREAU, frozenset({Role.BUREAU}))
            for name, channel, address in (
                (OFFICE, Channel.WECOM, "lishen"),
                (OFFICE, Channel.WECHAT, "o-lishen"),
                (OFFICE, Channel.TELEGRAM, "77"),
                (BUREAU, Channel.WECOM, "gongxin"),
            ):
                link(work, name, channel, address)

        await self.database.write(act, self.clock())
        assert await self.tell() == []

    async def says(
        self, *texts: str, role: Role = Role.OFFICE, urgent: bool = False, number: str = NUMBER
    ) -> None:
        def act(work: Work) -> None:
            for text in texts:
                about = NoticeSubject.APPLICATION if number else NoticeSubject.NOTHING
                tell_staff(work, role, text=text, about=about, number=number, urgent=urgent, brief=text)

        await self.database.write(act, self.clock())

    async def tell(self) -> list[tuple[str, str, str]]:
        """Channel, address and words of what was put out now, by channel."""
        is_due = await self.database.read(lambda work: is_anything_to_tell(work, self.on), self.clock())
        count = await self.database.write(
            lambda work: tell_destinations(work, self.on, _lead, lambda *_: ()), self.clock()
        )
        assert is_due or not count
        rows = await self._rows()
        assert len(rows) == count
        return sorted((row.channel, row.address, _reply(row).text) for row in rows)

    async def replies(self, channel: Channel) -> list[Reply]:
        """What was put out for a channel since."""
        await self.database.write(
            lambda work: tell_destinations(work, self.on, _lead, lambda *_: ()), self.clock()
        )
        return [_reply(row) for row in await self._rows() if row.channel == channel.value]

    async def _rows(self) -> list[OutboxRow]:
        query = select(OutboxRow).where(OutboxRow.id > self._seen).order_by(OutboxRow.id)
        rows = await self.database.read(lambda work: work.all(query), self.clock())
        self._seen = max((row.id for row in rows), default=self._seen)
        return rows

    async def leave(self) -> None:
        """Let everything that was put out arrive."""
        sent = update(OutboxRow).values(state=OutboxState.SENT.value)
        await self.database.write(lambda work: work.session.execute(sent), self.clock())

    async def allow(self, *channels: Channel) -> None:
        value = json.dumps([one.value for one in channels])
        await self.database.write(lambda work: arrange(work, STAFF_CHANNELS, value, None), self.clock())


def link(work: Work, name: str, channel: Channel, address: str) -> None:
    member = staff_member(work, name)
    assert member
    row = StaffLink(channel=channel.value, address=address, staff_id=member.id, linked_at=work.now)
    work.add(row)


def _lead(about: str, number: str) -> str:
    return f"/staff/{about}/{number}" if number else ""


def _reply(row: OutboxRow) -> Reply:
    return Reply.from_json(row.payload or "")


@pytest.fixture
async def anywhere(database: Database, clock: FrozenClock) -> Ways:
    """On both engines."""
    made = Ways(database, clock)
    await made.begin()
    return made


@pytest.fixture
async def ways(sqlite_url: str, clock: FrozenClock) -> AsyncIterator[Ways]:
    database = Database.open(sqlite_url, KEYS)
    made = Ways(database, clock)
    await made.begin()
    yield made
    await database.close()


async def test_a_crowd_of_notices_to_others_hides_none(ways: Ways, clock: FrozenClock) -> None:
    crowd = {"role": Role.OFFICE.value, "about": NoticeSubject.NOTHING.value, "subject": "", "urgent": True}

    def act(work: Work) -> None:
        rows = [
            {**crowd, "text": f"第{place}件。", "brief": f"第{place}件", "at": work.now} for place in range(5001)
        ]
        work.session.execute(insert(StaffNotice), rows)

    await ways.database.write(act, clock())
    await ways.says("给工信局的", role=Role.BUREAU)
    clock.advance(minutes=6)  # nothing of before is still to be committed
    told = [one for _ in range(2) for one in await ways.tell()]
    assert ("wecom", "gongxin", "给工信局的") in told


async def test_a_notice_to_a_role_leaves_for_the_group_and_for_members_who_have_it(anywhere: Ways) -> None:
    await anywhere.says(DONE)
    told = await anywhere.tell()
    assert told == [("wecom", "lishen", DONE), ("wecom_robot", "group", DONE)]
    assert await anywhere.tell() == []


async def test_what_is_for_one_member_goes_to_nobody_else_and_to_no_group(ways: Ways) -> None:
    def act(work: Work) -> None:
        member = staff_member(work, BUREAU)
        assert member
        tell_member(work, member.id, text="工信甲的关联账号在等确认。", brief="有账号等您确认")

    await ways.database.write(act, ways.clock())
    told = await ways.tell()
    assert told == [("wecom", "gongxin", "有账号等您确认\n工信甲的关联账号在等确认。")]


async def test_nothing_that_a_firm_is_told_goes_to_staff(ways: Ways) -> None:
    def act(work: Work) -> None:
        tell_firm(work, found_firm(work, (Channel.WEB, "访客")), key="a", text="已受理。")

    await ways.database.write(act, ways.clock())
    assert [one for one in await ways._rows() if one.channel != "web"] == []
    assert await ways.tell() == []


async def test_linked_accounts_are_told_where_the_office_switched_their_channel_on(ways: Ways) -> None:
    await ways.says(DONE)
    await ways.allow(Channel.WECHAT)
    assert [one[:2] for one in await ways.tell()] == [
        ("wechat", "o-lishen"),
        ("wecom", "lishen"),
        ("wecom_robot", "group"),
    ]
    await ways.allow(Channel.TELEGRAM)
    ways.clock.advance(hours=2)
    await ways.says(DONE)
    assert [one[0] for one in await ways.tell()] == ["telegram", "wecom", "wecom_robot"]


async def test_a_channel_without_keys_is_told_nothing_and_begins_with_what_is_new(
    sqlite_url: str, clock: FrozenClock
) -> None:
    database = Database.open(sqlite_url, KEYS)
    ways = Ways(database, clock, frozenset({Channel.WECOM}))
    await ways.begin()
    await ways.says("一。")
    assert [one[0] for one in await ways.tell()] == ["wecom"]
    ways.on = ON
    assert await ways.tell() == []
    clock.advance(hours=1)
    await ways.says("二。")
    assert [one[0] for one in await ways.tell()] == ["wecom", "wecom_robot"]
    await database.close()


async def test_what_is_urgent_leaves_at_once_and_takes_along_what_waits(anywhere: Ways) -> None:
    await anywhere.says("一。")
    assert len(await anywhere.tell()) == 2
    await anywhere.says("二。")
    assert await anywhere.tell() == []
    await anywhere.says("急。", urgent=True)
    assert await anywhere.tell() == []  # the message before it has not left yet: they are merged
    await anywhere.leave()
    words = "2条新通知（1条急件）\n急。\n二。"
    assert await anywhere.tell() == [("wecom", "lishen", words), ("wecom_robot", "group", words)]


async def test_the_rest_merges_until_the_pause_is_over(ways: Ways) -> None:
    await ways.says("一。")
    await ways.tell()
    for number in range(50):
        await ways.says(f"{number}号。")
    assert await ways.tell() == []
    ways.clock.advance(minutes=1)
    ((channel, _, words),) = await ways.tell()
    assert channel == "wecom_robot"
    assert words.split("\n") == ["50条新通知", *(f"{number}号。" for number in range(50))]
    ways.clock.advance(minutes=4)
    ((channel, _, words),) = await ways.tell()
    assert channel == "wecom"
    assert words.startswith("50条新通知\n0号。")
    assert words.endswith("条，在工作台收件箱里。")
    assert len(words.split("\n", 1)[1]) < 190
    assert await ways.tell() == []


async def test_the_group_is_told_all_of_it_in_as_many_messages_as_that_takes(ways: Ways) -> None:
    await ways.says(*(f"{number}号{'长' * 60}。" for number in range(50)))
    ways.on = frozenset({Channel.WECOM_ROBOT})
    lines: list[str] = []
    for _ in range(5):
        for _, _, words in await ways.tell():
            assert len(words) < 1200
            lines += words.split("\n")[1:] or [words]
    assert [line.split("号")[0] for line in lines] == [str(number) for number in range(50)]


async def test_two_units_told_the_same_are_one_line(ways: Ways) -> None:
    await ways.says("已付款。", role=Role.OFFICE)
    await ways.says("已付款。", role=Role.BUREAU)
    assert [words for channel, _, words in await ways.tell() if channel == "wecom_robot"] == ["已付款。"]


async def test_a_group_and_a_channel_abroad_read_number_and_step_only(ways: Ways) -> None:
    await ways.allow(Channel.WECHAT, Channel.TELEGRAM)

    def act(work: Work) -> None:
        tell_staff(
            work, Role.OFFICE, text="李四申请的10万元待受理。", about=NoticeSubject.APPLICATION, number=NUMBER
        )

    await ways.database.write(act, ways.clock())
    told = {channel: words for channel, _, words in await ways.tell()}
    brief = f"申请{NUMBER}有新情况，请到工作台查看"
    assert told["wecom_robot"] == brief
    assert told["telegram"] == f"【通知】{brief}"
    assert told["wechat"] == f"【通知】{brief}\n李四申请的10万元待受理。"
    assert told["wecom"] == f"{brief}\n李四申请的10万元待受理。"


async def test_a_message_leads_to_its_case_or_to_the_inbox_and_has_a_form_where_words_may_be_barred(
    ways: Ways,
) -> None:
    await ways.allow(Channel.WECHAT)
    await ways.says("一。")
    (reply,) = await ways.replies(Channel.WECHAT)
    assert reply.leads_to == f"/staff/application/{NUMBER}"
    assert reply.card
    assert (reply.card.number, reply.card.step) == (NUMBER, "一。")
    ways.clock.advance(hours=1)
    await ways.says("二。", "三。")
    (reply,) = await ways.replies(Channel.WECHAT)
    assert reply.leads_to == INBOX
    assert reply.card
    assert reply.card.step == "2条新通知"
    ways.clock.advance(hours=1)
    await ways.says("四。", number="")
    (reply,) = await ways.replies(Channel.WECHAT)
    assert (reply.leads_to, reply.card) == (INBOX, None)


async def test_what_was_read_in_the_console_meanwhile_is_not_told_again(ways: Ways) -> None:
    await ways.says("一。")

    def read(work: Work) -> None:
        member = staff_member(work, OFFICE)
        assert member
        note_all_read(work, member, 10)

    await ways.database.write(read, ways.clock())
    assert [one[0] for one in await ways.tell()] == ["wecom_robot"]


async def test_who_left_unlinked_muted_or_was_never_confirmed_is_told_nothing(ways: Ways) -> None:
    def change(work: Work) -> None:
        office, bureau = staff_member(work, OFFICE), staff_member(work, BUREAU)
        assert office
        assert bureau
        work.add(StaffMute(staff_id=office.id, channel="wecom", since=work.now))
        deactivate(work, OPERATOR, BUREAU)
        link_row = work.get(StaffLink, ("wechat", "o-lishen"))
        assert link_row
        link_row.unconfirmed_since = work.now

    await ways.allow(Channel.WECHAT)
    await ways.database.write(change, ways.clock())
    await ways.says("一。", role=Role.OFFICE)
    await ways.says("二。", role=Role.BUREAU)
    assert [one[0] for one in await ways.tell()] == ["wecom_robot"]


async def test_what_still_waits_for_a_member_leaves_with_their_account(ways: Ways) -> None:
    await ways.allow(Channel.WECHAT)
    await ways.says("要办的事")
    assert {channel for channel, *_ in await ways.tell()} == {"wecom", "wechat", "wecom_robot"}
    await ways.database.write(lambda work: deactivate(work, OPERATOR, OFFICE), ways.clock())
    left = await ways.database.read(lambda work: work.all(select(OutboxRow)), ways.clock())
    assert [row.channel for row in left] == ["wecom_robot"]


async def test_a_notice_committed_after_later_ones_were_told_is_told_too(anywhere: Ways) -> None:
    """Numbers are given before the commit: on PostgreSQL a smaller one may become visible later."""
    await anywhere.says("一。", "二。")

    def hide(work: Work) -> None:
        row = work.one(select(StaffNotice).where(StaffNotice.text == "一。"))
        assert row
        row.role, row.at = Role.PAYER.value, work.now

    anywhere.on = frozenset({Channel.WECOM})
    await anywhere.database.write(hide, anywhere.clock())
    assert [one[2] for one in await anywhere.tell()] == ["二。"]

    def show(work: Work) -> None:
        row = work.one(select(StaffNotice).where(StaffNotice.text == "一。"))
        assert row
        row.role = Role.OFFICE.value

    await anywhere.database.write(show, anywhere.clock())
    anywhere.clock.advance(minutes=5)
    assert [one[2] for one in await anywhere.tell()] == ["一。"]


async def test_processes_at_once_tell_each_notice_in_one_message(anywhere: Ways, database_url: str) -> None:
    other = Database.open(database_url, KEYS)
    await anywhere.says(*(f"{number}号。" for number in range(20)))
    tell = partial(tell_destinations, on=ON, lead=_lead, buttons=lambda *_: ())
    counts = await asyncio.gather(*(one.write(tell, anywhere.clock()) for one in (anywhere.database, other) * 2))
    await other.close()
    assert sorted(counts) == [0, 0, 0, 2]
    told = {row.channel: _reply(row).text for row in await anywhere._rows()}
    assert told["wecom_robot"].split("\n")[1:] == [f"{number}号。" for number in range(20)]


async def test_an_account_that_was_written_past_every_act_is_told_nothing(ways: Ways) -> None:
    def forge(work: Work) -> None:
        forged = update(StaffLink).where(StaffLink.address == "lishen").values(address="mallory")
        work.connection.execute(forged)

    await ways.database.write(forge, ways.clock())
    await ways.says("一。", urgent=True)
    assert [one[0] for one in await ways.tell()] == ["wecom_robot"]
    assert not await ways.database.read(lambda work: is_anything_to_tell(work, ON), ways.clock())


async def test_what_is_for_report_officers_leaves_nowhere(ways: Ways) -> None:
    """None is made; were one made by mistake, it would not go to a group, nor to their accounts."""
    await ways.says("有新的举报。", role=Role.REPORT_OFFICER, urgent=True)
    assert await ways.tell() == []


async def test_the_look_is_quiet_once_all_is_told_and_costs_no_more_with_age(ways: Ways) -> None:
    await ways.says("一。", role=Role.PAYER)
    await ways.tell()
    ways.clock.advance(minutes=6)
    await ways.tell()
    assert not await ways.database.read(lambda work: is_anything_to_tell(work, ON), ways.clock())


async def test_old_notices_go_with_what_was_told_of_them(ways: Ways) -> None:
    await ways.says("一。")
    await ways.tell()
    ways.clock.now += NOTICES_STAY + timedelta(days=1)
    await ways.database.write(delete_expired, ways.clock())
    assert await ways.tell() == []


@pytest.mark.parametrize(
    ("words", "stored"),
    [
        ("微信、Telegram", '["telegram", "wechat"]'),
        ("telegram", '["telegram"]'),
        ("无", "[]"),
        ("网页", None),
        ("微信、短信", None),
        ("", None),
    ],
)
def test_the_office_names_channels_that_can_tell_members(words: str, stored: str | None) -> None:
    assert read_channels(words, FrozenClock().now.date()) == stored
