"""The chat in another site's frame: 127.0.0.1 serves it, localhost is the portal, to browsers two sites."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.bot.web.browsing import MARKS, ask, fits, open_page
from tests.bot.web.public.test_firm_browser import bind_code
from tests.bot.web.public.test_upload_browser import in_database
from tests.processes import environment, serving

pytestmark = MARKS

COLUMN = """<!doctype html><html lang="zh"><title>门户</title><meta name="viewport" content="width=device-width">
<body style="margin:0"><h1>县政府门户网站专栏</h1>
<script src="{address}/embed.js" defer></script><p id="below">下面的内容</p></body></html>"""


class Portal:
    """Another site with the one line in its column, counting what it is asked for."""

    def __init__(self) -> None:
        self.chat = ""
        portal = self

        class Column(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(COLUMN.format(address=portal.chat).encode())

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Column)
        self.address = f"http://localhost:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever)


@pytest.fixture(scope="module")
def portal() -> Iterator[Portal]:
    made = Portal()
    made.thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    made.thread.join()


@pytest.fixture(scope="module")
def framed(portal: Portal, folder: Path) -> Iterator[str]:
    with serving(environment(folder, EZHEN_HTTP__EMBED_ORIGINS=portal.address)) as (_, address):
        portal.chat = address
        yield address


def test_a_wide_column_shows_the_chat_where_the_line_stands(browser: Browser, portal: Portal, framed: str) -> None:
    page, complaints = open_page(browser, portal.address, width=1280)
    frame = page.frame_locator("iframe[title=专项资金政策咨询]")
    for question, cited in (
        ("烂尾咋办", "第九条"),
        ("谁来解释", "第十九条"),
        ("支持哪些方面", "第七条第（十）项"),
    ):
        frame.locator("#text").fill(question)
        frame.locator("#text").press("Enter")
        frame.locator("#log cite", has_text=cited).last.wait_for()
    frame.get_by_role("button", name="3 跨境电商").click()
    frame.locator("blockquote", has_text="亚马逊").wait_for()
    assert fits(page)
    assert page.get_by_role("button", name="专项资金政策咨询").count() == 0
    assert complaints == []


def test_in_the_frame_the_visit_and_the_large_type_are_kept(browser: Browser, portal: Portal, framed: str) -> None:
    page, _ = open_page(browser, portal.address, width=1280)
    frame = page.frame_locator("iframe")
    frame.locator("#text").fill("烂尾咋办")
    frame.get_by_role("button", name="发送").click()
    frame.locator("cite", has_text="第九条").first.wait_for()
    frame.get_by_role("button", name="大字版").click()
    expect(frame.locator("html")).to_have_class(re.compile("large"))
    page.reload()
    expect(frame.locator(".mine")).to_contain_text("烂尾咋办")
    expect(frame.locator("html")).to_have_class(re.compile("large"))


def test_on_a_phone_a_button_opens_the_chat_and_closes_it(browser: Browser, portal: Portal, framed: str) -> None:
    page, complaints = open_page(browser, portal.address, width=360)
    frame = page.locator("iframe")
    expect(frame).to_be_hidden()
    opener = page.get_by_role("button", name="专项资金政策咨询")
    opener.focus()
    page.keyboard.press("Enter")
    expect(frame).to_be_visible()
    expect(frame).to_be_focused()
    inside = page.frame_locator("iframe")
    page.frames[-1].wait_for_load_state()  # Enter sends once the frame's script is there
    inside.locator("#text").fill("烂尾咋办")
    inside.locator("#text").press("Enter")
    inside.locator("cite", has_text="第九条").first.wait_for()
    expect(page.get_by_role("button", name="关闭咨询")).to_have_attribute("aria-expanded", "true")
    inside.locator("#text").press("Escape")
    expect(frame).to_be_hidden()
    expect(opener).to_be_focused()
    opener.click()
    expect(inside.locator(".mine")).to_contain_text("烂尾咋办")
    page.get_by_role("button", name="关闭咨询").click()
    expect(frame).to_be_hidden()
    assert fits(page)
    assert complaints == []


def test_a_turned_phone_or_a_narrowed_window_changes_the_shape(
    browser: Browser, portal: Portal, framed: str
) -> None:
    page, _ = open_page(browser, portal.address, width=1280)
    expect(page.locator("iframe")).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 740})
    expect(page.locator("iframe")).to_be_hidden()
    page.set_viewport_size({"width": 1280, "height": 740})
    expect(page.locator("iframe")).to_be_visible()


def test_a_site_that_is_not_named_is_told_so_in_its_console_and_gets_no_frame(
    browser: Browser, portal: Portal, framed: str
) -> None:
    page = browser.new_page()
    page.set_default_timeout(60_000)
    said = list[str]()
    page.on("console", lambda message: said.append(message.text))
    page.goto(portal.address.replace("localhost", "127.0.0.1"))
    assert "不在允许嵌入的网站" in said[0]
    assert page.locator("iframe, #ezhen-embed").count() == 0


def test_without_the_setting_the_console_says_so_and_nothing_else_happens(
    browser: Browser, portal: Portal, address: str
) -> None:
    page = browser.new_page()
    page.set_default_timeout(60_000)
    said = list[str]()
    page.on("console", lambda message: said.append(message.text))
    before, portal.chat = portal.chat, address
    page.goto(portal.address)
    portal.chat = before
    assert "EZHEN_HTTP__EMBED_ORIGINS" in said[0]
    assert page.locator("iframe, #ezhen-embed").count() == 0


def test_without_javascript_in_the_framed_page_it_stays_compact(browser: Browser, framed: str) -> None:
    page, _ = open_page(browser, f"{framed}/?embed=1", width=360, scripts=False)
    ask(page, "烂尾咋办")
    assert "embed=1" in page.url
    assert page.locator("html.framed").count() == 1
    expect(page.get_by_role("link", name="办法全文", exact=True)).to_have_attribute("target", "_blank")


def test_another_sites_form_does_not_act_as_the_visitor(browser: Browser, portal: Portal, framed: str) -> None:
    page, _ = open_page(browser, framed, width=360)
    ask(page, "烂尾咋办")
    page.goto(portal.address)
    for path, said in (("/", {"id": "x", "text": "删除我的信息"}), ("/type", {"size": "large"})):
        with page.expect_navigation(url=f"{framed}{path}") as refused:
            page.evaluate(
                """([action, said]) => {
                    const form = Object.assign(document.createElement("form"), { method: "post", action });
                    for (const [name, value] of Object.entries(said))
                        form.append(Object.assign(document.createElement("input"), { name, value }));
                    document.body.append(form);
                    form.submit();
                }""",
                [f"{framed}{path}", said],
            )
        assert refused.value is not None
        assert refused.value.status == 403
        expect(page.locator("main")).to_contain_text("不是从本网页发出的")
        page.goto(portal.address)
    page.goto(framed)
    assert page.locator(".mine").all_text_contents() == ["您：烂尾咋办"]
    assert page.locator("html.large").count() == 0


def test_a_firms_pages_stay_in_the_frame_and_know_who_it_is(
    browser: Browser, portal: Portal, framed: str, folder: Path
) -> None:
    page, complaints = open_page(browser, portal.address, width=1280)
    frame = page.frame_locator("iframe")
    code = in_database(folder, lambda work: bind_code(work, "AZ-HT-FRAME"))
    for words, told in ((str(code), "确认绑定"), ("确认绑定", "绑定成功"), ("查进度", "贵单位")):
        frame.locator("#text").fill(words)
        frame.get_by_role("button", name="发送").click()
        expect(frame.locator(".answer").last).to_contain_text(told)
    frame.locator(".home a").last.click()
    expect(frame.locator("html")).to_have_class(re.compile("framed"))
    expect(frame.locator(".whose")).to_contain_text("安泽县演示连翘加工有限公司")
    frame.get_by_role("button", name="我要申请").click()  # and back to the talk
    expect(frame.locator(".answer").last).to_contain_text("资金种类")
    assert complaints == []
