"""From the application in WeChat to its money: firm and staff are told each time by the best way then open."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from itertools import count

import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import select

from bot import wiring
from bot.channels.wechat.notice_forms import NoticeForms
from bot.settings import Settings
from bot.web_application import web_application
from bot.wiring import Parts
from handlers.casework.batch_fields import BatchMinutesFields, FormBatchFields, SittingFields, TableBatchFields
from handlers.casework.batches import BatchActs, LineAct
from handlers.casework.bindings import BindCode, issue_bind_code
from handlers.casework.table import ActName
from handlers.casework.telling_rows import TellByPhoneFields
from handlers.dates import local_day
from handlers.identity.actors import Contractor
from handlers.identity.who import OPERATOR
from handlers.messages import Channel, Person, Text
from handlers.notices.records import notices_of
from policy_kb.models import Model
from store.queries.bindings import bound_people
from store.queries.lists.paging import Paging
from store.queries.lists.untold import UntoldFilter, list_untold
from store.states import NoticeState, NoticeWay, OutboxState
from store.tables.messages import OutboxRow
from store.tables.people import StaffLink
from store.work import Work
from tests.bot.channels.wechat.support import APP_ID, OPENID, PATIENCE, SECRET, settings, text_xml
from tests.bot.channels.wechat.test_end_to_end import Client, say
from tests.bot.channels.wecom.support import settings as wecom_settings
from tests.bot.web.public.firms import browsing
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue
from tests.fakes.wechat import FakeWeChat
from tests.fakes.wecom import FakeWeCom
from tests.handlers.casework import given
from tests.handlers.casework.settled import SettledTown
from tests.handlers.casework.town import TODAY, Town, done
from tests.handlers.materials.inspecting import inspect_here
from tests.measure import opened
from tests.scenarios.applying import STEPS
from tests.scenarios.county import County

NUMBER = re.compile(r"AZ-\d{4}-\d{6}")
CLERK = "lihua"
"""张办's name in the office's WeCom."""

SEEN, HANDED_OVER, HELD = NoticeState.SEEN, NoticeState.HANDED_OVER, NoticeState.HELD
FORMS = NoticeForms.model_validate({"mend": "MEND_TEMPLATE thing1=number thing2=hint"})
"""退回补正 has a template of the account; everything else goes in words, as long as a window is open."""


@dataclass
class Story:
    """The firm's WeChat, the office's WeCom, and the county between them.

    `heard` and `carded` count what the staff's platforms had before.
    """

    parts: Parts
    county: County
    client: Client
    clock: FrozenClock
    wechat: FakeWeChat
    wecom: FakeWeCom
    ids: Iterator[int] = field(default_factory=lambda: count(1))
    heard: int = 0
    carded: int = 0

    async def says(self, *texts: str) -> str:
        """The firm's person writes; the last answer."""
        answer = ""
        for text in texts:
            self.wechat.act(OPENID)
            xml = text_xml(text, message_id=str(next(self.ids)))
            answer = await say(self.client, xml, self.parts.clock())
        return answer

    async def does(self, act: ActName, number: str, fields: Model | None = None) -> None:
        """An act of staff, and all that leaves by it."""
        await self.county.act(lambda town: town.does(act, number, fields))
        await self.settled()

    async def settled(self) -> None:
        """Everything that can leave has left."""
        self.clock.advance(minutes=6)  # what is merged waits no longer
        async with asyncio.timeout(60):
            await self.parts.calendar.run_due()
            self.parts.outbox.wake()
            while True:
                if not await self.parts.database.read(_leaving, self.clock()):
                    return
                await asyncio.sleep(0.02)

    def staff_heard(self) -> tuple[list[str], list[str]]:
        """What the group and the clerk were told since the last look."""
        group = [content for _, content in self.wecom.said[self.heard :]]
        cards = [f"{one.title} {one.text}" for one in self.wecom.sent[self.carded :] if one.userid == CLERK]
        self.heard, self.carded = len(self.wecom.said), len(self.wecom.sent)
        return group, cards

    async def record(self, number: str) -> list[tuple[NoticeState, NoticeWay | None]]:
        """What is on record of the application's notices to the person in WeChat, the oldest first."""

        def look(town: Town) -> list[tuple[NoticeState, NoticeWay | None]]:
            told = notices_of(town.work, application_id=town.application(number).id)
            return [(one.deliveries[-1].state, one.deliveries[-1].way) for one in told]

        return await self.county.act(look)


