"""What is told after 我要举报 is kept nowhere, and no word of a person stands in a session."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.wiring import Parts
from handlers.texts import flows
from policy_kb.models import AnswerKind
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running, units

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
    await talk.says("转人工")
    assert units(await talk.says("烂尾咋办")) == ["9"]
    async with parts.database.reading() as connection:
        sessions = (await connection.exec_driver_sql("SELECT data FROM sessions")).scalars().all()
    assert any('"9"' in session for session in sessions)


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
