"""A contractor's evening in a real browser: bound, filled in, photographed, declared, returned, printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from handlers.casework.bindings import BindCode, issue_bind_code
from handlers.casework.checklists import NewItem, add_item
from handlers.casework.contracts import activate, add_contract
from handlers.casework.perform import Declaration, SubmitFields
from handlers.casework.table import ActName
from handlers.identity.actors import Contractor
from handlers.identity.who import OPERATOR
from handlers.materials.handing_in import checklist
from handlers.materials.uploads import make_link
from handlers.messages import Channel, Person
from store.queries.bindings import bound_people
from store.queries.contracts import contract_numbered
from store.states import Kind, Role
from store.tables.people import Binding
from store.work import Work
from tests.bot.web.browsing import AXE, MARKS, ask, fits, open_page, violations
from tests.bot.web.public.test_upload_browser import in_database
from tests.handlers.casework import given
from tests.handlers.casework.doing import perform, submit
from tests.handlers.casework.town import done
from tests.handlers.contracts.contracts import contract_terms, member
from tests.handlers.materials import giving, samples

pytestmark = MARKS
PURPOSE = "用于支付连翘冷库一期土建工程进度款"


def bind_code(work: Work, number: str) -> str:
    """A contract in use with the office's list, and a code for its firm."""
    bureau, office = member(work, "王工", Role.BUREAU), member(work, "张办", Role.OFFICE)
    if contract_numbered(work, number) is None:
        done(add_contract(work, bureau, contract_terms(number=number)))
        done(activate(work, bureau, number))
    if not checklist(work, Kind.PREPAYMENT):
        add_item(work, office, Kind.PREPAYMENT, NewItem("stamped", "加盖公章的申请书", required=False))
        add_item(work, office, Kind.PREPAYMENT, NewItem("photos", "现场照片", required=False))
    code = issue_bind_code(work, OPERATOR, number)
    assert isinstance(code, BindCode)
    return code.code


def _bind(page: Page, folder: Path, number: str) -> None:
    code = in_database(folder, lambda work: bind_code(work, number))
    ask(page, str(code))
    ask(page, "确认绑定")
    expect(page.locator(".answer").last).to_contain_text("绑定成功")


def _press(page: Page, name: str) -> None:
    """Press a button of the talk, and wait for its answer."""
    before = page.locator("#log .answer").count()
    page.get_by_role("button", name=name, exact=True).locator("visible=true").last.click()
    page.locator("#log .answer").nth(before).wait_for()


def _fill(page: Page, *answers: str) -> None:
    for answer in answers:
        ask(page, answer)


def _photo(folder: Path) -> Path:
    file = folder / "盖章页.jpg"
    file.write_bytes(samples.jpeg())
    return file


def _upload(page: Page, file: Path) -> None:
    form = page.locator("form[enctype]").first
    form.locator("input[multiple]").set_input_files(file)
    button = form.get_by_role("button", name="上传", exact=True)
    if button.is_visible():
        button.click()
    expect(page.locator(".results .taken")).to_have_count(1)


@pytest.mark.rotated("whole days", 1)
@pytest.mark.parametrize(("width", "scripts"), [(360, True), (360, False), (1280, True)])
def test_a_contractors_evening(
    browser: Browser, address: str, folder: Path, tmp_path: Path, width: int, *, scripts: bool
) -> None:
    page, complaints = open_page(browser, address, width=width, scripts=scripts)
    contract = f"AZ-HT-{width}{scripts:d}"
    _bind(page, folder, contract)
    page.goto(address)
    _press(page, "我要申请")
    if page.get_by_text("这笔申请属于哪份合同").count():  # the firm has those of the other evenings
        ask(page, contract)
    _fill(page, "前期预付资金", "三十万", PURPOSE, "张明", "13812345678")
    page.get_by_role("button", name="拍照、上传材料").click()
    page.wait_for_url("**/upload")
    _upload(page, _photo(tmp_path))
    shown = page.locator(".thumb img").first
    shown.scroll_into_view_if_needed()
    expect(shown).to_be_visible()
    assert fits(page)
    page.goto(f"{address}/mine")
    page.locator(".cases a").first.click()
    expect(page.locator("main")).to_contain_text(PURPOSE)
    page.goto(f"{address}/upload")
    page.get_by_role("link", name="回到对话，继续填写").click()
    for _item in ("加盖公章的申请书", "现场照片", "其他材料"):
        _press(page, "下一项")
    _press(page, "确认属实")
    if "已提交" not in page.locator(".answer").last.inner_text():
        _press(page, "确认属实")
    expect(page.locator(".answer").last).to_contain_text("已提交")
    number = page.locator(".answer").last.inner_text().partition("申请编号：")[2][:14]
    page.goto(f"{address}/mine/{number}")
    expect(page.locator(".timeline .here")).to_contain_text("已提交，等待受理")
    expect(page.locator(".files img")).to_have_count(1)
    assert fits(page)
    page.get_by_role("link", name="材料收件回执").click()
    expect(page.locator(".paper")).to_contain_text("材料收件回执。仅表示收到，不表示受理或同意。")
    assert fits(page)
    page.get_by_role("link", name="返回").click()
    page.get_by_role("link", name="承诺书").click()
    expect(page.locator(".paper")).to_contain_text("须如实提供材料")
    assert complaints == []


