"""Every list takes the same number of statements, and few, however many applications there are."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from functools import partial

import pytest
from aiohttp.web_protocol import RequestHandler
from sqlalchemy import Engine, event

from benchmarks.county import fill
from bot.wiring import Parts
from handlers.casework.arrangements import set_arrangement
from handlers.casework.service_standards import STANDARDS
from handlers.casework.staffing import add_staff
from handlers.identity.who import OPERATOR, staff_member
from store.states import Role
from store.work import Work
from tests.bot.web.staff.conftest import Office
from tests.clocks import FrozenClock
from tests.dialogue import running

_MOST = 30
_FEW, _MANY = 100, 1_000
"""Applications: ten times as many show what grows with them."""
_ASKED = (
    "/staff",
    "/staff?q=测试1003号&overdue=1",
    "/staff?size=200",
    "/staff/applications",
    "/staff/applications?size=25&page=2",
    "/staff/applications?holder=payer&state=approved&kind=midterm&q=测试&sort=-amount&size=200",
    "/staff/applications?stuck=1",
    "/staff/applications?overdue=1&area=3",
    "/staff/contracts?q=测试&past_due=1",
    "/staff/contracts?unchecked=1",
    "/staff/cases?size=200",
    "/staff/intentions?q=村民&handled=no",
    "/staff/members",
    "/staff/overview?as_of=2026-06-30",
    "/staff/overview?as_of=2099-12-31",
    "/staff/applications?was=approved&as_of=2026-06-30",
    "/staff/applications?stay=16-30&unserved=1",
    "/staff/money?as_of=2026-11-24",
    "/staff/money?as_of=2026-11-24&by=areas&measure=unpaid&from=2026-01-01",
    "/staff/money/contracts/CS-HT-001003?as_of=2026-11-24",
    "/staff/money/months?as_of=2026-11-24",
    "/staff/money/reconciliation?as_of=2026-11-24",
    "/staff/money/years?as_of=2026-11-24",
    "/staff/money/due?as_of=2026-11-24&all=1",
    "/staff/money/quotas",
    "/staff/money/pay",
    "/staff/calendar?within=90&size=200",
    "/staff/calendar?passed=1&q=测试",
    "/staff/calendar/workdays",
    "/staff/supervision",
    "/staff/supervision/2026Q4?missing=1",
    "/staff/supervision/inspections?open=1",
    "/staff/supervision/evaluations?grade=none",
    "/staff/supervision/cases?size=200",
)


@contextmanager
def _counting() -> Iterator[list[str]]:
    """The statements of requests alone: the jobs of the calendar have their own."""
    said: list[str] = []
    here = threading.current_thread()

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if threading.current_thread() is not here:  # a batch of turns, which has no task
            return
        task = asyncio.current_task()
        coroutine = task.get_coro() if task is not None else None
        if getattr(coroutine, "__qualname__", "").startswith(RequestHandler.__name__):
            said.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(Engine, "before_cursor_execute", note)


@pytest.fixture
async def parts(database_url: str, clock: FrozenClock) -> AsyncIterator[Parts]:
    async with running(database_url, clock) as made:
        yield made


def _open(work: Work) -> None:
    """Somebody by acts, whose rows are sealed: nobody signs in by a row that is not."""
    add_staff(work, OPERATOR, "清点", frozenset({Role.OFFICE, Role.BUREAU, Role.PAYER}))
    member = staff_member(work, "清点")
    assert member is not None
    set_arrangement(work, member, STANDARDS, "受理5、上报10、拨付10、归档10")


@pytest.mark.rotated("statements", 2)
@pytest.mark.soak
async def test_statements_do_not_grow_with_the_rows(office: Office, parts: Parts) -> None:
    await parts.database.write(_open, parts.clock())
    seat = await office("清点")
    counts: list[dict[str, int]] = []
    for before, size in ((0, _FEW), (_FEW, _MANY)):
        await parts.database.run(partial(fill, keys=None, applications=size, after=before))
        counts.append({})
        for address in _ASKED:
            with _counting() as said:
                await seat.get(address)
            counts[-1][address] = len(said)
    few, many = counts
    assert all(many[address] - few[address] in {0, 1} for address in _ASKED)  # of nothing no page is read
    assert 0 < min(many.values()) <= max(many.values()) <= _MOST
