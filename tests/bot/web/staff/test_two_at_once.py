"""Two members on one case at once, through HTTP and two servers: one transition, and each has a clear answer."""

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
from bot.web.staff.addresses import act_on
from bot.web.staff.console import COOKIE
from bot.web_application import web_application
from bot.wiring import Parts
from handlers.casework.perform import SubmitFields
from handlers.casework.transitions import ActName, Subject
from handlers.identity.actors import Contractor
from handlers.identity.staff_sessions import open_session
from store.states import SignInWay
from store.tables.applications import Application, StepRow
from store.tables.audit import AuditRow
from store.tables.form_claims import FormClaim
from store.work import Work
from tests.bot.web.staff.conftest import OWN, Client
from tests.clocks import FrozenClock
from tests.dialogue import running
from tests.handlers.casework.doing import perform, submit
from tests.handlers.casework.town import Town, done

_T = TypeVar("_T")

_EVERYDAY, _SOAKING = 15, 150
"""Presses of two members at once, on each engine."""

_CHOICES = (ActName.ACCEPT, ActName.RETURN)
_FIELDS = {ActName.RETURN: {"f.missing": "申请书没有盖章"}}


@dataclass(frozen=True)
class Click:
    """A confirmed form of a member."""

    token: str
    act: ActName
    form: str


@dataclass(frozen=True)
class Answer:
    """What the browser got: where it is led, or the page."""

    status: int
    led_to: str
    page: str


@dataclass(frozen=True)
class Counter:
    """`clients` go to two servers over one database; `sendings` are on contracts that take turns."""

    parts: Parts
    clients: tuple[Client, Client]
    members: tuple[str, str]
    boss: Contractor
    sendings: tuple[SubmitFields, ...]

    async def do(self, act: Callable[[Work], _T]) -> _T:
        return await self.parts.database.write(act, self.parts.clock())

    async def fresh(self, turn: int) -> tuple[str, int]:
        """An application that waits, with its version; those before it are taken back."""

        def send(work: Work) -> tuple[str, int]:
            for row in work.all(select(Application).where(Application.state.in_(["returned", "accepted"]))):
                done(perform(work, self.boss, ActName.WITHDRAW, row.number))
            sent = done(submit(work, self.boss, self.sendings[turn % len(self.sendings)]))
            return sent.subject, sent.version

        return await self.do(send)

    async def press(self, place: int, click: Click, number: str, seen: int) -> Answer:
        form = {"key": form_key(click.token), "token": click.form, "seen": str(seen), "stage": "record"}
        async with self.clients[place].post(
            act_on(f"act.{click.act.value}", Subject.APPLICATION, number),
            data={**form, **_FIELDS.get(click.act, {})},
            headers={**OWN, "Cookie": f"{COOKIE}={click.token}"},
            allow_redirects=False,
        ) as response:
            return Answer(response.status, response.headers.get("Location", ""), await response.text())

    async def at_once(self, number: str, seen: int, *clicks: Click) -> list[Answer]:
        return await asyncio.gather(
            *(self.press(place % 2, click, number, seen) for place, click in enumerate(clicks))
        )

    async def traces(self, number: str) -> tuple[int, int, int]:
        """Steps of the application, entries of its chain, claims of forms."""

        def count(work: Work) -> tuple[int, int, int]:
            steps = select(func.count()).select_from(StepRow).join(Application)
            entries = select(func.count()).select_from(AuditRow).where(AuditRow.chain == number)
            claims = select(func.count()).select_from(FormClaim)
            found = (steps.where(Application.number == number), entries, claims)
            first, second, third = (work.session.scalar(query) or 0 for query in found)
            return first, second, third

        return await self.do(count)


@pytest.fixture
async def counter(database_url: str, clock: FrozenClock, soak_factor: int) -> AsyncIterator[Counter]:
    async with AsyncExitStack() as stack:
        both = [await stack.enter_async_context(running(database_url, clock)) for _ in range(2)]
        clients = [
            await stack.enter_async_context(
                TestClient[web.Request, web.Application](TestServer(web_application(one)))
            )
            for one in both
        ]

        few = 3 * soak_factor

        def settle(work: Work) -> tuple[tuple[str, str], Contractor, tuple[SubmitFields, ...]]:
            town = Town(work)
            first = open_session(work, town.office, SignInWay.PASSWORD, "a browser")
            second = open_session(work, town.colleague, SignInWay.PASSWORD, "another browser")
            contracts = [town.contract, *(town.contract_of(f"AZ-HT-{place:03}") for place in range(2, few))]
            return (first, second), town.boss, tuple(town.sending(contract_id=one.id) for one in contracts)

        members, boss, sendings = await both[0].database.write(settle, clock())
        yield Counter(both[0], (clients[0], clients[1]), members, boss, sendings)


@pytest.mark.rotated("races", 2)
@pytest.mark.soak
async def test_of_two_members_one_acts_and_the_other_reads_who_was_first(
    counter: Counter, soak_factor: int
) -> None:
    dice = random.Random(11)
    for turn in range(_SOAKING if soak_factor > 1 else _EVERYDAY):
        number, seen = await counter.fresh(turn)
        before = await counter.traces(number)
        clicks = [
            Click(member, dice.choice(_CHOICES), f"{turn}-{place}") for place, member in enumerate(counter.members)
        ]
        answers = await counter.at_once(number, seen, *clicks)
        assert sorted(one.status for one in answers) == [303, 422], answers
        (lost,) = (one for one in answers if one.status == 422)
        assert "已由他人办理" in lost.page
        steps, entries, claims = before
        assert await counter.traces(number) == (steps + 1, entries + 1, claims + 1)


@pytest.mark.rotated("races", 2)
@pytest.mark.soak
async def test_a_double_click_is_one_act_with_one_answer(counter: Counter, soak_factor: int) -> None:
    dice = random.Random(12)
    for turn in range(50 if soak_factor > 1 else 10):
        number, seen = await counter.fresh(turn)
        before = await counter.traces(number)
        click = Click(counter.members[0], dice.choice(_CHOICES), f"double-{turn}")
        first, second = await counter.at_once(number, seen, click, click)
        assert first == second
        assert first.status == 303
        steps, entries, claims = before
        assert await counter.traces(number) == (steps + 1, entries + 1, claims + 1)
