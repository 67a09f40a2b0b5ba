"""A person asks for a member of staff, who takes over, answers and hands back: the talk as both see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

import pytest
from msgspec.structs import replace
from sqlalchemy import func, select

from bot.channels.connecting import Connection, openings
from bot.channels.wechat.windows import AFTER_MESSAGE
from bot.wiring import Parts
from handlers.casework.arrangements import set_arrangement
from handlers.casework.duty import HOURS, UNITS
from handlers.casework.thread_rows import MOST_UNANSWERED, MOST_WAITING, AnswerFields, ThreadNoteFields
from handlers.casework.transitions import ActName
from handlers.messages import Channel, Event, EventKind, Handling, Inbound, Media, MediaKind, Person, Text
from handlers.results import Refused
from handlers.texts import flows
from handlers.texts import talk as talk_texts
from handlers.texts import threads as texts
from handlers.turn import say
from policy_kb.models import Model
from store.base import Record
from store.outbox.rows import NewOutboxRow, put_out
from store.queries.accounts import move_account
from store.queries.threads import begin_thread, words_of
from store.states import NoticeSubject, OutboxState, ThreadState, ThreadVoice
from store.tables.messages import OutboxRow, SessionRow
from store.tables.notices import StaffNotice
from store.tables.threads import Thread, ThreadMessage, ThreadOrder
from store.work import Work
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue
from tests.handlers.casework.doing import perform
from tests.ordering import carry_out_once
from tests.scenarios.county import County

QUESTION = "合同里没写预付比例，能先领一部分钱吗"


_T = TypeVar("_T")


class Desk:
    """The office's side of the talks."""

    def __init__(self, parts: Parts, county: County, clock: FrozenClock) -> None:
        self.parts, self.county, self.clock = parts, county, clock

    async def does(
        self, act: ActName, number: int = 1, fields: Model | None = None, *, by: str = "office"
    ) -> object:
        result = await self.county.act(
            lambda town: perform(town.work, getattr(town, by), act, str(number), fields)
        )
        if not isinstance(result, Refused):
            await self.settle()
        return result

    async def arranges(self, name: str, value: str) -> None:
        await self.county.act(lambda town: set_arrangement(town.work, town.office, name, value))

    async def settle(self, seconds: int = 10) -> None:
        for _ in range(seconds):
            if not await carry_out_once(self.parts.database, self.parts.dispatcher, self.clock):
                return
            self.clock.advance(seconds=1)
        assert not await self.orders_left()

    async def orders_left(self) -> int:
        pending = select(func.count()).select_from(ThreadOrder).where(ThreadOrder.done_at.is_(None))
        return await self.look(lambda work: work.session.scalar(pending) or 0)

    async def look(self, what: Callable[[Work], _T]) -> _T:
        return await self.parts.database.read(what, self.clock())

    async def count(self, table: type[Record]) -> int:
        return await self.look(lambda work: work.session.scalar(select(func.count()).select_from(table)) or 0)

    async def thread(self, number: int = 1) -> Thread:
        found = await self.look(lambda work: work.get(Thread, number))
        assert found is not None
        return found

    async def said(self, number: int = 1) -> list[tuple[ThreadVoice, str]]:
        return [(one.voice, one.words) for one in await self.look(lambda work: words_of(work, number))]

    async def takes_over(self, number: int = 1) -> None:
        self.clock.advance(seconds=5)
        await self.does(ActName.TAKE_OVER, number)
        assert (await self.thread(number)).state == ThreadState.TAKEN

    async def answers(self, words: str, number: int = 1) -> object:
        return await self.does(ActName.ANSWER_THREAD, number, AnswerFields(words=words))


@pytest.fixture
def desk(parts: Parts, county: County, clock: FrozenClock) -> Desk:
    return Desk(parts, county, clock)


async def asks(talk: Dialogue, words: str = QUESTION) -> str:
    await talk.says(texts.ASK_COMMAND)
    return (await talk.says(words)).text


async def hears(talk: Dialogue, words: str = "嗯嗯") -> list[str]:
    return [reply.text for reply in await talk.sends(Text(words))]


