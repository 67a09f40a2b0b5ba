"""Contracts come in by the console's page: the template filled in, whole or not at all."""

from __future__ import annotations

from io import BytesIO

from aiohttp import FormData
from openpyxl import load_workbook

from bot.web.form_keys import form_key
from bot.wiring import Parts
from handlers.texts import contract_values as texts
from store.queries.contracts import contract_numbered, paid_net
from store.states import Role
from store.work import Work
from tests.bot.web.staff.conftest import Office, Seat
from tests.handlers.contracts.test_contract_sheet import GOOD

_PATH = "/staff/contracts/import"
_BEFORE = ("AZ-HT-001", "前期预付资金", 300_000, "V-OLD", "2026-03-15", "国库凭证")


async def filled(seat: Seat, **changes: object) -> bytes:
    """The template that the page gives, with one contract and one payment of before."""
    async with seat.client.get("/staff/contracts/template.xlsx") as response:
        assert response.status == 200
        book = load_workbook(BytesIO(await response.read()))
    book[texts.SHEET].append(list((GOOD | changes).values()))
    book[texts.OPENING_SHEET].append(list(_BEFORE))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


async def sent(seat: Seat, content: bytes, *, key: str | None = None) -> tuple[int, str]:
    form = FormData()
    form.add_field("key", form_key(seat.token) if key is None else key)
    form.add_field("file", content, filename="合同.xlsx")
    async with seat.client.post(_PATH, data=form) as response:
        return response.status, await response.text()


async def test_a_filled_template_is_entered_with_what_was_paid_before(office: Office, parts: Parts) -> None:
    seat = await office("王", Role.BUREAU)
    status, page = await sent(seat, await filled(seat))
    assert status == 200
    assert "已登记1份合同、1笔以前的拨付" in page

    def paid(work: Work) -> int:
        contract = contract_numbered(work, "AZ-HT-001")
        return paid_net(work, contract.id) if contract else 0

    assert await parts.database.read(paid, parts.clock()) == 30_000_000


async def test_one_fault_keeps_all_out_and_is_told_by_row_and_column(office: Office, parts: Parts) -> None:
    seat = await office("王", Role.BUREAU)
    status, page = await sent(seat, await filled(seat, credit_code="1"))
    assert status == 422
    assert "第2行C列" in page
    assert await parts.database.read(lambda work: contract_numbered(work, "AZ-HT-001"), parts.clock()) is None


async def test_what_is_no_sheet_is_told(office: Office) -> None:
    seat = await office("王", Role.BUREAU)
    status, page = await sent(seat, b"%PDF-1.7")
    assert (status, texts.NOT_A_SHEET in page) == (422, True)


async def test_a_form_of_another_session_is_refused(office: Office) -> None:
    seat, other = await office("王", Role.BUREAU), await office("李", Role.BUREAU)
    status, _ = await sent(seat, await filled(seat), key=form_key(other.token))
    assert status == 403


async def test_it_is_the_bureaus(office: Office) -> None:
    seat, clerk = await office("王", Role.BUREAU), await office("甲", Role.OFFICE)
    content = await filled(seat)
    status, _ = await sent(clerk, content)
    assert status == 403