def _leaving(work: Work) -> list[OutboxRow]:
    """What is on its way: all but what waits for somebody to open a page."""
    ready = (OutboxRow.state == OutboxState.READY.value, OutboxRow.channel != Channel.WEB.value)
    return work.all(select(OutboxRow).where(*ready))


@pytest.fixture
async def story(town_url: str, settled_town: SettledTown, clock: FrozenClock) -> AsyncIterator[Story]:
    async with (
        FakeWeChat(clock, APP_ID, SECRET).serve() as wechat,
        FakeWeCom(clock).serve() as wecom,
    ):
        wechat.notices.fields = {"MEND_TEMPLATE": {"thing1", "thing2"}}
        account = settings(api_base=wechat.base).model_copy(update={"templates": FORMS})
        configured = Settings(database_url=town_url, wechat=account, wecom=wecom_settings(wecom))
        async with (
            wiring.assembled(configured, clock=clock, kb=opened(), inspect=inspect_here) as parts,
            TestClient(TestServer(web_application(parts, wechat_seconds=PATIENCE))) as client,
        ):
            county = await County.begin(parts, settled_town.town)
            await county.act(_peopled)
            story = Story(parts, county, client, clock, wechat, wecom)
            wechat.act(SILENT)
            await story.settled()
            yield story


def _peopled(town: Town) -> None:
    """The firm's person is still to come; the clerk has WeCom, and somebody in WeChat has long been silent."""
    for one in bound_people(town.work, town.contract.firm_id):
        one.ended_at, one.address = town.work.now, ""
    row = StaffLink(channel=Channel.WECOM.value, address=CLERK, staff_id=town.office.id, linked_at=town.work.now)
    town.work.add(row)


async def bound(story: Story, contract: str = "AZ-HT-001") -> None:
    """The firm's person is bound by the code that the bureau handed out."""

    def hand_out(town: Town) -> str:
        code = issue_bind_code(town.work, OPERATOR, contract)
        assert isinstance(code, BindCode)
        return code.code

    code = await story.county.act(hand_out)
    assert "绑定成功" in await story.says(f"绑定 {code}", "确认绑定")


async def applied(story: Story) -> str:
    await story.says("我要申请", *STEPS.values())
    sent = NUMBER.search(await story.says("确认属实"))
    assert sent
    await story.settled()
    return sent[0]


@dataclass(frozen=True)
class Others:
    """Three more applications for the sitting: their people are on the web, long silent in WeChat, or ours."""

    partly: str
    postponed: str
    second: str


SILENT = "o-silent"
"""Somebody in WeChat whose window has closed."""


async def with_others(story: Story, visitor: str) -> Others:
    """Each on a contract of its own, reported to the leading group."""

    def send(town: Town) -> Others:
        first, numbers = town.contract, []
        people = (("B", 1, visitor, Channel.WEB), ("C", 2, SILENT, Channel.WECHAT))
        for name, firm, address, channel in people:
            town.contract = town.contract_of(f"AZ-HT-{name}", firm=firm)
            sender = town.bound(town.contract.firm_id, address, channel)
            numbers.append(town.submitted(by=sender))
        town.contract = town.contract_of("AZ-HT-D")
        row = bound_people(town.work, town.contract.firm_id)[0]
        numbers.append(town.submitted(by=Contractor(row.id, row.firm_id, Person(Channel.WECHAT, OPENID))))
        town.contract = first
        for number in numbers:
            town.does(ActName.ACCEPT, number)
            town.does(ActName.REPORT, number, given.report())
        return Others(*numbers)

    return await story.county.act(send)


async def sat(story: Story, results: dict[str, tuple[ActName, Model]]) -> None:
    """One sitting on all of them, and its minutes."""

    def record(town: Town) -> None:
        acts = BatchActs(town.work, town.office, opened())
        formed = FormBatchFields(title="第一次请示", reporter="办公室", applications=tuple(results))
        batch = int(done(acts.form(formed)).subject)
        done(acts.table(batch, TableBatchFields(document="请示1号", tabled_on=TODAY), None))
        lines = [LineAct(number, act, fields) for number, (act, fields) in results.items()]
        done(acts.record(batch, SittingFields(session="第12次", held_on=TODAY), lines, None))
        done(acts.minute(batch, BatchMinutesFields(minutes="〔2026〕12号", item="三"), None))

    await story.county.act(record)
    await story.settled()


