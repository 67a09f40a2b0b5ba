"""The upload page in a real browser: on a phone and a desk, with scripts and without."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from handlers.casework.checklists import NewItem, add_item
from handlers.identity.who import staff_member
from handlers.materials.handing_in import checklist
from handlers.materials.uploads import make_link
from store.database import Database
from store.states import Kind, Role
from store.work import Work
from tests.bot.web.browsing import AXE, MARKS, fits, open_page, violations
from tests.handlers.contracts.contracts import member
from tests.handlers.materials import giving, samples
from tests.keys import KEYS

pytestmark = MARKS
_PLACES = count()


def in_database(folder: Path, act: Callable[[Work], object]) -> object:
    """Act on the served database; the browser holds this thread's loop."""

    async def run() -> object:
        database = Database.open(f"sqlite:///{folder / 'process.db'}", KEYS)
        try:
            return await database.write(act, datetime.now(UTC))
        finally:
            await database.close()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(run())).result()


@pytest.fixture
def link(folder: Path, address: str) -> str:
    def act(work: Work) -> str:
        if staff_member(work, "办公室甲") is None:
            for item in checklist(work, Kind.PREPAYMENT):  # of the demo's
                item.retired_at = work.now
            office = member(work, "办公室甲", Role.OFFICE)
            add_item(work, office, Kind.PREPAYMENT, NewItem("upload-1", "项目建设合同复印件", "盖章页要清楚"))
            add_item(work, office, Kind.PREPAYMENT, NewItem("upload-2", "加盖公章的申请书"))
            add_item(work, office, Kind.PREPAYMENT, NewItem("upload-3", "现场照片", required=False))
        by = giving.contractor(work, next(_PLACES))
        return make_link(work, draft=giving.draft(work, by), kind=Kind.PREPAYMENT, by=by)

    return f"{address}/upload/{in_database(folder, act)}"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    made = {"合同 第一页.jpg": samples.jpeg(), "申请书.pdf": samples.pdf(), "程序.exe": b"MZ" + b"\0" * 100}
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    return [tmp_path / name for name in made]


def _begin(page: Page) -> None:
    """To the forms, until what they do with a chosen file is there as well."""
    page.get_by_role("button", name="开始上传").click()
    page.wait_for_load_state()


def _send(page: Page, place: int, *files: Path) -> None:
    """Choose files; without scripts a second press sends them."""
    form = page.locator("form[enctype]").nth(place)
    form.locator("input[multiple]").set_input_files(files)
    button = form.get_by_role("button", name="上传", exact=True)
    if button.is_visible():
        button.click()


@pytest.mark.parametrize(("width", "scripts"), [(360, True), (360, False), (1280, True)])
def test_files_are_sent_looked_at_and_taken_out(
    browser: Browser, link: str, files: list[Path], width: int, *, scripts: bool
) -> None:
    page, complaints = open_page(browser, link, width=width, scripts=scripts)
    _begin(page)
    page.get_by_text("项目建设合同复印件").wait_for()
    assert "upload/" not in page.url
    _send(page, 0, *files)
    expect(page.locator(".results .taken")).to_have_count(2)
    expect(page.locator(".results .refused")).to_contain_text("程序文件")
    pile = page.locator(".pile").first
    expect(pile.locator(".there .name")).to_have_text(["合同 第一页.jpg", "申请书.pdf"])
    assert fits(page)
    pile.get_by_role("button", name="删除 申请书.pdf").click()
    expect(page.get_by_text("现在共有 1 个文件")).to_be_visible()
    _send(page, 1, files[1])
    expect(page.locator(".pile").nth(1).locator(".there .name")).to_have_text(["申请书.pdf"])
    assert fits(page)
    assert complaints == []


def test_a_file_over_20_mb_is_told_before_it_is_sent(browser: Browser, link: str, tmp_path: Path) -> None:
    page, complaints = open_page(browser, link, width=360)
    _begin(page)
    large = tmp_path / "大图.jpg"
    large.write_bytes(b"\xff\xd8\xff" + b"\0" * (20 * 1024 * 1024))
    _send(page, 0, large)
    expect(page.locator(".going.failed")).to_contain_text("“大图.jpg”超过 20 MB")
    assert complaints == []


def test_a_connection_that_breaks_off_is_told_and_the_form_stays(
    browser: Browser, link: str, files: list[Path]
) -> None:
    page, _ = open_page(browser, link, width=360)
    _begin(page)
    page.get_by_text("项目建设合同复印件").wait_for()
    page.route("**/upload", lambda route: route.abort())
    _send(page, 0, files[0])
    expect(page.locator(".going.failed")).to_contain_text("上传中断了")
    page.unroute("**/upload")
    page.locator("form[enctype]").first.get_by_role("button", name="上传", exact=True).click()
    expect(page.locator(".results .taken")).to_have_count(1)


def test_a_link_that_is_used_up_says_how_to_get_another(browser: Browser, link: str) -> None:
    for _ in range(2):
        page, _complaints = open_page(browser, link, width=360)
        _begin(page)
    expect(page.get_by_role("heading", name="链接已失效")).to_be_visible()
    assert "上传链接" in page.inner_text("main")
    assert fits(page)


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: the upload page is not checked with it")
def test_axe_finds_nothing_on_the_upload_page(browser: Browser, link: str, files: list[Path]) -> None:
    page, _ = open_page(browser, link, width=360)
    assert violations(page) == []
    _begin(page)
    page.get_by_text("项目建设合同复印件").wait_for()
    _send(page, 0, *files)
    page.locator(".results").wait_for()
    assert violations(page) == []
    page.goto(link)
    _begin(page)
    assert violations(page) == []
