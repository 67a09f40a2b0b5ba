"""Files read in a real browser: by keyboard, without scripts, at the office's width and a phone's."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from handlers.filekinds import MEDIA_TYPES, FileKind
from store.files import FileStore
from store.queries.desk import applications_in
from store.states import State
from store.tables.applications import Material
from store.tables.contracts import Contract
from store.work import Work
from tests.bot.web.browsing import AXE, MARKS, fits, violations
from tests.bot.web.staff.seats import DESKTOP, PHONE, County, served_county
from tests.handlers.materials import drawn_pdf, samples
from tests.handlers.materials.test_view_copies import contract, document
from tests.scenarios.desk.conftest import OFFICE

pytestmark = MARKS

FILES = (
    ("项目实施方案（终稿）.pdf", FileKind.PDF, drawn_pdf.of_pages(7)),
    ("施工合同.docx", FileKind.DOCX, document(contract)),
    ("资金明细表.xlsx", FileKind.XLSX, samples.sheet()),
    ("电子发票.ofd", FileKind.OFD, samples.ofd()),
    ("现场照片.jpg", FileKind.JPEG, samples.jpeg((1600, 1200))),
)


@pytest.fixture(scope="module")
def county(county_file: Path, folder: Path) -> Iterator[County]:
    with served_county(county_file, folder) as made:
        yield made


@pytest.fixture(scope="module")
def number(county: County, folder: Path) -> str:
    """An application with a file of each kind."""
    files = FileStore(folder / "files")

    def act(work: Work) -> str:
        application = applications_in(work, [State.SUBMITTED], 1)[0]
        contract = work.get(Contract, application.contract_id)
        assert contract is not None
        for name, kind, content in FILES:
            path = files.keep_bytes(content, datetime.now(UTC))
            copy = files.keep_bytes(content, datetime.now(UTC)) if kind is FileKind.JPEG else None
            row = Material(
                application_id=application.id,
                firm_id=contract.firm_id,
                item="",
                name=name,
                media_type=MEDIA_TYPES[kind],
                size=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
                path=path,
                copy=copy,
                received_at=work.now,
                received_by="binding:1",
            )
            work.add(row)
        return application.number

    return county.does(act)


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_each_file_fits_and_axe_finds_nothing(
    browser: Browser, county: County, number: str, size: tuple[int, int]
) -> None:
    page, complaints = county.seat(browser, OFFICE, size=size)
    for name, _, _ in FILES:
        page.goto(f"{county.address}/staff/applications/{number}")
        page.get_by_role("link", name=name).click()
        expect(page.locator("#viewer")).to_be_in_viewport()
        expect(page.locator("#viewer h3")).to_have_text(name)
        page.wait_for_load_state("networkidle")
        assert fits(page)
        if AXE.is_file() and size == DESKTOP:
            assert violations(page) == []
        page.get_by_role("link", name="单独打开").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
        page.wait_for_load_state("networkidle")
        assert fits(page)
    assert complaints == []


def test_pages_are_turned_by_keyboard_without_scripts(browser: Browser, county: County, number: str) -> None:
    page, _ = county.seat(browser, OFFICE, scripts=False)
    page.goto(f"{county.address}/staff/applications/{number}")
    page.get_by_role("link", name=FILES[0][0]).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#viewer")).to_contain_text("第 1–5 页，共 7 页")
    page.get_by_role("link", name="往后翻").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#viewer")).to_contain_text("第 6–7 页，共 7 页")
    expect(page.get_by_role("img", name="第 7 页")).to_be_visible()
    page.get_by_role("link", name="下一份").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#viewer h3")).to_have_text(FILES[1][0])


def test_a_file_is_marked_as_compared_on_its_page(browser: Browser, county: County, number: str) -> None:
    page, _ = county.seat(browser, OFFICE)
    page.goto(f"{county.address}/staff/applications/{number}")
    page.get_by_role("link", name=FILES[1][0]).click()
    row = page.get_by_role("row").filter(has_text=FILES[1][0])
    row.get_by_role("link", name="核对原件").click()
    page.get_by_role("button", name="确认登记").click()
    expect(page.get_by_role("status")).to_contain_text(f"已登记：核对原件（{FILES[1][0]}）")
    expect(row).to_contain_text(f"已与原件核对：{OFFICE}")
    expect(row.get_by_role("link", name="撤销核对原件")).to_be_visible()


def test_the_mark_stands_on_print_alone(browser: Browser, county: County, number: str) -> None:
    page, _ = county.seat(browser, OFFICE)
    page.goto(f"{county.address}/staff/applications/{number}")
    expect(page.get_by_text(f"打印人：{OFFICE}")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.get_by_text(f"打印人：{OFFICE}")).to_be_visible()
