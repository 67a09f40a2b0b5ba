"""Asking about the measure, as people do: greeted, answered, picking numbers, led to people."""

from __future__ import annotations

import pytest

from bot.wiring import Parts
from handlers.messages import Channel, Event, EventKind, Inbound, Media, MediaKind, Person, Text
from handlers.office import Office
from handlers.registry import Assistant
from handlers.texts import flows
from handlers.texts import talk as words
from policy_kb.models import AnswerKind
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running, units
from tests.measure import opened
from tests.stored import stored_sessions

OFFICE = Office(name=opened().office)
FIRST_CONTACT = words.first_contact(office=OFFICE)


async def test_following_greets_says_that_it_is_no_person_and_names_the_privacy_notice(talk: Dialogue) -> None:
    greeting = await talk.follows()
    assert words.SELF in greeting.text
    assert "隐私说明" in greeting.text
    assert [offer.label for offer in greeting.offers] == list(opened().examples)


async def test_who_writes_unfollowed_is_told_once(talk: Dialogue) -> None:
    first, second = await talk.says("第九条"), await talk.says("第十条")
    assert FIRST_CONTACT in first.text
    assert FIRST_CONTACT not in second.text


@pytest.mark.parametrize("channel", [Channel.WECHAT, Channel.TERMINAL, Channel.TELEGRAM])
async def test_a_report_as_the_first_message_is_told_who_processes_it(parts: Parts, channel: Channel) -> None:
    told = Dialogue(parts, "甲", channel)
    first = await told.says("我要举报村主任")
    for what in (OFFICE.name, "联系方式", "为答复咨询", "180天", "不是工作人员"):
        assert what in first.text
    assert FIRST_CONTACT not in (await told.says("他拿了五万块")).text
    greeted = Dialogue(parts, "乙", channel)
    await greeted.says("谢谢")
    await greeted.says("谢谢")
    report, thanks = await stored_sessions(parts.database)
    assert report == thanks  # that somebody was greeted is kept, and not for what


async def test_an_answer_quotes_and_cites(talk: Dialogue) -> None:
    answer = await talk.says("卖到国外有扶持吗")
    assert units(answer)[0] == "7.3"
    assert "鼓励发展跨境电商" in answer.text
    assert "第七条第（三）项" in answer.text


async def test_the_whole_list_is_a_menu_and_a_number_picks_one(talk: Dialogue) -> None:
    menu = await talk.says("支持哪些方面")
    assert len(menu.offers) == 10
    picked = await talk.says("８")  # full width
    assert units(picked) == ["7.8"]


async def test_a_second_number_still_picks_from_the_list(talk: Dialogue) -> None:
    await talk.says("支持哪些方面")
    assert (await talk.says("3")).offers == ()
    assert units(await talk.says("10")) == ["7.10"]


async def test_a_number_outside_the_menu_is_said_to_be_so(talk: Dialogue) -> None:
    await talk.says("支持哪些方面")
    assert "1 到 10" in (await talk.says("11")).text


async def test_a_number_without_a_menu_is_said_to_be_so(talk: Dialogue) -> None:
    assert (await talk.says("4")).text.startswith(words.no_such_number(count=0))


async def test_zero_always_leads_to_people(talk: Dialogue) -> None:
    assert (await talk.says("0")).kind is AnswerKind.HUMAN


async def test_a_button_of_an_older_message_does_not_pick_from_the_newest_menu(talk: Dialogue) -> None:
    await talk.follows()
    await talk.says("支持哪些方面")
    assert (await talk.presses(1, opened().examples[0])).text == words.OLD_MENU


async def test_an_older_button_beyond_the_newest_menu_is_told_that_the_menu_changed(talk: Dialogue) -> None:
    menu = (await talk.says("支持哪些方面")).offers
    await talk.says("隐私说明")
    await talk.follows()
    assert (await talk.presses(8, menu[7].label)).text == words.OLD_MENU


@pytest.mark.parametrize("command", ["隐私说明", "“隐私说明”", " 隐私说明。"])
async def test_the_privacy_notice_names_who_what_and_how_long(talk: Dialogue, command: str) -> None:
    notice = (await talk.says(command)).text
    assert "处理者" in notice
    assert "72小时" in notice


async def test_more_without_more_says_so(talk: Dialogue) -> None:
    assert (await talk.says("更多")).text.startswith(words.NOTHING_MORE)


async def test_an_empty_message_says_what_to_send(talk: Dialogue) -> None:
    assert (await talk.says("  ")).text.startswith(words.EMPTY)