async def test_a_villager_is_answered_by_a_clerk_and_handed_back(talk: Dialogue, desk: Desk) -> None:
    offered = await talk.says("人工")
    assert texts.OFFERED in offered.text
    assert texts.PASSED_ON in await asks(talk)
    assert texts.MEANWHILE in (await asks(talk, "还有，要带什么材料去办公室"))  # more of the same talk
    assert (await talk.says("第九条")).citations  # until somebody takes over, the assistant answers
    await desk.takes_over()
    assert await hears(talk, "您好，在吗") == [texts.taken(unit="领导小组办公室")]
    await desk.answers("请带合同原件来，先补签比例。")
    assert await hears(talk, "好，明天去") == [
        f"{texts.answered(unit='领导小组办公室')}\n请带合同原件来，先补签比例。\n{texts.disclaimer(article='第十九条')}"
    ]
    assert await desk.said() == [
        (ThreadVoice.PERSON, QUESTION),
        (ThreadVoice.PERSON, "还有，要带什么材料去办公室"),
        (ThreadVoice.PERSON, "您好，在吗"),
        (ThreadVoice.STAFF, "请带合同原件来，先补签比例。"),
        (ThreadVoice.PERSON, "好，明天去"),
    ]
    await desk.does(ActName.HAND_BACK)
    handed, answered = await talk.sends(Text("第九条"))
    assert handed.text == texts.HANDED_BACK
    assert [one.unit for one in answered.citations] == ["9"]


async def test_who_waits_reads_since_when_instead_of_being_offered_it_anew(
    talk: Dialogue, desk: Desk, clock: FrozenClock
) -> None:
    await asks(talk)
    clock.advance(minutes=12)
    for words in ("人工", "你们这什么破机器人"):
        told = await talk.says(words)
        assert texts.still_waiting(minutes=12) in told.text
        assert texts.ADD_MORE in told.text
        assert told.awaits_staff
        assert not {texts.OFFERED, texts.OFFERED_IN_ANGER} & {part.text for part in told.parts}
    again = (await talk.says(texts.ASK_COMMAND)).text
    assert texts.still_waiting(minutes=12) in again
    assert texts.WRITE_MORE in again
    assert texts.ADDED in (await talk.says("还有，要带什么材料去办公室")).text
    await desk.takes_over()
    await desk.does(ActName.HAND_BACK)
    assert texts.OFFERED in (await talk.sends(Text("人工")))[-1].text  # nothing waits any more


async def test_a_group_reads_that_somebody_waits_and_not_a_bare_number(talk: Dialogue, desk: Desk) -> None:
    await asks(talk)
    notice = (await desk.look(lambda work: work.all(select(StaffNotice))))[-1]
    assert notice.brief == texts.staff_notice(number=1)


async def test_words_that_are_only_not_understood_are_passed_on_as_a_question(talk: Dialogue, desk: Desk) -> None:
    await asks(talk)
    await desk.takes_over()
    assert texts.NOT_PASSED_ON in (await hears(talk, "我是府城镇的，种连翘的，村里说有补贴"))[-1]
    assert not await hears(talk, "我是府城镇的，种连翘的，村里说有补贴，怎么办？")


async def test_it_is_said_when_nobody_is_on_duty_and_who_waits_before(
    parts: Parts, talk: Dialogue, desk: Desk, clock: FrozenClock
) -> None:
    assert texts.NO_HOURS in await asks(talk)
    for name, value in ((HOURS, "8:30-12:00、14:30-17:30"), (UNITS, "办公室、工信局")):
        await desk.arranges(name, value)
    clock.now = datetime(2026, 11, 27, 10, tzinfo=UTC)  # a Friday, 18:00 in China
    told = await asks(Dialogue(parts, "乙"))
    assert "2026年11月30日08:30" in told
    assert "8:30-12:00、14:30-17:30" in told
    clock.now = datetime(2026, 11, 30, 1, tzinfo=UTC)
    told = await asks(Dialogue(parts, "丙"))
    assert texts.ON_DUTY in told
    assert texts.waiting_before(count=2) in told
    notices = await desk.look(lambda work: work.all(select(StaffNotice)))
    assert {(one.role, one.subject) for one in notices} == {
        ("office", "1"),
        ("office", "2"),
        ("bureau", "2"),
        ("office", "3"),
        ("bureau", "3"),
    }
    assert {one.about for one in notices} == {NoticeSubject.THREAD}
    assert not any("比例" in one.text for one in notices)


