"""The public page in a real browser: on a phone's width, by keyboard, and without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.bot.web.browsing import MARKS, ask, fits, open_page, tab_to

pytestmark = MARKS


@pytest.mark.parametrize("width", [360, 1280])
def test_three_questions_and_a_pick(browser: Browser, address: str, width: int) -> None:
    page, complaints = open_page(browser, address, width=width)
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
    assert fits(page)
    assert complaints == []


@pytest.mark.parametrize("width", [360, 1280])
def test_an_article_unfolds_from_an_answer_and_leads_to_its_place(
    browser: Browser, address: str, width: int
) -> None:
    page, complaints = open_page(browser, address, width=width)
    ask(page, "7条3项")
    page.locator("#log summary", has_text="展开第七条全文").last.click()
    passage = page.locator(".passage").last
    expect(passage.locator("mark")).to_contain_text("鼓励发展跨境电商")
    expect(passage.locator("mark")).to_be_in_viewport()
    expect(passage).to_contain_text("促进创业创新")  # the last item: the whole article stands there
    assert fits(page)
    passage.get_by_role("link", name="在办法全文中查看").click()
    page.wait_for_url("**/measure#item-7.3")
    expect(page.locator(":target")).to_be_in_viewport()
    assert fits(page)
    assert complaints == []


def test_a_menu_is_picked_and_an_article_unfolded_by_keyboard_alone(browser: Browser, address: str) -> None:
    page, _ = open_page(browser, address, width=360)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText").startswith("1 ")
    page.keyboard.press("Enter")
    page.locator("blockquote", has_text="促进创业创新").wait_for()
    expect(page.locator(".answer").last).to_be_focused()
    tab_to(page, "第七条第（十）项")
    page.keyboard.press("Enter")
    expect(page.locator(".passage").last).to_be_visible()
    tab_to(page, "8 ")
    page.keyboard.press("Enter")
    page.locator("blockquote", has_text="统仓共配").wait_for()


_FIRST_LINE = """button => {
  const label = document.createRange();
  label.selectNodeContents(button.lastChild);
  return label.getClientRects()[0].top - button.querySelector('.key').getClientRects()[0].top;
}"""


@pytest.mark.parametrize("large", [False, True])
def test_a_number_stands_on_the_first_line_of_its_label(browser: Browser, address: str, *, large: bool) -> None:
    page, _ = open_page(browser, address, width=360)
    if large:
        page.get_by_role("button", name="大字版").click()
    ask(page, "第十二条")
    buttons = page.locator("#log .answer").last.locator(".offers button")
    assert buttons.count() > 2
    assert all(abs(button.evaluate(_FIRST_LINE)) < 3 for button in buttons.all())


def test_on_a_phone_the_page_opens_with_something_to_press(browser: Browser, address: str) -> None:
    page, _ = open_page(browser, address, width=360)
    page.set_viewport_size({"width": 360, "height": 640})
    box, button = page.locator(".dock").bounding_box(), page.locator(".offers button").nth(2).bounding_box()
    assert box is not None
    assert button is not None
    assert button["y"] + button["height"] <= box["y"] < 640


def test_a_printed_talk_holds_questions_and_answers_alone(browser: Browser, address: str) -> None:
    page, _ = open_page(browser, address, width=800)
    ask(page, "烂尾咋办")
    page.emulate_media(media="print")
    expect(page.locator(".answer").last).to_contain_text("第九条")
    expect(page.locator(".mine")).to_be_visible()
    for pressed in (".dock", ".bar", ".offers >> nth=0", ".tools"):
        expect(page.locator(pressed)).to_be_hidden()


def test_the_large_type_on_a_phone_leaves_its_switch_beside_the_links(browser: Browser, address: str) -> None:
    page, _ = open_page(browser, address, width=360)
    page.get_by_role("button", name="大字版").click()
    switch = page.get_by_role("button", name="标准字号").bounding_box()
    link = page.get_by_role("link", name="办法全文").bounding_box()
    assert switch is not None
    assert link is not None
    assert switch["y"] < link["y"] + link["height"]
    assert fits(page)


def test_whoever_types_at_an_answer_writes_the_next_message(browser: Browser, address: str) -> None:
    page, _ = open_page(browser, address, width=360)
    ask(page, "支持哪些方面")
    expect(page.locator(".answer").last).to_be_focused()
    page.keyboard.type("3")
    expect(page.locator("#text")).to_have_value("3")
    page.keyboard.press("Enter")
    page.locator("blockquote", has_text="亚马逊").wait_for()


def test_without_javascript_every_answer_is_a_page_that_opens_at_the_answer(
    browser: Browser, address: str
) -> None:
    page, _ = open_page(browser, address, width=360, scripts=False)
    page.fill("#text", "支持哪些方面")
    page.get_by_role("button", name="发送").click()
    expect(page).to_have_url(re.compile(r"/#latest$"))
    expect(page.locator("#latest")).to_be_in_viewport()
    page.get_by_role("button", name="8 物流配送体系").click()
    expect(page.locator("main")).to_contain_text("统仓共配")
    page.locator("#log summary").last.click()
    expect(page.locator(".passage").last).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_reload_shows_the_visit_again_and_its_menu_still_works(
    browser: Browser, address: str, *, scripts: bool
) -> None:
    page, _ = open_page(browser, address, width=360, scripts=scripts)
    ask(page, "烂尾咋办")
    ask(page, "支持哪些方面")
    page.goto(address)
    assert page.locator(".mine").all_text_contents() == ["您：烂尾咋办", "您：支持哪些方面"]
    page.get_by_role("button", name="3 跨境电商").click()
    page.locator("blockquote", has_text="亚马逊").wait_for()


def test_a_reload_does_not_show_a_report_again(browser: Browser, address: str) -> None:
    page, _ = open_page(browser, address, width=360)
    ask(page, "烂尾咋办")
    ask(page, "我要举报村里有人贪污")
    page.goto(address)
    assert page.locator(".mine").all_text_contents() == ["您：烂尾咋办"]


@pytest.mark.parametrize("scripts", [True, False])
def test_the_greetings_menu_can_be_typed_and_then_the_answers(
    browser: Browser, address: str, *, scripts: bool
) -> None:
    page, _ = open_page(browser, address, width=360, scripts=scripts)
    for number, found in (("1", "促进创业创新"), ("3", "亚马逊")):
        page.fill("#text", number)
        page.get_by_role("button", name="发送").click()
        page.locator("blockquote, .offers", has_text=found).first.wait_for()


def test_only_the_newest_answer_can_be_rated_and_only_the_newest_menu_picked(
    browser: Browser, address: str
) -> None:
    page, _ = open_page(browser, address, width=360)
    ask(page, "烂尾咋办")
    ask(page, "支持哪些方面")
    assert page.locator(".tools").count() == 1
    assert page.locator(".offers").count() == 1
    page.get_by_role("button", name="没用").click()
    page.locator(".answer", has_text="已经记下这个问题").wait_for()
    assert page.get_by_role("button", name="没用").count() == 0
    assert page.locator(".offers").count() == 1  # a menu stays open until the next


def test_a_lost_connection_is_said_and_nothing_typed_is_lost(browser: Browser, address: str) -> None:
    page, _ = open_page(browser, address, width=360)
    page.context.set_offline(True)
    page.fill("#text", "烂尾咋办")
    page.get_by_role("button", name="发送").click()
    expect(page.get_by_role("alert")).to_contain_text("没有连上服务器")
    assert page.input_value("#text") == "烂尾咋办"
    page.context.set_offline(False)
    page.get_by_role("button", name="发送").click()
    page.locator("cite", has_text="第九条").first.wait_for()
    assert page.get_by_role("alert").inner_text() == ""


def test_waiting_is_shown_until_the_answer_comes(browser: Browser, address: str) -> None:
    page, _ = open_page(browser, address, width=360)
    held = list[Route]()

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/", hold)
    page.fill("#text", "烂尾咋办")
    page.get_by_role("button", name="发送").click()
    expect(page.get_by_role("status")).to_contain_text("正在查找")
    assert page.get_attribute("#log", "aria-busy") == "true"
    held[0].continue_()
    page.locator("cite", has_text="第九条").first.wait_for()
    expect(page.locator("#log")).to_have_attribute("aria-busy", "false")
    assert page.get_by_role("status").inner_text() == ""


def test_a_message_that_is_too_long_stays_in_the_box(browser: Browser, address: str) -> None:
    page, _ = open_page(browser, address, width=360)
    page.fill("#text", "长" * 2001)
    page.get_by_role("button", name="发送").click()
    expect(page.get_by_role("alert")).to_contain_text("您写了 2001 个")
    assert len(page.input_value("#text")) == 2001


def test_a_double_click_is_one_message_and_a_later_press_another(browser: Browser, address: str) -> None:
    page, complaints = open_page(browser, address, width=360)
    ask(page, "支持哪些方面")
    button = page.get_by_role("button", name="3 跨境电商")
    button.dblclick()
    page.locator("blockquote", has_text="亚马逊").wait_for()
    expect(page.locator(".mine")).to_have_count(2)
    page.evaluate("document.querySelector('form[data-sent]').dataset.sent = 0")  # a while later
    button.click()
    expect(page.locator(".mine")).to_have_count(3)
    page.fill("#text", "烂尾咋办")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.locator("cite", has_text="第九条").first.wait_for()
    expect(page.locator(".mine")).to_have_count(4)
    assert complaints == []


def test_after_deleting_no_earlier_word_stands_on_the_page(browser: Browser, address: str) -> None:
    page, _ = open_page(browser, address, width=360)
    ask(page, "烂尾咋办")
    ask(page, "删除我的信息")
    page.get_by_role("button", name="1 确认删除").click()
    expect(page.locator(".mine")).to_have_text(["您：确认删除"])
    expect(page.locator(".answer").first).to_contain_text("我是自动应答助手")
    page.fill("#text", "1")
    page.keyboard.press("Enter")
    page.locator("blockquote", has_text="促进创业创新").wait_for()


def test_without_javascript_going_back_and_forth_sends_nothing_again(browser: Browser, address: str) -> None:
    page, _ = open_page(browser, address, width=360, scripts=False)
    ask(page, "烂尾咋办")
    page.goto(f"{address}/measure")
    page.go_back()
    expect(page.locator(".mine")).to_have_text(["您：烂尾咋办"])
    page.reload()
    expect(page.locator(".mine")).to_have_text(["您：烂尾咋办"])


@pytest.mark.parametrize(("width", "height", "large"), [(740, 300, False), (740, 300, True), (280, 500, True)])
def test_where_there_is_little_room_the_box_covers_nothing(
    browser: Browser, address: str, width: int, height: int, *, large: bool
) -> None:
    page, _ = open_page(browser, address, width=width)
    page.set_viewport_size({"width": width, "height": height})
    if large:
        page.get_by_role("button", name="大字版").click()
        page.locator("html.large").wait_for()
    ask(page, "烂尾咋办")
    box, answer = page.locator(".dock").bounding_box(), page.locator(".answer").last.bounding_box()
    assert box is not None
    assert answer is not None
    assert box["y"] >= answer["y"] + answer["height"] - 1
    assert fits(page)
