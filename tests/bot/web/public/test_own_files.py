"""A firm's own files: looked at, saved as they were handed in, and added to; by nobody else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from urllib.parse import quote

import pytest
from sqlalchemy import text

from bot.wiring import Parts
from handlers.dates import local_day
from handlers.materials.uploads import make_link
from handlers.messages import Channel
from store.states import Kind, PaperKind
from store.tables.applications import Material
from store.tables.incoming import IncomingPaper
from tests.bot.web.public.firms import Browser, bind, browsing, hand_in, of_application, rival
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running
from tests.handlers.casework.settled import SettledTown
from tests.handlers.casework.town import Town
from tests.handlers.materials import samples
from tests.scenarios.applying import PURPOSE, drafts, fill, listing
from tests.scenarios.county import County


@pytest.fixture
async def parts(town_url: str, clock: FrozenClock) -> AsyncIterator[Parts]:
    async with running(town_url, clock) as made:
        yield made


@pytest.fixture
async def county(parts: Parts, settled_town: SettledTown) -> County:
    return await County.begin(parts, settled_town.town)


@pytest.fixture
async def bound(parts: Parts, county: County) -> AsyncIterator[Browser]:
    async with browsing(parts) as browser:
        await bind(county, browser)
        yield browser


async def test_a_photo_is_shown_and_saved_byte_for_byte(parts: Parts, county: County, bound: Browser) -> None:
    number, photo = await county.act(Town.submitted), samples.jpeg()
    file = await hand_in(parts, county, photo, "盖章页 一.jpg", to=of_application(number))
    _, page = await bound.fetch(f"/mine/{number}")
    assert f'<img src="/mine/files/{file.id}/view" alt="看大图：盖章页 一.jpg"' in page.decode()
    shown, copy = await bound.fetch(f"/mine/files/{file.id}/view")
    assert (shown.status, shown.content_type) == (200, "image/jpeg")
    assert copy.startswith(b"\xff\xd8")
    assert copy != photo  # what is looked at was made here
    saved, content = await bound.fetch(f"/mine/files/{file.id}")
    assert content == photo
    assert saved.headers["Content-Disposition"] == (
        f"attachment; filename=\"material.jpg\"; filename*=UTF-8''{quote('盖章页 一.jpg')}"
    )
    for answer in (shown, saved):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"


async def test_what_is_no_picture_has_no_copy_and_is_saved(parts: Parts, county: County, bound: Browser) -> None:
    file = await hand_in(parts, county, samples.pdf(), "合同.pdf")
    assert (await bound.fetch(f"/mine/files/{file.id}/view"))[0].status == 404
    saved, content = await bound.fetch(f"/mine/files/{file.id}")
    assert (saved.content_type, content) == ("application/pdf", samples.pdf())


@pytest.mark.parametrize("change", ["changed", "gone"])
async def test_an_original_that_is_not_what_came_is_not_given_out(
    parts: Parts, county: County, bound: Browser, change: str
) -> None:
    file = await hand_in(parts, county, samples.pdf(), "合同.pdf")
    place = parts.materials.files.locate(file.path)
    place.unlink()
    if change == "changed":
        place.write_bytes(samples.pdf() + b" ")
    answer, page = await bound.fetch(f"/mine/files/{file.id}")
    assert answer.status == 500
    assert "校验值不一致" in page.decode()


async def test_another_firms_file_is_not_found(parts: Parts, county: County) -> None:
    file = await hand_in(parts, county, samples.jpeg(), "照片.jpg")
    async with browsing(parts) as other:
        await bind(county, other, await county.act(rival))
        for path in (f"/mine/files/{file.id}", f"/mine/files/{file.id}/view"):
            assert (await other.fetch(path))[0].status == 404


def _of_paper(town: Town, material: Material) -> None:
    """A scan of what came in on paper about the firm, such as somebody else's letter."""
    paper = IncomingPaper(
        year=2026,
        place=1,
        kind=PaperKind.LETTER.value,
        firm_id=material.firm_id,
        contract_id=town.contract.id,
        application_id=None,
        sender="示例乡",
        title="关于示例公司的情况反映",
        document="",
        dated_on=local_day(town.work.now),
        received_on=local_day(town.work.now),
        voided="",
        recorded_by=town.office.id,
        recorded_at=town.work.now,
    )
    material.draft_id, material.paper_id = None, town.work.add(paper).id


