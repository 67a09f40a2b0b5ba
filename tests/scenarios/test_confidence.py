"""What is told after 我要举报 is kept nowhere, and no word of a person stands in a session."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.wiring import Parts
from handlers.casework.bindings import issue_bind_code
from handlers.identity.who import OPERATOR
from handlers.messages import Media, MediaKind, Text
from handlers.results import Refused
from handlers.texts import binding as texts
from handlers.texts import flows
from handlers.texts.media import WHILE_REPORTING
from policy_kb.models import AnswerKind
from store.work import Work
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running, units
from tests.measure import opened
from tests.scenarios.county import County
from tests.stored import stored_sessions

TOLD = (
    "就是李四他收了承办企业五万块钱秘密词丁",
    "他小舅子秘密词丁中的标，肯定有猫腻",
    "承办企业按合同把秘密词丁的钱装自己腰包了",
)


async def _stored(parts: Parts, folder: Path) -> bytes:
    await parts.database.checkpoint()
    return _bytes_of(folder)


def _bytes_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())


async def test_the_telling_after_a_report_is_kept_nowhere(parts: Parts, talk: Dialogue, tmp_path: Path) -> None:
    await talk.says("第九条")
    await talk.says("我要举报")
    for told in TOLD:
        answer = await talk.says(told)
        assert answer.kind is AnswerKind.COMPLAINT
        assert answer.text.startswith(flows.COMPLAINT_FIRST)
    assert "秘密词丁".encode() not in await _stored(parts, tmp_path)


async def test_a_question_in_between_is_answered_and_kept_nowhere_either(
    parts: Parts, talk: Dialogue, tmp_path: Path
) -> None:
    await talk.says("我要举报")
    answer = await talk.says("秘密词丁收的钱要不要追究刑事责任？")
    assert units(answer)[0] == "15"
    assert "秘密词丁".encode() not in await _stored(parts, tmp_path)


async def test_another_matter_ends_the_confidence(parts: Parts, talk: Dialogue) -> None:
    await talk.says("我要举报")
    await talk.says("我要申请")
    await talk.says("取消")
    assert units(await talk.says("烂尾咋办")) == ["9"]
    assert any('"9"' in session for session in await stored_sessions(parts.database))


@pytest.mark.parametrize(
    "said",
    [
        "村主任王五把e镇的钱装自己腰包了",
        "工信局老赵吃回扣",
        "有人贪污专项资金怎么办",
        "我家住秘密甲乙丙村，想问房租能不能减免",
    ],
)
async def test_no_session_holds_a_word_of_the_person(
    sqlite_url: str, clock: FrozenClock, tmp_path: Path, said: str
) -> None:
    async with running(sqlite_url, clock) as parts:
        await Dialogue(parts).says(said)
        stored = await _stored(parts, tmp_path)
    assert said[2:8].encode() not in stored


@pytest.mark.parametrize(
    "said", ["收了人家五万块钱才给盖章", "吃回扣", "索要好处费", "围标串标", "冒领补贴", "村主任拿了红包"]
)
async def test_a_plain_accusation_leads_to_12388(talk: Dialogue, said: str) -> None:
    assert (await talk.says(said)).text.startswith(flows.COMPLAINT_FIRST)


@pytest.mark.parametrize("said", ["举报怎么弄", "怕报复"])
async def test_the_way_to_report_is_told_as_a_complaint(talk: Dialogue, said: str) -> None:
    assert (await talk.says(said)).text.startswith(flows.COMPLAINT_FIRST)


@pytest.mark.parametrize("asked", ["在哪举报", "能不能匿名", "举报怎么弄", "怕报复"])
async def test_asking_how_to_report_begins_the_confidence(
    parts: Parts, talk: Dialogue, tmp_path: Path, asked: str
) -> None:
    await talk.says(asked)
    assert (await talk.says("秘密词丁天天开着公家的车")).kind is AnswerKind.COMPLAINT
    assert "秘密词丁".encode() not in await _stored(parts, tmp_path)


async def test_media_and_a_wish_for_a_person_do_not_end_the_confidence(
    parts: Parts, talk: Dialogue, tmp_path: Path
) -> None:
    await talk.says("我要举报")
    for kind in (MediaKind.IMAGE, MediaKind.VOICE):
        assert (await talk.does(Media(kind))).text.startswith(WHILE_REPORTING)
    await talk.says("人工")
    assert (await talk.says("秘密词丁把东西拉回家")).kind is AnswerKind.COMPLAINT
    assert "秘密词丁".encode() not in await _stored(parts, tmp_path)


@pytest.mark.parametrize("spell", ["{}", "绑定 {}", "绑定码：{}"])
async def test_a_bind_code_is_heard_in_a_talk_about_a_complaint_and_nothing_of_it_is_kept(
    parts: Parts, county: County, tmp_path: Path, spell: str
) -> None:
    talk = Dialogue(parts, "知情人")
    await talk.says("我要举报")
    await talk.says(TOLD[0])
    shown = await talk.says(spell.format(await county.act(lambda town: _code(town.work, town.contract.number))))
    assert "确认绑定" in [offer.label for offer in shown.offers]
    assert "绑定成功" in (await talk.says("确认绑定")).text
    stored = await _stored(parts, tmp_path)
    assert "秘密词丁".encode() not in stored
    assert TOLD[0].encode() not in stored


async def test_binding_is_heard_in_a_talk_about_a_complaint_and_what_tells_of_it_is_not(talk: Dialogue) -> None:
    await talk.says("我要举报")
    assert (await talk.says("他让我绑定了别人的公司秘密词丁")).kind is AnswerKind.COMPLAINT
    assert (await talk.says("尾号 20261128 那笔绑定有鬼")).kind is AnswerKind.COMPLAINT
    assert opened().written_out(texts.HOW) in (await talk.says("绑定")).text


def _code(work: Work, number: str) -> str:
    issued = issue_bind_code(work, OPERATOR, number)
    assert not isinstance(issued, Refused)
    return issued.code


@pytest.mark.parametrize("asked", ["第十六条", "举报窗口在哪里", "意见窗口和举报窗口设在什么地方", "16条讲什么"])
async def test_asking_about_the_windows_is_an_ordinary_question_in_an_ordinary_talk(
    parts: Parts, talk: Dialogue, asked: str
) -> None:
    assert "16" in units(await talk.says(asked))
    assert any('"16"' in session for session in await stored_sessions(parts.database))
    assert (await talk.says("我叫王五，在和川镇")).kind is not AnswerKind.COMPLAINT


@pytest.mark.parametrize("said", ["我就是问问规定", "只是想了解一下", "俺就问一下政策"])
async def test_who_only_asked_is_out_of_a_talk_about_a_complaint(talk: Dialogue, said: str) -> None:
    await talk.says("我怀疑有人挪用")
    assert (await talk.says(said)).text == flows.LEFT
    assert (await talk.says("我叫王五，在和川镇")).kind is not AnswerKind.COMPLAINT


AMID = [
    "第九条，{}",
    "第九条 第十条 {}",
    "请问一下第七条写的啥，{}，这个办法管不管",
    "冷库补多少？另外{}",
    "说错了，是{}",
    "{}呢",
    "1. 冷库补多少 2. {}",
    "预付比例多少\n{}",
    "劳动法第3条咋说，{}",
    "我家种了二十亩，{}，想问一下冷库能不能支持，预付比例写在哪",
]


@pytest.mark.parametrize("amid", AMID)
@pytest.mark.parametrize(
    "told", ["秘密词丁会计把钱装自己腰包了", "我要举报村支书秘密词丁", "俺們村支書秘密词丁吃回扣"]
)
async def test_a_wrong_told_beside_questions_makes_the_whole_message_confidential(
    parts: Parts, talk: Dialogue, tmp_path: Path, amid: str, told: str
) -> None:
    await talk.says("第十三条")
    before = await stored_sessions(parts.database)
    await talk.says(amid.format(told))
    assert await stored_sessions(parts.database) == before
    assert (await talk.says("他姐夫秘密词丁还开着公家的车")).kind is AnswerKind.COMPLAINT
    assert "秘密词丁".encode() not in await _stored(parts, tmp_path)


@pytest.mark.parametrize(
    "asked",
    [
        "第十六条",
        "举报窗口在哪里",
        "要是吃回扣咋处理",
        "第十五条，吃回扣怎么追究",
    ],
)
async def test_asking_for_the_rule_stays_an_ordinary_question(parts: Parts, talk: Dialogue, asked: str) -> None:
    await talk.says("第十五条")
    before = await stored_sessions(parts.database)
    await talk.says(asked)
    assert await stored_sessions(parts.database) != before


async def test_every_process_knows_that_a_report_is_told_and_repeats_the_very_answer(
    sqlite_url: str, clock: FrozenClock, tmp_path: Path
) -> None:
    async with running(sqlite_url, clock) as one, running(sqlite_url, clock) as two:
        await Dialogue(one).says("我要举报")
        talk = Dialogue(two)
        message = talk.message(Text("秘密词丁天天开着公家的车"))
        first = await two.dispatcher.handle(message)
        assert first[0].kind is AnswerKind.COMPLAINT
        assert await one.dispatcher.handle(message) == first
        clock.advance(minutes=31)
        assert (await Dialogue(one).says("秘密词丁天天开着车")).kind is not AnswerKind.COMPLAINT
        assert "秘密词丁".encode() not in await _stored(one, tmp_path)
