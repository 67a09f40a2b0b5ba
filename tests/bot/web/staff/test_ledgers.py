"""The ledgers of money: they add up in front of whoever reads, and a past day's page stays what it was."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import AsyncIterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import select, update

from bot.wiring import Parts
from handlers.casework.contracts import amend
from handlers.casework.correction_fields import CheckCorrectionFields
from handlers.casework.opening_rows import OpeningFields
from handlers.casework.perform import apply_row
from handlers.casework.superseding import SupersedeFields
from handlers.casework.table import ActName
from handlers.casework.terms_row import TermsFields
from handlers.casework.year_rows import CloseFields
from handlers.dates import day
from handlers.texts import console_ledgers as texts
from handlers.texts.letters import NOT_A_DOCUMENT
from handlers.values.contract_terms import NewAmendment
from store.database import Database
from store.queries.applications import applications_on
from store.queries.audit_chains import close_day
from store.queries.contracts import contract_numbered
from store.queries.corrections import corrections_on
from store.queries.payments import payments_of
from store.states import AmendmentKind, EntryType, Kind, Role, State
from store.tables.access import AccessRecord
from store.tables.ledger import JournalEntry
from store.work import Work
from tests.bot.web.staff.conftest import Office, Seat
from tests.clocks import FrozenClock
from tests.dialogue import running
from tests.handlers.casework import given
from tests.handlers.casework.doing import perform
from tests.handlers.casework.town import TODAY, YUAN, Town, done
from tests.handlers.contracts.contracts import member
from tests.keys import KEYS

pytestmark = pytest.mark.xdist_group("ledgers")  # over copies of the same books

_DAY = timedelta(days=1)
_AS_OF = f"as_of={TODAY.isoformat()}"
_PAGES = (
    f"/staff/money?{_AS_OF}",
    f"/staff/money?{_AS_OF}&by=areas&measure=net",
    f"/staff/money/contracts/AZ-HT-001?{_AS_OF}",
    f"/staff/money/months?{_AS_OF}",
    f"/staff/money/reconciliation?{_AS_OF}",
    f"/staff/money/years?{_AS_OF}",
    f"/staff/money/months/print?{_AS_OF}",
    f"/staff/money/reconciliation/print?{_AS_OF}",
)


@pytest.fixture(scope="module")
def books(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """2,000,000 yuan contracted; 500,000 approved, of which 300,000 are paid; 1 paid before."""
    file = tmp_path_factory.mktemp("books") / "books.db"
    shutil.copy(migrated_file, file)

    def act(work: Work) -> None:
        town = Town(work)
        before = OpeningFields(
            kind=Kind.FOLLOWUP, amount=YUAN, voucher="OLD-1", paid_on=TODAY - 200 * _DAY, document="凭证"
        )
        done(apply_row(work, town.bureau, ActName.OPENING, town.contract.number, before))
        town.does(ActName.PAY, town.brought_to(State.APPROVED), town.payment(300_000, "V-1"))

    async def write() -> None:
        database = Database.open(f"sqlite:///{file}", KEYS)
        await database.write(act, FrozenClock()())
        await database.close()

    asyncio.run(write())
    return file


@pytest.fixture
async def parts(books: Path, tmp_path: Path, clock: FrozenClock) -> AsyncIterator[Parts]:
    file = shutil.copy(books, tmp_path / "books.db")
    async with running(f"sqlite:///{file}", clock) as made:
        yield made


def _tables(page: str) -> list[str]:
    found = re.findall(r"<table.*?</table>", page, re.DOTALL)
    assert found
    return found


def _rows(table: str) -> dict[str, list[str]]:
    """The cells of each row, by its first."""
    rows = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in table.split("<tr")[1:])
    cells = ([Seat.text(cell).strip() for cell in row] for row in rows)
    return {first: rest for first, *rest in filter(None, cells)}


async def test_an_address_without_its_day_is_led_to_that_of_today(office: Office) -> None:
    seat = await office("账", Role.OFFICE)
    async with seat.client.get("/staff/money/months?unit=wan", allow_redirects=False) as response:
        assert response.status == 303
        assert response.headers["Location"] == f"/staff/money/months?unit=wan&{_AS_OF}"
    text = seat.text(await seat.get("/staff/money?as_of=2099-01-01"))
    assert "截至日：2026年11月24日" in text
    assert "截至日不能晚于今天" in text


async def test_a_sum_that_was_changed_in_the_database_is_no_basis_and_the_ledger_says_so(
    office: Office, parts: Parts
) -> None:
    """On the screen and on paper, on the contract's own page: whoever holds the database holds no key."""
    seat, ledger = await office("账", Role.AUDITOR), "/staff/money/contracts/AZ-HT-001"
    for address in (f"{ledger}?{_AS_OF}", f"{ledger}/print?{_AS_OF}"):
        assert texts.ALTERED not in await seat.get(address)
    paid = JournalEntry.kind == EntryType.PAID.value
    async with parts.database.writing() as connection:
        await connection.execute(update(JournalEntry).where(paid).values(amount=JournalEntry.amount - YUAN))
    for address in (f"{ledger}?{_AS_OF}", f"{ledger}/print?{_AS_OF}"):
        assert texts.ALTERED in await seat.get(address)


