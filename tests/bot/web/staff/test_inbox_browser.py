"""Inbox and 意向登记 in a real browser: at the office's width and a phone's, by keyboard, without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from handlers.casework.intention_rows import IntentionFields
from handlers.casework.intentions import register_intention
from handlers.messages import Channel, Person
from handlers.notices.delivery import tell_staff
from store.states import NoticeSubject, Role, State
from store.work import Work
from tests.bot.web.browsing import AXE, MARKS, fits, violations
from tests.bot.web.staff.browsing import in_database, sit_down
from tests.handlers.casework.town import Town

pytestmark = MARKS

OFFICE_WIDTH, PHONE = 1093, 360
WISH = "我们合作社想在网上卖连翘茶，想了解怎么参加培训，还想知道包装设计有没有人帮着做"


@pytest.fixture(scope="module")
def told(folder: Path, address: str) -> None:
    """An application that was sent, an entry that was left, and a notice that leads nowhere."""
    assert address

    def settle(work: Work) -> None:
        town = Town(work)
        town.brought_to(State.SUBMITTED)
        fields = IntentionFields(called="李大姐", phone="13812345678", area="7.2", wish=WISH)
        register_intention(work, Person(Channel.WEB, "farmer-000000000"), fields)
        tell_staff(work, Role.OFFICE, text="有人五次输错绑定码，已锁定一小时。", about=NoticeSubject.NOTHING)

    in_database(folder, settle)


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("width", [OFFICE_WIDTH, PHONE])
def test_both_pages_fit_and_axe_finds_nothing(browser: Browser, folder: Path, address: str, width: int) -> None:
    page, complaints = sit_down(browser, folder, address, "张办", width=width)
    for path in ("/staff/inbox?all=1", "/staff/intentions/1"):
        page.goto(f"{address}{path}")
        assert fits(page)
        if AXE.is_file():
            assert violations(page) == []
    assert complaints == []


@pytest.mark.usefixtures("told")
def test_what_is_new_is_opened_and_marked_by_keyboard_without_scripts(
    browser: Browser, folder: Path, address: str
) -> None:
    page, _ = sit_down(browser, folder, address, "李办", width=OFFICE_WIDTH, scripts=False)
    page.goto(f"{address}/staff/inbox")
    rows = page.get_by_role("row")
    before = rows.count()
    page.get_by_role("button", name="标为已读：").first.focus()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(before - 1)
    page.locator("button.link", has_text="有新的意向登记").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("意向登记 第 1 号")
    page.get_by_role("link", name="收件箱").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="全部标为已读").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("没有未读的通知")
    expect(page.get_by_role("link", name="收件箱")).not_to_contain_text("未读")
