"""A clerk's morning: the newest of two hundred found and read, one returned, one accepted, one entered, one paid.

Everything is done by keyboard: at the office's width, and without scripts on a phone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from benchmarks.county import fill
from handlers.casework.checklists import NewItem, add_item
from handlers.casework.opening_rows import OpeningFields
from handlers.casework.table import ActName
from handlers.dates import local_day
from handlers.filekinds import MEDIA_TYPES, FileKind
from handlers.results import Done
from store.files import FileStore
from store.queries.applications import application_numbered
from store.states import Kind, State
from store.tables.applications import Material
from store.work import Work
from tests.bot.web.browsing import MARKS, fits
from tests.bot.web.staff.seats import DESKTOP, PHONE, County
from tests.handlers.casework.town import YUAN, Town
from tests.handlers.identity.enrolled import PASSWORD, code_of, enrolled
from tests.handlers.materials import drawn_pdf
from tests.keys import KEYS
from tests.processes import environment, serving

pytestmark = MARKS

ITEMS = {"letter": "加盖公章的申请书", "plan": "实施方案"}
PAPER = "项目实施方案（终稿）.pdf"


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits this morning: numbers of applications, and the secrets of the authenticators."""

    newest: str
    other: str
    approved: str
    on_paper: str  # a contract whose firm comes with paper
    secrets: dict[str, str]


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    with serving(environment(tmp_path)) as (_, address):
        made = County(address, tmp_path / "process.db")
        made.does(lambda work: fill(work.connection, KEYS, 200))
        yield made


@pytest.fixture
def desk(county: County, tmp_path: Path) -> Desk:
    content = drawn_pdf.of_pages(3)
    path = FileStore(tmp_path / "files").keep_bytes(content, datetime.now(UTC))
    return county.does(lambda work: _laid_out(work, path, content))


def _laid_out(work: Work, path: str, content: bytes) -> Desk:
    town = Town(work)
    for code, label in ITEMS.items():
        assert isinstance(add_item(work, town.office, Kind.PREPAYMENT, NewItem(code, label, required=False)), Done)
    other = town.submitted()
    town.contract = under_way = town.contract_of("AZ-HT-002", firm=1)
    town.boss = town.bound(under_way.firm_id, "another")
    paid = OpeningFields(
        kind=Kind.PREPAYMENT, amount=100_000 * YUAN, voucher="OLD-1", paid_on=local_day(work.now), document="凭证"
    )
    town.does(ActName.OPENING, under_way.number, paid, by=town.bureau)
    approved = town.brought_to(State.APPROVED, yuan=200_000)
    town.contract = town.contract_of("AZ-HT-003", firm=2)
    town.boss = town.bound(town.contract.firm_id, "a third")
    newest = town.submitted()
    fresh = town.contract_of("AZ-HT-004", firm=2)
    application = application_numbered(work, newest)
    assert application is not None
    work.add(
        Material(
            application_id=application.id,
            firm_id=town.contract.firm_id,
            item="",
            name=PAPER,
            media_type=MEDIA_TYPES[FileKind.PDF],
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            path=path,
            copy=None,
            received_at=work.now,
            received_by="binding:1",
        )
    )
    secrets = {name: enrolled(work, name)[0] for name in ("张办", "李办", "赵拨")}
    return Desk(newest, other, approved, fresh.number, secrets)


class Clerk:
    """Somebody at the keyboard: what they press is focused, and pressed by Enter or the space bar."""

    def __init__(self, browser: Browser, county: County, size: tuple[int, int], *, scripts: bool) -> None:
        width, height = size
        context = browser.new_context(viewport={"width": width, "height": height}, java_script_enabled=scripts)
        context.set_default_timeout(60_000)
        self.page: Page = context.new_page()
        self._address = county.address
        self._scripts = scripts

    def goes_to(self, path: str) -> None:
        self.page.goto(f"{self._address}{path}")

    def presses(self, found: Locator) -> None:
        """By Enter; the page that comes fits."""
        found.focus()
        with self.page.expect_navigation(wait_until="load"):
            self.page.keyboard.press("Enter")
        self.looks()

    def looks(self) -> None:
        if self._scripts:
            assert fits(self.page), self.page.url

    def link(self, name: str | re.Pattern[str]) -> None:
        self.presses(self.page.get_by_role("link", name=name).first)

    def button(self, name: str) -> None:
        self.presses(self.page.get_by_role("button", name=name).first)

    def writes(self, label: str, words: str) -> None:
        fields = self.page.get_by_role("textbox", name=label).or_(self.page.get_by_role("searchbox", name=label))
        fields.or_(self.page.get_by_label(label, exact=True).and_(self.page.locator("input"))).first.focus()
        self.page.keyboard.insert_text(words)

    def fills(self, **typed: str) -> None:
        """The fields of an action's page, by their names; a day is written in words."""
        for name, words in typed.items():
            self.page.locator(f'#f-{name}, [name="f.{name}"]').last.focus()
            self.page.keyboard.insert_text(words)

    def chooses(self, label: str) -> None:
        self.ticks(self.page.get_by_role("radio", name=label).first)

    def ticks(self, found: Locator) -> None:
        found.focus()
        self.page.keyboard.press("Space")

    def signs_in(self, name: str, secret: str) -> None:
        self.goes_to("/staff")
        expect(self.page.get_by_role("heading", level=1)).to_have_text("登录工作台")
        self.writes("姓名", name)
        self.writes("密码", PASSWORD)
        self.writes("验证码", code_of(secret, datetime.now(UTC), later=1))
        self.button("登录")
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("待办")

    def confirms(self) -> None:
        self.button("确认登记")
        expect(self.page.get_by_role("status")).to_contain_text("已登记")


