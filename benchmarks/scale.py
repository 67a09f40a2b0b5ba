"""Whether it stays flat as a county grows: 100 to 100,000 applications on SQLite, the same questions and pages.

Run `.venv/bin/python -m benchmarks.bench scale`. Told is the processor's time at each size over that at the
smallest size that shows as many rows, at the size where it is worst: client and server share the process, so
nothing of the cost is left out.
"""

from __future__ import annotations

import asyncio
import secrets
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.console import Client, get, signed_in
from benchmarks.county import FIRST, NOW, fill
from benchmarks.databases import settings_for, sqlite_in
from benchmarks.draining import drain_cost, put_notices
from benchmarks.legs import Figures, Leg, Round, frozen
from bot import wiring
from bot.wiring import Parts
from handlers.messages import Channel, Inbound, Person, Text

SIZES = (100, 400, 1_000, 10_000, 100_000)
"""Applications. From 400 on every list fills a page."""

_WARM, _ASKED, _DRAINED, _FIRMS = 2, 25, 5, 25
"""How often each is asked a round, and of how many firms: of the smallest county, all."""

_SAID = {
    "status": "我的申请到哪一步了",
    "status_money": "钱到了没",
    "status_number": "AZ-2024-900000怎么样了",
    "question": "烂尾咋办",
}
_PAGES = {
    "list_waiting": "/staff",
    "list_overdue": "/staff?overdue=1",
    "list_applications": "/staff/applications",
    "list_state": "/staff/applications?state=approved&sort=-amount",
    "list_contracts": "/staff/contracts",
    "list_past_due": "/staff/contracts?past_due=1",
    "list_stood": "/staff/applications?was=approved&as_of=2026-06-30",
    "list_of_area": "/staff/applications?overdue=1&area=3",
    "overview": "/staff/overview?as_of=2026-11-24",
    "overview_past": "/staff/overview?as_of=2026-06-30",
    "ledger": "/staff/money?as_of=2026-11-24",
    "ledger_deep": "/staff/money?as_of=2026-11-24&by=areas&measure=contracted&page=3",
    "ledger_past": "/staff/money?as_of=2026-06-17&from=2026-01-05",
    "months": "/staff/money/months?as_of=2026-11-24",
    "reconciliation": "/staff/money/reconciliation?as_of=2026-11-24",
    "years": "/staff/money/years?as_of=2026-11-24",
    "due": "/staff/money/due?as_of=2026-11-24&all=1",
    "supervision": "/staff/supervision",
    "quarter": "/staff/supervision/2026Q3",
    "evaluations": "/staff/supervision/evaluations",
    "page_application": "/staff/applications/AZ-2024-900000",
    "page_contract": "/staff/contracts/CS-HT-001003",
}


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one thing in one county, asked over and over: processor milliseconds, and rows that a page shows."""

    milliseconds: float
    rows: int = 0


@dataclass(frozen=True, slots=True)
class _County:
    parts: Parts
    client: Client


_Act = Callable[[_County, int], Awaitable[int]]
"""What is asked of a county, at which turn; it gives the rows that were shown."""


async def _ask(said: str, county: _County, turn: int) -> int:
    firm = FIRST if "AZ-" in said else FIRST + turn % _FIRMS
    inbound = Inbound(Person(Channel.WECHAT, f"o{firm}"), secrets.token_hex(8), Text(said), NOW)
    replies = await county.parts.dispatcher.handle(inbound)
    if not replies or not replies[0].text.strip():
        raise RuntimeError(f"no answer to {said}")
    return 0


async def _look(address: str, county: _County, _turn: int) -> int:
    return (await get(county.client, address)).count("<tr")


async def _measure(counties: Sequence[_County]) -> dict[str, list[Cost]]:
    """What each thing costs in each county."""
    acts: dict[str, _Act] = {name: partial(_ask, said) for name, said in _SAID.items()}
    acts |= {name: partial(_look, address) for name, address in _PAGES.items()}
    costs = {name: await _costs(counties, act) for name, act in acts.items()}
    return costs | {"outbox": await _drains(counties)}


async def _costs(counties: Sequence[_County], act: _Act) -> list[Cost]:
    """The counties take turns, so that whatever else the machine does falls on all of them."""
    took, rows = [list[float]() for _ in counties], [0] * len(counties)
    for turn in range(_WARM + _ASKED):
        for place, county in enumerate(counties):
            began = time.process_time()
            rows[place] = await act(county, turn)
            took[place].append((time.process_time() - began) * 1000)
    return [Cost(statistics.median(times[_WARM:]), shown) for times, shown in zip(took, rows, strict=True)]


async def _drains(counties: Sequence[_County]) -> list[Cost]:
    took = [[await drain_cost(county.parts.database, 1) for county in counties] for _ in range(_DRAINED)]
    return [Cost(statistics.median(times)) for times in zip(*took, strict=True)]


@contextmanager
def _opened() -> Iterator[Round]:
    with asyncio.Runner() as runner, tempfile.TemporaryDirectory() as folder:
        stack = AsyncExitStack()
        try:
            counties = [
                runner.run(stack.enter_async_context(_county(Path(folder) / str(size), size))) for size in SIZES
            ]
            with frozen():
                yield lambda: figures_of(runner.run(_measure(counties)))
        finally:
            runner.run(stack.aclose())


def figures_of(measured: Mapping[str, Sequence[Cost]]) -> Figures:
    """The worst county beside the smallest, of those that show as many rows as the largest.

    Raises:
        LookupError: no smaller one shows as many.
    """
    figures = Figures()
    for name, costs in measured.items():
        like = [cost for cost in costs if cost.rows == costs[-1].rows]
        if len(like) == 1:
            raise LookupError(f"no smaller county shows {costs[-1].rows} rows of {name}")
        figures[f"flat_{name}"] = max(cost.milliseconds for cost in like) / like[0].milliseconds
        figures[f"large_{name}_ms"] = costs[-1].milliseconds
    return figures


@asynccontextmanager
async def _county(folder: Path, size: int) -> AsyncIterator[_County]:
    """A product that runs.

    The rows of the smallest county are sealed in each, for whoever asks for one of them checks it; the others are
    shown in lists alone, which check none.
    """
    configured = settings_for(sqlite_in(folder), folder)
    async with wiring.assembled(configured, clock=lambda: NOW, looks_at_clock=False) as parts:
        await parts.database.run(partial(fill, keys=parts.database.keys, applications=SIZES[0]))
        await parts.database.run(partial(fill, keys=None, applications=size, after=SIZES[0]))
        await parts.database.run(lambda connection: put_notices(connection, 0, size))
        async with signed_in(parts, "office") as client:
            yield _County(parts, client)


LEG = Leg(_opened)
