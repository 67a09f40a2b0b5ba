"""The pages to read, in a real browser: the measure, its search, large type; and what axe finds on every page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.bot.web.browsing import AXE, MARKS, ask, fits, open_page, violations

pytestmark = MARKS


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_measure_is_searched_and_the_hit_found(
    browser: Browser, address: str, width: int, *, scripts: bool
) -> None:
    page, complaints = open_page(browser, f"{address}/measure", width=width, scripts=scripts)
    page.fill("#q", "統倉共配")
    page.get_by_role("button", name="查找").click()
    page.get_by_role("link", name="第七条第（八）项").click()
    expect(page.locator(".measure mark")).to_have_text("统仓共配")
    expect(page.locator(".measure mark")).to_be_in_viewport()
    assert complaints == []


def test_a_gap_of_the_numbers_is_shown_where_it_is(browser: Browser, address: str) -> None:
    page, _ = open_page(browser, f"{address}/measure", width=360)
    page.get_by_role("link", name="第十一条（无）").click()
    expect(page.locator("#article-11")).to_contain_text("印发文本没有第十一条。")
    expect(page.locator("#article-11")).to_be_in_viewport()


@pytest.mark.parametrize("scripts", [True, False])
def test_large_type_is_kept_on_every_page(browser: Browser, address: str, *, scripts: bool) -> None:
    page, _ = open_page(browser, f"{address}/measure?q=预付", width=360, scripts=scripts)
    small = _size(page)
    page.get_by_role("button", name="大字版").click()
    expect(page.locator("html")).to_have_class("large")
    assert page.input_value("#q") == "预付"
    for path in ("/", "/measure", "/privacy", "/nothing"):
        page.goto(f"{address}{path}")
        assert _size(page) > small * 1.25
        assert fits(page), path
    page.get_by_role("button", name="标准字号").click()
    expect(page.get_by_role("button", name="大字版")).to_be_visible()
    page.reload()
    assert _size(page) == small


def test_large_type_loses_nothing_that_is_being_typed(browser: Browser, address: str) -> None:
    page, _ = open_page(browser, address, width=360)
    page.fill("#text", "写了一半")
    page.get_by_role("button", name="大字版").click()
    expect(page.locator("html")).to_have_class("large")
    assert page.input_value("#text") == "写了一半"


@pytest.mark.skipif(
    not AXE.is_file(), reason="run: npm install --prefix tests/node --no-package-lock --ignore-scripts"
)
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_on_any_page(browser: Browser, address: str, width: int) -> None:
    page, _ = open_page(browser, address, width=width)
    ask(page, "烂尾咋办")
    page.locator("#log summary").last.click()
    ask(page, "支持哪些方面")
    assert violations(page) == []
    page.get_by_role("button", name="大字版").click()
    for path in ("/", "/measure?q=预付", "/measure", "/privacy", "/nothing", "/?embed=1"):
        page.goto(f"{address}{path}")
        assert violations(page) == [], path


def _size(page: Page) -> float:
    # Without scripts a page can still be measured: a line of text is as high as its type demands.
    box = page.locator("h1").bounding_box()
    assert box is not None
    return box["height"]
