"""Somebody tells of danger to life: staff are told by which channel and when, and nothing of what was said."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.wiring import Parts
from store.tables.notices import StaffNotice
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue


async def told(parts: Parts) -> list[StaffNotice]:
    return await parts.database.read(lambda work: work.all(select(StaffNotice)), parts.clock())


async def test_staff_are_told_at_once_and_once_of_what_is_repeated(parts: Parts, clock: FrozenClock) -> None:
    person = Dialogue(parts, "访客")
    for text in ("我不想活了", "活着没意思，我想自杀", "我不想活了"):
        assert "110" in (await person.says(text)).text
    (notice,) = await told(parts)
    assert (notice.role, notice.urgent, notice.at) == ("office", True, clock())
    assert "终端" in notice.text
    assert not any(word in notice.text for word in ("不想活", "自杀", "访客"))
    clock.advance(minutes=11)
    await person.says("我不想活了")
    assert len(await told(parts)) == 2


@pytest.mark.parametrize(
    "said",
    [
        ("因为举报他们要打死我",),
        ("包工头拿刀砍人",),
        ("我要举报", "我不想活了"),
        ("第十条",),
    ],
)
async def test_nobody_is_told_of_what_may_be_a_report(parts: Parts, said: tuple[str, ...]) -> None:
    person = Dialogue(parts, "访客")
    for text in said:
        await person.says(text)
    assert await told(parts) == []


async def test_staff_are_told_of_a_danger_beside_what_plainly_is_no_report(parts: Parts) -> None:
    said = await Dialogue(parts, "访客").says("老板欠我三个月工资不给，我不想活了")
    assert said.text.index("110") < said.text.index("12333")
    assert len(await told(parts)) == 1