async def test_two_misses_in_a_row_and_anger_offer_it(parts: Parts, talk: Dialogue) -> None:
    first = await talk.says("火星上几点开饭")
    second = await talk.says("月亮上几点开饭")
    assert texts.OFFERED_AFTER_MISSES not in first.text
    assert texts.OFFERED_AFTER_MISSES in second.text
    assert [one.value for one in second.commands] == [texts.ASK_COMMAND]
    assert texts.OFFERED_AFTER_MISSES not in (await talk.says("海里几点开饭")).text
    for angry in ("什么破机器人，答非所问", "你根本听不懂人话"):
        assert texts.OFFERED_IN_ANGER in (await Dialogue(parts, angry).says(angry)).text
    for calm in ("第九条", "主任收了人家的钱才给批", "办公室那帮人就知道敷衍，我要举报"):
        assert texts.ASK_COMMAND not in (await Dialogue(parts, calm).says(calm)).text


async def test_what_may_be_a_report_never_enters_a_talk(talk: Dialogue, desk: Desk) -> None:
    report = "主任收了人家两万块钱才给批"
    await talk.says(texts.ASK_COMMAND)
    assert flows.COMPLAINT_FIRST in (await talk.says(report)).text  # as a question
    assert await desk.count(ThreadMessage) == 0
    await talk.says("取消")
    await asks(talk)
    await desk.takes_over()
    (_, lead) = await hears(talk, report)
    assert texts.NOT_PASSED_ON in lead
    assert flows.HOW_TO_LEAVE in lead
    (lead,) = await hears(
        talk, "就在上个月的酒店里"
    )  # the telling goes on, in words that say nothing by themselves
    assert texts.NOT_PASSED_ON in lead
    await desk.answers("您好，请讲。")  # what staff do meanwhile leaves the confidence as it is
    _, lead = await hears(talk, "一共三次")
    assert texts.NOT_PASSED_ON in lead
    assert await hears(talk, "取消") == [flows.LEFT]
    assert await hears(talk, "我问的是预付比例的事") == []
    assert [words for _, words in await desk.said()] == [QUESTION, "您好，请讲。", "我问的是预付比例的事"]


async def test_words_below_a_picture_are_judged_by_themselves(talk: Dialogue, desk: Desk) -> None:
    await asks(talk)
    await desk.takes_over()
    told = await talk.sends(Media(MediaKind.IMAGE, "x", caption="评审的老师收了人家的茶叶，茶叶盒里头是现金"))
    assert texts.NOT_PASSED_ON in told[-1].text
    await talk.sends(Text("取消"))
    assert await talk.sends(Media(MediaKind.IMAGE, "x", caption="这是合同第一页")) == ()
    assert [words for _, words in await desk.said()] == [QUESTION, f"{texts.SENT_PICTURE}这是合同第一页"]


async def test_rights_and_the_end_are_open_while_something_is_told(talk: Dialogue, desk: Desk) -> None:
    await asks(talk)
    await desk.takes_over()
    await hears(talk, "主任收了人家两万块钱才给批")
    assert "与工作人员的对话：1 条" in (await hears(talk, "查我的信息"))[-1]
    assert texts.NOT_PASSED_ON in (await hears(talk, "就在上个月的酒店里"))[-1]  # it goes on all the same
    assert await hears(talk, "我就是问问规定") == [flows.LEFT]
    await hears(talk, "主任收了人家两万块钱才给批")
    assert await hears(talk, texts.END_COMMAND) == [texts.ENDED_BY_PERSON]
    assert (await talk.says("第九条")).citations
    assert [words for _, words in await desk.said()] == [QUESTION]


async def test_who_leaves_a_report_asks_staff_nothing_by_going_on(talk: Dialogue, desk: Desk) -> None:
    await talk.says(texts.ASK_COMMAND)
    await talk.says("主任收了人家两万块钱才给批")
    await talk.says("取消")
    assert (await talk.says("第九条")).citations
    assert await desk.count(ThreadMessage) == 0


