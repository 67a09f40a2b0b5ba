"""Binding to a firm: by a code, typed or scanned; nobody learns of a firm without a good one."""

from __future__ import annotations

import unicodedata

import pytest

from bot.wiring import Parts
from handlers.messages import Channel, Event, EventKind
from handlers.texts import binding as texts
from handlers.texts import talk as talk_texts
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue
from tests.measure import opened
from tests.scenarios.binding import FIRM, code_for, notices, on_sqlite, parts, people

__all__ = ["on_sqlite", "parts"]


async def test_a_code_shows_the_firm_and_binds_once_it_is_confirmed(parts: Parts) -> None:
    person = Dialogue(parts)
    asked = await person.says(await code_for(parts))
    assert FIRM in asked.text
    assert "AZ-HT-001" in asked.text
    assert [offer.label for offer in asked.offers] == ["确认绑定", "取消绑定"]
    assert await people(parts) == []
    assert texts.bound(firm=FIRM) in (await person.presses(1, "确认绑定")).text
    assert await people(parts) == [("承办甲", FIRM)]


@pytest.mark.parametrize(
    "yes", ["确认绑定", "確认绑定。".replace("確", "确"), "1", "是的", "确认", "嗯，对的", "OK"]
)
async def test_a_plain_yes_confirms(on_sqlite: Parts, yes: str) -> None:
    person = Dialogue(on_sqlite)
    await person.says(await code_for(on_sqlite))
    await person.says(yes)
    assert await people(on_sqlite) == [("承办甲", FIRM)]


@pytest.mark.parametrize("no", ["取消绑定", "2", "不是", "取消", "不是我们单位"])
async def test_a_no_binds_nobody_and_the_code_stays_good(on_sqlite: Parts, no: str) -> None:
    person, code = Dialogue(on_sqlite), await code_for(on_sqlite)
    await person.says(code)
    assert texts.CANCELLED in (await person.says(no)).text
    assert texts.NOTHING_HELD in (await person.says("确认绑定")).text
    assert await people(on_sqlite) == []
    assert FIRM in (await person.says(code)).text


async def test_a_code_that_was_declined_is_good_for_the_next(parts: Parts) -> None:
    code = await code_for(parts)
    first, second = Dialogue(parts, "替人扫的"), Dialogue(parts, "经办人")
    await first.says(code)
    await first.says("取消绑定")
    assert FIRM in (await second.says(code)).text
    assert texts.wrong(left=4) in (await first.says(code)).text
    await second.says("确认绑定")
    assert await people(parts) == [("经办人", FIRM)]


@pytest.mark.parametrize("leaving", [["删除我的信息", "确认删除"], Event(EventKind.UNSUBSCRIBE), "another code"])
async def test_who_goes_on_to_something_else_keeps_no_code(parts: Parts, leaving: object) -> None:
    code = await code_for(parts)
    first = Dialogue(parts, "先到", channel=Channel.WECHAT)
    await first.says(code)
    match leaving:
        case Event():
            await first.sends(leaving)
        case list():
            for words in leaving:
                await first.says(words)
        case _:
            await first.says(await code_for(parts, "AZ-HT-002"))
    assert FIRM in (await Dialogue(parts, "后到").says(code)).text


async def test_a_code_waits_half_an_hour_for_an_answer(parts: Parts, clock: FrozenClock) -> None:
    code = await code_for(parts)
    first, second = Dialogue(parts, "先到"), Dialogue(parts, "后到")
    await first.says(code)
    clock.advance(minutes=29)
    assert texts.wrong(left=4) in (await second.says(code)).text
    clock.advance(minutes=1)
    assert FIRM in (await second.says(code)).text
    assert texts.RUN_OUT in (await first.says("确认绑定")).text
    await second.says("确认绑定")
    assert await people(parts) == [("后到", FIRM)]


@pytest.mark.parametrize("words", ["绑好了吗", "绑定", "怎么绑公司"])
async def test_who_asks_before_confirming_is_asked_again(on_sqlite: Parts, words: str) -> None:
    person = Dialogue(on_sqlite)
    await person.says(await code_for(on_sqlite))
    await person.says("第九条")
    again = await person.says(words)
    assert FIRM in again.text
    assert [offer.label for offer in again.offers] == ["确认绑定", "取消绑定"]
    await person.says("对")
    assert await people(on_sqlite) == [("承办甲", FIRM)]


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
        lambda code: f"我的码是 {code}",
        lambda code: f"綁定码：{code}",
        lambda code: f"帮定{code}",
        lambda code: f"我绑定一下{code}谢谢",
        lambda code: f"办公室给的码是 {code[:4]}-{code[4:]}，麻烦了",
        lambda code: (
            f"绑定码：{code}\n给 {FIRM}（合同 AZ-HT-001），7月8日18:00前有效，只能用一次，只显示这一次。"
            "请当面或者电话交给企业经办人，不要发到群里。"
        ),
    ],
)
async def test_codes_are_read_in_every_spelling(on_sqlite: Parts, spell: object) -> None:
    assert callable(spell)
    written = spell(await code_for(on_sqlite))
    assert unicodedata.normalize("NFKC", written)
    assert FIRM in (await Dialogue(on_sqlite).says(written)).text


