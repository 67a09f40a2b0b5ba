"""收文 in a real browser: at the office's width and a phone's, by keyboard, without scripts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from handlers.casework.transitions import ActName
from store.states import State
from store.work import Work
from tests.bot.web.browsing import AXE, MARKS, fits, violations
from tests.bot.web.staff.browsing import in_database, sit_down
from tests.handlers.casework import given
from tests.handlers.casework.town import Town
from tests.handlers.materials import drawn_pdf

pytestmark = MARKS

OFFICE_WIDTH, PHONE = 1093, 360


@pytest.fixture(scope="module")
def settled(folder: Path, address: str) -> None:
    """An application that was entered and sent back, a withdrawal that waits to be entered, a slip."""
    assert address

    def settle(work: Work) -> None:
        town = Town(work)
        number = town.submitted(by=town.office)
        town.scanned("2026-1")
        town.does(ActName.RETURN_ENTRY, number, given.slip(), by=town.colleague)
        town.paper("withdrawal", application=number, title="关于撤回申请的函（盖章，共三页，附授权委托书）")
        assert town.application(number).state == State.SUBMITTED
        for place in range(60):
            town.paper("letter", title=f"来函{place}", document=f"安演〔2026〕{place}号")

    in_database(folder, settle)


def _picture(page: Page, name: str) -> None:
    """For whoever wants to see the pages with their own eyes."""
    if folder := os.environ.get("EZHEN_TEST_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("width", [OFFICE_WIDTH, PHONE])
def test_the_pages_fit_and_axe_finds_nothing(browser: Browser, folder: Path, address: str, width: int) -> None:
    page, complaints = sit_down(browser, folder, address, "张办", width=width)
    paths = ("register", "register?q=来函5", "register/new?contract=AZ", "register/2026-1", "register/2026-2")
    for place, path in enumerate((*paths, "register/2026/print")):
        page.goto(f"{address}/staff/{path}")
        _picture(page, f"{width}-{place}")
        assert fits(page), path
        if AXE.is_file():
            assert violations(page) == [], path
    assert complaints == []


@pytest.mark.usefixtures("settled")
def test_a_paper_is_registered_and_scanned_by_keyboard_without_scripts(
    browser: Browser, folder: Path, address: str, tmp_path: Path
) -> None:
    page, _ = sit_down(browser, folder, address, "张办", width=OFFICE_WIDTH, scripts=False)
    page.goto(f"{address}/staff/register")
    page.get_by_label("登记收文", exact=True).last.fill("AZ-HT-001")
    page.keyboard.press("Enter")
    page.get_by_label("其他来函").check()
    for label, words in (("来件标题", "关于联系人变更的函"), ("来件单位", "安泽县演示甲有限公司")):
        page.get_by_label(label).fill(words)
    for label in ("落款日期", "收到日期"):
        page.get_by_role("group", name=label).get_by_label("或者写").fill("2026-01-05")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="确认").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("关于联系人变更的函")
    scan = tmp_path / "扫描.pdf"
    scan.write_bytes(drawn_pdf.of_pages(2))
    page.get_by_label("上传扫描件").last.set_input_files(scan)
    page.get_by_role("button", name="上传", exact=True).press("Enter")
    expect(page.get_by_role("status")).to_contain_text("扫描.pdf：已保存")
    page.get_by_role("link", name="扫描.pdf").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("扫描.pdf")