@pytest.mark.skipif(
    not AXE.is_file(), reason="run: npm install --prefix tests/node --no-package-lock --ignore-scripts"
)
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_on_a_firms_pages(
    browser: Browser, address: str, folder: Path, tmp_path: Path, width: int
) -> None:
    page, _ = open_page(browser, address, width=width)
    page.goto(f"{address}/mine")
    assert violations(page) == []  # of whoever is bound to nothing
    page.goto(address)
    _bind(page, folder, f"AZ-HT-AXE{width}")
    number = in_database(folder, lambda work: _returned(work, f"AZ-HT-AXE{width}"))
    page.goto(address)
    page.locator(".more summary").click()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.locator(".more .menu")).to_be_hidden()
    _press(page, "查进度")
    _press(page, "我要申请")
    ask(page, f"AZ-HT-AXE{width}")
    assert violations(page) == []
    paths = ("", f"/{number}", f"/{number}/receipt", f"/{number}/print/application", f"/{number}/print/pledge")
    for path in (*paths, "/AZ-2026-000000", "?embed=1", f"/{number}?embed=1"):
        page.goto(f"{address}/mine{path}")
        assert violations(page) == [], path
        assert fits(page), path
    page.goto(f"{address}/mine")
    page.locator(".cases a").first.click()
    assert violations(page) == []
    page.get_by_role("button", name="大字版").click()
    page.locator("html.large").wait_for()
    assert fits(page)


def test_a_print_is_the_paper_alone(browser: Browser, address: str, folder: Path) -> None:
    page, _ = open_page(browser, address, width=1280)
    _bind(page, folder, "AZ-HT-PRINT")
    number = in_database(folder, lambda work: _returned(work, "AZ-HT-PRINT"))
    page.goto(f"{address}/mine/{number}/receipt")
    page.emulate_media(media="print")
    expect(page.locator(".paper")).to_contain_text("系统打印件，未加盖公章，不作为正式文书。")
    for left_out in (".top", ".bar", ".bottom", ".screen"):
        expect(page.locator(left_out)).to_be_hidden()


def test_on_a_phone_each_item_has_one_button_for_the_camera(
    browser: Browser, address: str, folder: Path, tmp_path: Path
) -> None:
    page, complaints = open_page(browser, address, width=360)
    _bind(page, folder, "AZ-HT-PHOTO")
    link = in_database(folder, lambda work: _upload_link(work, "AZ-HT-PHOTO"))
    page.goto(f"{address}/upload/{link}")
    page.get_by_role("button", name="开始上传").click()
    camera = page.locator(".pile").first.locator("input[capture]")
    assert camera.get_attribute("capture") == "environment"
    expect(page.locator(".pile").first.get_by_text("拍照上传")).to_be_visible()
    camera.set_input_files(_photo(tmp_path))  # sent without another press
    expect(page.locator(".pile").first.locator(".results .taken")).to_have_count(1)
    expect(page.locator(".pile").first.locator(".thumb img")).to_have_count(1)
    assert fits(page)
    assert complaints == []


def _returned(work: Work, number: str) -> str:
    """An application on the contract that was sent back."""
    contract = contract_numbered(work, number)
    assert contract is not None
    person = Person(Channel.WEB, "经办")
    binding = work.add(
        Binding(firm_id=contract.firm_id, channel="web", address=f"经办{number}", bound_at=work.now)
    )
    by = Contractor(binding.id, contract.firm_id, person)
    fields = SubmitFields(
        contract_id=contract.id,
        kind=Kind.PREPAYMENT,
        amount=100_000_00,
        data="{}",
        form_version=1,
        declaration=Declaration(words="承诺", confirmed_at=work.now, sha256=()),
    )
    sent = done(submit(work, by, fields)).subject
    done(perform(work, member(work, "张办"), ActName.RETURN, sent, given.lacking("申请书没有盖章\n合同缺第三页")))
    return sent


def _upload_link(work: Work, number: str) -> str:
    contract = contract_numbered(work, number)
    assert contract is not None
    binding = bound_people(work, contract.firm_id)[-1]
    by = Contractor(binding.id, contract.firm_id, Person(Channel.WEB, binding.address))
    return make_link(work, draft=giving.draft(work, by), kind=Kind.PREPAYMENT, by=by)