@pytest.mark.parametrize("kind", list(MediaKind))
async def test_unasked_media_is_answered_and_not_kept(talk: Dialogue, kind: MediaKind) -> None:
    assert "文字" in (await talk.does(Media(kind, "media-id"))).text


async def test_complaining_names_the_windows_and_keeps_nothing(talk: Dialogue) -> None:
    answer = await talk.says("我要举报有人拿专项资金买车")
    assert answer.kind is AnswerKind.COMPLAINT
    assert answer.text.startswith(flows.COMPLAINT_FIRST)
    assert units(answer) == ["16"]


@pytest.mark.parametrize(
    ("said", "harmless"), [("我要举报有人拿专项资金买车", False), ("哪里可以举报", False), ("支持哪些方面", True)]
)
async def test_words_that_complain_may_not_be_stored(parts: Parts, said: str, *, harmless: bool) -> None:
    inbound = Inbound(Person(Channel.TERMINAL, "某"), "k", Text(said), parts.clock())
    assert Assistant(parts.kb, Office()).is_harmless(inbound) is harmless


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("我那笔申请到哪一步了", AnswerKind.STATUS),
        ("我要提交拨付申请", AnswerKind.APPLY),
        ("转人工", AnswerKind.HUMAN),
        ("你好", AnswerKind.SMALLTALK),
        ("人工/电话/地址", AnswerKind.HUMAN),
    ],
)
async def test_people_who_want_to_act_are_led_there(talk: Dialogue, said: str, kind: AnswerKind) -> None:
    assert (await talk.says(said)).kind is kind


@pytest.mark.parametrize(
    "said",
    [
        *(
            "嗯",
            "随便",
            "不知道",
            "都要",
            "哦哦",
            "好的呢",
            "好的",
            "我本人",
            "无所谓",
            "原来如此",
            "俺想想",
            "点错了",
        ),
        *("bu zhidao", "隨便", "。。。", "？？", "我先看看，不急", "是村里干部让我来问的"),
    ],
)
async def test_who_says_nothing_is_told_what_can_be_asked(talk: Dialogue, said: str) -> None:
    reply = await talk.says(said)
    assert reply.text.startswith(words.NOTHING_ASKED)
    assert (reply.kind, reply.citations) == (AnswerKind.SMALLTALK, ())


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        *(("在吗", words.HELLO), ("后晌好", words.HELLO), ("嗨", words.HELLO), ("xiexie", words.THANKS)),
        *(("好的，谢谢啊", words.THANKS), ("那俺先走了，回头聊", words.GOODBYE), ("你是真人吗", words.WHO)),
        ("发个红包给你", words.NO_GIFTS),
    ],
)
async def test_small_talk_is_answered_in_kind(talk: Dialogue, said: str, answer: str) -> None:
    assert (await talk.says(said)).text.startswith(answer)


@pytest.mark.parametrize("said", ["嗯嗯", "都要", "他们都走咧", "我们厂有二十个人", "同事走了换人", "受理"])
async def test_who_tells_nothing_bad_keeps_what_was_talked_about(talk: Dialogue, said: str) -> None:
    await talk.says("第九条")
    first = await talk.says(said)
    assert first.kind is not AnswerKind.COMPLAINT
    if not first.citations:
        assert units(await talk.says("下一条")) == ["10"]


async def test_the_office_is_named_as_the_office_not_as_the_measure(sqlite_url: str, clock: FrozenClock) -> None:
    office = {"phone": "0357-7820000", "address": "示例路1号"}
    async with running(sqlite_url, clock, office=office) as parts:
        answer = await Dialogue(parts).says("0")
    assert "【办公室设置（办法未规定）】" in answer.text
    assert "0357-7820000" in answer.text


async def test_leaving_forgets_the_talk(parts: Parts) -> None:
    talk = Dialogue(parts)
    await talk.follows()
    await talk.says("支持哪些方面")
    assert await talk.sends(Event(EventKind.UNSUBSCRIBE)) == ()
    again = await talk.says("3")
    assert words.no_such_number(count=0) in again.text
    assert FIRST_CONTACT in again.text


async def test_a_menu_survives_a_restart(sqlite_url: str, clock: FrozenClock) -> None:
    async with running(sqlite_url, clock) as parts:
        await Dialogue(parts).says("支持哪些方面")
    async with running(sqlite_url, clock) as parts:
        assert units(await Dialogue(parts).says("2")) == ["7.2"]
