"""Forms that no page of ours sends: signs that no database takes, numbers that no number holds."""

from __future__ import annotations

from collections.abc import AsyncIterator
from urllib.parse import urlencode

import pytest

from bot.web.form_keys import form_key
from bot.wiring import Parts
from store.queries.applications import application_numbered
from store.queries.overpaid import paid_on
from store.states import SignInWay, State
from store.work import Work
from tests.bot.web.staff.conftest import Office, Seat
from tests.bot.web.staff.sitting import Clerk, formed, reported, tabled
from tests.clocks import FrozenClock
from tests.dialogue import running
from tests.handlers.casework.town import Town


@pytest.fixture
async def parts(database_url: str, clock: FrozenClock) -> AsyncIterator[Parts]:
    """On both databases: SQLite keeps signs that PostgreSQL refuses."""
    async with running(database_url, clock) as made:
        yield made


@pytest.fixture
async def number(parts: Parts) -> str:
    return await parts.database.write(lambda work: Town(work).brought_to(State.APPROVED), parts.clock())


async def sent(seat: Seat, path: str, **fields: str) -> int:
    """As bytes: the test's client would spell the names its own way."""
    body = urlencode({"key": form_key(seat.token), **fields}).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    async with seat.client.post(path, data=body, headers=headers) as response:
        await response.text()
        return response.status


async def test_no_name_or_number_of_a_field_breaks_a_page(parts: Parts, office: Office, number: str) -> None:
    clerk, payer = await office("张办"), await office("赵拨")
    batch = {"title": "议题", "reporter": "县工信局", "a.\0AZ": "on", "token": "t"}
    pay = {f"amount.{number}": "1元", f"seen.{number}": "9" * 5000, "token": "u", "day": "2026-11-24"}
    for stage in ("review", "record"):
        assert await sent(clerk, "/staff/batches/new", stage=stage, **batch) == 422
        assert await sent(payer, "/staff/money/pay", stage=stage, **pay) == 422


async def test_a_session_without_money_records_none_on_pages_of_their_own(parts: Parts, office: Office) -> None:
    """A browser that an account opened sees the forms, and nothing comes of them."""

    def make(work: Work) -> tuple[str, list[str]]:
        town = Town(work)
        batched = reported(town, 2)
        town.contract = town.contract_of("AZ-HT-099")
        return town.brought_to(State.APPROVED), batched

    number, batched = await parts.database.write(make, parts.clock())
    clerk = Clerk(await office("张办"))
    batch = await formed(clerk, batched)
    await tabled(clerk, batch)
    payer, other = await office("赵拨", way=SignInWay.ACCOUNT), await office("张办", way=SignInWay.ACCOUNT)
    pay = {f"amount.{number}": "1元", f"quota.{number}": "安财指1号", f"voucher.{number}": "V-1"}
    results = {"session": "12", "held_on": "2026-11-24", "seen": "2"} | {
        f"{one}.result": "agree" for one in batched
    }
    for stage in ("review", "record"):
        token = {"stage": stage, "token": "t"}
        assert await sent(payer, "/staff/money/pay", source="province", day="2026-11-24", **token, **pay) == 422
        assert await sent(other, f"{batch}/results", **token, **results) in {403, 422}

    def look(work: Work) -> tuple[int, set[str]]:
        found = [application_numbered(work, one) for one in (number, *batched)]
        paid, *states = [(one, paid_on(work, one.id)) for one in found if one]
        return paid[1], {one.state for one, _ in states}

    assert await parts.database.read(look, parts.clock()) == (0, {"tabled"})
