"""The page of a case in a real browser: above the fold of the office's screens, on a phone, without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from store.queries.desk import applications_in
from store.states import State
from tests.bot.web.browsing import AXE, MARKS, fits, tab_to, violations
from tests.bot.web.staff.seats import DESKTOP, PHONE, County, served_county
from tests.scenarios.desk.conftest import BUREAU, OFFICE, OTHER_OFFICE

pytestmark = MARKS

_CONTRACT = "/staff/contracts/演示-2026-08"
_MINUTE = 60_000


@pytest.fixture(scope="module")
def county(county_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    with served_county(county_file, tmp_path_factory.mktemp("county")) as served:
        yield served


@pytest.fixture(scope="module")
def numbers(county: County) -> dict[State, str]:
    return county.does(
        lambda work: {State(one.state): one.number for one in applications_in(work, list(State), 99)}
    )


def _stands_above_the_fold(page: Page, height: int) -> bool:
    """Sums, findings and buttons, each to its last line."""
    boxes = [page.locator(which).bounding_box() for which in (".sums", ".findings", ".acts .buttons")]
    return all(box is not None and box["y"] + box["height"] <= height for box in boxes)


@pytest.mark.parametrize("scripts", [True, False])
def test_sums_findings_and_buttons_stand_above_the_fold(
    browser: Browser, county: County, numbers: dict[State, str], *, scripts: bool
) -> None:
    page, complaints = county.seat(browser, BUREAU, scripts=scripts)
    for path in (*(f"/staff/applications/{numbers[state]}" for state in State if state in numbers), _CONTRACT):
        page.goto(f"{county.address}{path}")
        expect(page.locator(".sums")).to_be_visible()
        assert _stands_above_the_fold(page, DESKTOP[1]), path
        assert fits(page), path
    assert complaints == []


def test_a_phone_shows_the_case_from_top_to_bottom(
    browser: Browser, county: County, numbers: dict[State, str]
) -> None:
    page, complaints = county.seat(browser, OFFICE, size=PHONE)
    for path in (f"/staff/applications/{numbers[State.SUBMITTED]}", _CONTRACT, "/staff/cases/1"):
        page.goto(f"{county.address}{path}")
        assert fits(page), path
    assert complaints == []


def test_the_keyboard_returns_an_application_paper_by_paper(
    browser: Browser, county: County, numbers: dict[State, str]
) -> None:
    page, complaints = county.seat(browser, OFFICE)
    page.goto(f"{county.address}/staff/applications/{numbers[State.SUBMITTED]}")
    tab_to(page, "退回补正")
    page.keyboard.press("Enter")
    page.get_by_label("拨付申请书（加盖公章）：要补正什么").focus()
    page.keyboard.type("没有盖章")
    page.get_by_role("button", name="下一步：核对").focus()
    page.keyboard.press("Enter")
    expect(page.locator("dd", has_text="拨付申请书（加盖公章）：没有盖章")).to_be_visible()
    assert complaints == []


def test_an_open_page_says_that_a_colleague_was_faster(
    browser: Browser, county: County, numbers: dict[State, str]
) -> None:
    page, complaints = county.seat(browser, OFFICE)
    page.clock.install()
    page.goto(f"{county.address}/staff/applications/{numbers[State.ACCEPTED]}")
    expect(page.locator("#news")).to_be_hidden()
    other, _ = county.seat(browser, OTHER_OFFICE, scripts=False)
    other.goto(f"{county.address}/staff/act/act.report/application/{numbers[State.ACCEPTED]}")
    other.get_by_label("或者写").fill("今天")
    other.get_by_role("button", name="下一步：核对").click()
    other.get_by_role("button", name="确认登记").click()
    page.clock.run_for(_MINUTE)
    expect(page.locator("#news")).to_contain_text("已由他人办理")
    page.locator("#news").get_by_role("link", name="刷新").click()
    expect(page.locator(".first dd", has_text="已上报，待提请审议（自")).to_be_visible()
    assert complaints == []


@pytest.mark.skipif(
    not AXE.is_file(), reason="run: npm install --prefix tests/node --no-package-lock --ignore-scripts"
)
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_axe_finds_nothing(
    browser: Browser, county: County, numbers: dict[State, str], size: tuple[int, int]
) -> None:
    page, _ = county.seat(browser, OFFICE, size=size)
    application = f"/staff/applications/{numbers[State.RETURNED]}"
    returning = f"/staff/act/act.return/application/{numbers[State.SUBMITTED]}"
    for path in (application, _CONTRACT, "/staff/cases/1", returning):
        page.goto(f"{county.address}{path}")
        for summary in page.locator("main summary").all():
            summary.click()
        assert violations(page) == [], path