async def test_a_question_left_open_is_no_way_around_the_silence(talk: Dialogue, desk: Desk) -> None:
    await asks(talk)
    await talk.says("删除我的信息")
    await desk.takes_over()
    assert len(await hears(talk, "第九条")) == 1  # that somebody took over, and no word of the assistant
    assert await hears(talk, "确认") == []  # what was asked is let go
    assert await desk.count(Thread) == 1
    await hears(talk, "删除我的信息")
    await hears(talk, "确认删除")
    assert await desk.count(Thread) == 0


async def test_what_was_ordered_too_late_brings_back_nobody(talk: Dialogue, desk: Desk) -> None:
    await asks(talk)
    await talk.sends(Event(EventKind.UNSUBSCRIBE))
    await talk.sends(Handling(1))
    assert await desk.count(SessionRow) == 0


async def test_nobody_adds_without_end_to_what_nobody_answered(talk: Dialogue, desk: Desk) -> None:
    for _ in range(MOST_UNANSWERED):
        assert texts.ENOUGH_ASKED not in await asks(talk)
    assert await asks(talk) == texts.ENOUGH_ASKED
    assert await desk.count(ThreadMessage) == MOST_UNANSWERED
    await desk.takes_over()
    await desk.answers("请带合同来。")
    await desk.does(ActName.HAND_BACK)
    await hears(talk)
    assert texts.PASSED_ON in await asks(talk)


async def test_who_is_given_another_id_is_taken_over_under_that(
    parts: Parts, desk: Desk, clock: FrozenClock
) -> None:
    before, after = Dialogue(parts, "v1", Channel.WEB), Dialogue(parts, "v2", Channel.WEB)
    await asks(before)
    clock.advance(seconds=6)
    await desk.county.act(lambda town: perform(town.work, town.office, ActName.TAKE_OVER, "1"))
    await parts.database.write(lambda work: move_account(work, Channel.WEB.value, "v1", "v2"), clock())
    await before.sends(Handling(1))  # begun before
    assert await desk.count(SessionRow) == 1
    await desk.settle()
    assert await hears(after, "您好") == [texts.taken(unit="领导小组办公室")]
    assert (await desk.said())[-1] == (ThreadVoice.PERSON, "您好")


async def test_who_is_anybody_anew_buries_nobody(parts: Parts, desk: Desk, clock: FrozenClock) -> None:
    def crowd(work: Work) -> None:
        for place in range(MOST_WAITING):
            begin_thread(work, Channel.WEB.value, f"v{place}")

    await parts.database.write(crowd, clock())
    assert await asks(Dialogue(parts, "v50", Channel.WEB)) == texts.TOO_MANY_WAIT
    assert texts.ADDED in await asks(Dialogue(parts, "v7", Channel.WEB))
    assert texts.PASSED_ON in await asks(Dialogue(parts, "甲", Channel.WECHAT))
    await desk.does(ActName.CLOSE_THREAD, 1)
    assert texts.PASSED_ON in await asks(Dialogue(parts, "v50", Channel.WEB))


async def test_a_danger_to_life_gets_its_lead_and_is_read(talk: Dialogue, desk: Desk) -> None:
    await asks(talk)
    await desk.takes_over()
    told = await hears(talk, "我不想活了")
    assert told[1:] == [talk_texts.EMERGENCY]
    assert (await desk.said())[-1] == (ThreadVoice.PERSON, "我不想活了")


async def test_only_words_are_kept_without_personal_numbers(talk: Dialogue, desk: Desk) -> None:
    await talk.says(texts.ASK_COMMAND)
    assert (await talk.does(Media(MediaKind.IMAGE, "x"))).text == texts.ONLY_WORDS
    await talk.says("我的身份证号11010519491231002X，电话13800138000，要带什么")
    await desk.takes_over()
    await talk.sends(Media(MediaKind.IMAGE, "x"))
    said = [words for _, words in await desk.said()]
    assert said == ["我的身份证号＊＊,电话13800138000,要带什么", texts.SENT_PICTURE]
    rows = await desk.look(lambda work: work.all(select(ThreadMessage)))
    assert not any("身份证" in one.words for one in rows)  # encrypted


