"""The action page in a real browser: by keyboard, without scripts, at the office's width and a phone's."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.web.staff.addresses import act_on
from handlers.casework.transitions import Subject
from store.queries.applications import application_numbered
from store.states import State
from store.work import Work
from tests.bot.web.browsing import AXE, MARKS, fits, violations
from tests.bot.web.staff.browsing import in_database, sit_down
from tests.handlers.casework.town import Town

pytestmark = MARKS

OFFICE_WIDTH, PHONE = 1093, 360


@pytest.fixture(scope="module")
def numbers(folder: Path, address: str) -> dict[State, str]:
    """Applications in some states, by state."""
    assert address

    def settle(work: Work) -> dict[State, str]:
        town = Town(work)
        submitted = town.brought_to(State.SUBMITTED)
        town.contract = town.contract_of("AZ-HT-002", firm=1)
        town.boss = town.bound(town.contract.firm_id, "another boss")
        return {State.SUBMITTED: submitted, State.TABLED: town.brought_to(State.TABLED)}

    return in_database(folder, settle)


def _state(folder: Path, number: str) -> str:
    def look(work: Work) -> str:
        found = application_numbered(work, number)
        assert found is not None
        return found.state

    return in_database(folder, look)


def _open(page: Page, address: str, key: str, number: str) -> None:
    page.goto(f"{address}{act_on(key, Subject.APPLICATION, number)}")


@pytest.mark.parametrize("width", [OFFICE_WIDTH, PHONE])
def test_the_page_fits_and_axe_finds_nothing(
    browser: Browser, folder: Path, address: str, numbers: dict[State, str], width: int
) -> None:
    page, complaints = sit_down(browser, folder, address, "张办", width=width)
    _open(page, address, "act.agree_partly", numbers[State.TABLED])
    assert fits(page)
    page.get_by_role("button", name="下一步：核对").click()
    expect(page.get_by_role("alert")).to_contain_text("项要改")
    assert fits(page)
    if AXE.is_file():
        assert violations(page) == []
    page.get_by_label("会议次数").fill("第12次")
    page.get_by_label("或者写").fill("昨天")
    page.get_by_label("同意金额").fill("三十万")
    page.get_by_role("button", name="下一步：核对").click()
    expect(page.get_by_role("main")).to_contain_text("叁拾万元整")
    assert fits(page)
    if AXE.is_file():
        assert violations(page) == []
    page.get_by_role("button", name="更正").click()
    expect(page.get_by_label("同意金额")).to_have_value("三十万")
    assert [one for one in complaints if "422" not in one] == []


def test_an_application_is_returned_by_keyboard_without_scripts(
    browser: Browser, folder: Path, address: str, numbers: dict[State, str]
) -> None:
    number = numbers[State.SUBMITTED]
    page, _ = sit_down(browser, folder, address, "张办", width=OFFICE_WIDTH, scripts=False)
    _open(page, address, "act.return", number)
    page.keyboard.press("Tab")
    page.get_by_label("其他要补正的内容").focus()
    page.keyboard.type("申请书没有盖章")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("核对：退回补正")
    page.get_by_role("button", name="确认登记").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("已登记：退回补正")
    assert _state(folder, number) == "returned"
