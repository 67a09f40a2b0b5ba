"""The two ways put together: what is set is on, over one session."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from msgspec import Struct

from bot.channels.wechat.transport import Transport, open_session
from bot.channels.wecom.api import ApplicationApi, RobotApi
from bot.channels.wecom.settings import WeComSettings


class WeCom(Struct, frozen=True):
    """The robot and the application; None what is off."""

    robot: RobotApi | None = None
    application: ApplicationApi | None = None


@asynccontextmanager
async def wecom_api(settings: WeComSettings, clock: Callable[[], datetime]) -> AsyncIterator[WeCom]:
    """Both APIs, with a session of their own."""
    async with open_session() as session:
        robot = None
        if settings.robot is not None:
            address, key = settings.robot
            robot = RobotApi(Transport(session, address), key)
        yield WeCom(robot, _application(settings, Transport(session, settings.api_base), clock))


def _application(
    settings: WeComSettings, transport: Transport, clock: Callable[[], datetime]
) -> ApplicationApi | None:
    if settings.corp_id is None or settings.agent_id is None or settings.secret is None:
        return None
    return ApplicationApi(
        transport,
        corp_id=settings.corp_id,
        agent_id=settings.agent_id,
        secret=settings.secret.get_secret_value(),
        clock=clock,
    )
