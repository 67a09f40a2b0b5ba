"""An officer opens a report in their own browser: the key stays there, and sealed boxes alone leave the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote_plus

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from handlers.casework.sealed.window import recipients
from handlers.identity.who import OPERATOR
from handlers.sealed.codes import keys_of
from handlers.sealed.looking_up import look_up
from handlers.sealed.packing import Report
from handlers.sealed.recipient_keys import add_recipient
from handlers.sealed.recipients import Concern
from handlers.sealed.resealing import private_key_in
from handlers.values.age_keys import fingerprint, public_key_of
from store.queries.sealed_complaints import boxes_of
from store.states import BoxKind, RecipientUnit, Role, SealedTrack
from store.tables.sealed_complaints import SealedComplaint
from store.work import Work
from tests.bot.web.browsing import AXE, MARKS, fits, violations
from tests.bot.web.staff.browsing import in_database, sit_down
from tests.handlers.contracts.contracts import member
from tests.handlers.sealed.officers import Officers
from tests.handlers.sealed.reports import FILE, WORDS, kept, opened_by, opened_window
from tests.keys import KEYS, private_key, public_key

pytestmark = MARKS

REPORT = Report(frozenset({Concern.OFFICE}), is_named=False, what=f"<b>{WORDS}</b>", files=(FILE,))
LEFT_OUT, OTHER_READER = "吴受", "郑派的纸"
"""The officer in the office, whom the report is about; the second key outside."""

MESSAGE, NOTE = "请补充事情发生的时间。<i>", "已与派驻组通过电话。"


@pytest.fixture(scope="module")
def code(folder: Path, address: str) -> str:
    """The code of a report that waits for its officers."""
    assert address

    def make(work: Work) -> str:
        opened_window(work)
        add_recipient(work, OPERATOR, "郑派", public_key(OTHER_READER), RecipientUnit.OUTSIDE)
        made = kept(work, REPORT)
        [row] = work.all(select(SealedComplaint))
        Officers(work, (made, row.id, "")).registered(SealedTrack.PETITION)
        return made

    return in_database(folder, make)


def _address(folder: Path, address: str) -> str:
    report = in_database(folder, lambda work: work.all(select(SealedComplaint))[0].id)
    return f"{address}/staff/sealed/{report}/open"


@contextmanager
def _nothing_leaves(page: Page, *secrets: str) -> Iterator[None]:
    """No request of the page carries a secret, in its address, its headers or its body."""
    sent = list[str]()
    page.on("request", lambda one: sent.append(unquote_plus(f"{one.url}\n{one.headers}\n{one.post_data or ''}")))
    yield
    assert [one for one in sent if "note=" in one]
    assert [one[:200] for one in sent for secret in secrets if secret in one] == []


def _opened(page: Page, name: str) -> None:
    page.get_by_label("私钥", exact=True).fill(private_key(name))
    page.get_by_role("button", name="打开", exact=True).click()


def test_a_report_is_opened_answered_and_noted_where_its_key_is(
    browser: Browser, folder: Path, address: str, code: str
) -> None:
    page, complaints = sit_down(browser, folder, address, "郑派", width=360)
    with _nothing_leaves(page, private_key("郑派"), private_key("别人"), WORDS, MESSAGE, NOTE):
        page.clock.install()
        shown = page.goto(_address(folder, address))
        assert shown is not None
        assert "require-trusted-types-for 'script'" in shown.headers["content-security-policy"]
        _opened(page, "别人")
        expect(page.get_by_role("alert")).to_contain_text("这把私钥一份也打不开")
        _opened(page, "郑派")
        expect(page.locator("#parts")).to_contain_text(f"<b>{WORDS}</b>")
        expect(page.get_by_label("私钥", exact=True)).to_be_hidden()
        assert page.get_by_label("私钥", exact=True).input_value() == ""
        with page.expect_download() as saved:
            page.get_by_role("button", name="保存附件1.jpg：原件").click()
        assert Path(saved.value.path()).read_bytes() == FILE.original
        page.get_by_label("要说的话").fill(MESSAGE)
        page.get_by_role("button", name="加密并发给举报人").click()
        expect(page.get_by_role("alert")).to_contain_text("请先核对")
        page.get_by_label("上面每一把公钥都已经与本人核对").check()
        page.get_by_role("button", name="加密并发给举报人").click()
        expect(page.locator("#said")).to_contain_text("已加密发出")
        page.get_by_label("记录", exact=True).fill(NOTE)
        page.get_by_role("button", name="加密并保存记录").click()
        expect(page.locator("#said")).to_contain_text("已加密保存")
        expect(page.locator("#key-list li", has_text=LEFT_OUT)).to_contain_text("回避")
        assert fits(page)
        assert not AXE.is_file() or violations(page) == []
    assert page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})").count("SECRET") == 0
    compared = page.evaluate(
        "localStorage.getItem('sealed.compared')"
    )  # a key in another unit has to be compared anew
    assert f"{public_key('郑派')} {RecipientUnit.OUTSIDE.value}" in compared
    assert complaints == []
    in_database(folder, lambda work: _arrived(work, code))
    page.clock.fast_forward("15:00")
    expect(page.get_by_role("alert")).to_contain_text("已清除私钥和打开的内容")
    expect(page.locator("#parts")).not_to_contain_text(WORDS)


def _arrived(work: Work, code: str) -> None:
    """The message is read by the code, its copy and the note by who got the report, by none whom it is about."""
    found = look_up(work, keys_of(code, KEYS))
    assert found is not None
    [message] = found.messages
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d\n(.+)", message)[1] == MESSAGE  # type: ignore[index]
    [report] = work.all(select(SealedComplaint))
    notes = [box.box for box in boxes_of(work, report.id, BoxKind.NOTE)]
    read = [held["note.txt"].decode() for box in notes if (held := opened_by(OTHER_READER, box))]
    assert sorted(text.partition("\n")[0] for text in read) == ["发给举报人的话", "受理人员的记录"]
    assert [text for text in (MESSAGE, NOTE) if not any(text in one for one in read)] == []
    assert [opened_by(LEFT_OUT, box) for box in notes] == [None, None]
    assert {box.count(b"\n-> X25519 ") for box in notes} == {len(recipients(work))}


@pytest.mark.usefixtures("code")
def test_a_key_made_in_a_browser_opens_what_lay_there_before_once_somebody_gave_it_on(
    browser: Browser, folder: Path, address: str
) -> None:
    in_database(folder, lambda work: member(work, "赵新", Role.REPORT_OFFICER))
    page, _ = sit_down(browser, folder, address, "赵新", width=1093)
    page.goto(f"{address}/staff/sealed/keys")
    page.get_by_role("button", name="生成一对钥匙").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="保存私钥文件").click()
    held = private_key_in(Path(saved.value.path()).read_text("utf-8"))
    assert held is not None
    on_paper = page.locator("[data-put=private]").inner_text()
    page.get_by_label("私钥", exact=True).fill(on_paper.lower())
    page.get_by_role("button", name="核对", exact=True).click()
    expect(page.locator("#said")).to_contain_text("一致")
    public = public_key_of(held)
    assert page.locator("[data-put=public]").inner_text() == public
    assert page.locator("[data-put=fingerprint]").inner_text() == fingerprint(public)
    in_database(folder, lambda work: add_recipient(work, OPERATOR, "赵新", public, RecipientUnit.BUREAU))
    opening = _address(folder, address)
    assert "打不开" in _tried(page, opening, on_paper)
    other, _ = sit_down(browser, folder, address, "郑派", width=360)
    other.goto(f"{address}/staff/sealed/reseal")
    other.get_by_label("私钥", exact=True).fill(private_key("郑派"))
    other.get_by_role("button", name="用这把私钥").click()
    other.get_by_label("上面每一把公钥都已经与本人核对").check()
    other.get_by_role("button", name="重新加密", exact=True).click()
    expect(other.locator("#said")).to_contain_text("已重新加密")
    assert WORDS in _tried(page, opening, on_paper)
    copies = in_database(folder, lambda work: boxes_of(work, opening.split("/")[-2], BoxKind.COPY))
    assert [opened_by(LEFT_OUT, copy.box) for copy in copies] == [None] * len(copies)
    assert copies


def _tried(page: Page, opening: str, key: str) -> str:
    """What is to be read once this key was tried."""
    page.goto(opening)
    page.get_by_label("私钥", exact=True).fill(key)
    page.get_by_role("button", name="打开", exact=True).click()
    page.locator("#problem:not(:empty), #said:has-text('已打开')").first.wait_for()
    return page.locator("main").inner_text()


@pytest.mark.usefixtures("code")
def test_without_scripts_the_page_leads_to_the_age_tool(browser: Browser, folder: Path, address: str) -> None:
    page, _ = sit_down(browser, folder, address, "郑派", width=360, scripts=False)
    page.goto(_address(folder, address))
    expect(page.get_by_text("age -d -i 私钥文件")).to_be_visible()
    expect(page.get_by_label("私钥", exact=True)).to_be_hidden()
    with page.expect_download() as saved:
        page.locator("#parts article[data-kind=report]").get_by_role("link", name="下载").click()
    assert WORDS in (opened_by("郑派", Path(saved.value.path()).read_bytes()) or {})["report.txt"].decode()