@pytest.mark.parametrize("scene", ["bind", ""])
@pytest.mark.parametrize("kind", [EventKind.SCAN, EventKind.SUBSCRIBE])
async def test_a_scanned_code_asks_the_same_and_greets(on_sqlite: Parts, kind: EventKind, scene: str) -> None:
    person = Dialogue(on_sqlite, channel=Channel.WECHAT)
    asked = await person.does(Event(kind, f"{scene}{await code_for(on_sqlite)}"))
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
async def test_what_cannot_be_a_code_is_said_so_and_not_counted(on_sqlite: Parts, text: str) -> None:
    person = Dialogue(on_sqlite)
    for _ in range(6):
        assert texts.BAD_FORM in (await person.says(text)).text


@pytest.mark.parametrize(
    "slip",
    [
        lambda code: code[1:],
        lambda code: f"{code[:5]} {code[6:]}".lower(),
        lambda code: f"{code[:-1]}O",
        lambda code: full_width(f"0{code[2:]}"),
        lambda code: f"{code}I",
        lambda code: f"绑定{code[:-1]}B谢谢",
        lambda code: f"我绑定一下 {code[:4]} {code[6:]}",
    ],
)
async def test_a_code_with_a_slip_is_said_to_be_none_and_not_counted(on_sqlite: Parts, slip: object) -> None:
    assert callable(slip)
    person = Dialogue(on_sqlite)
    for _ in range(6):
        assert texts.BAD_FORM in (await person.says(slip("3ACDEF7GHJ"))).text
    assert FIRM in (await person.says(await code_for(on_sqlite))).text


async def test_a_slip_is_told_by_its_signs(parts: Parts) -> None:
    answer = (await Dialogue(parts).says("3acdef7go")).text
    assert "有9位" in answer
    assert "里面有 O。" in answer


@pytest.mark.parametrize("text", ["12345678", "ACDEFGHJK", "ab12345", "13935900000"])
async def test_after_a_code_was_asked_for_any_signs_are_a_try(on_sqlite: Parts, text: str) -> None:
    person = Dialogue(on_sqlite)
    await person.says("绑定")
    assert texts.BAD_FORM in (await person.says(text)).text
    await person.says("第九条")
    assert texts.BAD_FORM not in (await person.says(text)).text


@pytest.mark.parametrize("text", ["article 9", "art 10", "zhichinaxie", "AZ-2026-123456", "2"])
async def test_a_code_is_asked_for_and_another_question_is_answered(on_sqlite: Parts, text: str) -> None:
    person = Dialogue(on_sqlite)
    await person.says("绑定")
    assert texts.BAD_FORM not in (await person.says(text)).text


async def test_a_slip_of_a_bound_person_is_told_the_firm(parts: Parts) -> None:
    person = Dialogue(parts)
    await person.says(await code_for(parts))
    await person.says("确认绑定")
    assert texts.already(firm=FIRM) in (await person.says("3ACDEF7GH")).text


@pytest.mark.parametrize(
    "text",
    [
        "绑定",
        "绑定？",
        "我要绑定",
        "绑定企业",
        "怎么绑定",
        "绑定码去哪里领",
        "换绑",
        "怎么绑公司",
        "码输错了",
        "换个人办",
    ],
)
async def test_whoever_asks_is_told_how(on_sqlite: Parts, text: str) -> None:
    assert opened().written_out(texts.HOW) in (await Dialogue(on_sqlite).says(text)).text


@pytest.mark.parametrize(
    "text",
    [
        "university",
        "QWERTYAXYC",
        "3467934679",
        "第九条",
        "AZ-2026-123456",
        "article 10",
        "AZ-HT-2026-01",
        "号码 L12345",
        "1",
    ],
)
async def test_other_words_are_no_codes(on_sqlite: Parts, text: str) -> None:
    answer = await Dialogue(on_sqlite).says(text)
    assert "绑定码不对" not in answer.text
    assert texts.BAD_FORM not in answer.text


async def test_in_a_talk_about_a_complaint_a_code_alone_is_heard(parts: Parts) -> None:
    person = Dialogue(parts)
    await person.says("我要举报")
    assert FIRM in (await person.says(await code_for(parts))).text
