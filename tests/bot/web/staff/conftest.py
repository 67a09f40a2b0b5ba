"""Members of staff who are signed in at the console."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.web.form_keys import form_key
from bot.web.staff.console import COOKIE
from bot.web_application import web_application
from bot.wiring import Parts
from handlers.casework.staffing import add_staff
from handlers.identity.staff_sessions import open_session
from handlers.identity.who import OPERATOR, staff_member
from store.queries.desk import applications_in
from store.states import Role, SignInWay, State
from store.work import Work
from tests.clocks import FrozenClock
from tests.dialogue import running

Client = TestClient[web.Request, web.Application]

OWN = {"Sec-Fetch-Site": "same-origin"}
"""What a browser says of the forms of our own pages."""


@dataclass(frozen=True)
class Seat:
    """A member in a browser of their own."""

    client: Client
    token: str

    async def get(self, path: str) -> str:
        """The page, which is there."""
        async with self.client.get(path) as response:
            assert response.status == 200, (response.status, path)
            return await response.text()

    async def post(self, path: str, **fields: str) -> tuple[int, str]:
        """What became of a form of ours: the status and the page that is shown in the end."""
        async with self.client.post(path, data={"key": form_key(self.token), **fields}) as response:
            return response.status, await response.text()

    @staticmethod
    def text(page: str) -> str:
        """What is to be read of a page."""
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


Office = Callable[..., Awaitable[Seat]]


@pytest.fixture
async def office(parts: Parts) -> AsyncIterator[Office]:
    """Signs members in: `await office("甲", Role.OFFICE)`; a member that is there already keeps their roles."""
    app = web_application(parts)
    server = TestServer(app)
    await server.start_server()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(server.close)

        async def sign_in(name: str, *roles: Role, way: SignInWay = SignInWay.PASSWORD) -> Seat:
            def act(work: Work) -> str:
                if staff_member(work, name) is None:
                    add_staff(work, OPERATOR, name, frozenset(roles))
                member = staff_member(work, name)
                assert member is not None
                return open_session(work, member, way, "a browser")

            token = await parts.database.write(act, parts.clock())
            # The server is everybody's: it stays open when a client goes.
            client: Client = TestClient(server, cookies={COOKIE: token}, headers=OWN)
            stack.push_async_callback(client.session.close)
            return Seat(client, token)

        yield sign_in


@pytest.fixture
async def county(county_url: str, clock: FrozenClock) -> AsyncIterator[Parts]:
    """The county at work: a module whose pages need one gives it as its `parts`."""
    async with running(county_url, clock) as made:
        yield made


@pytest.fixture
async def numbers(parts: Parts, clock: FrozenClock) -> dict[State, str]:
    """The number of an application in each state."""
    found = await parts.database.read(lambda work: applications_in(work, list(State), 99), clock())
    return {State(one.state): one.number for one in found}
