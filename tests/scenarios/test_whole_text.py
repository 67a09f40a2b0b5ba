"""The whole measure, asked for in the channels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from handlers.messages import Channel
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running, units
from tests.stored import everything_stored


@pytest.mark.parametrize(
    ("channel", "settings", "link"),
    [
        (Channel.WEB, {}, "：/measure"),
        (Channel.WECHAT, {}, ""),
        (Channel.TELEGRAM, {}, ""),
        (Channel.WECHAT, {"http": {"public_url": "https://fund.example"}}, "：https://fund.example/measure"),
        (Channel.TELEGRAM, {"http": {"public_url": "https://fund.example"}}, "：https://fund.example/measure"),
    ],
)
async def test_the_whole_text_is_a_link_where_there_is_a_page_and_its_chapters_everywhere(
    sqlite_url: str, clock: FrozenClock, channel: Channel, settings: dict[str, Any], link: str
) -> None:
    async with running(sqlite_url, clock, **settings) as parts:
        person = Dialogue(parts, "7001", channel)
        shown = await person.says("整个文件发给我看看")
        assert ("/measure" in shown.text) == bool(link)
        assert link in shown.text
        assert "印发文本没有第十一条" in shown.text
        assert [offer.label for offer in shown.offers][2] == "第三章 专项资金使用与拨付（第八条至第十二条）"
        assert len(shown.offers) == 6
        assert units(await person.presses(3, shown.offers[2].label)) == ["8", "9", "10", "12"]
        assert units(await person.says("全文")) == ["8"]


async def test_the_whole_text_is_shown_in_a_talk_about_a_complaint_and_the_talk_is_kept_nowhere(
    sqlite_url: str, clock: FrozenClock, tmp_path: Path
) -> None:
    async with running(sqlite_url, clock) as parts:
        person = Dialogue(parts)
        await person.says("我要举报")
        assert len((await person.says("办法全文")).offers) == 6
        assert "12388" in (await person.says("老赵拿了回扣，金丝雀")).text
        assert "金丝雀".encode() not in await everything_stored(parts.database, tmp_path)
