"""Two batches with one application in common, at once, through HTTP and two servers: one outcome, one answer."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import TypeVar

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import func, select

from bot.web.form_keys import form_key
from bot.web.staff.console import COOKIE
from bot.web_application import web_application
from bot.wiring import Parts
from handlers.casework.batch_fields import DropBatchFields, FormBatchFields, TableBatchFields
from handlers.casework.batches import BatchActs
from handlers.casework.transitions import ActName
from handlers.identity.actors import StaffMember
from handlers.identity.staff_sessions import open_session
from store.states import SignInWay
from store.tables.applications import Application, Meeting
from store.tables.batches import Batch, BatchItem
from store.work import Work
from tests.bot.web.staff.conftest import OWN, Client
from tests.bot.web.staff.sitting import REPORTER, TITLE, reported
from tests.clocks import FrozenClock
from tests.dialogue import running
from tests.handlers.casework.doing import perform
from tests.handlers.casework.town import TODAY, Town, done
from tests.measure import opened

_T = TypeVar("_T")

_EVERYDAY, _SOAKING = 3, 100
"""Interleavings on each engine, of all kinds together."""


@dataclass(frozen=True)
class Answer:
    """What the browser got: where it is led, or the page."""

    status: int
    led_to: str
    page: str


@dataclass(frozen=True)
class Table:
    """Two clerks on two servers over one database; applications come in threes that take turns."""

    parts: Parts
    clients: tuple[Client, Client]
    members: tuple[str, str]
    office: StaffMember
    threes: tuple[tuple[str, str, str], ...]

    async def do(self, act: Callable[[Work], _T]) -> _T:
        return await self.parts.database.write(act, self.parts.clock())

    async def press(self, place: int, path: str, **fields: str) -> Answer:
        token = self.members[place]
        async with self.clients[place].post(
            path,
            data={"key": form_key(token), "stage": "record", **fields},
            headers={**OWN, "Cookie": f"{COOKIE}={token}"},
            allow_redirects=False,
        ) as response:
            return Answer(response.status, response.headers.get("Location", ""), await response.text())

    def forms(self, place: int, form: str, *numbers: str) -> asyncio.Future[Answer]:
        """A clerk puts a batch together."""
        chosen = {f"a.{number}": "on" for number in numbers}
        fields = {"token": form, "title": TITLE, "reporter": REPORTER, **chosen}
        return asyncio.ensure_future(self.press(place, "/staff/batches/new", **fields))

    def records(self, place: int, form: str, batch: int, **lines: str) -> asyncio.Future[Answer]:
        """A clerk records what became of a batch that stands in its second version."""
        fields = {"token": form, "seen": "2", "session": "12", "held_on": TODAY.isoformat(), **lines}
        return asyncio.ensure_future(self.press(place, f"/staff/batches/{batch}/results", **fields))

    async def brought(self, *numbers: str) -> int:
        """A batch that was brought before the meeting."""

        def act(work: Work) -> int:
            acts = BatchActs(work, self.office, opened())
            fields = FormBatchFields(title=TITLE, reporter=REPORTER, applications=numbers)
            number = int(done(acts.form(fields)).subject)
            acts.table(number, TableBatchFields(document="请示1号", tabled_on=TODAY), None)
            return number

        return await self.do(act)

    async def clear(self, *numbers: str) -> None:
        """Give up the batches in which these still wait."""

        def act(work: Work) -> None:
            query = select(Batch.id).join(BatchItem).join(Application).where(BatchItem.outcome == "")
            query = query.where(Application.number.in_(numbers), Batch.state == "prepared").distinct()
            for number in work.session.scalars(query).all():
                fields = DropBatchFields(reason="重编")
                done(perform(work, self.office, ActName.DROP_BATCH, str(number), fields))

        await self.do(act)

    async def count(self, *numbers: str) -> tuple[int, int]:
        """How often these wait in a batch, and how many results they have."""

        def act(work: Work) -> tuple[int, int]:
            mine = Application.number.in_(numbers)
            waiting = select(func.count(BatchItem.id)).join(Application).where(mine, BatchItem.outcome == "")
            results = select(func.count(Meeting.id)).join(Application).where(mine)
            return work.session.scalar(waiting) or 0, work.session.scalar(results) or 0

        return await self.do(act)


@pytest.fixture
async def table(database_url: str, clock: FrozenClock, soak_factor: int) -> AsyncIterator[Table]:
    async with AsyncExitStack() as stack:
        both = [await stack.enter_async_context(running(database_url, clock)) for _ in range(2)]
        clients = [
            await stack.enter_async_context(
                TestClient[web.Request, web.Application](TestServer(web_application(one)))
            )
            for one in both
        ]
        count = 10 if soak_factor > 1 else 1

        def settle(work: Work) -> tuple[tuple[str, str], StaffMember, list[str]]:
            town = Town(work)
            first = open_session(work, town.office, SignInWay.PASSWORD, "a browser")
            second = open_session(work, town.colleague, SignInWay.PASSWORD, "another browser")
            return (first, second), town.office, reported(town, 3 * count)

        members, office, numbers = await both[0].database.write(settle, clock())
        threes = tuple(
            (numbers[place], numbers[place + 1], numbers[place + 2]) for place in range(0, 3 * count, 3)
        )
        yield Table(both[0], (clients[0], clients[1]), members, office, threes)


async def _formed_at_once(table: Table, turn: int, first: str, common: str, last: str) -> None:
    """Of two batches one holds the application; the other is told which, and holds nothing."""
    answers = await asyncio.gather(
        table.forms(0, f"{turn}-a", first, common), table.forms(1, f"{turn}-b", common, last)
    )
    assert sorted(one.status for one in answers) == [303, 422], answers
    (lost,) = (one for one in answers if one.status == 422)
    assert f"申请{common}已经在提请批次" in lost.page
    assert (await table.count(first, common, last))[0] == 2


async def _heard_at_once(table: Table, turn: int, first: str, common: str, last: str) -> None:
    """One clerk's results are recorded, all of them; the other reads that the batch has moved."""
    numbers = (first, common, last)
    batch, before = await table.brought(*numbers), await table.count(*numbers)
    lines = {f"{number}.result": "postpone" for number in numbers}
    answers = await asyncio.gather(
        table.records(0, f"{turn}-a", batch, **lines), table.records(1, f"{turn}-b", batch, **lines)
    )
    assert sorted(one.status for one in answers) == [303, 422], answers
    (lost,) = (one for one in answers if one.status == 422)
    assert "刚刚由他人办理过" in lost.page or "有变动" in lost.page
    assert await table.count(*numbers) == (0, before[1] + 3)


