"""A county at work: a copy of the demonstration for each test, and its members of staff at their desks."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import pytest

from bot.wiring import Parts
from handlers.messages import Channel
from store.queries.desk import applications_in
from store.states import State
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running

OFFICE, OTHER_OFFICE = "演示办公室甲", "演示办公室乙"
BUREAU, OTHER_BUREAU = "演示工信局甲", "演示工信局乙"
PAYER, SUPERVISOR, AUDITOR, ADMINISTRATOR = "演示拨付甲", "演示监督甲", "演示审计甲", "演示管理员"


@pytest.fixture
async def county(county_url: str, clock: FrozenClock) -> AsyncIterator[Parts]:
    async with running(county_url, clock) as parts:
        yield parts


@pytest.fixture
def desk(county: Parts) -> Callable[[str], Dialogue]:
    """A member at the console."""
    return lambda name: Dialogue(county, name, Channel.CONSOLE)


@pytest.fixture
async def numbers(county: Parts, clock: FrozenClock) -> dict[State, str]:
    """The number of an application in each state."""
    found = await county.database.read(lambda work: applications_in(work, list(State), 99), clock())
    return {State(one.state): one.number for one in found}
