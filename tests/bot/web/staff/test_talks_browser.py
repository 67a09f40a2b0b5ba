"""A villager's phone and a clerk's screen, in two browsers: asked, taken over, answered, handed back."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from handlers.texts import threads as texts
from tests.bot.web.browsing import AXE, MARKS, ask, fits, open_page, violations
from tests.bot.web.staff.browsing import in_database, sit_down
from tests.handlers.casework.town import Town

pytestmark = MARKS

QUESTIONS = {True: "合同里没写预付比例，能先领一部分钱吗", False: "预付比例没写进合同，还能补写吗"}
ANSWER = "请先和县工信局补签比例，再来申请。"


@pytest.fixture(scope="module")
def staffed(folder: Path, address: str) -> None:
    assert address
    in_database(folder, Town)


def _press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.usefixtures("staffed")
@pytest.mark.parametrize("scripts", [True, False])
def test_a_villager_waits_and_a_clerk_takes_over_answers_and_hands_back(
    browser: Browser, folder: Path, address: str, *, scripts: bool
) -> None:
    villager, wrong = open_page(browser, address, width=360)
    ask(villager, texts.ASK_COMMAND)
    ask(villager, QUESTIONS[scripts])
    clerk, complaints = sit_down(browser, folder, address, "张办", width=1093, scripts=scripts)
    clerk.goto(f"{address}/staff/talks")
    clerk.get_by_role("link", name=QUESTIONS[scripts]).click()
    _press(clerk, "接入咨询")
    expect(villager.locator(".from-staff", has_text="的工作人员已接入")).to_be_visible()
    before = villager.locator("#log .answer:not(.from-staff)").count()
    clerk.get_by_role("textbox", name="答复").fill(ANSWER)
    _press(clerk, "发出答复")
    told = villager.locator(".from-staff", has_text=ANSWER)
    expect(told).to_contain_text("以上为工作人员咨询答复，不是第十九条的解释，不作为审批、拨付依据。")
    assert villager.locator("#log .answer:not(.from-staff)").count() == before
    for page in (villager, clerk) if scripts else (villager,):  # axe is a script itself
        assert fits(page)
        assert not AXE.is_file() or violations(page) == []
    _press(clerk, "交回助手")
    expect(villager.locator(".from-staff").last).to_contain_text("助手")
    ask(villager, "连翘初加工的设备能不能支持")
    expect(villager.locator("#log .answer").last).to_contain_text("第七条")
    assert wrong + complaints == []
