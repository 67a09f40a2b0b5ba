"""A month of the office in Chromium: a batch until its minutes, put right, paid, held, taken back, archived."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.county import fill
from handlers.dates import local_day
from store.queries.cases import return_cases_on
from store.queries.contracts import contract_numbered
from store.work import Work
from tests.bot.web.browsing import MARKS, fits
from tests.bot.web.staff.seats import County
from tests.bot.web.staff.sitting import reported
from tests.handlers.casework.town import Town
from tests.keys import KEYS
from tests.processes import environment, serving

pytestmark = MARKS

MOST_LOADS = 12
TODAY = local_day(datetime.now(UTC)).isoformat()
EARLIER = (local_day(datetime.now(UTC)) - timedelta(days=5)).isoformat()
PAST = (local_day(datetime.now(UTC)) - timedelta(days=3)).isoformat()
LATER = {"session": "第13次", "minutes": "〔2026〕13号", "item": "一"}


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    with serving(environment(tmp_path)) as (_, address):
        made = County(address, tmp_path / "process.db")
        made.does(lambda work: fill(work.connection, KEYS, 30))
        yield made


class Member:
    """Somebody at the desk, who counts the pages that are loaded."""

    def __init__(self, browser: Browser, county: County, name: str) -> None:
        self.page: Page
        self.page, self.complaints = county.seat(browser, name)
        self.loads = 0
        self._address = county.address
        self.page.on("load", self._loaded)

    def _loaded(self, _page: Page) -> None:
        self.loads += 1

    def opens(self, path: str) -> None:
        self.page.goto(f"{self._address}{path}")
        assert fits(self.page), path

    def presses(self, name: str) -> None:
        with self.page.expect_navigation(wait_until="load"):
            self.page.get_by_role("button", name=name).first.click()
        assert fits(self.page), self.page.url

    def follows(self, name: str) -> None:
        with self.page.expect_navigation(wait_until="load"):
            self.page.get_by_role("link", name=name).first.click()

    def reviews(self, words: str) -> None:
        self.presses("下一步：核对")
        expect(self.page.get_by_role("main")).to_contain_text(words)

    def confirms(self) -> None:
        self.presses("确认登记")
        expect(self.page.get_by_role("status").first).to_contain_text("已登记")

    def does(self, act: str, subject: str, number: str, **typed: str) -> None:
        """An act on its page, looked at once more, and recorded."""
        self.opens(f"/staff/act/act.{act}/{subject}/{number}")
        for name, words in typed.items():
            self._fills(f"f.{name}", words)
        self.presses("下一步：核对")
        self.confirms()

    def _fills(self, name: str, words: str) -> None:
        fields = self.page.locator(f'main [name="{name}"]')
        kind = fields.first.evaluate("field => field.type || field.tagName")
        if kind == "radio":
            self.page.locator(f'main [name="{name}"][value="{words}"]').check()
        elif kind == "select-one":
            fields.first.select_option(words)
        else:
            fields.first.fill(words)


@pytest.mark.rotated("whole days", 1)
def test_a_month(browser: Browser, county: County, tmp_path: Path) -> None:
    numbers = county.does(lambda work: reported(Town(work), 8))
    office, colleague = Member(browser, county, "张办"), Member(browser, county, "李办")
    payer, bureau = Member(browser, county, "赵拨"), Member(browser, county, "王工")
    before = _months(office)
    _a_batch(office, numbers)
    _put_right(office, colleague, numbers[0])
    _decided_anew(office, numbers[1])
    _paid_in_two_parts(payer, numbers)
    _held_and_freed(bureau, office)
    _taken_back(bureau, county)
    assert _months(office) == before
    _archived(bureau, tmp_path)
    assert [one.complaints for one in (office, colleague, payer, bureau)] == [[]] * 4


def _months(member: Member) -> str:
    """The table of the months as of a day of the past, as it is printed."""
    member.opens(f"/staff/money/months/print?as_of={PAST}")
    return member.page.locator("table").first.inner_html()


def _a_batch(office: Member, numbers: list[str]) -> None:
    """Eight applications in twelve pages: seven agreed to, one in part."""
    office.loads = 0
    office.opens("/staff/batches/new")
    office.page.get_by_label("议题名称").fill("关于拨付前期预付资金的请示")
    office.page.get_by_label("汇报单位").fill("领导小组办公室")
    for number in numbers:
        office.page.locator(f'[name="a.{number}"]').check()
    office.reviews("8 份，合计")
    office.confirms()
    office.page.get_by_label("请示文号").fill("办发〔2026〕9号")
    office.page.get_by_label("提请日期").fill(EARLIER)
    office.presses("整批提请审议：核对")
    office.confirms()
    office.follows("登记一批审议结果")
    office.page.get_by_label("会议次数").fill("12")
    office.page.get_by_label("会议日期").fill(EARLIER)
    office.page.locator(f'[name="{numbers[-1]}.result"]').select_option("agree_partly")
    office.page.locator(f'[name="{numbers[-1]}.approved"]').fill("30万元")
    office.reviews("300,000元")
    office.confirms()
    office.page.get_by_label("会议纪要编号").fill("〔2026〕12号")
    office.page.get_by_label("议题序号").fill("三")
    office.presses("补登会议纪要编号：核对")
    office.confirms()
    office.follows("打印拟拨付资金汇总表")
    expect(office.page.get_by_role("main")).to_contain_text("肆佰万元整")
    assert office.loads <= MOST_LOADS


def _put_right(office: Member, colleague: Member, number: str) -> None:
    """What was approved was typed wrong: a second member holds it against the paper."""
    office.opens(f"/staff/act/act.correct/application/{number}")
    facts = office.page.locator('[name="f.fact"]')
    wanted = facts.locator("option", has_text="审议结果（同意）").first.get_attribute("value")
    assert wanted
    facts.select_option(wanted)
    typed = {
        "value": "同意部分金额 45万元",
        "reason": "录入时看错一位",
        "document": "会议纪要〔2026〕12号",
        "dated_on": TODAY,
    }
    for name, words in typed.items():
        office.page.locator(f'main [name="f.{name}"]').first.fill(words)
    office.reviews("450,000元")
    office.confirms()
    colleague.opens(f"/staff/act/act.check_correction/application/{number}")
    waiting = colleague.page.locator('[name="f.correction"]')
    if waiting.get_attribute("type") != "radio":
        waiting.select_option(index=1)
    else:
        waiting.first.check()
    colleague.reviews("450,000元")
    colleague.confirms()
    office.opens(f"/staff/applications/{number}")
    expect(office.page.get_by_role("main")).to_contain_text("登记更正")


def _decided_anew(office: Member, number: str) -> None:
    """A later sitting takes a part of what an earlier one gave."""
    office.does("supersede", "application", number, held_on=PAST, result="partly", approved="40万元", **LATER)
    office.opens(f"/staff/applications/{number}")
    expect(office.page.get_by_role("main")).to_contain_text("第13次")


def _paid_in_two_parts(payer: Member, numbers: list[str]) -> None:
    """Out of a quota: two parts of the first, the whole of the second; one comes back from the bank."""
    quota = {"document": "晋财建〔2026〕35号", "budget_year": "2026", "source": "province"}
    payer.does("add_quota", "quotas", "", amount="500万元", moved_on=PAST, **quota)
    first, second = numbers[:2]
    _pays(payer, {first: ("20万元", "V-2026-1"), second: ("40万元", "V-2026-2")})
    _pays(payer, {first: ("25万元", "V-2026-3")})
    back = {"payment": "V-2026-3", "voucher": "T-2026-1", "reversed_on": TODAY, "reason": "账号有误，银行退票"}
    payer.does("reverse", "application", first, **back)
    payer.opens("/staff/money")
    expect(payer.page.get_by_role("main")).to_contain_text("600,000.00")


def _pays(payer: Member, lines: dict[str, tuple[str, str]]) -> None:
    payer.opens("/staff/money/pay")
    for number, (amount, voucher) in lines.items():
        payer.page.locator(f'[name="amount.{number}"]').fill(amount)
        payer.page.locator(f'[name="voucher.{number}"]').fill(voucher)
    payer.page.locator('[name="day"]').fill(PAST)  # the voucher's: it is entered days later
    payer.reviews("大写")
    payer.confirms()


def _held_and_freed(bureau: Member, office: Member) -> None:
    """基本合格 holds the mid-term money until the rectification is accepted."""
    result = {
        "article": "18",
        "organiser": "省商务厅",
        "document": "评价1号",
        "evaluated_on": TODAY,
        "grade": "basic",
    }
    bureau.does("evaluate", "contract", "AZ-HT-001", advice="完善台账", **result)
    page = "/staff/supervision/evaluations/AZ-HT-001"
    office.opens(page)
    held = office.page.get_by_role("main").inner_text()
    seen = {"accepted": "true", "organ": "县工信局", "document": "复核1号", "checked_on": TODAY}
    bureau.opens("/staff/act/act.recheck/contract/AZ-HT-001")
    accepted = bureau.page.locator('[name="f.accepted"]').first.get_attribute("value")
    bureau.does("recheck", "contract", "AZ-HT-001", **seen | {"accepted": accepted or ""})
    office.opens(page)
    assert office.page.get_by_role("main").inner_text() != held


def _taken_back(bureau: Member, county: County) -> None:
    """追回 to the last fen: decided, demanded, come back."""
    why = {"ground": "unrectified", "decision": "安乡镇〔2026〕7号", "organ": "县领导小组", "reason": "整改不到位"}
    bureau.does("recover", "contract", "AZ-HT-001", amount="5万元", **why)
    case = county.does(_newest_case)
    bureau.does("notify", "case", case, pay_to="安泽县国库集中支付专户", pay_days="30")
    back = {"voucher": "J-2026-1", "returned_on": TODAY, "source": "province", "budget_year": "2026"}
    bureau.does("receive", "case", case, amount="5万元", **back)
    bureau.opens("/staff/supervision/cases")
    expect(bureau.page.get_by_role("main")).to_contain_text("50,000")


def _newest_case(work: Work) -> str:
    contract = contract_numbered(work, "AZ-HT-001")
    assert contract is not None
    return str(return_cases_on(work, contract.id)[-1].id)


def _archived(bureau: Member, folder: Path) -> None:
    """The package of the contract, as the tool of every Linux verifies it."""
    bureau.opens("/staff/contracts/AZ-HT-001/archive")
    with bureau.page.expect_download() as begun:
        bureau.page.get_by_role("link", name="导出全部档案").click()
    package = folder / "out.zip"
    begun.value.save_as(package)
    with zipfile.ZipFile(package) as opened:
        opened.extractall(folder / "out")
    (sums,) = (folder / "out").rglob("SHA256SUMS")
    done = subprocess.run(
        ["sha256sum", "-c", sums.name], cwd=sums.parent, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(re.findall(": OK$", done.stdout, re.MULTILINE)) > 3