@pytest.mark.rotated("whole stories", 3)
async def test_from_the_application_to_its_money_everybody_is_told(story: Story, clock: FrozenClock) -> None:
    await bound(story)
    number = await applied(story)
    for told in story.staff_heard():
        assert [number in one and "待受理" in one for one in told] == [True]

    await story.does(ActName.RETURN, number, given.lacking())
    assert story.wechat.notices.sent[-1].values == {"thing1": number, "thing2": "请发送“进度查询”查看补正内容"}
    assert await story.record(number) == [(HANDED_OVER, NoticeWay.TEMPLATE)]

    assert number in await story.says("补正", "修改金额", "二十万", "确认属实")
    await story.settled()
    assert await story.record(number) == [(SEEN, NoticeWay.TEMPLATE)]
    for told in story.staff_heard():
        assert [number in one for one in told] == [True]

    await story.does(ActName.ACCEPT, number)
    assert story.wechat.sent[-1][1].startswith(f"【通知】申请{number}：已受理。")

    clock.advance(days=3)  # the window has closed
    await story.does(ActName.REPORT, number, given.report())
    assert (await story.record(number))[-1] == (HELD, None)
    assert (await story.says("到哪一步了")).startswith(f"【通知】申请{number}：已上报领导小组。")
    assert (await story.record(number))[-1] == (SEEN, NoticeWay.ANSWER)

    async with browsing(story.parts) as browser:
        others = await with_others(story, browser.visitor)
        story.staff_heard()
        await sat(
            story,
            {
                number: (ActName.AGREE, given.meeting()),
                others.partly: (ActName.AGREE_PARTLY, given.partly(300_000)),
                others.postponed: (ActName.POSTPONE, given.meeting()),
                others.second: (ActName.AGREE, given.meeting()),
            },
        )
        assert {state for state, _ in await story.record(others.partly)} == {NoticeState.WAITING}
        assert "同意部分金额，金额300,000元" in await browser.open(f"/mine/{others.partly}")
    assert set(await story.record(others.partly)) == {(SEEN, NoticeWay.PAGE)}
    group, _cards = story.staff_heard()
    for one in (number, others.partly, others.postponed, others.second):
        assert one in "".join(group)
    assert not re.search(r"公司|元|张", "".join(content for _, content in story.wecom.said))

    # Five messages were his window's; what came then waited, and stands before the next answer.
    assert [way for _, way in await story.record(others.second)][-1] is None
    assert "据会议纪要登记：同意" in await story.says("你好")
    assert (await story.record(number))[-1] == (SEEN, NoticeWay.ANSWER)

    await paid(story, number)
    assert [text for _, text in story.wechat.sent if "已登记拨付" in text or "退票" in text][-1]
    await story.says("到哪一步了")
    assert {state for state, _ in await story.record(number)} == {SEEN}

    await called(story, others.postponed)


async def paid(story: Story, number: str) -> None:
    """In two parts, of which the first came back and was paid again; each is told."""
    before = len(await story.record(number))
    for act, fields in (
        (ActName.PAY, _payment(100_000, "V-1")),
        (ActName.REVERSE, given.reversal("V-1")),
        (ActName.PAY, _payment(100_000, "V-2")),
        (ActName.PAY, _payment(100_000, "V-3")),
    ):
        told = len(story.wechat.sent)
        await story.does(act, number, fields)
        assert number in story.wechat.sent[told][1]
    assert (await story.record(number))[before:] == [(HANDED_OVER, NoticeWay.WORDS)] * 4


def _payment(yuan: int, voucher: str) -> Model:
    return given.payment(yuan=yuan, voucher=voucher, payee_name="安泽县演示甲有限公司")


async def called(story: Story, number: str) -> None:
    """Who does not come for it is called after a day; what they were told says so for good."""
    assert {state for state, _ in await story.record(number)} == {HELD}
    story.clock.advance(days=1)

    def call(town: Town) -> list[str]:
        fields = TellByPhoneFields(told_on=local_day(town.work.now), spoke_with="王小明", phone="13812345678")
        for notice in list_untold(town.work, UntoldFilter(now=town.work.now, words=number), Paging()).ids:
            town.does(ActName.TELL_BY_PHONE, str(notice), fields)
        left = list_untold(town.work, UntoldFilter(now=town.work.now, words=number), Paging()).ids
        assert left == ()
        return [one.phoned for one in notices_of(town.work, application_id=town.application(number).id)]

    assert all("已电话告知 王小明（13812345678）" in one for one in await story.county.act(call))
    replies = await Dialogue(story.parts, SILENT, Channel.WECHAT).sends(Text("你好"))
    assert "暂缓" in "".join(reply.text for reply in replies)
    assert {state for state, _ in await story.record(number)} == {SEEN}
