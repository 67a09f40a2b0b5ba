"""The public page in a real browser: on a phone's width, by keyboard, and without JavaScript."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.processes import environment, serving

CHROMIUM = shutil.which("chromium") or ""
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed: the pages are not opened in a browser"),
    pytest.mark.xdist_group("browser"),
]
_QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-gpu"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(environment(tmp_path_factory.mktemp("browser"))) as (_, address):
        yield address


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=_QUIET)
        yield launched
        launched.close()


def _open(browser: Browser, address: str, *, width: int, scripts: bool = True) -> tuple[Page, list[str]]:
    context = browser.new_context(viewport={"width": width, "height": 740}, java_script_enabled=scripts)
    page, complaints = context.new_page(), list[str]()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    return page, complaints


@pytest.mark.parametrize("width", [360, 1280])
def test_three_questions_and_a_pick(browser: Browser, address: str, width: int) -> None:
    page, complaints = _open(browser, address, width=width)
    for question, cited in (
        ("烂尾咋办", "第九条"),
        ("谁来解释", "第十九条"),
        ("支持哪些方面", "第七条第（十）项"),
    ):
        page.fill("#text", question)
        page.keyboard.press("Enter")
        page.locator("#log cite", has_text=cited).last.wait_for()
        assert page.input_value("#text") == ""
    page.get_by_role("button", name="3 跨境电商").click()
    page.locator("blockquote", has_text="亚马逊").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert complaints == []


def test_a_menu_is_picked_by_keyboard_alone(browser: Browser, address: str) -> None:
    page, _ = _open(browser, address, width=360)
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText").startswith("1 "):
            break
    page.keyboard.press("Enter")
    page.locator("blockquote", has_text="促进创业创新").wait_for()


def test_without_javascript_every_answer_is_a_page(browser: Browser, address: str) -> None:
    page, _ = _open(browser, address, width=360, scripts=False)
    page.fill("#text", "支持哪些方面")
    page.get_by_role("button", name="发送").click()
    page.get_by_role("button", name="8 物流配送体系").click()
    assert "统仓共配" in page.inner_text("main")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_greetings_menu_can_be_typed_and_then_the_answers(
    browser: Browser, address: str, *, scripts: bool
) -> None:
    page, _ = _open(browser, address, width=360, scripts=scripts)
    for number, found in (("1", "促进创业创新"), ("3", "亚马逊")):
        page.fill("#text", number)
        page.get_by_role("button", name="发送").click()
        page.locator("blockquote, .offers", has_text=found).first.wait_for()