@pytest.mark.rotated("whole days", 1)
@pytest.mark.parametrize(("size", "scripts"), [(DESKTOP, True), (PHONE, False)])
def test_a_clerks_morning(
    browser: Browser, county: County, desk: Desk, size: tuple[int, int], *, scripts: bool
) -> None:
    clerk = Clerk(browser, county, size, scripts=scripts)
    clerk.signs_in("张办", desk.secrets["张办"])
    _finds_the_newest(clerk, desk)
    clerk.link(PAPER)
    expect(clerk.page.get_by_role("img", name="第 1 页")).to_be_visible()
    _returns_it(clerk, desk)
    _accepts_another(clerk, desk)
    sent = _enters_one_from_paper(clerk, desk)
    colleague = Clerk(browser, county, size, scripts=scripts)
    colleague.signs_in("李办", desk.secrets["李办"])
    _checks_what_was_entered(colleague, sent)
    payer = Clerk(browser, county, size, scripts=scripts)
    payer.signs_in("赵拨", desk.secrets["赵拨"])
    _pays(payer, desk)
    states = county.does(
        lambda work: [_state(work, one) for one in (desk.newest, desk.other, sent, desk.approved)]
    )
    assert states == [State.RETURNED, State.ACCEPTED, State.SUBMITTED, State.PAYING]


def _state(work: Work, number: str) -> State:
    found = application_numbered(work, number)
    assert found is not None
    return State(found.state)


def _finds_the_newest(clerk: Clerk, desk: Desk) -> None:
    clerk.link("申请")
    expect(clerk.page.get_by_role("heading", level=1)).to_contain_text(re.compile(r"共 2\d\d 条"))
    expect(clerk.page.locator("tbody tr").first).to_contain_text(desk.newest)
    clerk.link(desk.newest)


def _returns_it(clerk: Clerk, desk: Desk) -> None:
    """Item by item; what lacks a reason is asked for, and nothing typed is lost."""
    clerk.link("退回补正")
    clerk.ticks(clerk.page.get_by_role("checkbox").first)
    clerk.fills(note="先打过电话")
    clerk.button("下一步：核对")
    expect(clerk.page.get_by_role("main")).to_contain_text("请写出这几项要补正什么：加盖公章的申请书")
    expect(clerk.page.locator("#f-note")).to_have_value("先打过电话")
    clerk.page.locator('[name="f.missing.letter.why"]').focus()
    clerk.page.keyboard.insert_text("没有盖章")
    clerk.button("下一步：核对")
    expect(clerk.page.get_by_role("main")).to_contain_text("加盖公章的申请书：没有盖章")
    clerk.confirms()
    expect(clerk.page.get_by_role("main")).to_contain_text("已退回补正")


def _accepts_another(clerk: Clerk, desk: Desk) -> None:
    clerk.link("申请")
    clerk.writes("查找", desk.other)
    clerk.button("查找")
    clerk.link(desk.other)
    clerk.link("受理")
    clerk.button("下一步：核对")
    clerk.confirms()


def _enters_one_from_paper(clerk: Clerk, desk: Desk) -> str:
    """The paper is registered, then entered for the firm; gives the application's number."""
    clerk.link("收文")
    clerk.writes("登记收文", desk.on_paper)
    clerk.button("登记")
    today = local_day(datetime.now(UTC)).isoformat()
    clerk.chooses("申请")
    clerk.fills(
        title="关于拨付前期预付资金的申请", sender="安泽县演示丙有限公司", dated_on=today, received_on=today
    )
    clerk.button("下一步：核对")
    clerk.confirms()
    clerk.link(re.compile("登记申请：前期预付资金"))
    clerk.fills(
        amount="十万元",
        purpose="购买烘干设备",
        contact="张明",
        phone="13800000000",
        signer="法定代表人签字，公章",
        papers="全部",
    )
    clerk.button("下一步：核对")
    expect(clerk.page.get_by_role("main")).to_contain_text("壹拾万元整")
    clerk.confirms()
    found = re.search(r"AZ-\d{4}-\d{6}", clerk.page.get_by_role("heading", level=1).inner_text())
    assert found is not None
    return found[0]


def _checks_what_was_entered(colleague: Clerk, number: str) -> None:
    """A second member holds it against the paper before anybody goes on with it."""
    colleague.link("申请")
    colleague.link(number)
    colleague.link(re.compile("复核代录"))
    colleague.button("下一步：核对")
    colleague.confirms()


def _pays(payer: Clerk, desk: Desk) -> None:
    """Of a contract under way: what was paid before counts; whom it is paid to stands there."""
    payer.link("申请")
    payer.link(desk.approved)
    payer.link(re.compile("拨付"))
    payer.chooses("省级")
    expect(payer.page.locator("#f-payee_name")).to_have_value("安泽县演示乙有限公司")
    payer.fills(
        amount="十五万",
        quota="测财建〔2025〕1000号",
        voucher="20261129001",
        paid_on=local_day(datetime.now(UTC)).isoformat(),
    )
    payer.button("下一步：核对")
    expect(payer.page.get_by_role("main")).to_contain_text("壹拾伍万元整")
    payer.confirms()
