"""In Chromium, by keyboard and without scripts: from the printed link into the console, out, and in again."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pyotp
from playwright.sync_api import Browser, Page, expect

from tests.bot.web.browsing import MARKS
from tests.handlers.identity.enrolled import code_of
from tests.processes import environment, run_bot, serving

pytestmark = MARKS

NAME = "办公室甲"
PASSWORD = "连翘花开的山坡上 2026"
OFFICE_PC, PHONE = 1093, 360


def _opened(browser: Browser, address: str, width: int) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 614}, java_script_enabled=False)
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(address)
    return page


def _is_whole(page: Page) -> bool:
    """Nothing stands outside of the window, whose width nobody scrolls."""
    return page.locator("html").bounding_box()["width"] >= page.locator("body").bounding_box()["width"]  # type: ignore[index]


def test_from_the_printed_link_into_the_console_and_again(browser: Browser, tmp_path: Path) -> None:
    env = environment(tmp_path)
    with serving(env) as (_, address):
        assert run_bot("staff", "add", NAME, "--role", "office", env=env).returncode == 0
        told = run_bot("staff", "login", NAME, env=env).stdout
        (link,) = re.findall(r"http://[^/]+(/staff/begin/\S+)", told)
        page = _opened(browser, address + link, OFFICE_PC)
        page.get_by_role("button", name="开始设置").press("Enter")
        expect(page.locator("#password")).to_be_focused()
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.get_by_text("扫不了").press("Enter")
        secret = page.locator("p.code").inner_text().replace(" ", "")
        page.get_by_label("6位数字").fill(pyotp.TOTP(secret).now())
        page.get_by_label("6位数字").press("Enter")
        expect(page.locator("ol.codes li")).to_have_count(10)
        page.get_by_role("link", name="已经打印").press("Enter")
        page.get_by_role("link", name=NAME).click()
        expect(page.get_by_role("heading", name="正在登录的地方")).to_be_visible()
        assert _is_whole(page)
        page.get_by_role("button", name="退出").press("Enter")
        page.get_by_label("姓名").fill(NAME)
        page.get_by_label("密码").fill(PASSWORD)
        # The next step's code: the machine takes it as well, and this step's was used.
        page.get_by_label("验证码").fill(code_of(secret, datetime.now(UTC), later=1))
        page.get_by_label("验证码").press("Enter")
        expect(page).to_have_url(f"{address}/staff")
        phone = _opened(browser, f"{address}/staff/phone", PHONE)
        phone.get_by_role("button", name="显示登录码").press("Enter")
        code = phone.locator("p.code").inner_text()
        page.goto(f"{address}/staff/account")
        page.get_by_label("手机上显示的码").fill(code)
        page.get_by_label("手机上显示的码").press("Enter")
        page.get_by_role("button", name="是我手里的手机").press("Enter")
        expect(page).to_have_url(re.compile(r"/staff/account\?told="))
        phone.get_by_role("button", name="继续").press("Enter")
        expect(phone).to_have_url(f"{address}/staff")
        phone.goto(f"{address}/staff/account")
        assert _is_whole(phone)