async def test_the_entries_below_a_sum_add_up_to_it(office: Office) -> None:
    seat = await office("账", Role.AUDITOR)
    page = await seat.get(f"/staff/money/contracts/AZ-HT-001?{_AS_OF}")
    whole, applications, sources, entries = _tables(page)
    assert _rows(whole)["2,000,000.00"][:2] == ["500,000.00", "300,001.00"]
    assert _rows(applications)["期初拨付"] == ["", "0.00", "1.00", "0.00", "1.00", "-1.00"]
    assert _rows(sources)["省级资金"][:2] == ["2026年", "300,000.00"]
    lines = _rows(entries)
    assert lines["2026年5月8日"][0] == "OLD-1"
    assert lines["2026年11月24日"][-3:] == ["300,000.00", "", "300,001.00"]
    approved = _rows(_tables(await seat.get(f"/staff/money/contracts/AZ-HT-001?{_AS_OF}&measure=unpaid"))[-1])
    assert approved["2026年5月8日"][-3:] == ["", "1.00", "-1.00"]
    assert "199,999.00" in approved["2026年11月24日"][-1]


async def test_the_fund_by_source_in_ten_thousands_and_a_page_of_it(office: Office) -> None:
    seat = await office("账", Role.PAYER)
    whole, apart, entries = _tables(await seat.get(f"/staff/money?{_AS_OF}&unit=wan&by=source&size=25"))
    assert _rows(apart)["省级资金"][2] == "30.00"
    assert _rows(apart)["未注明来源"][2] == "0.0001"
    assert _rows(apart)["合计"][2] == "30.0001" == _rows(whole)["0.00"][3]
    assert _rows(entries)["2026年11月24日"][-1] == "-30.0001"
    june = await seat.get(f"/staff/money?{_AS_OF}&from=2026-11-01&measure=paid")
    assert _rows(_tables(june)[-1])[""][-1] == "300,001.00"
    assert "期初" in seat.text(_tables(june)[-1])


async def test_a_past_day_stays_what_it_was(office: Office, parts: Parts, clock: FrozenClock) -> None:
    await parts.database.write(lambda work: close_day(work, TODAY), clock())
    clock.advance(days=1)
    seat = await office("账", Role.SUPERVISOR)
    before = [_tables(await seat.get(page)) for page in _PAGES]
    clock.advance(days=16)  # 11 December
    seat = await office("账")
    await parts.database.write(_later, clock())
    await parts.database.write(lambda work: close_day(work, TODAY + 17 * _DAY), clock())
    assert [_tables(await seat.get(page)) for page in _PAGES] == before
    head = seat.text(await seat.get(_PAGES[-1]))
    assert "审计日首（2026年11月24日）" in head
    november = _rows(_tables(await seat.get("/staff/money/months?as_of=2026-12-11"))[0])["11月"]
    assert november[2:6] == [
        "400,000.00 含补登-100,000.00",
        "400,000.00 含补登100,000.00",
        "250,000.00 含补登250,000.00",
        "150,000.00 含补登-150,000.00",
    ]
    text = seat.text(await seat.get("/staff/money?as_of=2026-12-11"))
    assert "V-2 拨付 · 前期预付资金" in text
    assert "更正冲回" in text


