"""Every list, ledger and page of the console over HTTP, one request after the other, with 10,000 applications.

Run `.venv/bin/python -m benchmarks.bench console`. Of each group of pages the dearest is told: what 95 of 100
requests take of the processor, client included, and by the clock on the wall. What PostgreSQL's server takes is in
the second only.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from benchmarks.county import NOW, fill
from benchmarks.databases import databases, settings_for
from benchmarks.legs import Figures, Leg, Round, frozen
from bot import wiring
from bot.web.staff.console import COOKIE
from bot.web_application import web_application
from bot.wiring import Parts
from handlers.casework.arrangements import set_arrangement
from handlers.casework.service_standards import STANDARDS
from handlers.casework.staffing import add_staff
from handlers.identity.staff_sessions import open_session
from handlers.identity.who import OPERATOR, staff_member
from store.states import Role, SignInWay
from store.work import Work

APPLICATIONS, ASKED = 10_000, 20
SEATS = {"office": (Role.OFFICE,), "bureau": (Role.BUREAU,), "payer": (Role.PAYER,)}
OTHERS = ("/staff", "/staff?size=200")
"""What the two others are asked for; the office is asked for everything."""
GROUPS = {
    "lists": (
        "/staff",
        "/staff?overdue=1&q=测试1003号",
        "/staff/applications",
        "/staff/applications?q=经办77",
        "/staff/applications?state=approved&kind=midterm&sort=-amount",
        "/staff/applications?holder=payer",
        "/staff/applications?stuck=1",
        "/staff/applications?overdue=1&area=3",
        "/staff/applications?was=approved&as_of=2026-06-30",
        "/staff/contracts",
        "/staff/contracts?past_due=1&q=测试",
        "/staff/cases",
        "/staff/intentions",
        "/staff/members",
        "/staff/inbox",
    ),
    "long_lists": ("/staff?size=200", "/staff/applications?size=200&page=40"),
    "ledgers": (
        "/staff/overview?as_of=2099-12-31",
        "/staff/overview?as_of=2026-06-30",
        "/staff/money?as_of=2026-11-24",
        "/staff/money?as_of=2026-11-24&by=areas&measure=unpaid&page=40",
        "/staff/money?as_of=2026-06-30&source=province&year=2026&from=2026-01-01&size=200",
        "/staff/money/contracts/CS-HT-001003?as_of=2026-11-24",
        "/staff/money/months?as_of=2026-11-24",
        "/staff/money/reconciliation?as_of=2026-11-24",
        "/staff/money/years?as_of=2026-11-24",
        "/staff/money/due?as_of=2026-11-24&all=1",
    ),
    "pages": ("/staff/applications/AZ-2026-895000", "/staff/contracts/CS-HT-001003", "/staff/cases/1004"),
}
"""Addresses, by the name that figures give the group."""

Client = TestClient[web.Request, web.Application]


@dataclass(frozen=True, slots=True)
class _Office:
    """The console over one database, opened at each seat."""

    engine: str
    clients: dict[str, Client]

    async def measure(self) -> Figures:
        figures = Figures()
        for group, addresses in GROUPS.items():
            asked = [
                await _ask(client, address)
                for seat, client in self.clients.items()
                for address in addresses
                if seat == "office" or address in OTHERS
            ]
            name = f"console_{self.engine}_{group}"
            figures |= {f"{name}_ms": max(one.processor for one in asked)}
            figures |= {f"{name}_wall_ms": max(one.wall for one in asked)}
        return figures


@dataclass(frozen=True, slots=True)
class _Asked:
    """Milliseconds that 95 of 100 requests took at most."""

    processor: float
    wall: float


@contextmanager
def _opened() -> Iterator[Round]:
    with (
        asyncio.Runner() as runner,
        tempfile.TemporaryDirectory() as folder,
        databases(Path(folder)) as urls,
    ):
        stack = AsyncExitStack()
        try:
            offices = [
                runner.run(stack.enter_async_context(_office(engine, url, Path(folder) / engine)))
                for engine, url in urls.items()
            ]
            with frozen():
                yield partial(_measured, runner.run, offices)
        finally:
            runner.run(stack.aclose())


def _measured(run: Callable[..., Figures], offices: list[_Office]) -> Figures:
    return {name: value for office in offices for name, value in run(office.measure()).items()}


@asynccontextmanager
async def _office(engine: str, url: str, folder: Path) -> AsyncIterator[_Office]:
    async with AsyncExitStack() as stack:
        parts = await stack.enter_async_context(
            wiring.assembled(settings_for(url, folder), clock=lambda: NOW, looks_at_clock=False)
        )
        await parts.database.run(partial(fill, keys=parts.database.keys, applications=APPLICATIONS))
        yield _Office(engine, {seat: await stack.enter_async_context(signed_in(parts, seat)) for seat in SEATS})


@asynccontextmanager
async def signed_in(parts: Parts, seat: str) -> AsyncIterator[Client]:
    """A browser of a member who has just been added with this seat's roles."""

    def act(work: Work) -> str:
        add_staff(work, OPERATOR, seat, frozenset(SEATS[seat]))
        member = staff_member(work, seat)
        assert member is not None
        if seat == "office":
            set_arrangement(work, member, STANDARDS, "受理5、上报10、提请审议10、拨付10、归档20")
        return open_session(work, member, SignInWay.PASSWORD, "benchmark")

    token = await parts.database.write(act, parts.clock())
    async with TestClient(TestServer(web_application(parts)), cookies={COOKIE: token}) as client:
        yield client


async def get(client: Client, address: str) -> str:
    """The page.

    Raises:
        RuntimeError: there is none.
    """
    async with client.get(address) as response:
        page = await response.text()
        if response.status != 200:
            raise RuntimeError(f"{address}: {response.status}")
        return page


async def _ask(client: Client, address: str) -> _Asked:
    for _ in range(3):
        await get(client, address)  # warm
    took = []
    for _ in range(ASKED):
        busy, began = time.process_time(), time.perf_counter()
        await get(client, address)
        took.append((time.process_time() - busy, time.perf_counter() - began))
    processor, wall = np.percentile(np.array(took) * 1000, 95, axis=0)
    return _Asked(float(processor), float(wall))


LEG = Leg(_opened, rounds=1)