async def test_the_assistant_answers_again_after_half_an_hour(
    talk: Dialogue, desk: Desk, clock: FrozenClock
) -> None:
    await asks(talk)
    await desk.takes_over()
    assert len(await hears(talk)) == 1
    clock.advance(minutes=29)
    assert await hears(talk, "还在吗") == []
    clock.advance(minutes=31)
    assert (await talk.says("第九条")).citations  # also before anybody noticed
    await desk.settle()
    assert (await desk.thread()).state == ThreadState.BACK
    assert (await hears(talk, "第十条"))[0] == texts.LEFT_IDLE


async def test_the_person_ends_it_and_keeps_their_rights(talk: Dialogue, desk: Desk) -> None:
    await asks(talk)
    await desk.takes_over()
    assert "与工作人员的对话：1 条" in (await hears(talk, "查我的信息"))[-1]
    assert await hears(talk, texts.END_COMMAND) == [texts.ENDED_BY_PERSON]
    assert (await desk.thread()).state == ThreadState.BACK
    assert (await talk.says("第九条")).citations
    assert isinstance(await desk.answers("晚了一步"), Refused)
    await talk.says("删除我的信息")
    await talk.says("确认删除")
    for table in (Thread, ThreadMessage, ThreadOrder):
        assert await desk.count(table) == 0


async def test_a_unit_on_duty_answers_once_it_has_the_talk(talk: Dialogue, desk: Desk) -> None:
    await asks(talk)
    assert isinstance(await desk.answers("还没接入"), Refused)
    assert isinstance(await desk.does(ActName.TAKE_OVER, by="bureau"), Refused)  # not on duty
    await desk.takes_over()
    first = (await desk.thread()).taken_by
    await desk.does(ActName.NOTE_THREAD, 1, ThreadNoteFields(words="老问题"), by="colleague")
    await desk.does(ActName.TAKE_OVER, by="colleague")
    await desk.does(ActName.ANSWER_THREAD, 1, AnswerFields(words="我来答"), by="colleague")
    assert (await desk.thread()).taken_by != first
    for _ in range(2):  # both press it before the first is done
        await desk.county.act(lambda town: perform(town.work, town.colleague, ActName.CLOSE_THREAD, "1"))
    await desk.settle()
    assert (await desk.thread()).state == ThreadState.CLOSED
    told = await hears(talk, "第九条")
    assert told.count(texts.CLOSED) == 1
    assert "老问题" not in "".join(told)
    assert told[-2] == texts.CLOSED


async def test_a_talk_is_thrown_away_with_the_talks(talk: Dialogue, desk: Desk, clock: FrozenClock) -> None:
    await asks(talk)
    await desk.takes_over()
    clock.advance(days=200)
    await desk.parts.calendar.run_due()
    for table in (Thread, ThreadMessage, ThreadOrder):
        assert await desk.count(table) == 0


async def test_an_order_of_staff_is_no_word_of_the_person(
    parts: Parts, desk: Desk, county: County, clock: FrozenClock
) -> None:
    """What waits for the person goes on waiting, and no platform's allowance opens."""
    talk = Dialogue(parts, "openid", Channel.WECHAT)
    await asks(talk)

    def hold(work: Work) -> None:
        put_out(
            work.connection,
            [NewOutboxRow("notice:x", "wechat", "openid", say("通知").to_json())],
            work.now,
        )
        (row,) = work.all(select(OutboxRow).where(OutboxRow.dedupe_key == "notice:x"))
        row.state = OutboxState.HELD.value

    await parts.database.write(hold, clock())
    await desk.takes_over()
    held = select(OutboxRow.state).where(OutboxRow.dedupe_key == "notice:x")
    assert await desk.look(lambda work: work.session.scalar(held)) == OutboxState.HELD
    order = Inbound(Person(Channel.WECHAT, "openid"), "k", Handling(1), clock())
    opens = openings([Connection(channel=Channel.WECHAT, limit=None, opens=lambda _content: AFTER_MESSAGE)])
    assert opens(replace(order, content=Text("在吗"))) == AFTER_MESSAGE
    assert opens(order) is None
