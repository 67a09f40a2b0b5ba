"""The page of the quotas: entered, moved, and read with what is left of each."""

from __future__ import annotations

from store.states import Role
from tests.bot.web.staff.conftest import Office, Seat
from tests.bot.web.staff.test_settings import recorded

PAGE = "/staff/money/quotas"


async def test_a_quota_is_entered_and_moved_on_its_page(office: Office) -> None:
    seat = await office("赵", Role.PAYER)
    assert "还没有登记过指标" in Seat.text(await seat.get(PAGE))
    allotted = {
        "document": "晋财建〔2026〕35号",
        "budget_year": "二〇二六年",
        "source": "province",
        "amount": "500万元",
        "moved_on.day": "2026-03-01",
    }
    status, shown = await recorded(seat, f"/staff/act/act.add_quota/quotas/?next={PAGE}", **allotted)
    assert status == 200
    assert "2026年 省级资金 5,000,000元" in Seat.text(shown)
    arrived = {"document": "入账1号", "moved_on.day": "2026-03-08", "amount": "200万元"}
    there = f"/staff/act/act.arrive_quota/quota/晋财建〔2026〕35号?next={PAGE}"
    assert "指标 5,000,000元，已到位 0元" in Seat.text(await seat.get(there))
    _, shown = await recorded(seat, there, **arrived)
    assert "到位 2,000,000元 2026年3月8日 入账1号" in Seat.text(shown)
    page = Seat.text(await (await office("孙", Role.AUDITOR)).get(PAGE))
    assert "已到位 2,000,000元，已拨付 0元，还剩 5,000,000元" in page
    assert "登记指标下达" not in page
    assert "多笔拨付" not in page, "it opens for payers alone"


async def test_an_administrator_reads_no_quotas(office: Office) -> None:
    seat = await office("周", Role.ADMINISTRATOR)
    async with seat.client.get(PAGE) as response:
        assert response.status == 403
