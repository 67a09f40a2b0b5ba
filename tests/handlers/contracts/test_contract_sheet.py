"""Contracts in Excel: what people write in cells is read, and every fault is named by row and column."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from handlers.contracts.sheet import MOST_ROWS, read_sheet, template
from handlers.texts import contract_values as texts
from handlers.texts import contracts as contract_texts
from handlers.values.contract_terms import NewContract
from handlers.values.contract_values import read_contract
from store.states import Kind

TODAY = date(2026, 11, 24)
MARCH = datetime(2026, 3, 1)  # noqa: DTZ001 -- what Excel's cells hold
HEADINGS = list(contract_texts.FIELD_WORDS.values())
GOOD: dict[str, object] = {
    "number": "AZ-HT-001",
    "firm_name": "安泽县演示连翘加工有限公司",
    "credit_code": "91141026MA0CEH01X1",
    "project": "连翘加工车间升级",
    "procurement": "AZCG-2026-01",
    "amount": 1_200_000.5,
    "ratio": 0.3,
    "signed_on": MARCH,
    "due_on": "2026年12月31日",
    "payee_name": "安泽县演示连翘加工有限公司",
    "payee_account": "0412345678901234567",
    "payee_bank": "演示银行安泽支行",
    "payee_bank_code": "102100099996",
    "areas": "（一）、（三）",
}


def sheet(*rows: dict[str, object], headings: list[str] = HEADINGS) -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(headings)
    for row in rows:
        page.append([(GOOD | row)[field] for field in contract_texts.FIELD_WORDS])
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def told(content: bytes) -> list[str]:
    return [fault.words for fault in read_sheet(content, TODAY).faults]


def read(content: bytes) -> list[NewContract]:
    found = read_sheet(content, TODAY)
    rows = [row.contract for row in found.rows if row.contract is not None]
    assert len(rows) == len(found.rows), told(content)
    assert not found.faults
    return rows


def test_a_filled_row_is_a_contract() -> None:
    (row,) = read(sheet({}))
    assert row.amount == 120_000_050
    assert row.ratio == 3000
    assert (row.signed_on, row.due_on) == (date(2026, 3, 1), date(2026, 12, 31))
    assert row.payee_account == "0412345678901234567"


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        ("amount", "120万元", 120_000_000),
        ("amount", "￥1,200,000.50", 120_000_050),
        ("amount", "壹佰贰拾万元整", 120_000_000),
        ("amount", 0.07, 7),
        ("amount", 1_234_567.89, 123_456_789),
        ("ratio", "30%", 3000),
        ("ratio", "３２．５％", 3250),
        ("ratio", 30, 3000),
        ("ratio", 0.1 + 0.2, 3000),
        ("ratio", "100%", 10_000),
        ("ratio", None, None),
        ("ratio", " ", None),
        ("number", 20_260_001, "20260001"),
        ("number", 20_260_001.0, "20260001"),
        ("project", "=1+1".replace("=", "＝"), "＝1+1"),
        ("signed_on", "2026/3/1", date(2026, 3, 1)),
        ("signed_on", "20260301", date(2026, 3, 1)),
        ("due_on", date(2027, 1, 2), date(2027, 1, 2)),
    ],
)
def test_cells_are_read_as_people_write_them(field: str, cell: object, value: object) -> None:
    (row,) = read(sheet({field: cell}))
    assert getattr(row, field) == value


@pytest.mark.parametrize(
    ("field", "cell", "reason"),
    [
        ("amount", None, contract_texts.EMPTY),
        ("amount", "一百多万", None),
        ("amount", -5, contract_texts.BAD_AMOUNT),
        ("amount", 0.001, texts.SUM_DECIMALS),
        ("amount", True, texts.SUM),
        ("amount", MARCH, texts.SUM),
        ("amount", "=A1*2", texts.FORMULA),
        ("amount", "#N/A", texts.ERROR_CELL),
        ("amount", float("1e300"), contract_texts.BAD_AMOUNT),
        ("ratio", 1, texts.ONE),
        ("ratio", "三成左右", texts.RATIO),
        ("ratio", "120%", contract_texts.BAD_RATIO),
        ("ratio", "0%", contract_texts.BAD_RATIO),
        ("ratio", "30.001%", texts.RATIO_DECIMALS),
        ("ratio", "NaN", texts.RATIO),
        ("signed_on", "3月1日", texts.DAY),
        ("signed_on", 46_082, texts.DAY),
        ("signed_on", "2026-02-30", None),
        ("signed_on", "2026-12-01", contract_texts.SIGNED_LATER),
        ("due_on", "2020-01-01", contract_texts.DUE_BEFORE_SIGNED),
        ("number", None, contract_texts.EMPTY),
        ("number", "号" * 65, contract_texts.BAD_NUMBER),
        ("procurement", "号" * 256, contract_texts.TOO_LONG),
        ("credit_code", "91141026MA0CEH01X2", contract_texts.BAD_CREDIT_CODE),
        ("payee_name", "别的公司", contract_texts.OTHER_PAYEE),
        ("payee_account", 6_222_000_011_112_222_333, texts.DIGITS_LOST),
        ("payee_account", "账号", contract_texts.BAD_ACCOUNT),
        ("payee_bank", MARCH, texts.LINE),
    ],
)
def test_a_fault_is_told_by_row_and_column(field: str, cell: object, reason: str | None) -> None:
    (line,) = told(sheet({}, {"number": "AZ-HT-002", field: cell}))
    column = chr(ord("A") + list(GOOD).index(field))
    assert line.startswith(f"第3行{column}列（{contract_texts.FIELD_WORDS[field]}）：")
    assert reason is None or line.endswith(reason)


def test_all_faults_are_told_at_once() -> None:
    lines = told(sheet({"amount": None, "credit_code": "1"}, {"number": "AZ-HT-002", "ratio": "x", "due_on": "x"}))
    assert [line[:6] for line in lines] == ["第2行F列（", "第2行C列（", "第3行G列（", "第3行I列（"]


def test_columns_may_stand_in_any_order() -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(HEADINGS[::-1])
    page.append([GOOD[field] for field in contract_texts.FIELD_WORDS][::-1])
    (row,) = read(saved(book))
    assert row.number == "AZ-HT-001"


def test_headings_that_lack_or_are_unknown_are_named() -> None:
    assert "预付比例" in told(sheet({}, headings=[*HEADINGS[:6], "比例", *HEADINGS[7:]]))[0]
    (line,) = told(sheet({}, headings=[*HEADINGS, "备注"]))
    assert "第1行O列" in line


def test_blank_rows_are_passed_over_and_counted() -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(HEADINGS)
    for column, value in enumerate(GOOD.values(), start=1):
        page.cell(5000, column, "" if column == 1 else str(value).removesuffix(" 00:00:00"))
    (line,) = told(saved(book))
    assert line.startswith("第5000行A列")


def test_a_sheet_without_contracts_says_so() -> None:
    assert told(sheet()) == [texts.NO_ROWS]


def test_a_sheet_with_too_many_rows_is_refused() -> None:
    assert told(sheet(*({} for _ in range(MOST_ROWS + 1)))) == [texts.TOO_BIG]


def test_the_template_is_read_back_and_keeps_text_as_text() -> None:
    content = template()
    assert told(content) == [texts.NO_ROWS]
    page = load_workbook(BytesIO(content))[texts.SHEET]
    assert [cell.value for cell in page[1]] == HEADINGS
    assert page.column_dimensions["K"].width > 20
    notes = load_workbook(BytesIO(content))[texts.NOTES]
    assert {cell.data_type for row in notes.iter_rows() for cell in row} == {"s"}


def test_what_unpacks_to_too_much_is_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"0" * 200_000_000)
    assert told(out.getvalue()) == [texts.TOO_BIG]


@given(st.binary(max_size=300))
def test_any_bytes_get_an_answer(content: bytes) -> None:
    assert told(content) == [texts.NOT_A_SHEET]


@given(data=st.data())
def test_damaged_sheets_get_an_answer(data: st.DataObject) -> None:
    whole = bytearray(_SHEET)
    for _ in range(data.draw(st.integers(1, 20))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    found = read_sheet(bytes(whole[: data.draw(st.integers(0, len(whole)))]), TODAY)
    assert found.rows or found.faults


_SHEET = sheet({})


@given(
    st.dictionaries(st.sampled_from(list(GOOD)), st.text(max_size=40) | st.floats() | st.integers(), min_size=1)
)
def test_whatever_stands_in_the_cells_gets_an_answer(cells: dict[str, object]) -> None:
    assert read_contract(GOOD | cells, TODAY)  # type: ignore[arg-type] # wild on purpose


BEFORE: dict[str, object] = {
    "contract": "AZ-HT-001",
    "kind": "前期预付资金",
    "amount": 300_000,
    "voucher": "20250315001",
    "paid_on": datetime(2025, 3, 15),  # noqa: DTZ001 -- what Excel's cells hold
    "document": "国库集中支付凭证",
}


def both(contracts: list[dict[str, object]], payments: list[dict[str, object]]) -> bytes:
    """Contracts, and what was paid on them before."""
    book = load_workbook(BytesIO(sheet(*contracts)))
    book.active.title = texts.SHEET  # type: ignore[union-attr]
    page = book.create_sheet(texts.OPENING_SHEET)
    page.append(list(contract_texts.OPENING_WORDS.values()))
    for row in payments:
        page.append([(BEFORE | row)[field] for field in contract_texts.OPENING_WORDS])
    return saved(book)


def test_payments_of_before_are_read_from_the_second_worksheet() -> None:
    found = read_sheet(both([{}], [{}, {"voucher": "V2", "kind": "中期建设资金"}]), TODAY)
    assert not found.faults
    payments = [row.payment for row in found.openings if row.payment]
    assert [(one.kind, one.amount, one.voucher) for one in payments] == [
        (Kind.PREPAYMENT, 30_000_000, "20250315001"),
        (Kind.MIDTERM, 30_000_000, "V2"),
    ]


def test_payments_of_before_alone_are_a_sheet() -> None:
    found = read_sheet(both([], [{}]), TODAY)
    assert (len(found.rows), len(found.openings), found.faults) == (0, 1, ())


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ("kind", "奖励"),
        ("amount", "x"),
        ("voucher", None),
        ("paid_on", "3月"),
        ("document", ""),
        ("contract", None),
    ],
)
def test_a_fault_of_a_payment_is_told_with_its_worksheet(field: str, cell: object) -> None:
    (line,) = told(both([{}], [{}, {"voucher": "V2"} | {field: cell}]))
    heading = texts.on_sheet(sheet=texts.OPENING_SHEET, heading=contract_texts.OPENING_WORDS[field])
    column = chr(ord("A") + list(BEFORE).index(field))
    assert line.startswith(f"第3行{column}列（{heading}）：")


def test_an_older_template_without_the_scope_is_taken() -> None:
    book = load_workbook(BytesIO(sheet({})))
    page = book.active
    assert page is not None
    page.delete_cols(len(HEADINGS))
    (found,) = read(saved(book))
    assert found.areas is None