def _later(work: Work) -> None:
    """A corrected payment, an older voucher, a reversal; a later sitting; another sum of the contract."""
    payer, bureau, office = member(work, "赵拨"), member(work, "王工"), member(work, "李办")
    contract = contract_numbered(work, "AZ-HT-001")
    assert contract is not None
    sent = applications_on(work, contract.id)[0]
    number, payment = sent.number, payments_of(work, sent.id)[0]
    wrong = given.correction(f"payment:{payment.id}:amount", "25万元")
    done(perform(work, payer, ActName.CORRECT, number, wrong))
    check = CheckCorrectionFields(correction=str(corrections_on(work, sent)[-1].id))
    done(perform(work, bureau, ActName.CHECK_CORRECTION, number, check))
    older = given.payment(yuan=150_000, voucher="V-2", payee_name=contract.payee_name)
    done(perform(work, payer, ActName.PAY, number, older))
    back = given.reversal("V-1", reversed_on=TODAY + _DAY)
    done(perform(work, payer, ActName.REVERSE, number, back))
    sitting = {"session": "第13次", "held_on": TODAY + _DAY, "minutes": "〔2026〕13号", "item": "一"}
    later = SupersedeFields.model_validate({**sitting, "result": "partly", "approved": 400_000 * YUAN})
    done(perform(work, office, ActName.SUPERSEDE, number, later))
    more = NewAmendment(
        kind=AmendmentKind.AMOUNT, document="补充协议", effective_on=TODAY, amount=3_000_000 * YUAN
    )
    done(amend(work, bureau, contract.number, more))


async def test_what_is_approved_and_unpaid_is_carried_over(office: Office) -> None:
    seat = await office("账", Role.BUREAU)
    years, carried = _tables(await seat.get(f"/staff/money/years?{_AS_OF}"))
    assert _rows(years)["2026年"][2] == "300,001.00"
    assert _rows(carried)["合计"][-1] == "200,000.00"


def _terms(work: Work, changes: dict[str, object]) -> None:
    values: dict[str, object] = {"enterprise_size": "small", "document": "声明函", "delivered_on": "2026-11-10"}
    fields = TermsFields.model_validate(values | changes)
    done(perform(work, member(work, "王工"), ActName.SET_TERMS, "AZ-HT-001", fields))


_TERMS: tuple[tuple[dict[str, object], date, str], ...] = (
    ({"delivered_on": None, "agreed_pay_on": date(2026, 12, 5)}, date(2026, 12, 5), "按约定"),
    ({"agreed_pay_on": date(2026, 12, 1)}, date(2026, 12, 1), "按约定"),
    ({"agreed_pay_on": date(2027, 3, 1)}, date(2027, 1, 9), "约定长于60日，按60日"),
)


async def test_a_delivery_that_is_not_paid_in_time_is_listed_to_be_looked_at(
    office: Office, parts: Parts, clock: FrozenClock
) -> None:
    moment = clock()
    clock.advance(days=60)
    seat = await office("账", Role.AUDITOR)
    for changes, last, why in _TERMS:
        await parts.database.write(partial(_terms, changes=changes), moment)
        await _is_due_after(seat, last, why)
    everything = await seat.get(f"/staff/money/due?all=1&as_of={last.isoformat()}")
    row = _rows(_tables(everything)[0])["AZ-HT-001 连翘加工车间升级"]
    assert row[-4:] == ["2,000,000.00", "300,001.00", "1,699,999.00", "199,999.00"]
    await parts.database.write(partial(_terms, changes={"enterprise_size": "other"}), moment)
    assert "没有符合条件的合同" in seat.text(await seat.get("/staff/money/due?as_of=2027-01-20&all=1"))


async def test_without_another_term_it_is_thirty_days_from_the_delivery(
    office: Office, parts: Parts, clock: FrozenClock
) -> None:
    await parts.database.write(partial(_terms, changes={"enterprise_size": "unknown"}), clock())
    clock.advance(days=60)
    await _is_due_after(await office("账", Role.AUDITOR), date(2026, 12, 10), "交付起30日")


async def _is_due_after(seat: Seat, last: date, why: str) -> None:
    for as_of, is_past in ((last, False), (last + _DAY, True)):
        text = seat.text(await seat.get(f"/staff/money/due?as_of={as_of.isoformat()}"))
        assert ("AZ-HT-001" in text) is is_past
        assert "供核对" in text
    everything = await seat.get(f"/staff/money/due?all=1&as_of={last.isoformat()}")
    row = _rows(_tables(everything)[0])["AZ-HT-001 连翘加工车间升级"]
    assert (row[4], row[5]) == (f"{day(last)} {why}", "当天到期")


