from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.channels.wechat.transport import Transport
from bot.channels.wecom.api import ApplicationApi, RobotApi
from bot.channels.wecom.sender import ApplicationSender, RobotSender
from bot.metrics import Metrics
from tests.bot.channels.wecom.support import CONSOLE
from tests.clocks import FrozenClock
from tests.fakes.serving import open_impatient_session
from tests.fakes.wecom import AGENT_ID, CORP_ID, KEY, ROBOT, SECRET, FakeWeCom


@pytest.fixture
async def fake(clock: FrozenClock) -> AsyncIterator[FakeWeCom]:
    async with FakeWeCom(clock).serve() as fake:
        yield fake


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


@pytest.fixture
async def robot(fake: FakeWeCom, clock: FrozenClock, metrics: Metrics) -> AsyncIterator[RobotSender]:
    async with open_impatient_session() as session:
        api = RobotApi(Transport(session, f"{fake.base}{ROBOT}"), KEY)
        yield RobotSender(api, clock, metrics, console_url=CONSOLE)


@pytest.fixture
async def api(fake: FakeWeCom, clock: FrozenClock) -> AsyncIterator[ApplicationApi]:
    async with open_impatient_session() as session:
        transport = Transport(session, fake.base)
        yield ApplicationApi(transport, corp_id=CORP_ID, agent_id=AGENT_ID, secret=SECRET, clock=clock)


@pytest.fixture
def application(api: ApplicationApi, clock: FrozenClock, metrics: Metrics) -> ApplicationSender:
    return ApplicationSender(api, clock, metrics, console_url=CONSOLE)
