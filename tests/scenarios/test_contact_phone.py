"""联系电话: left in the talk for 电话告知, changed, taken back, and gone with its person."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.wiring import Parts
from handlers.audit.verify_chains import verify
from handlers.texts import binding as binding_texts
from handlers.texts import telling as texts
from store.tables.notices import ContactPhone
from tests.dialogue import Dialogue
from tests.scenarios.binding import bound, on_sqlite

__all__ = ["on_sqlite"]


async def kept(parts: Parts) -> list[str]:
    rows = await parts.database.read(lambda work: work.all(select(ContactPhone)), parts.clock())
    return [row.phone for row in rows]


async def test_a_number_is_asked_for_kept_changed_and_taken_back(on_sqlite: Parts) -> None:
    person = await bound(on_sqlite)
    assert texts.ASK_PHONE in (await person.says("留电话")).text
    assert texts.ODD_PHONE in (await person.says("1380013")).text
    assert texts.left(phone="13800138000") in (await person.says("138 0013 8000")).text
    assert await kept(on_sqlite) == ["13800138000"]
    assert "13800138000" in (await person.says("查我的信息")).text
    assert texts.left(phone="0357-7820000") in (await person.says("换电话：0357-7820000")).text
    assert await kept(on_sqlite) == ["0357-7820000"]
    assert texts.TAKEN_BACK in (await person.says("1")).text
    assert await kept(on_sqlite) == []
    assert texts.NONE_LEFT in (await person.says("删除电话")).text
    assert (await on_sqlite.database.read(verify, on_sqlite.clock())).breaks == ()


async def test_who_acts_for_no_firm_leaves_none(on_sqlite: Parts) -> None:
    stranger = Dialogue(on_sqlite, "路人")
    assert binding_texts.NOT_BOUND in (await stranger.says("留电话 13800138000")).text
    assert await kept(on_sqlite) == []


@pytest.mark.parametrize("said", ["留电话干什么用", "电话告知算送达吗", "13800138000"])
async def test_other_words_leave_none(on_sqlite: Parts, said: str) -> None:
    person = await bound(on_sqlite)
    await person.says(said)
    assert await kept(on_sqlite) == []


@pytest.mark.parametrize("words", [("解除绑定", "确认解除绑定"), ("删除我的信息", "确认删除")])
async def test_it_goes_with_the_binding_and_with_its_person(on_sqlite: Parts, words: tuple[str, str]) -> None:
    person = await bound(on_sqlite)
    await person.says("留电话 13800138000")
    assert await kept(on_sqlite) == ["13800138000"]
    for one in words:
        await person.says(one)
    assert await kept(on_sqlite) == []
    assert (await on_sqlite.database.read(verify, on_sqlite.clock())).breaks == ()