async def test_a_year_is_closed_from_its_page_and_stands_there_from_that_day_on(
    office: Office, parts: Parts, clock: FrozenClock
) -> None:
    clock.advance(days=42)  # 5 January
    for name in ("张办", "孙审"):
        seat = await office(name)
        page = await seat.get("/staff/money/years?as_of=2027-01-05")
        assert ("/staff/act/act.close_year/year/2026" in page) is (name == "张办")

    def close(work: Work) -> None:
        fields = CloseFields(day=date(2026, 12, 31), document="安财〔2027〕1号")
        done(perform(work, member(work, "张办"), ActName.CLOSE_YEAR, "2026", fields))

    await parts.database.write(close, clock())
    years = _rows(_tables(await seat.get("/staff/money/years?as_of=2027-01-05"))[0])
    assert years["2026年"][-1] == "2026年12月31日结账（安财〔2027〕1号），张办2027年1月5日登记"
    assert years["2027年"][-1] == "未结账"
    before = _rows(_tables(await seat.get("/staff/money/years?as_of=2027-01-04"))[0])
    assert before["2026年"][-1] == "未结账"


async def test_a_print_says_that_it_is_none_and_who_signs(office: Office) -> None:
    seat = await office("账", Role.OFFICE)
    page = await seat.get(f"/staff/money/reconciliation/print?{_AS_OF}")
    text = seat.text(page)
    assert text.count(NOT_A_DOCUMENT) == 1
    assert text.count("经办人：") == 3
    assert "相符" in text
    assert "不符" not in text
    assert "<a href" not in _tables(page)[0]


async def test_a_sheet_holds_numbers_and_no_formula(office: Office, parts: Parts) -> None:
    seat = await office("账", Role.OFFICE)
    sheet = await _sheet(seat, f"/staff/money/contracts/AZ-HT-001/entries.xlsx?{_AS_OF}")
    assert sheet["A1"].value == "合同资金台账 AZ-HT-001 明细：在企业的资金（截至2026年11月24日，单位：元）"
    assert "导出人：账" in sheet["A2"].value
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert (sheet["G6"].value, sheet["G6"].data_type) == (300_001, "n")
    months = await _sheet(seat, f"/staff/money/months.xlsx?{_AS_OF}&unit=wan")
    november = next(row for row in months.iter_rows(values_only=True) if row[0] == "11月")
    assert Decimal(str(november[4])) == Decimal(30)
    rows = await parts.database.read(lambda work: work.all(select(AccessRecord)), parts.clock())
    assert len([row for row in rows if "截至2026年11月24日" in row.detail]) == 2
    assert {row.subject for row in rows} == {"AZ-HT-001", "专项资金拨付进度表"}


async def _sheet(seat: Seat, path: str) -> Worksheet:
    async with seat.client.get(path) as response:
        assert response.status == 200
        found = load_workbook(BytesIO(await response.read())).active
    assert isinstance(found, Worksheet)
    return found


@pytest.mark.parametrize(
    "asked",
    [
        "as_of=gestern&by=x&measure=y&unit=z&source=q&kind=w&areas=0,1&year=1999&of=2199&page=99999999&size=7",
        "as_of=1900-01-01&from=1900-01-01&to=2199-12-31&areas=99,3&year=none&kind=none&source=none&of=2000",
        "as_of=2199-12-31&from=2026-12-31&to=2026-01-01&areas=unknown&measure=left&page=2",
    ],
)
async def test_whatever_an_address_asks_there_is_a_page(office: Office, parts: Parts, asked: str) -> None:
    seat = await office("账", Role.OFFICE)
    for path in ("", "/months", "/reconciliation", "/due", "/years", "/contracts/AZ-HT-001"):
        assert await _status(seat, f"/staff/money{path}?{asked}") == 200, path


async def test_whoever_reads_no_cases_reads_no_ledger(office: Office, parts: Parts) -> None:
    for role in (Role.ADMINISTRATOR, Role.REPORT_OFFICER):
        seat = await office(f"别人{role.value}", role)
        for path in (*_PAGES, "/staff/money.xlsx", "/staff/money/due", "/staff/money/entries.xlsx"):
            assert await _status(seat, path) == 403, path
    seat = await office("账", Role.OFFICE)
    for path in ("/staff/money/contracts/X?as_of=2026-11-24", "/staff/money/contracts/X.xlsx"):
        assert await _status(seat, path) == 404


async def _status(seat: Seat, path: str) -> int:
    async with seat.client.get(path) as response:
        return response.status
