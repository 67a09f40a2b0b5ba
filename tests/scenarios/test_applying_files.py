"""Files of an application: item by item, taken out, linked, declared; and sent again after 退回补正."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handlers.casework.fields import ReturnFields
from handlers.casework.table import ActName
from handlers.messages import Media, MediaKind
from handlers.texts import applying as words
from handlers.texts import forms as texts
from store.states import State
from tests.dialogue import Dialogue
from tests.handlers.casework.town import Town
from tests.scenarios.applying import PURPOSE, drafts, fill, listing, materials, picture, sent
from tests.scenarios.county import County


@pytest.fixture
async def talk(county: County) -> Dialogue:
    return await county.talker()


async def test_what_was_declared_is_kept_with_its_moment_and_every_digest(
    county: County, talk: Dialogue, tmp_path: Path
) -> None:
    await fill(talk, until="files")
    await talk.does(picture(tmp_path))
    summary = await talk.says("下一项")
    await talk.says("确认属实")
    (application,) = await sent(county)
    (material,) = await materials(county)
    declared = json.loads(application.declaration)
    assert declared["words"] in summary.text
    assert declared["words"].startswith("本单位承诺：已阅知第十条“须如实提供材料")
    assert declared["sha256"] == [material.sha256]
    assert declared["confirmed_at"].startswith("20")
    assert material.application_id == application.id
    assert await drafts(county) == []


@pytest.mark.parametrize("kind", [MediaKind.VOICE, MediaKind.LOCATION, MediaKind.VIDEO, MediaKind.LINK])
async def test_voices_and_places_are_no_answers(talk: Dialogue, kind: MediaKind) -> None:
    await fill(talk, until="files")
    reply = await talk.does(Media(kind, "media-id"))
    assert reply.text.startswith(texts.NO_SUCH_MEDIA)
    assert reply.asks


async def test_a_photo_before_its_step_is_not_kept(county: County, talk: Dialogue, tmp_path: Path) -> None:
    await fill(talk, until="amount")
    assert texts.NO_MEDIA_NOW in (await talk.does(picture(tmp_path))).text
    assert await materials(county) == []


async def test_without_a_list_it_is_said_that_the_measure_lists_none(talk: Dialogue) -> None:
    assert "办法没有列明材料" in (await fill(talk, until="files")).text


async def test_the_offices_list_is_gone_through_item_by_item(
    county: County, talk: Dialogue, tmp_path: Path
) -> None:
    await county.act(listing)
    asked = await fill(talk, until="files")
    assert "加盖公章的申请书" in asked.text
    for said in ("下一项", "没有", "跳过"):
        refused = await talk.says(said)
        assert "办公室设置（办法未规定）" in refused.text
        assert "加盖公章的申请书" in refused.text
    await talk.does(picture(tmp_path))
    assert "现场照片" in (await talk.says("下一项")).text
    assert "其他材料" in (await talk.says("没有")).text
    assert "加盖公章的申请书：1 个文件" in (await talk.says("下一项")).text
    await talk.says("确认属实")
    assert len(await sent(county)) == 1


async def test_a_wrong_photo_is_taken_out_again(county: County, talk: Dialogue, tmp_path: Path) -> None:
    await fill(talk, until="files")
    await talk.does(picture(tmp_path, "一.jpg"))
    await talk.does(picture(tmp_path, "二.jpg", colour="red"))
    assert words.NO_SUCH_FILE in (await talk.says("删除 3")).text
    left = await talk.says("删除第1个")
    assert "已删除“一.jpg”" in left.text
    assert [one.name for one in await materials(county)] == ["二.jpg"]


async def test_the_upload_page_is_led_to_by_a_link(talk: Dialogue) -> None:
    await fill(talk, until="files")
    linked = await talk.says("上传链接")
    assert "/upload/" in linked.text
    assert linked.asks


async def test_files_that_came_after_the_summary_are_shown_before_they_are_declared(
    county: County, talk: Dialogue, tmp_path: Path
) -> None:
    await fill(talk)
    colleague = await county.talker("承办乙")
    await colleague.says("继续填写")
    await colleague.says("修改材料")
    await colleague.does(picture(tmp_path))
    await colleague.says("下一项")
    again = await talk.says("确认属实")
    assert texts.CHANGED in again.text
    assert "1 个文件" in again.text
    assert await sent(county) == []
    await talk.says("确认属实")
    assert len(await sent(county)) == 1


async def test_a_returned_application_is_opened_with_its_values_and_sent_again(
    county: County, talk: Dialogue, tmp_path: Path
) -> None:
    await fill(talk)
    await talk.says("确认属实")
    (application,) = await sent(county)
    await county.act(lambda town: _return(town, application.number))
    opened = await talk.says("补正")
    assert "申请书没有盖章" in opened.text
    assert PURPOSE in opened.text
    await talk.says("修改材料")
    await talk.does(picture(tmp_path))
    await talk.says("下一项")
    await talk.says("修改金额")
    await talk.says("二十万")
    ended = await talk.says("确认属实")
    assert application.number in ended.text
    (mended,) = await sent(county)
    assert (mended.state, mended.amount) == (State.SUBMITTED.value, 200_000_00)
    assert len(json.loads(mended.declaration)["sha256"]) == 1
    assert (await talk.says("补正")).text.startswith(words.NOTHING_TO_RESUBMIT)


def _return(town: Town, number: str) -> None:
    town.does(ActName.RETURN, number, ReturnFields(missing="1. 申请书没有盖章"))
