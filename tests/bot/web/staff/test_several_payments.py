"""Several payments on one page: all or none, once, and nothing typed is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from bot.wiring import Parts
from handlers.casework.quota_rows import AddQuotaFields
from handlers.casework.table import ActName
from store.queries.payments import payments_of
from store.states import MoneySource, State
from store.tables.applications import Application
from store.work import Work
from tests.bot.web.staff.conftest import Office, Seat
from tests.handlers.casework.town import TODAY, YUAN, Town

PAGE = "/staff/money/pay"
QUOTA = "晋财建〔2026〕35号"


@dataclass(frozen=True)
class Bank:
    """The applications that wait to be paid, each of 300,000 yuan, and a quota of 500,000."""

    parts: Parts
    numbers: tuple[str, str]

    async def paid(self) -> list[int]:
        """What was paid of each, in yuan."""

        def look(work: Work) -> list[int]:
            rows = [work.find(Application, Application.number, number) for number in self.numbers]
            return [sum(one.amount for one in payments_of(work, row.id)) // YUAN for row in rows if row]

        return await self.parts.database.read(look, self.parts.clock())


@pytest.fixture
async def bank(parts: Parts) -> Bank:
    def settle(work: Work) -> tuple[str, str]:
        town = Town(work)
        quota = AddQuotaFields(
            document=QUOTA, budget_year=2026, source=MoneySource.PROVINCE, amount=500_000 * YUAN, moved_on=TODAY
        )
        first = town.brought_to(State.APPROVED, yuan=300_000)
        town.contract = town.contract_of("AZ-HT-002")
        second = town.brought_to(State.APPROVED, yuan=300_000)
        town.does(ActName.ADD_QUOTA, "", quota, by=town.payer)
        return first, second

    return Bank(parts, await parts.database.write(settle, parts.clock()))


def filled(bank: Bank, *sums: str, vouchers: tuple[str, str] = ("P-1", "P-2")) -> dict[str, str]:
    """The form with these sums in its lines."""
    form = {"day": TODAY.isoformat()}
    for number, fen, voucher in zip(bank.numbers, sums, vouchers, strict=False):
        form |= {f"amount.{number}": fen, f"quota.{number}": QUOTA, f"voucher.{number}": voucher}
    return form


def token(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


async def test_payments_are_reviewed_with_their_sums_in_capitals_and_recorded_together(
    bank: Bank, office: Office
) -> None:
    seat = await office("赵拨")
    page = await seat.get(PAGE)
    assert "还可以拨付 300,000元" in Seat.text(page)
    form = {"token": token(page), **filled(bank, "30万元", "10万元")}
    status, review = await seat.post(PAGE, stage="review", **form)
    assert status == 200
    assert "大写：肆拾万元整" in Seat.text(review)
    assert await bank.paid() == [0, 0]
    status, done = await seat.post(PAGE, stage="record", **form)
    assert "已登记：登记拨付（2笔，共400,000元）。" in Seat.text(done)
    assert await bank.paid() == [300_000, 100_000]
    status, again = await seat.post(PAGE, stage="record", **form)
    assert "已登记：登记拨付（2笔，共400,000元）。" in Seat.text(again)
    assert await bank.paid() == [300_000, 100_000]


async def test_one_that_cannot_be_paid_keeps_all_from_being_recorded(bank: Bank, office: Office) -> None:
    seat = await office("赵拨")
    page = await seat.get(PAGE)
    form = {"token": token(page), **filled(bank, "30万元", "20万零1元")}
    for stage in ("review", "record"):
        status, shown = await seat.post(PAGE, stage=stage, **form)
        assert status == 422
        assert 'value="20万零1元"' in shown
        assert "还剩" in Seat.text(shown)
    assert await bank.paid() == [0, 0]
    status, shown = await seat.post(
        PAGE, stage="review", token="t", **filled(bank, "1元", "1元", vouchers=("P", "P"))
    )
    assert (status, "填了两次" in shown) == (422, True)


async def test_nothing_typed_is_said_and_others_are_told_whose_it_is(bank: Bank, office: Office) -> None:
    status, shown = await (await office("赵拨")).post(PAGE, stage="review", token="t", **filled(bank, "", ""))
    assert (status, "没有填写任何一笔的金额" in shown) == (422, True)
    async with (await office("张办")).client.get(PAGE) as response:
        assert response.status == 403