async def test_a_scan_that_is_the_offices_own_is_not_the_firms(
    parts: Parts, county: County, bound: Browser
) -> None:
    """Letters of others about the firm, and vouchers, stand in the register of papers."""
    file = await hand_in(parts, county, samples.jpeg(), "来信.jpg", to=_of_paper)
    for path in (f"/mine/files/{file.id}", f"/mine/files/{file.id}/view"):
        assert (await bound.fetch(path))[0].status == 404


async def test_a_file_whose_row_was_given_to_another_firm_past_every_act_is_not_found(
    parts: Parts, county: County
) -> None:
    file = await hand_in(parts, county, samples.jpeg(), "照片.jpg")
    async with browsing(parts) as other:
        firm = await county.act(rival)
        await bind(county, other, firm)
        statement = text("UPDATE materials SET firm_id = :firm WHERE id = :file")
        await county.act(lambda town: town.work.connection.execute(statement, {"firm": firm, "file": file.id}))
        for path in (f"/mine/files/{file.id}", f"/mine/files/{file.id}/view"):
            assert (await other.fetch(path))[0].status == 404


async def test_the_drafts_page_opens_the_upload_page_at_once(parts: Parts, county: County, bound: Browser) -> None:
    await county.act(listing)
    talk = Dialogue(parts, bound.visitor, Channel.WEB)
    await fill(talk, until="purpose")
    (draft,) = await drafts(county)
    async with bound.client.post(f"/mine/drafts/{draft.id}/upload") as answer:
        page = await answer.text()
    assert answer.url.path == "/upload"
    assert "加盖公章的申请书" in page


async def test_the_question_for_files_leads_to_the_camera_and_back(
    parts: Parts, county: County, bound: Browser
) -> None:
    await county.act(listing)
    for words in ("我要申请", "前期预付资金", "三十万", PURPOSE, "张明", "13812345678"):
        async with bound.client.post("/", data={"text": words, "id": words}) as answer:
            page = await answer.text()
    (draft,) = await drafts(county)
    assert f'action="/mine/drafts/{draft.id}/upload"' in page
    async with bound.client.post(f"/mine/drafts/{draft.id}/upload") as answer:
        assert "回到对话，继续填写" in await answer.text()
    link = await county.act(lambda town: make_link(town.work, draft=draft, kind=Kind.PREPAYMENT, by=town.boss))
    async with bound.client.post(f"/upload/{link}") as answer:  # given to a colleague in WeChat
        assert "回到对话，继续填写" not in await answer.text()


async def test_in_a_frame_a_link_leads_out_to_upload(parts: Parts, county: County, bound: Browser) -> None:
    talk = Dialogue(parts, bound.visitor, Channel.WEB)
    await fill(talk, until="purpose")
    (draft,) = await drafts(county)
    async with bound.client.post(f"/mine/drafts/{draft.id}/upload?embed=1") as answer:
        page = await answer.text()
    assert 'target="_blank"' in page
    link = page.partition('href="/upload/')[2].partition('"')[0]
    bound.client.session.cookie_jar.clear()  # whoever opens it needs no other cookie
    assert "开始上传" in await bound.open(f"/upload/{link}")


async def test_before_the_kind_is_chosen_nothing_is_uploaded(parts: Parts, county: County, bound: Browser) -> None:
    talk = Dialogue(parts, bound.visitor, Channel.WEB)
    await fill(talk, until="kind")
    (draft,) = await drafts(county)
    assert Kind.PREPAYMENT.value not in draft.data
    assert "选好资金种类以后" in await bound.open(f"/mine/drafts/{draft.id}")
    async with bound.client.post(f"/mine/drafts/{draft.id}/upload") as answer:
        assert answer.status == 404