async def _unheard_at_once(table: Table, turn: int, first: str, common: str, last: str) -> None:
    """What was not heard goes with the other batch, or that one comes too early: never both, never lost."""
    batch = await table.brought(first, common)
    lines = {f"{first}.result": "postpone", f"{common}.result": "not_heard", f"{common}.words": "议程调整"}
    heard, formed = await asyncio.gather(
        table.records(0, f"{turn}-a", batch, **lines), table.forms(1, f"{turn}-b", common, last)
    )
    assert heard.status == 303
    assert formed.status in {303, 422}
    assert formed.status == 303 or f"申请{common}已经在提请批次{batch}里" in formed.page
    assert (await table.count(first, common, last))[0] == (2 if formed.status == 303 else 0)


@pytest.mark.rotated("races", 2)
@pytest.mark.soak
async def test_two_batches_with_one_application_in_common(table: Table, soak_factor: int) -> None:
    dice = random.Random(13)
    kinds = (_formed_at_once, _heard_at_once, _unheard_at_once)
    for turn in range(_SOAKING if soak_factor > 1 else _EVERYDAY):
        three = table.threes[turn % len(table.threes)]
        await table.clear(*three)
        play = dice.choice(kinds) if soak_factor > 1 else kinds[turn % len(kinds)]
        await play(table, turn, *three)
